import SQLite

/// Which families a list shows, and in which order.
public struct FamilyList: Sendable {
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

    /// The order in which the list is read: who waits is told by who waits longest.
    public var order: Sort {
        let isOfWaiting = state == .waiting
        switch sort {
        case nil: return isOfWaiting ? .waiting : .code
        case .waiting where !isOfWaiting: return .code
        case .some(let sort): return sort
        }
    }

    /// One page of the families that the viewer may see.
    public func page(_ cursor: PageCursor?, in tx: Transaction) throws -> Page<Family> {
        try listing(in: tx).page(cursor, in: tx, ref: \.ref, Family.init)
    }

    /// How many families the list has on all pages.
    public func count(in tx: Transaction) throws -> ListCount {
        try ListCount.of("families", where: conditions(in: tx, isCount: true), in: tx)
    }

    func listing(in tx: Transaction) -> Listing {
        let columns: [SQL] =
            switch order {
            case .code: ["families.code_nl", "families.id"]
            case .arrival: ["ifnull(families.arrival_on, '9999')", "families.id"]
            case .waiting: ["ifnull(families.waiting_since_on, '9999')", "families.id"]
            }
        return Listing(
            select: "SELECT \(Family.columns) FROM families", table: "families",
            conditions: conditions(in: tx), order: columns, isDescending: isDescending)
    }

    /// The scope comes first and is never optional: the list and its count know nothing outside it.
    /// A page goes by the index of its order, a count by that of the filter.
    private func conditions(in tx: Transaction, isCount: Bool = false) -> [SQL] {
        let scope = tx.viewer.scope(of: FamilyPolicy.readers).narrowed(to: city)
        var all = [scope.condition("families.city_id"), "+families.state <> 'erased'"]
        switch (state, order) {
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
