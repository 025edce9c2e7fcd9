import Coalition
import HTTP
import Templates

/// "Inrichting": what the network keeps for all cities, in one place.
enum SetupPages: Feature {
    static let path = "/setup"

    static var routes: [Route] {
        [.get(path, .roles(RuleProposal.readers, for: .any), show)]
    }
    static var pages: [any SitePage.Type] { [] }

    static func show(_ context: Context) throws -> Response {
        let words = context.words
        let (rules, trainings) = try context.read { tx in
            (
                try RuleFacts(tx),
                context.viewer.holds(TrainingDraft.readers, for: GroupPolicy.programmes)
                    ? try Training.all(in: tx) : []
            )
        }
        return try context.show(
            HubPage(
                title: words("nav.setup"),
                sections: [
                    self.rules(rules, words),
                    trainings.isEmpty ? nil : self.trainings(trainings, words),
                    context.viewer.holds(YearPolicy.editors, for: GroupPolicy.programmes)
                        ? HubSection(
                            LinkView(words("checklist.title"), "/checklists"), [],
                            text: words("setup.checklists")) : nil,
                    // What comes next has its line here.
                ].compactMap { $0 }))
    }

    /// The way back to this place, for who has it.
    static func crumbs(_ context: Context) -> [LinkView] {
        context.viewer.holds(RuleProposal.readers, for: .any)
            ? [LinkView(context.words("nav.setup"), path)] : []
    }

    private static func rules(_ facts: RuleFacts, _ words: Words) -> HubSection {
        let ahead = facts.ahead.map { version in
            words(
                version.confirmedAt == nil ? "setup.rules.waiting" : "setup.rules.planned",
                ["day": .text(words.day(version.inForceFrom))])
        }
        let since = words(
            "setup.rules", ["day": .text(words.day(facts.current.inForceFrom))])
        return HubSection(
            LinkView(words("rules.title"), "/rules"), [],
            text: [since, ahead].compactMap { $0 }.joined(separator: " "))
    }

    private static func trainings(_ all: [Training], _ words: Words) -> HubSection {
        let offered = all.count(where: \.isOffered)
        let required = all.count(where: \.isRequired)
        let waiting = all.contains { $0.wish != nil } ? words("setup.trainings.waiting") : nil
        let counts = words(
            "setup.trainings", ["count": .number(offered), "required": .number(required)])
        return HubSection(
            LinkView(words("trainings.title"), "/trainings"), [],
            text: [counts, waiting].compactMap { $0 }.joined(separator: " "))
    }
}
