import SQLite

/// A record of a kind that is on its way to something, step by step.
package protocol OnTheWay: Stepping {
    /// Which of them are, in so many letters, as the indexes are of these rows only.
    static var isOnTheWay: SQL { get }
    /// The rows by an index of those alone.
    static func source(by index: SQL) -> SQL
}

extension OnTheWay {
    package static func source(by index: SQL) -> SQL { "\(table) INDEXED BY \(index)" }
}

extension Group: OnTheWay {
    package static let isOnTheWay: SQL = "groups.state IN ('interest', 'forming', 'preparing')"
}

extension Family: OnTheWay {
    package static let isOnTheWay: SQL = "families.state IN ('announced', 'intake')"
}

extension Match: OnTheWay {
    package static let isOnTheWay: SQL = """
        matches.state IN ('draft', 'proposed', 'introduced', 'agreed', 'closing')
        """
}

extension Stay: OnTheWay {
    package static let isOnTheWay: SQL = """
        stays.state IN ('planned', 'nominated', 'accepted', 'preparing', 'confirmed')
        """

    package static func source(by index: SQL) -> SQL { "stays INDEXED BY \(index) \(joins)" }
}

/// Whose records a list of what lacks shows.
package enum MissingOwner: String, Code {
    /// Those that the viewer coordinates.
    case me
    /// Those that nobody in particular coordinates.
    case nobody
}

/// What is on its way, in the order in which it was entered.
package struct MissingList<Element: OnTheWay>: RecordList {
    package var city: ID<City>?
    /// Nil for everybody's.
    package var owner: MissingOwner?

    package init() {}

    package var order: [SQL] { ["\(Element.table).id"] }

    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        [Element.isOnTheWay] + (owner.map { [isOf($0, tx)] } ?? [])
    }

    private func isOf(_ owner: MissingOwner, _ tx: Transaction) -> SQL {
        switch owner {
        case .me: "+\(Element.table).coordinator_id = \(tx.viewer.userID)"
        case .nobody: "+\(Element.table).coordinator_id IS NULL"
        }
    }

    package func source(_ tx: Transaction) -> SQL? {
        let index: SQL = "\(Element.table)_on_the_way"
        return Element.source(by: city == nil ? index : "\(index)_by_city")
    }
}

/// A record with what its next step still lacks.
package struct Missing<Element: OnTheWay>: Sendable {
    package let record: Element
    /// The state that comes next when all goes well.
    package let next: Element.State
    /// What does not hold yet; empty when the step can be taken.
    package let lacking: [GuardFinding<Element.Guard>]

    /// Nil for a record at the end of its way.
    package init?(_ record: Element, in tx: Transaction) throws {
        let step = Element.lifecycle.transitions.first {
            $0.from == record.state && $0.footing.isEmpty
        }
        guard let step else { return nil }
        (self.record, next) = (record, step.to)
        lacking = try record.findings(for: step, in: tx).filter { !$0.isMet }
    }
}
