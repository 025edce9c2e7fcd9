import SQLite

/// A formal contact that a programme chose for a family, from a day up to another.
public struct FamilyContact: Sendable {
    public let id: ID<FamilyContact>
    /// The programme that chose it, and whose right shows that.
    public let programme: Programme
    public let contact: FormalContact
    public let fromOn: Day
    /// The first day on which it is no longer the family's; nil while that is not known.
    public let untilOn: Day?
    public let version: Int

    /// Those of a family today and to come; without names for who may know function and organisation
    /// only, and empty for who may know neither.
    public static func all(of family: Family, in tx: Transaction) throws -> [FamilyContact] {
        let programmes = FamilyPolicy(tx.viewer, family).contactProgrammes.sorted()
        guard !programmes.isEmpty else { return [] }
        let today = try City.find(family.city, in: tx).today(tx)
        return try tx.db.all(
            """
            SELECT family_contacts.id, family_contacts.programme, family_contacts.from_on,
                family_contacts.until_on, family_contacts.version, \(FormalContact.columns)
            FROM family_contacts
            JOIN formal_contacts ON formal_contacts.id = family_contacts.contact_id
            WHERE family_contacts.family_id = \(family.id)
                AND family_contacts.programme IN \(list: programmes)
                AND ifnull(family_contacts.until_on, '9999') > \(today)
            """
        ) { try FamilyContact(&$0, tx) }.sorted { $0.contact.order < $1.contact.order }
    }

    private init(_ row: inout Row, _ tx: Transaction) throws {
        id = try row.next()
        programme = try row.next()
        fromOn = try row.next()
        untilOn = try row.next()
        version = try row.next()
        contact = try FormalContact(&row, tx)
    }

    /// One of those of a family.
    ///
    /// - Throws: `Refusal.notFound` when the family has none under that number anymore.
    public static func find(
        _ id: Int64, of family: Family, in tx: Transaction
    ) throws -> FamilyContact {
        guard let found = try all(of: family, in: tx).first(where: { $0.id.value == id }) else {
            throw Refusal.notFound
        }
        return found
    }

    /// Changes from when and up to when the contact is the family's.
    ///
    /// - Parameter until: The first day on which it is not; nil for no end.
    /// - Throws: `Refusal.forbidden` for all but the coordinator of the programme that chose it;
    ///   `.conflict` when somebody else saved first; `.invalid` on `from_on` and `until_on`.
    public func change(
        from: Day?, until: Day?, of family: Family, version seen: Int, in tx: Transaction
    ) throws {
        guard tx.viewer.holds([.local], for: [programme], in: family.city) else {
            throw Refusal.forbidden("forbidden.family_edit")
        }
        try tx.requireVersion(seen, stands: version)
        let today = try City.find(family.city, in: tx).today(tx)
        let from = try TimeAround.checked(from, until, on: today)
        guard (from, until) != (fromOn, untilOn) else { return }
        try tx.db.run(
            """
            UPDATE family_contacts SET from_on = \(from), until_on = \(until),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try family.noteContact(programme, tx)
    }
}

extension FormalContact {
    /// Which contacts a coordinator can choose for a family: those of the city and of the network
    /// that it does not have yet.
    ///
    /// - Throws: `Refusal.forbidden` for who may not change the family.
    public static func choices(for family: Family, in tx: Transaction) throws -> [FormalContact] {
        try FamilyPolicy(tx.viewer, family).requireEdit()
        let chosen = Set(try FamilyContact.all(of: family, in: tx).map(\.contact.id))
        return try available(in: City.find(family.city, in: tx), tx)
            .filter { !chosen.contains($0.id) }
    }
}

extension Family {
    /// Chooses a formal contact for the family from a day on.
    ///
    /// - Parameter contact: Nil when nothing was chosen, which is refused.
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.invalid` on `contact` for
    ///   one that cannot be chosen, and on `from_on`.
    @discardableResult
    public func choose(
        _ contact: Int64?, from: Day?, in tx: Transaction
    ) throws -> ID<FamilyContact> {
        let programme = try FamilyPolicy(tx.viewer, self).writingProgramme()
        try requirePresent()
        let choices = try FormalContact.choices(for: self, in: tx)
        guard let chosen = choices.first(where: { $0.id.value == contact }) else {
            throw Refusal.problem("contact", "problem.choice")
        }
        let today = try City.find(city, in: tx).today(tx)
        let from = try TimeAround.checked(from, nil, on: today)
        try tx.db.run(
            """
            INSERT INTO family_contacts
                (family_id, programme, contact_id, from_on, created_at, created_by, updated_at)
            VALUES (\(id), \(programme), \(chosen.id), \(from), \(tx.now), \(tx.viewer.userID),
                \(tx.now))
            """)
        try noteContact(programme, tx)
        return ID(tx.db.lastInsertedRowID)
    }

    fileprivate func noteContact(_ programme: Programme, _ tx: Transaction) throws {
        try tx.audit(
            .change, .family, ref, city: city, of: programme, fields: ["formal_contact"])
        try tx.process(.support, .family, ref, fields: ["formal_contact"])
    }
}
