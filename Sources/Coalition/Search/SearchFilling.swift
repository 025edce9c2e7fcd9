import SQLite

/// Writes what records are found by that were written without it: those of before there was a search,
/// and those that the demo writes many at a time.
package enum SearchFilling {
    /// Everything anew, from the names as they stand.
    package static func all(_ db: Connection, _ keys: KeyRing) throws {
        try db.run("DELETE FROM search_words")
        try db.run("DELETE FROM name_tokens")
        try words(GroupDraft.record.about.words, "SELECT id, city_id, name, NULL FROM groups", db)
        try words(
            AccommodationDraft.record.about.words,
            "SELECT id, city_id, name, NULL FROM accommodations", db)
        try words(City.words, "SELECT id, id, name_nl, name_en FROM cities", db)
        try volunteers(db, keys)
        try familyMembers(db, keys)
    }

    private static func words(_ index: WordIndex, _ rows: SQL, _ db: Connection) throws {
        try db.each(rows) { row in
            let (id, city): (Int64, ID<City>) = (try row.next(), try row.next())
            let names = [try row.next() as String?, try row.next()].compactMap { $0 }
            try index.write(names, of: id, in: city, db)
        }
    }

    private static func volunteers(_ db: Connection, _ keys: KeyRing) throws {
        let tokens = MemberDraft.record.about.nameTokens
        try db.each("SELECT id, city_id, name_sealed FROM volunteers") { row in
            let (id, city): (ID<Volunteer>, ID<City>) = (try row.next(), try row.next())
            let name: String = try keys.open(try row.next(), Volunteer.place("name", id))
            try tokens.write(
                [name], of: id.value, in: city, for: Volunteer.readers, db, keys)
        }
    }

    private static func familyMembers(_ db: Connection, _ keys: KeyRing) throws {
        let tokens = FamilyMemberDraft.record.about.nameTokens
        try db.each(
            """
            SELECT family_members.id, families.city_id, family_members.programme,
                \(try open(db)), family_members.name_sealed,
                family_members.original_name_sealed
            FROM family_members JOIN families ON families.id = family_members.family_id
            """
        ) { row in
            let (id, city): (ID<FamilyMember>, ID<City>) = (try row.next(), try row.next())
            let readers = NameTokens.Readers(
                programme: try row.next(), isOpenToMunicipality: try row.next())
            let names = try tokens.columns.map { column in
                try keys.open(try row.next() as [UInt8]?, FamilyMember.place(column, id))
            }
            try tokens.write(names, of: id.value, in: city, for: readers, db, keys)
        }
    }

    /// Whether the municipality may read the names; when the search came, nobody told of a duty yet.
    private static func open(_ db: Connection) throws -> SQL {
        let known: Int? = try db.value(
            """
            SELECT 1 FROM pragma_table_info('families') WHERE name = 'municipality_duty_on'
            """)
        return known == nil
            ? "families.is_announced_by_municipality"
            : "families.is_announced_by_municipality OR families.municipality_duty_on IS NOT NULL"
    }
}
