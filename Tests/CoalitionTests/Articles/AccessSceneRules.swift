@testable import Coalition

extension AccessScene {
    /// What is asked of rules, trainings and exemptions.
    var rules: [AccessTables.Question] {
        func holds(
            _ roles: Set<Role>, _ programmes: Set<Programme> = .any
        ) -> (Transaction) -> Bool {
            { $0.viewer.holds(roles, for: programmes) }
        }
        let samenHier = GroupPolicy.programmes
        return [
            ("see the rules with their versions", holds(RuleProposal.readers)),
            ("propose other rules", holds(RuleProposal.makers)),
            ("confirm what somebody else proposed of safety", holds(SecondPerson.roles)),
            (
                "move a group to newer rules",
                { tx in (try? group.requireMover(of: tx.viewer)) != nil }
            ),
            ("see the trainings", holds(TrainingDraft.readers, samenHier)),
            ("describe a training", holds(TrainingDraft.keepers, samenHier)),
            (
                "ask for an exemption, and read its reason",
                { GroupPolicy($0.viewer, group).mayEdit }
            ),
            (
                "read its reason without a name, and decide",
                { GroupPolicy($0.viewer, group).holds(Exemption.deciders) }
            ),
        ]
    }
}
