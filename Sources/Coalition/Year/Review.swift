import Foundation
import SQLite

/// A talk in which group, family and coordinator look back at how it goes.
public struct Review: Sendable {
    public enum Kind: String, Code {
        case w2, m1, m3, m6, m9, m12, own

        /// Those of which a window that closes without one stays visible.
        public static let expected: [Kind] = [.w2, .m3, .m6, .m9, .m12]

        /// The month at which it is held; nil for the other ones.
        var month: Int? {
            switch self {
            case .m3: 3
            case .m6: 6
            case .m9: 9
            case .m12: 12
            case .w2, .m1, .own: nil
            }
        }

        /// The lines that are the first part of it; nil for none.
        public var list: Checklist.Kind? {
            Checklist.Kind.allCases.first { $0.month == month && month != nil && $0 != .exitPlan }
        }
    }

    public enum Audience: String, Code { case group, family, both }
    /// How it ended; a worry is reported on a page of its own.
    public enum Outcome: String, Code {
        case good, attention
        case talkNeeded = "talk_needed"
        case worry
    }

    public let id: ID<Review>
    public let kind: Kind
    public let heldOn: Day
    public let audience: Audience
    let template: ID<Checklist>
    /// Nil for who may know only that it was held.
    public let outcome: Outcome?
    public let version: Int
    /// Who wrote it down.
    public let by: ID<User>?

    private static let columns: SQL = """
        id, kind, held_on, audience, template_id, outcome, version, created_by
        """

    private init(_ row: inout Row, _ policy: YearPolicy) throws {
        id = try row.next()
        kind = try row.next()
        heldOn = try row.next()
        audience = try row.next()
        template = try row.next()
        let outcome: Outcome = try row.next()
        self.outcome = policy.maySeeReviews ? outcome : nil
        version = try row.next()
        by = try row.next()
    }

    /// Every review of a match, the first first.
    public static func all(of match: Match, in tx: Transaction) throws -> [Review] {
        let policy = YearPolicy(tx.viewer, in: match.city)
        return try tx.db.all(
            """
            SELECT \(columns) FROM reviews WHERE match_id = \(match.id)
            ORDER BY held_on, id LIMIT 200
            """
        ) { row in try Review(&row, policy) }
    }

    /// One of a match by its number, or the one of a kind.
    ///
    /// - Throws: `Refusal.notFound` without such a one.
    public static func find(_ id: Int64, of match: Match, in tx: Transaction) throws -> Review {
        guard let found = try all(of: match, in: tx).first(where: { $0.id.value == id }) else {
            throw Refusal.notFound
        }
        return found
    }

    /// The questions that were asked.
    public func questions(in tx: Transaction) throws -> [ChecklistLine] {
        try Checklist.lines(of: template, in: tx).filter { $0.isAsked(in: kind) }
    }

    /// The answers by the code of their question.
    ///
    /// - Throws: `Refusal.forbidden` for who may know only that it was held.
    public func answers(of match: Match, in tx: Transaction) throws -> [String: String] {
        guard YearPolicy(tx.viewer, in: match.city).maySeeReviews else {
            throw Refusal.forbidden("forbidden.review")
        }
        return try unsealed(in: tx)
    }

    func unsealed(in tx: Transaction) throws -> [String: String] {
        let sealed: [UInt8]? = try tx.db.value(
            "SELECT answers_sealed FROM reviews WHERE id = \(id)")
        guard let text = try tx.keys.open(sealed, Review.place(id)) else { return [:] }
        return try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
    }

    static func place(_ id: ID<Review>) -> SealedPlace {
        SealedPlace("reviews.answers", id.value)
    }
}

extension ChecklistLine {
    /// Whether a question is asked in a review.
    public func isAsked(in kind: Review.Kind) -> Bool {
        reviews.isEmpty || reviews.contains(kind)
    }
}

/// From when until when a review is held.
public struct ReviewWindow: Sendable {
    public let kind: Review.Kind
    public let from: Day
    /// The last day.
    public let until: Day

    /// The windows of a match that has begun, by the rules that it has; in order of time.
    static func all(of match: Match, in tx: Transaction) throws -> [ReviewWindow] {
        guard let start = match.startsOn else { return [] }
        let rules = try ReviewRules(of: match.ruleVersion, in: tx)
        let kinds = Review.Kind.allCases.filter { $0 != .own }
        return kinds.map { kind -> ReviewWindow in
            let (from, until) = rules.window(kind, start)
            guard kind == .m12 else { return ReviewWindow(kind: kind, from: from, until: until) }
            // The last one may wait for the end of the match.
            let end = match.endedOn ?? match.plannedUntil ?? start.adding(months: 12)
            let last = max(match.endedOn == nil ? until : end, end + rules.afterEnd)
            return ReviewWindow(kind: kind, from: from, until: last)
        }
    }
}

/// What the rules say of reviews.
struct ReviewRules {
    private let days: [Review.Kind: (from: Int, until: Int)]
    let before: Int
    let after: Int
    /// Days after the end of a match in which its last review may be held.
    let afterEnd: Int

    init(of version: Int, in tx: Transaction) throws {
        let rules = try Rules.of(version, beginning: "review.", in: tx)
        days = try [
            .w2: (rules.value("review.w2.from_days"), rules.value("review.w2.until_days")),
            .m1: (rules.value("review.m1.from_days"), rules.value("review.m1.until_days")),
        ]
        before = try rules.value("review.month.before_days")
        after = try rules.value("review.month.after_days")
        afterEnd = try rules.value("review.end.after_days")
    }

    func window(_ kind: Review.Kind, _ start: Day) -> (from: Day, until: Day) {
        if let days = days[kind] { return (start + days.from, start + days.until) }
        let day = start.adding(months: kind.month ?? 12)
        return (day - before, day + after)
    }
}

extension YearSubject {
    /// The questions of a review as they stand for this year.
    public func questions(of kind: Review.Kind, in tx: Transaction) throws -> [ChecklistLine] {
        try Checklist.find(.review, of: city, at: templatesAt, in: tx).lines
            .filter { $0.isAsked(in: kind) }
    }
}
