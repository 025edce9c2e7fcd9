import SQLite

/// Draws the plant by which a family is spoken of (<doc:Names>).
enum FamilyCode {
    /// A name that no family of the city has, drawn at random; numbered, "Meidoorn 2", when every
    /// plant is in use. Families that were erased give theirs back.
    static func draw(in city: ID<City>, _ tx: Transaction) throws -> CodeName {
        let taken: [String] = try tx.db.values(
            "SELECT code_nl FROM families WHERE city_id = \(city) AND state <> 'erased'")
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

extension Family {
    /// Gives the family another code name, for when the drawn one does not suit.
    ///
    /// - Returns: The new name, which is never the old one.
    /// - Throws: `Refusal.forbidden` for who may not change the family; `.conflict` when somebody
    ///   else saved first.
    @discardableResult
    public func redrawCode(version seen: Int, in tx: Transaction) throws -> CodeName {
        try FamilyPolicy(tx.viewer, self).requireArrivalEdit()
        try tx.requireVersion(seen, stands: version)
        let drawn = try FamilyCode.draw(in: city, tx)
        try tx.db.run(
            """
            UPDATE families SET code_nl = \(drawn.nl), code_en = \(drawn.en),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(.change, .family, ref, city: city, fields: ["code"])
        return drawn
    }
}
