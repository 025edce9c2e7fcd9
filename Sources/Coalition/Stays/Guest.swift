import SQLite

/// A human-rights defender who is a guest of a Shelter City, known by a bird's name.
///
/// What could lead to the person is not here: see ``GuestIdentity``.
public struct Guest: PlainRecord {
    public let id: ID<Guest>
    public let ref: String
    public let code: CodeName
    public let version: Int

    package static let columns: SQL =
        "guests.id, guests.ref, guests.code_nl, guests.code_en, guests.version"

    package init(_ row: inout Row) throws {
        id = try row.next()
        ref = try row.next()
        code = CodeName(nl: try row.next(), en: try row.next())
        version = try row.next()
    }

    package static let subject = Subject.guest
    package static let refKind = Ref.Kind.guest
    package static let table: SQL = "guests"

    /// A guest has no city, but stays in some.
    package static func sight(of viewer: Viewer, in _: ID<City>?) -> SQL {
        GuestPolicy.isVisible(to: viewer)
    }

    /// A guest to whom a record leads that the network has found.
    ///
    /// - Throws: `Refusal.forbidden` for all but the network.
    public static func known(_ id: ID<Guest>, in tx: Transaction) throws -> Guest {
        try Candidate.requireReader(tx)
        return try find(id, in: tx)
    }

    /// Who looked at what is sealed, the newest first. A city knows of those since it was asked: who
    /// looked before that tells which cities said no.
    ///
    /// - Throws: `Refusal.forbidden` for a viewer who may not open it.
    public func disclosures(in tx: Transaction) throws -> [DisclosureRecord] {
        try GuestPolicy(tx.viewer, self, in: tx).requireIdentity()
        let all = try DisclosureRecord.past(.guest, id.value, in: tx)
        guard !tx.viewer.holds([.network, .safeguarding], for: StayPolicy.programmes) else {
            return all
        }
        guard let asked = try Nomination.lastAsked(of: id, in: tx) else { return [] }
        return all.filter { $0.at >= asked }
    }
}
