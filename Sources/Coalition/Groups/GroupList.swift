import SQLite

/// Which groups a list shows, and in which order.
public struct GroupList: RecordList {
    /// A signal that a group can carry beside its state.
    public enum Flag: String, Code { case silent, strength, concern }
    public enum Sort: String, Code { case name, contact }

    public var city: ID<City>?
    public var state: Group.State?
    public var flag: Flag?
    /// Part of a name; folded before it is compared.
    public var text: String?
    public var sort: Sort = .name
    public var isDescending = false

    public init() {}

    package typealias Element = Group

    package var order: [SQL] {
        switch sort {
        case .name: ["groups.sort_key", "groups.id"]
        case .contact: ["ifnull(groups.last_contact_on, '')", "groups.id"]
        }
    }

    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        var all: [SQL] = []
        if let state {
            all.append(sort == .name ? "groups.state = \(state)" : "+groups.state = \(state)")
        }
        switch flag {
        case .silent: all.append("+groups.silent_on <= \(tx.today)")
        case .strength:
            all.append(isCount ? "groups.state = 'active'" : "+groups.state = 'active'")
            all.append("groups.member_count < groups.minimum_count")
        case .concern:
            all.append(isCount ? "groups.concern_count > 0" : "+groups.concern_count > 0")
        case nil: break
        }
        if let text, !text.isEmpty {
            all.append("instr(groups.sort_key, \(SortKey.folded(text))) > 0")
        }
        return all
    }
}

extension Group {
    /// Active groups of the viewer's own cities, longest without contact first: the coordinator's day.
    public static func bySilence(in scope: Scope, _ tx: Transaction) throws -> [Group] {
        try tx.db.all(
            """
            SELECT \(columns) FROM groups
            WHERE \(scope.condition("groups.city_id")) AND +groups.state = 'active'
            ORDER BY ifnull(groups.last_contact_on, ''), groups.id LIMIT 200
            """, Group.init)
    }

    /// Contact moments per month of these groups, oldest of the last twelve months first.
    public static func contactMonths(
        of ids: [ID<Group>], until today: Day, in tx: Transaction
    ) throws -> [ID<Group>: [Int]] {
        guard !ids.isEmpty else { return [:] }
        let months = (0..<12).map { today.startOfMonth.adding(months: $0 - 11).isoMonth }
        var counts: [ID<Group>: [Int]] = [:]
        try tx.db.each(
            """
            SELECT group_id, month, contacts FROM (VALUES \(rows: ids)) AS wanted
            CROSS JOIN contact_months ON group_id = wanted.column1
            WHERE month >= \(months[0])
            """
        ) { row in
            let (group, month): (ID<Group>, String) = (try row.next(), try row.next())
            guard let index = months.firstIndex(of: month) else { return }
            counts[group, default: Array(repeating: 0, count: 12)][index] = try row.next()
        }
        return counts
    }
}
