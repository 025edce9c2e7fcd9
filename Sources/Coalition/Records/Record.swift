import SQLite

/// A kind of record with a table of its own and a reference by which an address names it.
package protocol Record: Sendable {
    /// What it is in the audit log and in the history of states.
    static var subject: Subject { get }
    static var refKind: Ref.Kind { get }
    static var table: SQL { get }
    /// What a row is read from: the table, and others joined to it where it needs them.
    static var source: SQL { get }
    /// What is read of a row, in the order in which it is read; each column with its table's name.
    static var columns: SQL { get }

    /// Whether a viewer may know of a row: the condition of every query that starts from outside.
    ///
    /// - Parameter city: Nil for all cities within reach.
    static func sight(of viewer: Viewer, in city: ID<City>?) -> SQL
    static func read(_ row: inout Row, _ keys: KeyRing) throws -> Self

    var id: ID<Self> { get }
    var ref: String { get }
}

extension Record {
    package static var source: SQL { table }

    /// The record with this reference, if the viewer may know of it.
    ///
    /// - Throws: `Refusal.notFound` for a missing one and for one out of sight alike.
    package static func find(_ ref: String, in tx: Transaction) throws -> Self {
        guard let wanted = Ref(ref, refKind),
            let found = try first(
                "\(table).ref = \(wanted) AND \(sight(of: tx.viewer, in: nil))", in: tx)
        else { throw Refusal.notFound }
        return found
    }

    /// A record to which another leads that was found already.
    ///
    /// - Throws: `Refusal.notFound` for a missing one.
    package static func find(_ id: ID<Self>, in tx: Transaction) throws -> Self {
        guard let found = try first("\(table).id = \(id)", in: tx) else { throw Refusal.notFound }
        return found
    }

    /// Several of them by id; what is missing is left out.
    package static func find(_ ids: [ID<Self>], in tx: Transaction) throws -> [ID<Self>: Self] {
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.db.all(
            "SELECT \(columns) FROM \(source) WHERE \(table).id IN \(list: ids)"
        ) { try read(&$0, tx.keys) }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
    }

    /// A new reference, which no other record of the kind has.
    static func newRef(in tx: Transaction) throws -> Ref { try tx.newRef(refKind, in: table) }

    private static func first(_ condition: SQL, in tx: Transaction) throws -> Self? {
        try tx.db.first("SELECT \(columns) FROM \(source) WHERE \(condition)") {
            try read(&$0, tx.keys)
        }
    }
}

/// A record of which nothing that is read is sealed.
package protocol PlainRecord: Record {
    init(_ row: inout Row) throws
}

extension PlainRecord {
    package static func read(_ row: inout Row, _: KeyRing) throws -> Self { try Self(&row) }
}

/// A record of a city.
package protocol CityRecord: Record {
    var city: ID<City> { get }
    /// Those whose roles see and change it.
    var programmes: Set<Programme> { get }
}

extension CityRecord {
    /// Whether somebody holds one of these roles where and for what the record is.
    package func grants(_ roles: Set<Role>, to viewer: Viewer) -> Bool {
        viewer.holds(roles, for: programmes, in: city)
    }
}
