import SQLite

/// An offer of a family to another city as a coordinator types it.
public struct TransferDraft: Sendable {
    /// Nil while none is chosen, which is refused.
    public var city: ID<City>?
    /// The day on which the family consented; nil is refused.
    public var consentOn: Day?
    public var how: FamilyTransfer.How?
    /// Numbers of the notes to which the family agreed, one by one.
    public var notes: Set<Int64> = []

    public init() {}

    /// Offers the family to the city, whose coordinator gets a task.
    ///
    /// - Throws: `Refusal.forbidden` for all but the coordinator of the programme with which it came;
    ///   `.invalid` on `city` for its own, for one that does not take part, for a family that has a
    ///   group or is offered already; on `consent_on`, `how` and `notes`.
    @discardableResult
    public func offer(_ family: Family, in tx: Transaction) throws -> FamilyTransfer {
        let programme = family.route.programme
        guard family.programmes.contains(programme),
            tx.viewer.holds([.local], for: [programme], in: family.city)
        else { throw Refusal.forbidden("forbidden.family_edit") }
        try family.requirePresent()
        let (city, day, how) = try checked(family, programme, tx)
        let id = try insert(family, programme, city, day, how, tx)
        let transfer = try FamilyTransfer.open(of: family.id, in: tx)
        guard let transfer, transfer.id == id else { throw Refusal.notFound }
        try ask(city, transfer, tx)
        try Task.settle(.transferAnswer, about: .init(family.id), in: tx)
        try tx.audit(
            .change, .family, family.ref, city: family.city, of: programme, fields: ["transfer"])
        try tx.process(.support, .family, family.ref, fields: ["transfer"])
        return transfer
    }

    private func checked(
        _ family: Family, _ programme: Programme, _ tx: Transaction
    ) throws -> (City, Day, FamilyTransfer.How) {
        let today = try City.find(family.city, in: tx).today(tx)
        let city = try city.flatMap { try City.find([$0], in: tx)[$0] }
        var problems =
            try city.map { try standing(family, to: $0, programme, tx) } ?? [
                Problem("city", "problem.city")
            ]
        problems += [
            consentOn == nil
                ? Problem("consent_on", "problem.day_required")
                : DayRange.past(today).problem(consentOn, "consent_on"),
            how == nil ? Problem("how", "problem.choose") : nil,
        ].compactMap { $0 }
        let known = Set(try SensitiveNote.numbers(of: family, programme, in: tx))
        if !notes.isSubset(of: known) { problems.append(Problem("notes", "problem.choice")) }
        guard problems.isEmpty, let city, let consentOn, let how else {
            throw Refusal.invalid(problems)
        }
        return (city, consentOn, how)
    }

    /// What stands in the way of this family to this city.
    private func standing(
        _ family: Family, to city: City, _ programme: Programme, _ tx: Transaction
    ) throws -> [Problem] {
        if city.id == family.city {
            let name = CodeName(nl: city.nameNL, en: city.nameEN)
            return [Problem("city", "guard.transfer.own_city", ["city": .name(name)])]
        }
        if try !Match.live(ofFamily: family.id, in: tx).isEmpty {
            return [Problem("city", "guard.transfer.match")]
        }
        do { try CityProgramme.requireTakesPart(programme, in: city, tx) } catch Refusal.invalid(
            let problems)
        { return problems }
        return []
    }

    private func insert(
        _ family: Family, _ programme: Programme, _ city: City, _ day: Day,
        _ how: FamilyTransfer.How, _ tx: Transaction
    ) throws -> ID<FamilyTransfer> {
        let id: ID<FamilyTransfer> = try tx.newID("family_transfers")
        do {
            try tx.db.run(
                """
                INSERT INTO family_transfers (id, family_id, programme, from_city_id, to_city_id,
                    consent_on, consent_how, offered_at, offered_by)
                VALUES (\(id), \(family.id), \(programme), \(family.city), \(city.id), \(day),
                    \(how), \(tx.now), \(tx.viewer.userID))
                """)
        } catch SQLiteError.unique { throw Refusal.problem("city", "guard.transfer.open") }
        for note in notes.sorted() {
            try tx.db.run(
                "INSERT INTO family_transfer_notes (transfer_id, note_id) VALUES (\(id), \(note))")
        }
        return id
    }

    private func ask(_ city: City, _ transfer: FamilyTransfer, _ tx: Transaction) throws {
        let today = city.today(tx)
        let days = try Rules.value("intake.days", on: today, in: tx)
        try Task.raise(
            .transfer, for: .local, of: transfer.programme, in: city.id, about: transfer.record,
            since: today, due: today + days, tx.bySystem)
        try tx.bySystem.audit(
            .create, .transfer, "\(transfer.id.value)", city: city.id, of: transfer.programme,
            fields: ["city"])
    }
}

extension SensitiveNote {
    /// The numbers of a family's notes of a programme, the latest first.
    static func numbers(
        of family: Family, _ programme: Programme, in tx: Transaction
    ) throws -> [Int64] {
        try tx.db.values(
            """
            SELECT id FROM sensitive_notes
            WHERE family_id = \(family.id) AND programme = \(programme)
            ORDER BY created_at DESC, id DESC LIMIT 200
            """)
    }

    /// Kind and moment of a family's notes, without opening one, for who may read them; the latest
    /// first.
    public static func headings(
        of family: Family, in tx: Transaction
    ) throws -> [(id: Int64, kind: Kind, writtenAt: Instant)] {
        let programmes = FamilyPolicy(tx.viewer, family).noteProgrammes.sorted()
        return try tx.db.all(
            """
            SELECT id, kind, created_at FROM sensitive_notes
            WHERE family_id = \(family.id) AND programme IN \(list: programmes)
            ORDER BY created_at DESC, id DESC LIMIT 200
            """
        ) { row in (id: try row.next(), kind: try row.next(), writtenAt: try row.next()) }
    }
}
