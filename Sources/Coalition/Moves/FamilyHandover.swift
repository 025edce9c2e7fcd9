import SQLite

/// A new record, in another city, of a family that moves there: what goes along, and no more.
///
/// Over go household, names, languages, route, arrival, open goals, milestones, formal contacts and the
/// notes that the family agreed to; never its log, reviews, talks apart and concerns.
struct FamilyHandover {
    private let old: Family
    private let transfer: FamilyTransfer
    private var programme: Programme { transfer.programme }

    init(_ family: Family, _ transfer: FamilyTransfer) {
        (old, self.transfer) = (family, transfer)
    }

    func make(in tx: Transaction) throws -> Family {
        // What is written of the one record is joined to nothing that is written of the other.
        let tx = tx.apart
        let id = try insert(tx)
        try copyLanguages(to: id, tx)
        let people = try copyPeople(to: id, tx)
        let contacts = try copyContacts(to: id, tx)
        try copyGoals(to: id, people, contacts, tx)
        try copyMilestones(to: id, people, tx)
        try copyNotes(to: id, tx)
        try FamilyParting.follow(old.id, to: id, in: tx)
        let new = try Family.find(id, in: tx)
        try new.writeFoundPeople(in: tx)
        try Task.keepGoals(of: .family(new), in: tx)
        try tx.audit(
            .create, .family, new.ref, city: new.city, of: programme,
            fields: FamilyHandover.carried)
        try tx.process(.support, .family, new.ref, fields: FamilyHandover.carried)
        try new.beginCoordinated(in: tx)
        try new.askForIntake(try City.find(new.city, in: tx).today(tx), in: tx)
        return new
    }

    private static let carried = [
        "household_size", "languages", "route", "arrival_on", "members", "goals", "milestones",
        "contacts", "sensitive_notes",
    ]

    private func insert(_ tx: Transaction) throws -> ID<Family> {
        let city = try City.find(transfer.to, in: tx)
        let (ref, code) = (try Family.newRef(in: tx), try newCode(tx))
        let id: ID<Family> = try tx.newID("families")
        try tx.db.run(
            """
            INSERT INTO families (id, ref, city_id, code_nl, code_en, programmes, state, route,
                household_size, adults, minors, is_interpreter_needed, arrival_on,
                arrival_certainty, needs_level, announced_on, is_announced_by_municipality,
                created_at, created_by, updated_at)
            SELECT \(id), \(ref), \(city.id), \(code.nl), \(code.en), \(Set([programme]).stored),
                \(Family.State.announced), route, household_size, adults, minors,
                is_interpreter_needed, arrival_on, arrival_certainty, needs_level,
                \(city.today(tx)), 0, \(tx.now), \(tx.viewer.userID), \(tx.now)
            FROM families WHERE id = \(old.id)
            """)
        try FamilyProgramme.begin(programme, of: id, in: tx)
        try tx.recordState(.family, id.value, from: nil, to: Family.State.announced.rawValue)
        if let day = old.arrivalOn {
            try FamilyArrival.record(day, old.arrivalCertainty, of: id, in: tx)
        }
        return id
    }

    /// One that the family has not had in the city that it leaves.
    private func newCode(_ tx: Transaction) throws -> CodeName {
        while true {
            let code = try FamilyCode.draw(in: transfer.to, tx)
            if code.nl != old.code.nl { return code }
        }
    }

    private func copyLanguages(to id: ID<Family>, _ tx: Transaction) throws {
        try tx.db.run(
            """
            INSERT INTO family_languages (family_id, language)
            SELECT \(id), language FROM family_languages WHERE family_id = \(old.id)
            """)
    }

