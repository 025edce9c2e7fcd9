import SQLite

/// Which families a list shows, and in which order.
public struct FamilyList: RecordList {
    /// By code name, by arrival with unknown dates last, or by who waits longest, which only those
    /// who wait can be asked for.
    public enum Sort: String, Code { case code, arrival, waiting }

    public var city: ID<City>?
    public var state: Family.State?
    public var route: Family.Route?
    /// Part of a code name, in either language, or of a reference; case and accents do not count.
    public var text: String?
    /// Nil for the order that the state asks for.
    public var sort: Sort?
    public var isDescending = false

    public init() {}

    package typealias Element = Family

    /// The order in which the list is read: who waits is told by who waits longest.
    public var sorting: Sort {
        let isOfWaiting = state == .waiting
        switch sort {
        case nil: return isOfWaiting ? .waiting : .code
        case .waiting where !isOfWaiting: return .code
        case .some(let sort): return sort
        }
    }

    package var order: [SQL] {
        switch sorting {
        case .code: ["families.code_nl", "families.id"]
        case .arrival: ["ifnull(families.arrival_on, '9999')", "families.id"]
        case .waiting: ["ifnull(families.waiting_since_on, '9999')", "families.id"]
        }
    }

    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        var all: [SQL] = ["+families.state <> 'erased'"]
        switch (state, sorting) {
        case (nil, _): break
        case (_, .waiting): all.append(isCount ? "families.state = 'waiting'" : FamilyList.waiting)
        case (let state?, .code): all.append("families.state = \(state)")
        case (let state?, .arrival): all.append("+families.state = \(state)")
        }
        if let route {
            all.append(isCount ? "families.route = \(route)" : "+families.route = \(route)")
        }
        if let text, !text.isEmpty { all.append(containing(SortKey.folded(text))) }
        return all
    }

    /// In so many letters, as the indexes of who waits are of these rows only; and likely, so that
    /// the planner does not take an index of states and sort what it finds.
    private static let waiting: SQL = "likelihood(families.state = 'waiting', 0.9)"

    private func containing(_ folded: String) -> SQL {
        """
        (instr(lower(families.code_nl), \(folded)) > 0
        OR instr(lower(families.code_en), \(folded)) > 0
        OR instr(lower(families.ref), \(folded)) > 0)
        """
    }
}
