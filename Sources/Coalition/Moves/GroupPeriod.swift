/// A time in which a group was at work: one that begins anew after it stopped or completed has several,
/// and keeps the history of all.
public struct GroupPeriod: Hashable, Sendable {
    public let from: Day
    /// The day on which it stopped or completed; nil while it is at work.
    public let until: Day?

    /// The periods of a group, the first first.
    ///
    /// - Parameters:
    ///   - steps: Its history, the latest first.
    ///   - zone: Of its city.
    public static func all(
        of group: Group, _ steps: [StepTaken<Group.State>], _ zone: Zone
    ) -> [GroupPeriod] {
        var periods = [GroupPeriod(from: group.registeredOn, until: nil)]
        for step in steps.reversed() where !step.isTakenBack && !step.isReturn {
            let day = zone.day(of: step.at)
            let isOver = Group.State.over.contains(step.state)
            let wasOver = step.from.map(Group.State.over.contains) ?? false
            if isOver, let last = periods.popLast() {
                periods.append(GroupPeriod(from: last.from, until: day))
            } else if wasOver {
                periods.append(GroupPeriod(from: day, until: nil))
            }
        }
        return periods
    }
}
