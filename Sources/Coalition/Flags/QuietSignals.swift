import SQLite

/// What is marked on the page of a record in grey: it calls for nobody today.
public enum QuietSignals {
    /// Of a group or match with its year: the last review that was missed, lines past their day, a plan
    /// at rest, and the load of the group.
    ///
    /// - Parameters:
    ///   - group: Nil where the load is told elsewhere.
    ///   - plan: Nil for a record without a year.
    public static func all(
        of match: Match?, group: Group?, _ plan: YearPlan?, on today: Day, in tx: Transaction
    ) throws -> (signals: [Signal], load: GroupLoad?) {
        var signals: [Signal] = []
        if let plan, plan.subject.isGoingOn {
            if let kind = plan.lastMissed { signals.append(.review(kind)) }
            let late = plan.periods.flatMap(\.lines).count(where: \.isLate)
            if late > 0, YearPolicy(tx.viewer, in: plan.subject.city).maySeeLines {
                signals.append(.lines(late))
            }
        }
        if let match, try PlanRest.isFound(in: match, on: today, tx) { signals.append(.plan) }
        let load = try group.flatMap { try GroupLoad.of($0, on: today, in: tx) }
        if load?.isFar == true { signals.append(.load) }
        return (signals, load)
    }
}

extension YearPlan {
    /// The review that was missed last, unless one was held after it.
    fileprivate var lastMissed: Review.Kind? {
        let expected = reviews.filter { Review.Kind.expected.contains($0.kind) }
        let passed = expected.filter { [.done, .late, .missed].contains($0.state) }
        return passed.last.flatMap { $0.state == .missed ? $0.kind : nil }
    }
}
