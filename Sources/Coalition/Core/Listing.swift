import SQLite

/// Where a page of a list begins: after, or before, the row with this reference.
public struct PageCursor: Hashable, Sendable {
    public let ref: String
    public let isBackward: Bool

    public init(ref: String, isBackward: Bool) {
        self.ref = ref
        self.isBackward = isBackward
    }
}

/// One page of a list, with the way to its neighbours.
public struct Page<Element: Sendable>: Sendable {
    public let rows: [Element]
    /// Nil on the first page.
    public let previous: PageCursor?
    /// Nil on the last page.
    public let next: PageCursor?
    /// How many rows stand before these; nil when that was not counted.
    public var before: ListCount? = nil

    /// The page of a list without a row.
    public static var empty: Page { Page(rows: [], previous: nil, next: nil) }
}

/// How many rows a list has on all its pages, counted as far as people want to know.
public struct ListCount: Hashable, Sendable {
    /// How far is counted.
    public static let most = 1000
    public static let zero = ListCount(0)

    /// From 0 to ``most``.
    public let value: Int
    /// Whether there are more than ``value``.
    public let isMore: Bool

    /// - Parameter found: How many there are, or more than ``most`` of them.
    init(_ found: Int) {
        value = min(found, ListCount.most)
        isMore = found > ListCount.most
    }

    static func of(_ table: SQL, where conditions: [SQL], in tx: Transaction) throws -> ListCount {
        let filter: SQL =
            conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
        let rows: SQL = "SELECT 1 FROM \(table)\(filter) LIMIT \(most + 1)"
        return ListCount(try tx.db.value("SELECT count(*) FROM (\(rows))") ?? 0)
    }
}

/// A list that is read page by page along a key, never by OFFSET (design: storage).
struct Listing {
    /// `SELECT ... FROM ...`, ending before WHERE.
    let select: SQL
    /// The table whose row anchors a page; it has the anchor's column and all columns of the order.
    let table: SQL
    let conditions: [SQL]
    /// Columns of the order; the last is unique.
    let order: [SQL]
    /// The column that names the row in a cursor.
    var anchor: SQL = "ref"
    var isDescending = false
    var limit = 50

    /// Reads one page; an unknown anchor gives an empty first page rather than an error.
    func page<Element: Sendable>(
        _ cursor: PageCursor?, in tx: Transaction, ref: (Element) -> String,
        _ make: (inout Row) throws -> Element
    ) throws -> Page<Element> {
        let isBackward = cursor?.isBackward ?? false
        var rows = try tx.db.all(query(cursor), make)
        let hasMore = rows.count > limit
        if hasMore { rows.removeLast() }
        if isBackward { rows.reverse() }
        let showsPrevious = isBackward ? hasMore : cursor != nil
        let showsNext = isBackward ? cursor != nil : hasMore
        return Page(
            rows: rows,
            previous: showsPrevious
                ? rows.first.map { PageCursor(ref: ref($0), isBackward: true) } : nil,
            next: showsNext ? rows.last.map { PageCursor(ref: ref($0), isBackward: false) } : nil)
    }

    /// How many rows stand before this one, as far as people want to know.
    func position(of ref: String, in tx: Transaction) throws -> ListCount {
        let columns = order.joined(separator: ", ")
        let start: SQL = "(SELECT \(columns) FROM \(table) WHERE \(anchor) = \(ref))"
        let before: SQL =
            isDescending ? "(\(columns)) > \(start)" : "(\(columns)) < \(start)"
        return try ListCount.of(table, where: conditions + [before], in: tx)
    }

    func query(_ cursor: PageCursor?) -> SQL {
        let goesDown = isDescending != (cursor?.isBackward ?? false)
        var all = conditions
        if let cursor {
            let columns = order.joined(separator: ", ")
            let start: SQL = "(SELECT \(columns) FROM \(table) WHERE \(anchor) = \(cursor.ref))"
            all.append(goesDown ? "(\(columns)) < \(start)" : "(\(columns)) > \(start)")
        }
        let direction: SQL = goesDown ? " DESC" : ""
        let ordering = order.map { $0 + direction }.joined(separator: ", ")
        let filter: SQL = all.isEmpty ? "" : " WHERE " + all.joined(separator: " AND ")
        return "\(select)\(filter) ORDER BY \(ordering) LIMIT \(limit + 1)"
    }
}
