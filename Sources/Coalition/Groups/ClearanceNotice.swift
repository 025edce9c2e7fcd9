import SQLite

/// How long before a VOG or training runs out that is told, by the rules of each group.
public struct ClearanceNotice: Sendable {
    private let days: [Int: Int]

    /// Reads it for every version of the rules.
    public init(in tx: Transaction) throws {
        let rows = try tx.db.all(
            "SELECT version, value FROM rules WHERE key = \("vog.warning_days")"
        ) { row in (try row.next() as Int, try row.next() as Int) }
        days = Dictionary(uniqueKeysWithValues: rows)
    }

    /// How near the end of something is that holds until a day; nil when that is not told yet.
    ///
    /// - Parameter day: The first day on which it does not hold any more.
    public func stand(of day: Day, _ group: Group, on today: Day) -> ClearanceEnd? {
        if day <= today { return .over }
        if day <= today + ClearanceEnd.soonDays { return .soon }
        return day <= today + (days[group.ruleVersion] ?? 0) ? .later : nil
    }
}

/// How near the end of a VOG or a training is.
public enum ClearanceEnd: Sendable, Comparable {
    /// It holds no more.
    case over
    /// It ends within ``soonDays``: a group is marked.
    case soon
    /// It ends within the days of the rules: told where the member stands, and no mark.
    case later

    /// So many days before the end somebody must have asked for a new one, or it comes too late.
    public static let soonDays = 30
}

/// How many members of a group speak Dutch, beside how many are wished for: told, never required.
public struct DutchSpeakers: Sendable {
    public let count: Int
    /// The least that the group's rules wish for.
    public let wished: Int

    public var isFew: Bool { count < wished }

    public init(_ group: Group, _ members: [Member], in tx: Transaction) throws {
        count = members.filter { $0.languages.contains("nl") }.count
        wished = try Rules.value("group.dutch_speakers", of: group.ruleVersion, in: tx)
    }
}
