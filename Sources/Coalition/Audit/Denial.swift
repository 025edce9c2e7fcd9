import SQLite

/// A request that was refused: for a record of another city or programme, by a role, or by a guard.
public enum Denial {
    /// Writes down who asked for what. A reference that nothing has is a slip of the keyboard and leaves
    /// no row, unless it is of a kind that can be there for others only: then both leave one, as a row
    /// takes time that could be told.
    ///
    /// - Parameters:
    ///   - ref: The reference in the address; nil for an address without one.
    ///   - rule: What refused it: the key of a message, such as `forbidden.role` or `error.404`.
    ///   - route: The pattern of the route.
    public static func record(
        _ ref: String?, _ rule: String, route: String, in tx: Transaction
    ) throws {
        if let ref, let place = try place(ref, in: tx) {
            return try tx.audit(
                .denied, place.subject, place.ref, city: place.city, fields: [route], result: rule)
        }
        guard rule != outOfSight, let user = tx.viewer.userID,
            let account = try User.find(user, in: tx)
        else { return }
        try tx.audit(.denied, .session, account.ref, fields: [route], result: rule)
    }

    /// The rule of a record that is as absent for the viewer as one that does not exist.
    public static let outOfSight = "error.404"

    private typealias Place = (subject: Subject, ref: String, city: ID<City>?)

    /// What the reference names, whoever may see it.
    private static func place(_ text: String, in tx: Transaction) throws -> Place? {
        for (kind, subject, query) in kinds {
            guard let ref = Ref(text, kind) else { continue }
            let found: Place? = try tx.db.first("\(query) WHERE ref = \(ref)") { row in
                (subject, ref.description, try row.next() as ID<City>?)
            }
            return found ?? (hidden.contains(subject) ? (subject, ref.description, nil) : nil)
        }
        return nil
    }

    /// Concerns are kept from whom they are about, families from whom they were parted, and tasks tell of
    /// both.
    private static let hidden: Set<Subject> = [.concern, .family, .task]

    private static let kinds: [(Ref.Kind, Subject, SQL)] = [
        (.group, .group, "SELECT city_id FROM groups"),
        (.family, .family, "SELECT city_id FROM families"),
        (.match, .match, "SELECT city_id FROM matches"),
        (.stay, .stay, "SELECT city_id FROM stays"),
        (.accommodation, .accommodation, "SELECT city_id FROM accommodations"),
        (.guest, .guest, "SELECT NULL FROM guests"),
        (.task, .task, "SELECT iif(subject IS 'concern', NULL, city_id) FROM tasks"),
        (.concern, .concern, "SELECT NULL FROM concerns"),
        (.city, .city, "SELECT id FROM cities"),
        (.user, .user, "SELECT NULL FROM users"),
    ]
}
