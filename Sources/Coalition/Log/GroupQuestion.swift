import SQLite

/// What a group is asked once a month in a message that its members read on a telephone: what is still
/// open for it, how many hours it took, and how it goes. Nobody of the family stands in it.
public struct GroupQuestion: Sendable {
    /// What the group itself has to do this month or is late with, the earliest first.
    public let open: [LogTick]

    /// Nil for who keeps no log of the group, and while its year does not go on.
    public init?(_ plan: YearPlan?, _ goals: PlanGoals, in tx: Transaction) throws {
        guard let plan, plan.subject.isGoingOn,
            LogPolicy(tx.viewer, plan.subject.group).mayWrite
        else { return nil }
        let last = max(
            plan.today.startOfMonth.adding(months: 1) - 1, plan.today + YearPlan.nearDays)
        let lines = plan.periods.flatMap(\.lines)
            .filter { $0.tick == nil && $0.line.owner == .group }
            .map { LogTick($0.line, due: $0.dueOn) }
            .filter { $0.dueOn.map { $0 <= last } ?? false }
        let steps = try GroupQuestion.steps(goals, of: plan.subject.family, in: tx)
            .filter { $0.dueOn.map { $0 <= last } ?? true }
        let order = { (tick: LogTick) in tick.dueOn ?? plan.today }
        open = Array((lines + steps).sorted { order($0) < order($1) }.prefix(LogYear.most))
    }

    /// The next step of each goal that the group carries and anybody may know of; not one in whose words
    /// somebody of the family is named.
    private static func steps(
        _ goals: PlanGoals, of family: Family?, in tx: Transaction
    ) throws -> [LogTick] {
        let steps = goals.goals.compactMap { goal -> LogTick? in
            let need = goal.need
            guard need.owner == .group, !need.isClosed, !need.isWithheld, !need.isOfOne,
                let step = goal.steps.first(where: { $0.doneOn == nil })
            else { return nil }
            return LogTick(step.id, step.title, of: need.title, due: need.dueOn, isPrivate: false)
        }
        guard !steps.isEmpty, let family else { return steps }
        let names = try names(of: family, in: tx)
        return steps.filter { words(of: $0.titleNL).isDisjoint(with: names) }
    }

    /// What people of the family are called, and what the family is called here.
    private static func names(of family: Family, in tx: Transaction) throws -> Set<String> {
        guard FamilyPolicy(tx.viewer, family).maySeeMembers else { return [] }
        let people = try FamilyMember.all(of: family, in: tx)
        let named = people.flatMap { [$0.name, $0.originalName].compactMap { $0 } }
        let all = named + [family.code.nl, family.code.en]
        return all.reduce(into: []) { $0.formUnion(words(of: $1)) }
    }

    /// Its words without capitals and accents; what is shorter than a name tells nothing.
    private static func words(of text: String) -> Set<String> {
        Set(SortKey.folded(text).split { !$0.isLetter }.map(String.init).filter { $0.count > 2 })
    }
}
