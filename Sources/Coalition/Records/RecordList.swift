import SQLite

/// A list of records that a viewer reads page by page: its filter and order; the rest is the same for
/// all.
package protocol RecordList: Sendable {
    associatedtype Element: Record
    var city: ID<City>? { get }
    /// From which role one looks; nil for every role that the viewer holds.
    var seenAs: Role? { get }

    /// What of the kind the viewer may see at all; nil for nothing.
    func sight(_ tx: Transaction) -> SQL?
    /// What the list asks of a row beyond that.
    ///
    /// - Parameter isCount: A page goes by the index of its order, a count by that of the filter.
    func filter(isCount: Bool, _ tx: Transaction) -> [SQL]
    /// Columns of the order; the last is unique.
    var order: [SQL] { get }
    var isDescending: Bool { get }
    var limit: Int { get }
    /// The rows that the list is made of, under the name of the table; the table when nil.
    func rows(_ tx: Transaction) -> SQL?
    /// Where a page reads its rows, by an index of its own; the rows of the list, else the kind's, when nil.
    func source(_ tx: Transaction) -> SQL?
    /// How many rows the list has on all pages.
    func count(in tx: Transaction) throws -> ListCount
}

extension RecordList {
    package var city: ID<City>? { nil }
    package var seenAs: Role? { nil }
    package var isDescending: Bool { false }
    package var limit: Int { 50 }
    package func sight(_ tx: Transaction) -> SQL? { Element.sight(of: viewer(tx), in: city) }
    package func rows(_ tx: Transaction) -> SQL? { nil }
    package func source(_ tx: Transaction) -> SQL? { nil }

    /// Who looks, from one role when that is asked.
    func viewer(_ tx: Transaction) -> Viewer { tx.viewer.seeing(as: seenAs) }

    /// One page of what the viewer may see.
    package func page(_ cursor: PageCursor?, in tx: Transaction) throws -> Page<Element> {
        guard let listing = listing(in: tx) else { return .empty }
        var page = try listing.page(cursor, in: tx, ref: \.ref) {
            try Element.read(&$0, tx.keys).shown(to: tx.viewer)
        }
        page.before =
            cursor == nil
            ? .zero : try page.rows.first.map { try listing.position(of: $0.ref, in: tx) }
        return page
    }

    package func count(in tx: Transaction) throws -> ListCount { try counted(in: tx) }

    /// The rows counted now, up to a bound.
    func counted(in tx: Transaction) throws -> ListCount {
        guard let sight = sight(tx), sight.text != "0" else { return .zero }
        return try ListCount.of(
            rows(tx) ?? Element.table, where: [sight] + filter(isCount: true, tx), in: tx)
    }

    /// Nil when the viewer sees nothing of the kind.
    func listing(in tx: Transaction) -> Listing? {
        guard let sight = sight(tx), sight.text != "0" else { return nil }
        let rows = rows(tx)
        return Listing(
            select: "SELECT \(Element.columns) FROM \(source(tx) ?? rows ?? Element.source)",
            table: rows ?? Element.table, conditions: [sight] + filter(isCount: false, tx),
            order: order, isDescending: isDescending, limit: limit)
    }
}
