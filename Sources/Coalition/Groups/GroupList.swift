import SQLite

/// Which groups a list shows, and in which order.
public struct GroupList: RecordList {
    /// A signal that a group can carry beside its state.
    public enum Flag: String, Code { case silent, strength, concern, clearance }
    public enum Sort: String, Code { case name, contact }

    public var city: ID<City>?
    /// From which role one looks; nil for every role that the viewer holds.
    package var seenAs: Role?
    /// Empty for all.
    public var states: Set<Group.State> = []
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
        if !states.isEmpty { all.append(stateCondition(isCount)) }
        if let flag { all.append(flag.condition(on: tx.today, leads: isCount)) }
        if flag == .concern {
            let scope = viewer(tx).scope(
                of: LogPolicy.concernReaders, for: GroupPolicy.programmes)
            all.append(scope.condition("+groups.city_id"))
        }
        if let text, !text.isEmpty {
            all.append("instr(groups.sort_key, \(SortKey.folded(text))) > 0")
        }
        return all
    }

    /// One state keeps a page in the order of its index; of several that order is none.
    private func stateCondition(_ isCount: Bool) -> SQL {
        if let state {
            return sort == .name ? "groups.state = \(state)" : "+groups.state = \(state)"
        }
        let column: SQL = isCount ? "groups.state" : "+groups.state"
        return "\(column) IN \(list: states)"
    }
}

extension GroupList {
    /// The one state that is shown; nil for several or all.
    public var state: Group.State? {
        get { states.count == 1 ? states.first : nil }
        set { states = newValue.map { [$0] } ?? [] }
    }

    /// All groups in these states.
    public static func inStates(_ states: Set<Group.State>) -> GroupList {
        var list = GroupList()
        list.states = states
        return list
    }

    /// All groups with a signal; the silent ones begin with who was silent for longest.
    public static func flagged(_ flag: Flag) -> GroupList {
        var list = GroupList()
        list.flag = flag
        if flag == .silent { list.sort = .contact }
        return list
    }
}

extension GroupList {
    /// In so many letters, as the indexes of what expires are of these rows only.
    static let isRunning: SQL = "groups.state NOT IN ('completed', 'stopped')"
}

extension GroupList.Flag {
    /// Which groups carry it.
    ///
    /// - Parameter leads: Whether an index of the flag is used, rather than one of a list's order.
    func condition(on today: Day, leads: Bool) -> SQL {
        let plus: SQL = leads ? "" : "+"
        return switch self {
        case .silent: "\(plus)groups.silent_on <= \(today)"
        case .strength:
            "\(plus)groups.state = 'active' AND groups.member_count < groups.minimum_count"
        case .concern: "\(plus)groups.concern_count > 0"
        case .clearance:
            """
            \(plus)groups.clearance_until_on <= \(today + ClearanceEnd.soonDays)
            AND \(GroupList.isRunning)
            """
        }
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
