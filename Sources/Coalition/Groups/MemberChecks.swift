import SQLite

/// The two halves of a member with which nothing is wrong, each for its own table.
struct CheckedMember {
    let person: CheckedDraft<MemberDraft>
    let membership: CheckedDraft<MemberDraft>

    var filled: [String] { person.filled + membership.filled }

    func insertPerson(_ id: ID<Volunteer>, in city: ID<City>, _ tx: Transaction) throws {
        try tx.db.run(
            """
            INSERT INTO volunteers
                (id, city_id, email_token, created_at, updated_at, \(person.columns))
            VALUES (\(id), \(city), \(try token(tx)), \(tx.now), \(tx.now),
                \(try person.bound(id.value, in: tx)))
            """)
        try person.writeRows(of: id.value, changed: person.filled, in: tx)
        try person.writeFound(of: id.value, in: city, for: Volunteer.readers, tx)
    }

    func savePerson(
        _ id: ID<Volunteer>, in city: ID<City>, _ changes: [String], _ tx: Transaction
    ) throws {
        guard !changes.isEmpty else { return }
        try tx.db.run(
            """
            UPDATE volunteers SET \(try person.assigned(id.value, in: tx)),
                email_token = \(try token(tx)), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try person.writeRows(of: id.value, changed: changes, in: tx)
        try person.writeFound(of: id.value, in: city, for: Volunteer.readers, tx)
    }

    func insertMembership(
        of volunteer: ID<Volunteer>, to group: Group, _ tx: Transaction
    ) throws -> ID<Member> {
        if membership.draft.isContact { try Member.clearContact(of: group.id, in: tx) }
        try tx.db.run(
            """
            INSERT INTO memberships
                (group_id, volunteer_id, created_at, updated_at, \(membership.columns))
            VALUES (\(group.id), \(volunteer), \(tx.now), \(tx.now),
                \(try membership.bound(in: tx)))
            """)
        return ID(tx.db.lastInsertedRowID)
    }

    func saveMembership(
        _ id: ID<Member>, of group: Group, _ changes: [String], _ tx: Transaction
    ) throws {
        guard !changes.isEmpty else { return }
        if membership.draft.isContact, changes.contains("is_contact") {
            try Member.clearContact(of: group.id, in: tx)
        }
        try tx.db.run(
            """
            UPDATE memberships SET \(try membership.assigned(id.value, in: tx)),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
    }

    /// By which somebody with the same address is found.
    private func token(_ tx: Transaction) throws -> [UInt8]? {
        try person.draft.email.map { try tx.keys.token($0, "volunteers.email") }
    }
}

extension MemberDraft {
    /// Both halves, once nothing is wrong with either.
    ///
    /// - Parameters:
    ///   - stored: The person as known already; nil for a new one.
    ///   - member: The membership that is changed; nil for one that begins.
    func checked(
        over stored: StoredRecord<MemberDraft>?, _ member: Member? = nil,
        _ place: StoredRecord<MemberDraft>? = nil, in group: Group, _ tx: Transaction
    ) throws -> CheckedMember {
        let (checked, problems) = try examined(over: stored, member, place, in: group, tx)
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        return checked
    }

    /// What is wrong with somebody new.
    func problems(in group: Group, _ tx: Transaction) throws -> [Problem] {
        try examined(over: nil, nil, nil, in: group, tx).problems
    }

    private func examined(
        over stored: StoredRecord<MemberDraft>?, _ member: Member?,
        _ place: StoredRecord<MemberDraft>?, in group: Group, _ tx: Transaction
    ) throws -> (checked: CheckedMember, problems: [Problem]) {
        let city = try City.find(group.city, in: tx)
        let today = city.today(tx)
        let least = try Rules.value("member.minimum_age", of: group.ruleVersion, in: tx)
        let person = try MemberDraft.record.examined(
            self, over: stored, in: city, tx,
            settling: { $0.email = $0.keptEmail ?? $0.email },
            and: { draft in
                [draft.email.flatMap(EmailAddress.problem), draft.ageProblem(today, least)]
            })
        let membership = try MemberDraft.membership.examined(
            self, over: place, in: city, tx,
            settling: { $0.joinedOn = $0.joinedOn ?? member?.joinedOn ?? today },
            and: { draft in
                let joined = draft.joinedOn ?? today
                let isTurned = member?.leftOn.map { joined > $0 } ?? false
                return [isTurned ? Problem("joined_on", "problem.left_before_joined") : nil]
            })
        return (
            CheckedMember(person: person.checked, membership: membership.checked),
            person.problems + membership.problems
        )
    }

    /// By birth year only: below 18 is refused, exactly 18 and unknown need the tick.
    private func ageProblem(_ today: Day, _ least: Int) -> Problem? {
        let tick = isAdult ? nil : Problem("is_adult", "problem.adult_tick")
        guard let birthYear else { return tick }
        guard (1900...today.year).contains(birthYear) else {
            return Problem("birth_year", "problem.birth_year", ["year": .number(today.year)])
        }
        let age = today.year - birthYear
        if age < least {
            return Problem("birth_year", "problem.under_age", ["age": .number(least)])
        }
        return age == least ? tick : nil
    }
}
