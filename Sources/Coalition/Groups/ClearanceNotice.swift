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

    /// Whether a day on which something of a group runs out is near enough to be told; so is one that
    /// has passed.
    public func covers(_ day: Day, of group: Group, on today: Day) -> Bool {
        day <= today + (days[group.ruleVersion] ?? 0)
    }
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