    /// Those in the household, by the number that each had.
    private func copyPeople(
        to id: ID<Family>, _ tx: Transaction
    ) throws -> [ID<FamilyMember>: ID<FamilyMember>] {
        let people = try tx.db.all(
            """
            SELECT \(FamilyMember.columns) FROM family_members
            WHERE family_id = \(old.id) AND programme = \(programme) AND left_on IS NULL
            ORDER BY id LIMIT 200
            """
        ) { row in try FamilyMember(&row, tx.keys) }
        var numbers: [ID<FamilyMember>: ID<FamilyMember>] = [:]
        for person in people { numbers[person.id] = try person.copy(to: id, in: tx) }
        return numbers
    }

    private func copyContacts(
        to id: ID<Family>, _ tx: Transaction
    ) throws -> [ID<FormalContact>: ID<FormalContact>] {
        let today = try City.find(transfer.to, in: tx).today(tx)
        let chosen = try tx.db.all(
            """
            SELECT contact_id, until_on FROM family_contacts
            WHERE family_id = \(old.id) AND programme = \(programme)
                AND ifnull(until_on, '9999') > \(today) ORDER BY id LIMIT 50
            """
        ) { row in (try row.next() as ID<FormalContact>, try row.next() as Day?) }
        var numbers: [ID<FormalContact>: ID<FormalContact>] = [:]
        for (contact, until) in chosen where numbers[contact] == nil {
            let copy = try FormalContact.carry(contact, to: transfer.to, in: tx)
            numbers[contact] = copy
            try tx.db.run(
                """
                INSERT INTO family_contacts (family_id, programme, contact_id, from_on, until_on,
                    created_at, created_by, updated_at)
                VALUES (\(id), \(programme), \(copy), \(today), \(until), \(tx.now),
                    \(tx.viewer.userID), \(tx.now))
                """)
        }
        return numbers
    }

    private func copyGoals(
        to id: ID<Family>, _ people: [ID<FamilyMember>: ID<FamilyMember>],
        _ contacts: [ID<FormalContact>: ID<FormalContact>], _ tx: Transaction
    ) throws {
        let open = try tx.db.all(
            """
            SELECT id, title_sealed, person_id, contact_id FROM needs
            WHERE family_id = \(old.id) AND programme = \(programme) AND closed_on IS NULL
            ORDER BY id LIMIT 200
            """
        ) { row in
            (
                id: try row.next() as ID<Need>, title: try row.next() as [UInt8],
                person: try row.next() as ID<FamilyMember>?,
                contact: try row.next() as ID<FormalContact>?
            )
        }
        for goal in open {
            let new: ID<Need> = try tx.newID("needs")
            let title = try tx.keys.open(goal.title, Need.place("title", goal.id))
            try tx.db.run(
                """
                INSERT INTO needs (id, family_id, person_id, programme, theme, title_sealed,
                    priority, owner, contact_id, due_on, status, is_private, shared_on, created_at,
                    updated_at)
                SELECT \(new), \(id), \(goal.person.flatMap { people[$0] }), programme, theme,
                    \(try tx.keys.seal(title, Need.place("title", new))), priority, owner,
                    \(goal.contact.flatMap { contacts[$0] }), due_on, status,
                    max(is_private, \(goal.person != nil && people[goal.person ?? ID(0)] == nil)),
                    shared_on, \(tx.now), \(tx.now)
                FROM needs WHERE id = \(goal.id)
                """)
        }
    }

    private func copyMilestones(
        to id: ID<Family>, _ people: [ID<FamilyMember>: ID<FamilyMember>], _ tx: Transaction
    ) throws {
        let reached = try tx.db.all(
            """
            SELECT id, person_id FROM milestones
            WHERE family_id = \(old.id) AND programme = \(programme) ORDER BY id LIMIT 200
            """
        ) { row in (id: try row.next() as Int64, person: try row.next() as ID<FamilyMember>?) }
        for milestone in reached {
            let person = milestone.person.flatMap { people[$0] }
            // What somebody reached who is no longer in the household stays behind.
            if milestone.person != nil, person == nil { continue }
            try tx.db.run(
                """
                INSERT INTO milestones (family_id, programme, person_id, code, reached_on,
                    precision, source, created_at, created_by, updated_at)
                SELECT \(id), programme, \(person), code, reached_on, precision, source,
                    \(tx.now), \(tx.viewer.userID), \(tx.now)
                FROM milestones WHERE id = \(milestone.id)
                """)
        }
    }

