import SQLite

/// Draws the plant by which a family is spoken of (<doc:Names>).
enum FamilyCode {
    /// A name that no family of the city has or had, drawn at random; numbered, "Meidoorn 2", when
    /// every plant is in use. Families that were erased give theirs back.
    static func draw(in city: ID<City>, _ tx: Transaction) throws -> CodeName {
        let taken: [String] = try tx.db.values(
            """
            SELECT code_nl FROM families WHERE city_id = \(city) AND state <> 'erased'
            UNION SELECT code_nl FROM family_codes WHERE city_id = \(city)
            """)
        let free = firstFree(besides: Set(taken))
        return free[tx.random.index(below: free.count)]
    }

    /// The names of the lowest number of which any is free; there is always a next number.
    private static func firstFree(besides taken: Set<String>) -> [CodeName] {
        var number = 1
        while true {
            let free = names(number).filter { !taken.contains($0.nl) }
            if !free.isEmpty { return free }
            number += 1
        }
    }

    private static func names(_ number: Int) -> [CodeName] {
        guard number > 1 else { return PlantNames.all }
        return PlantNames.all.map { CodeName(nl: "\($0.nl) \(number)", en: "\($0.en) \(number)") }
    }
}

/// A code name that a family had, and until when.
public struct FormerCode: Sendable {
    /// Why a family gets another code name.
    public enum Reason: String, Code {
        /// Somebody outside knows which family it is: the name is shown and found no more.
        case leaked
        case other
        /// Of another record of the same family, which went up in this one.
        case merged

        /// Those that somebody gives.
        public static let given: [Reason] = [.leaked, .other]
    }

    public let code: CodeName
    public let reason: Reason
    public let droppedAt: Instant

    static let columns: SQL = """
        family_codes.code_nl, family_codes.code_en, family_codes.reason, family_codes.dropped_at
        """

    init(_ row: inout Row) throws {
        code = CodeName(nl: try row.next(), en: try row.next())
        reason = try row.next()
        droppedAt = try row.next()
    }
}

extension Family {
    /// Gives the family another code name, for when the drawn one does not suit or leaked.
    ///
    /// - Returns: The new name, which is none that a family of the city has or had.
    /// - Throws: `Refusal.forbidden` for who may not change the family; `.conflict` when somebody
    ///   else saved first.
    @discardableResult
    public func redrawCode(
        because reason: FormerCode.Reason, version seen: Int, in tx: Transaction
    ) throws -> CodeName {
        try FamilyPolicy(tx.viewer, self).requireArrivalEdit()
        try tx.requireVersion(seen, stands: version)
        let drawn = try FamilyCode.draw(in: city, tx)
        try tx.db.run(
            """
            INSERT INTO family_codes (family_id, city_id, programmes, code_nl, code_en, reason,
                dropped_at, dropped_by)
            VALUES (\(id), \(city), \(programmes.stored), \(code.nl), \(code.en), \(reason),
                \(tx.now), \(tx.viewer.userID))
            """)
        try write(drawn, tx)
        return drawn
    }

    /// Gives the family back the code name that it had last, which no other family was given since.
    ///
    /// - Returns: That name; nil when the family has always been called as it is.
    /// - Throws: `Refusal.forbidden` for who may not change the family.
    @discardableResult
    public func takeBackCode(in tx: Transaction) throws -> CodeName? {
        try FamilyPolicy(tx.viewer, self).requireArrivalEdit()
        let last = try tx.db.first(
            """
            SELECT id, \(FormerCode.columns) FROM family_codes
            WHERE family_id = \(id) AND reason <> \(FormerCode.Reason.merged) ORDER BY id DESC LIMIT 1
            """
        ) { row in (try row.next() as Int64, try FormerCode(&row)) }
        guard let (row, former) = last else { return nil }
        try tx.db.run("DELETE FROM family_codes WHERE id = \(row)")
        try write(former.code, tx)
        return former.code
    }

    private func write(_ code: CodeName, _ tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE families SET code_nl = \(code.nl), code_en = \(code.en),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(.change, .family, ref, city: city, fields: ["code"])
    }

    /// The code names that the family had and that may still be said, the last first.
    public func formerCodes(in tx: Transaction) throws -> [FormerCode] {
        try tx.db.all(
            """
            SELECT \(FormerCode.columns) FROM family_codes
            WHERE family_id = \(id) ORDER BY id DESC LIMIT 10
            """, FormerCode.init
        ).filter { $0.reason != .leaked }
    }
}
