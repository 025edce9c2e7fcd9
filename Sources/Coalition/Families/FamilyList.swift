import SQLite

/// Which families a list shows, and in which order.
public struct FamilyList: RecordList {
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

    package typealias Element = Family

    package var order: [SQL] {
        switch sort {
        case .code: ["families.code_nl", "families.id"]
        case .arrival: ["ifnull(families.arrival_on, '9999')", "families.id"]
        }
    }

    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        var all: [SQL] = ["+families.state <> 'erased'"]
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