    private func copyNotes(to id: ID<Family>, _ tx: Transaction) throws {
        let ticked = try tx.db.all(
            """
            SELECT sensitive_notes.id, text_sealed FROM family_transfer_notes
            JOIN sensitive_notes ON sensitive_notes.id = note_id
            WHERE transfer_id = \(transfer.id) AND sensitive_notes.family_id = \(old.id)
            ORDER BY sensitive_notes.id
            """
        ) { row in (id: try row.next() as ID<SensitiveNote>, text: try row.next() as [UInt8]) }
        for note in ticked {
            let new: ID<SensitiveNote> = try tx.newID("sensitive_notes")
            let text = try tx.keys.open(note.text, SensitiveNote.place(note.id))
            try tx.db.run(
                """
                INSERT INTO sensitive_notes
                    (id, family_id, programme, kind, text_sealed, created_at, created_by)
                SELECT \(new), \(id), programme, kind,
                    \(try tx.keys.seal(text, SensitiveNote.place(new))), \(tx.now),
                    \(tx.viewer.userID)
                FROM sensitive_notes WHERE id = \(note.id)
                """)
        }
    }
}

extension FamilyMember {
    /// Writes the person down in another record as well, under a number of its own.
    func copy(to family: ID<Family>, in tx: Transaction) throws -> ID<FamilyMember> {
        let new: ID<FamilyMember> = try tx.newID("family_members")
        try tx.db.run(
            """
            INSERT INTO family_members (id, family_id, programme, name_sealed, original_name_sealed,
                is_single_name, role, birth_year, birth_precision, joined_on, created_at, updated_at)
            VALUES (\(new), \(family), \(programme),
                \(try tx.keys.seal(name, FamilyMember.place("name", new))),
                \(try tx.keys.seal(originalName, FamilyMember.place("original_name", new))),
                \(isSingleName), \(kind), \(birthYear), \(birthPrecision), \(joinedOn), \(tx.now),
                \(tx.now))
            """)
        return new
    }
}

extension FormalContact {
    /// The same contact for a family of another city: one of the network as it is, another written
    /// down there.
    fileprivate static func carry(
        _ id: ID<FormalContact>, to city: ID<City>, in tx: Transaction
    ) throws -> ID<FormalContact> {
        let found = try tx.db.first(
            """
            SELECT city_id IS NULL, name_sealed, email_sealed, phone_sealed FROM formal_contacts
            WHERE id = \(id)
            """
        ) { row in
            (
                isOfNetwork: try row.next() as Bool,
                sealed: [
                    try row.next() as [UInt8]?, try row.next() as [UInt8]?,
                    try row.next() as [UInt8]?,
                ]
            )
        }
        guard let found else { throw Refusal.notFound }
        if found.isOfNetwork { return id }
        let new: ID<FormalContact> = try tx.newID("formal_contacts")
        let sealed = try zip(["name", "email", "phone"], found.sealed).map { column, sealed in
            try tx.keys.seal(try tx.keys.open(sealed, place(column, id)), place(column, new))
        }
        try tx.db.run(
            """
            INSERT INTO formal_contacts (id, city_id, function, organisation, name_sealed,
                email_sealed, phone_sealed, created_at, created_by, updated_at)
            SELECT \(new), \(city), function, organisation, \(sealed[0]), \(sealed[1]),
                \(sealed[2]), \(tx.now), \(tx.viewer.userID), \(tx.now)
            FROM formal_contacts WHERE id = \(id)
            """)
        return new
    }
}
