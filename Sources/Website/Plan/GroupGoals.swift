import Coalition

extension GoalColumns {
    /// The plan of a group's year with a family, or what it plans before; nil for a group that need not
    /// plan, which is not asked to.
    init?(_ facts: GroupPageFacts, _ context: Context) {
        let path = "/groups/\(facts.group.ref)"
        let match = facts.match.flatMap { Match.undecided.contains($0.state) ? nil : $0 }
        guard match != nil || facts.goals.all > 0 || facts.group.kind == .sponsor else {
            return nil
        }
        self.init(
            facts.goals, on: path, sheet: match?.sheetPath ?? "\(path)/plan/print",
            today: facts.today, context)
    }
}
