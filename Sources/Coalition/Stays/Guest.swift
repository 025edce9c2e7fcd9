import SQLite

/// A human-rights defender who is a guest of a Shelter City, known by a bird's name.
///
/// What could lead to the person is not here: see ``GuestIdentity``.
public struct Guest: Sendable {
    public let id: ID<Guest>
    public let ref: String
    public let code: CodeName
    public let version: Int

    static let columns: SQL =
        "guests.id, guests.ref, guests.code_nl, guests.code_en, guests.version"

    init(_ row: inout Row) throws {
        id = try row.next()
        ref = try row.next()
        code = CodeName(nl: try row.next(), en: try row.next())
        version = try row.next()
    }

    /// The guest with this reference, if the viewer may know of the guest at all.
    ///
    /// - Throws: `Refusal.notFound` for a missing guest and for one of another city alike.
    public static func find(_ ref: String, in tx: Transaction) throws -> Guest {
        guard let wanted = Ref(ref, .guest),
            let guest = try tx.db.first(
                """
                SELECT \(columns) FROM guests
                WHERE ref = \(wanted) AND \(GuestPolicy.isVisible(to: tx.viewer))
                """, Guest.init)
        else { throw Refusal.notFound }
        return guest
    }

    static func find(_ id: ID<Guest>, in tx: Transaction) throws -> Guest {
        guard
            let guest = try tx.db.first(
                "SELECT \(columns) FROM guests WHERE id = \(id)", Guest.init)
        else { throw Refusal.notFound }
        return guest
    }

    /// Who looked at the identity, the newest first.
    ///
    /// - Throws: `Refusal.forbidden` for a viewer who may not open it.
    public func disclosures(in tx: Transaction) throws -> [DisclosureRecord] {
        try GuestPolicy(tx.viewer, self, in: tx).requireIdentity()
        return try DisclosureRecord.past(.guest, id.value, in: tx)
    }
}
