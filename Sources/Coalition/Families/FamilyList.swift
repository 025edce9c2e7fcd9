import SQLite

/// Which families a list shows, and in which order.
public struct FamilyList: Sendable {
    /// By code name, or by arrival with unknown dates last.
    public enum Sort: String, Code { case code, arrival }

    public var city: ID<City>?
    public var state: Family.State?
    public var route: Family.Route?
    /// Part of a code name, in either language, or of a reference; case and accents do not count.
    public var text: String?
    public var sort: Sort = .code
    public var isDescending = false

    public init() {}

    /// One page of the families that the viewer may see.
    public func page(_ cursor: PageCursor?, in tx: Transaction) throws -> Page<Family> {
        try listing(in: tx).page(cursor, in: tx, ref: \.ref, Family.init)
    }

    /// How many families the list has on all pages.
    public func count(in tx: Transaction) throws -> ListCount {
        try ListCount.of("families", where: conditions(in: tx, isCount: true), in: tx)
    }

    func listing(in tx: Transaction) -> Listing {
        let order: [SQL] =
            switch sort {
            case .code: ["families.code_nl", "families.id"]
            case .arrival: ["ifnull(families.arrival_on, '9999')", "families.id"]
            }
        return Listing(
            select: "SELECT \(Family.columns) FROM families", table: "families",
            conditions: conditions(in: tx), order: order, isDescending: isDescending)
    }

    /// The scope comes first and is never optional: the list and its count know nothing outside it.
    /// A page goes by the index of its order, a count by that of the filter.
    private func conditions(in tx: Transaction, isCount: Bool = false) -> [SQL] {
        let reach = tx.viewer.reach(of: FamilyPolicy.readers).narrowed(to: city)
        var all = [
            reach.condition("families.city_id", programmes: "+families.programmes"),
            "+families.state <> 'erased'",
        ]
        if let state {
            all.append(sort == .code ? "families.state = \(state)" : "+families.state = \(state)")
        }
        if let route {
            all.append(isCount ? "families.route = \(route)" : "+families.route = \(route)")
        }
        if let text, !text.isEmpty { all.append(containing(SortKey.folded(text))) }
        return all
    }

    private func containing(_ folded: String) -> SQL {
        """
        (instr(lower(families.code_nl), \(folded)) > 0
        OR instr(lower(families.code_en), \(folded)) > 0
        OR instr(lower(families.ref), \(folded)) > 0)
        """
    }
}
