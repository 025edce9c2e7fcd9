import SQLite

/// The groups in which a VOG or training ends before long, or has ended, the first to end first.
public struct ExpiringList: RecordList {
    /// So many days ahead an end is told: long enough to ask for a new VOG in time.
    public static let days = 90

    public var city: ID<City>?

    public init() {}

    package typealias Element = Group

    package var order: [SQL] { ["groups.clearance_until_on", "groups.id"] }

    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        ["groups.clearance_until_on <= \(tx.today + ExpiringList.days)", GroupList.isRunning]
    }
}

/// What of one member ends before long.
public struct Expiring: Sendable {
    public let member: Member
    public let group: Group
    /// Nil for the VOG.
    public let training: Int?
    /// The first day on which it does not hold any more.
    public let until: Day

    /// All that ends in these groups within the days of ``ExpiringList``, the first to end first.
    ///
    /// - Throws: `Refusal.forbidden` for a group of whose members the viewer may not know.
    public static func all(
        in groups: [Group], until last: Day, _ tx: Transaction
    ) throws -> [Expiring] {
        for group in groups where !GroupPolicy(tx.viewer, group).maySeeMembers {
            throw Refusal.forbidden("forbidden.group_edit")
        }
        let byID = Dictionary(groups.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return try Member.active(ofAll: groups.map(\.id), in: tx).flatMap { member in
            byID[member.group].map { ends(of: member, in: $0, until: last) } ?? []
        }.sorted { ($0.until, $0.member.id.value) < ($1.until, $1.member.id.value) }
    }

    private static func ends(
        of member: Member, in group: Group, until last: Day
    ) -> [Expiring] {
        let vog = [(Int?.none, member.vog.endsOn)]
        let all = vog + member.trainings.map { ($0.key, $0.value) }
        return all.compactMap { training, until in
            until.flatMap { day in
                day <= last
                    ? Expiring(member: member, group: group, training: training, until: day) : nil
            }
        }
    }
}
