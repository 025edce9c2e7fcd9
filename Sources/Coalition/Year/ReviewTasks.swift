import SQLite

/// Asking for reviews, by the daily round.
extension Task {
    /// So many days before its window closes a review or a talk apart is due, so that it stands on the
    /// list of today while it can still be held in time.
    public static let reviewSpare = 7

    /// Asks the coordinator for each review whose window has opened.
    @discardableResult
    package static func raiseYearReviews(limit: Int, in tx: Transaction) throws -> Int {
        var made = 0
        for kind in Review.Kind.expected where made < limit {
            made += try raise(kind, limit: limit - made, in: tx)
        }
        return made
    }

    private static func raise(
        _ kind: Review.Kind, limit: Int, in tx: Transaction
    ) throws -> Int {
        let rules = try Rules.inForce(on: tx.today, in: tx).version
        let (first, last) = try ReviewRules(of: rules, in: tx).starts(of: kind, on: tx.today)
        let matches = try tx.db.all(
            """
            SELECT \(Match.columns) FROM matches INDEXED BY matches_by_year
            WHERE matches.state IN ('active', 'suspended', 'closing')
            AND matches.starts_on BETWEEN \(first) AND \(last) AND +matches.kind = 'samen_hier'
            AND NOT EXISTS (
                SELECT 1 FROM reviews WHERE reviews.match_id = matches.id AND reviews.kind = \(kind))
            AND NOT EXISTS (
                SELECT 1 FROM tasks WHERE tasks.subject_id = matches.id AND tasks.subject = 'match'
                AND tasks.kind = 'year_review'
                AND tasks.cause_on >= date(matches.starts_on, \(kind.since)))
            LIMIT \(limit)
            """, Match.init)
        var made = 0
        for match in matches {
            let today = try City.find(match.city, in: tx).today(tx)
            let windows = try ReviewWindow.all(of: match, in: tx)
            guard let window = windows.first(where: { $0.kind == kind }), window.from <= today,
                today <= window.until
            else { continue }
            try settle(.yearReview, about: .init(match.id), in: tx)
            try raise(
                .yearReview, for: .local, of: .samenHier, in: match.city, about: .init(match.id),
                since: window.from, due: max(window.from, window.until - reviewSpare), tx)
            made += 1
        }
        return made
    }

    /// Closes what asked for a review whose window has closed; that it was missed stays on the year.
    @discardableResult
    static func settleYearReviews(limit: Int, in tx: Transaction) throws -> Int {
        let matches: [ID<Match>] = try tx.db.values(
            """
            SELECT subject_id FROM tasks
            WHERE kind = 'year_review' AND cause_gone_on IS NULL AND due_on < \(tx.today - reviewSpare)
            LIMIT \(limit)
            """)
        for match in matches {
            try settle(.yearReview, about: .init(match), in: tx)
        }
        return matches.count
    }
}

extension ReviewRules {
    /// On which days a match began whose window for a review is open; the days of February on which
    /// no month ends are left for the morrow.
    fileprivate func starts(of kind: Review.Kind, on today: Day) -> (Day, Day) {
        guard let month = kind.month else {
            let (from, until) = window(kind, today)
            return (today - (until - today), today - (from - today))
        }
        let last = (today + before).adding(months: -month)
        // The last window is as long as the match runs.
        let isLast = kind == .m12
        let first = (today - (isLast ? afterEnd : after)).adding(months: -month)
        return (first + 3, last)
    }
}

extension Review.Kind {
    /// How long after the beginning of a match at least its window opens, as SQLite's dates have it.
    fileprivate var since: String {
        month.map { "+\($0 * 30 - 25) days" } ?? "+0 days"
    }

    /// The review that a task asks for.
    public init?(of task: Task, in match: Match) {
        guard task.kind == .yearReview, let cause = task.causeOn, let start = match.startsOn
        else { return nil }
        let month = Int((Double(cause - start + 20) / 30.4).rounded())
        self = Review.Kind.expected.last { ($0.month ?? 0) <= month } ?? .w2
    }
}
