import SQLite

/// How the year of a match was rounded off (story L10): the talks that closed it, and what can be
/// learned from it.
public struct MatchClosing: Sendable {
    /// When the coordinator spoke with the family for the last time about the year.
    public let familyTalkOn: Day
    /// The same with the group, or the host of a hosted stay.
    public let groupTalkOn: Day
    /// What others can learn from it; nil when there was nothing, and for who may not read it.
    public let lesson: String?

    /// - Returns: Nil for a match that was never rounded off.
    public static func find(_ match: Match, in tx: Transaction) throws -> MatchClosing? {
        let reads = YearPolicy(tx.viewer, in: match.city).maySeeReviews
        return try tx.db.first(
            """
            SELECT family_talk_on, group_talk_on, lesson_sealed FROM match_closings
            WHERE match_id = \(match.id)
            """
        ) { row in
            MatchClosing(
                familyTalkOn: try row.next(), groupTalkOn: try row.next(),
                lesson: try reads ? tx.keys.open(row.next() as [UInt8]?, place(match.id)) : nil)
        }
    }

    /// Whether it was, which is no secret.
    static func exists(of match: ID<Match>, in tx: Transaction) throws -> Bool {
        try tx.db.value("SELECT 1 FROM match_closings WHERE match_id = \(match)") as Int? != nil
    }

    fileprivate static func place(_ match: ID<Match>) -> SealedPlace {
        SealedPlace("match_closings.lesson", match.value)
    }
}

/// What is asked before a year is rounded off.
public struct MatchClosingDraft: Sendable {
    /// Characters in a lesson.
    public static let longest = 2000

    public var familyTalkOn: Day?
    public var groupTalkOn: Day?
    /// Nil when nothing was typed.
    public var lesson: String?
    /// Whether there was nothing to learn, which is an answer too.
    public var hasNoLesson = false

    public init() {}

    /// Both talks on one day.
    public init(talksOn day: Day, lesson: String?) {
        (familyTalkOn, groupTalkOn, self.lesson) = (day, day, lesson)
        hasNoLesson = lesson == nil
    }

    /// Keeps what was said; over what was said before when the end was taken back since.
    ///
    /// - Throws: `Refusal.invalid` on `family_talk_on`, `group_talk_on` or `lesson` for what lacks, and
    ///   for a day before the match began or after today.
    func save(_ match: Match, in tx: Transaction) throws {
        let today = try City.find(match.city, in: tx).today(tx)
        let range = DayRange.past(today, from: .init(match.startsOn, .started))
        let problems = [
            problem(familyTalkOn, "family_talk_on", range),
            problem(groupTalkOn, "group_talk_on", range), lessonProblem,
        ].compactMap { $0 }
        guard problems.isEmpty, let familyTalkOn, let groupTalkOn else {
            throw Refusal.invalid(problems)
        }
        let text: [UInt8]? = try lesson.map { try tx.keys.seal($0, MatchClosing.place(match.id)) }
        try tx.db.run(
            """
            INSERT INTO match_closings (match_id, family_talk_on, group_talk_on, lesson_sealed,
                created_at, created_by, updated_at)
            VALUES (\(match.id), \(familyTalkOn), \(groupTalkOn), \(text), \(tx.now),
                \(tx.viewer.userID), \(tx.now))
            ON CONFLICT (match_id) DO UPDATE SET family_talk_on = excluded.family_talk_on,
                group_talk_on = excluded.group_talk_on, lesson_sealed = excluded.lesson_sealed,
                updated_at = excluded.updated_at
            """)
        try tx.audit(
            .change, .match, match.ref, city: match.city, of: match.kind.programme,
            fields: ["family_talk_on", "group_talk_on"] + (lesson == nil ? [] : ["lesson"]))
    }

    private func problem(_ day: Day?, _ field: String, _ range: DayRange) -> Problem? {
        day == nil ? Problem(field, "problem.day_required") : range.problem(day, field)
    }

    private var lessonProblem: Problem? {
        switch (lesson, hasNoLesson) {
        case (nil, false): Problem("lesson", "problem.lesson")
        case (.some, true): Problem("lesson", "problem.lesson_both")
        default: nil
        }
    }
}
