import SQLite

/// Whom a family of a city can turn to independently, as it stands on its sheets.
public struct IndependentContact: Sendable {
    /// Characters in the line.
    public static let limit = 200

    /// Nil where nobody wrote it down.
    public let line: String?
    /// Of the city's row.
    public let version: Int

    public static func of(_ city: City, in tx: Transaction) throws -> IndependentContact {
        let found = try tx.db.first(
            "SELECT independent_contact, version FROM cities WHERE id = \(city.id)"
        ) { row in IndependentContact(line: try row.next(), version: try row.next()) }
        guard let found else { throw Refusal.notFound }
        return found
    }

    /// Writes it down.
    ///
    /// - Parameter line: One line of text; nil takes it away.
    /// - Throws: `Refusal.forbidden` for all but the network; `.conflict` when somebody else saved first;
    ///   `.invalid` on `independent_contact` for a line that is too long.
    public static func set(
        _ line: String?, of city: City, version: Int, in tx: Transaction
    ) throws {
        guard tx.viewer.holds(CityProgramme.movers, for: .any, in: city.id) else {
            throw Refusal.forbidden("forbidden.city_programme")
        }
        let typed = line.map { TypedText.line($0) }.flatMap { $0.isEmpty ? nil : $0 }
        if let typed, typed.count > limit {
            throw Refusal.invalid([Problem.tooLong("independent_contact", typed, limit)])
        }
        let stands = try of(city, in: tx)
        try tx.requireVersion(version, stands: stands.version)
        guard stands.line != typed else { return }
        try tx.db.run(
            """
            UPDATE cities SET independent_contact = \(typed), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(city.id)
            """)
        try tx.audit(
            .change, .city, city.ref, city: city.id, fields: ["independent_contact"])
    }
}
