import SQLite

/// Whom a concern can be about, as somebody chooses it.
public struct ConcernSubjects: Sendable {
    /// The accounts of the city and of the network, by name.
    public let accounts: [Colleague]
    /// Members of the group, for who may know their names; empty for everybody else.
    public let members: [Member]
    /// Roles of the city and of the network.
    public static let roles: [Role] = [
        .local, .shelter, .municipality, .network, .safeguarding,
    ]

    /// - Parameter place: Nil while nobody has chosen the city, so that nobody can be named.
    public init(at place: ConcernPlace?, in tx: Transaction) throws {
        guard let place else {
            (accounts, members) = ([], [])
            return
        }
        accounts = try ConcernSubjects.accounts(at: place, in: tx)
        let group = try place.group.map { try Group.find($0, in: tx) }
        members =
            try group.flatMap { group in
                GroupPolicy(tx.viewer, group).maySeeMembers
                    ? try Member.active(of: group.id, in: tx) : nil
            } ?? []
    }

    private static func accounts(
        at place: ConcernPlace, in tx: Transaction
    ) throws -> [Colleague] {
        let found = try tx.db.all(
            """
            SELECT DISTINCT users.ref, users.name, users.id FROM grants
            JOIN users ON users.id = grants.user_id
            WHERE (grants.city_id = \(place.city.id)
                OR grants.city_id IS NULL AND grants.role IN ('network', 'safeguarding'))
            AND users.is_blocked = 0 AND grants.from_on <= \(tx.today)
            AND (grants.until_on IS NULL OR grants.until_on > \(tx.today)) LIMIT 200
            """
        ) { row in
            let (ref, name): (String, String) = (try row.next(), try row.next())
            let id: ID<User> = try row.next()
            return Colleague(ref: ref, name: name, isViewer: id == tx.viewer.userID)
        }
        return found.filter { !$0.isViewer }.map { (SortKey.person($0.name), $0) }
            .sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Nil for nobody in particular, and for somebody who can be chosen.
    static func problem(
        _ about: Concern.About, at place: ConcernPlace, in tx: Transaction
    ) throws -> Problem? {
        let isKnown: Bool
        switch about {
        case .unsaid: return nil
        case .role(let role): isKnown = roles.contains(role)
        case .account(let ref):
            let own: String? = try tx.db.value("SELECT \(Colleague.reference(of: tx.viewer))")
            if ref == own { return Problem("about", "problem.concern_oneself") }
            isKnown = try accounts(at: place, in: tx).contains { $0.ref == ref }
        case .member(let id):
            isKnown = try ConcernSubjects(at: place, in: tx).members.contains { $0.id == id }
        }
        return isKnown ? nil : Problem("about", "problem.choice")
    }
}
