import SQLite

/// Which families a list shows, and in which order.
public struct FamilyList: RecordList {
    /// By code name, by how many people, by arrival with unknown dates last, or by who waits longest,
    /// with all who do not wait behind them.
    public enum Sort: String, Code { case code, size, arrival, waiting }

    public var city: ID<City>?
    /// From which role one looks; nil for every role that the viewer holds.
    package var seenAs: Role?
    public var state: Family.State?
    public var route: Family.Route?
    /// Part of a code name, in either language, of a former one that did not leak, or of a reference;
    /// case and accents do not count.
    public var text: String?
    /// Only families that are about to arrive, see ``expectedDays``.
    public var isExpected = false
    /// Nil for the order that the state asks for.
    public var sort: Sort?
    public var isDescending = false

    public init() {}

    package typealias Element = Family

    /// The order in which the list is read: who waits is told by who waits longest.
    public var sorting: Sort { sort ?? (state == .waiting ? .waiting : .code) }

    package var order: [SQL] {
        switch sorting {
        case .code: ["families.code_nl", "families.id"]
        case .arrival: ["ifnull(families.arrival_on, '9999')", "families.id"]
        case .size: ["families.household_size", "families.id"]
        case .waiting where state == .waiting:
            ["ifnull(families.waiting_since_on, '9999')", "families.id"]
        case .waiting:
            [
                """
                CASE families.state WHEN 'waiting' THEN ifnull(families.waiting_since_on, '9999')
                ELSE 'z' END
                """, "families.id",
            ]
        }
    }

    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        var all: [SQL] = []
        switch (state, sorting) {
        case (nil, _): break
        case (.waiting, .waiting):
            all.append(isCount ? "families.state = 'waiting'" : FamilyList.waiting)
        case (let state?, .code): all.append("families.state = \(state)")
        case (let state?, _):
            all.append(isCount ? "families.state = \(state)" : "+families.state = \(state)")
        }
        if let route {
            all.append(isCount ? "families.route = \(route)" : "+families.route = \(route)")
        }
        if isExpected {
            all += FamilyList.expected(on: tx.today, leads: isCount || sorting == .arrival)
        }
        if let text, !text.isEmpty { all.append(containing(SortKey.folded(text), tx)) }
        // Asked last, of the few rows that are left; a list of values costs more than each by itself.
        return all
            + Family.State.allCases.filter(Family.State.hidden.contains).map {
                "+families.state <> \($0)"
            }
    }

    /// In so many letters, as the indexes of who waits are of these rows only; and likely, so that
    /// the planner does not take an index of states and sort what it finds.
    private static let waiting: SQL = "likelihood(families.state = 'waiting', 0.9)"

    private func containing(_ folded: String, _ tx: Transaction) -> SQL {
        let reach = viewer(tx).reach(of: FamilyPolicy.readers, for: FamilyPolicy.programmes)
            .narrowed(to: city)
            .condition("former.city_id", programmes: "+former.programmes")
        return """
            (instr(lower(families.code_nl), \(folded)) > 0
            OR instr(lower(families.code_en), \(folded)) > 0
            OR instr(lower(families.ref), \(folded)) > 0
            OR families.id IN (SELECT former.family_id FROM family_codes AS former
                WHERE \(reach) AND +former.reason <> 'leaked' AND (instr(lower(former.code_nl), \(folded)) > 0
                    OR instr(lower(former.code_en), \(folded)) > 0)))
            """
    }
}

extension FamilyList {
    /// So many days ahead an arrival is expected.
    public static let expectedDays = 60

    /// All families in a state.
    public static func inState(_ state: Family.State) -> FamilyList {
        var list = FamilyList()
        list.state = state
        return list
    }

    /// All families that are about to arrive, the first to arrive first.
    public static var expected: FamilyList {
        var list = FamilyList()
        list.isExpected = true
        list.sort = .arrival
        return list
    }

    /// A date that has passed and is not confirmed as realised stays in the list for a month: nobody
    /// is overdue, but somebody must say what happened.
    private static func expected(on today: Day, leads: Bool) -> [SQL] {
        let states: [Family.State] = [.announced, .intake, .waiting, .reserved, .matched]
        let day: SQL = "ifnull(families.arrival_on, '9999')"
        let (first, last) = (today - 30, today + expectedDays)
        return [
            leads ? "\(day) BETWEEN \(first) AND \(last)" : "+\(day) BETWEEN \(first) AND \(last)",
            "+families.state IN \(list: states)", "+families.arrival_certainty <> 'realised'",
        ]
    }
}
