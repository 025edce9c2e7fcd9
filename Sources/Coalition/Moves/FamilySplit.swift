import SQLite

/// Makes two records of one family.
struct FamilySplit {
    private let scene: SplitScene
    private let kind: FamilyParting.Kind
    private let day: Day
    private let leaving: [FamilyMember]
    /// The matches that the new record goes on with.
    private let matches: [Match]
    private let notes: Set<Int64>
    private var family: Family { scene.family }

    init(
        _ scene: SplitScene, _ kind: FamilyParting.Kind, _ day: Day, _ leaving: [FamilyMember],
        _ matches: [Match], _ notes: Set<Int64>
    ) {
        (self.scene, self.kind, self.day) = (scene, kind, day)
        (self.leaving, self.matches, self.notes) = (leaving, matches, notes)
    }

    func make(in tx: Transaction) throws -> Family {
        // No row in the logs joins what is written of the one to what is written of the other.
        let apart = tx.apart
        let id = try insert(apart)
        let traces = try moveMembers(to: id, tx)
        try moveWhatIsTheirs(to: id, tx)
        try shrink(tx)
        try FamilyParting.write(
            kind, between: family.id, and: id, on: day, traces: traces, in: tx)
        try moveMatches(to: id, tx)
        let part = try Family.find(id, in: tx)
        try part.beginCoordinated(in: tx)
        try writeFound(part, tx)
        try apart.audit(
            .create, .family, part.ref, city: part.city,
            fields: ["household_size", "languages", "members"])
        try apart.process(.support, .family, part.ref, fields: ["household_size", "members"])
        if part.state == .announced {
            try part.askForIntake(try City.find(part.city, in: tx).today(tx), in: apart)
        }
        try Family.follow(family.id, in: tx)
        try Family.follow(id, in: apart)
        return try Family.find(id, in: tx)
    }

    private var minors: Int { leaving.count { $0.kind == .child } }

    /// With the group it has also what the group rests on: what the family was told, and wishes.
    private func insert(_ tx: Transaction) throws -> ID<Family> {
        let city = try City.find(family.city, in: tx)
        let (ref, code) = (try Family.newRef(in: tx), try FamilyCode.draw(in: city.id, tx))
        let id: ID<Family> = try tx.newID("families")
        let state = matches.isEmpty ? Family.State.announced : family.state
        let goesOn = !matches.isEmpty
        let keepsRights = kind == .ordinary
        try tx.db.run(
            """
            INSERT INTO families (id, ref, city_id, code_nl, code_en, programmes, state, route,
                household_size, adults, minors, is_interpreter_needed, arrival_on,
                arrival_certainty, needs_level, announced_on, is_announced_by_municipality,
                municipality_duty_on, info_given_on, consent_on, wants_group, waiting_since_on,
                is_heard_apart, created_at, created_by, updated_at)
            SELECT \(id), \(ref), city_id, \(code.nl), \(code.en),
                \(Set([scene.programme]).stored), \(state), route, \(leaving.count),
                \(leaving.count - minors), \(minors), is_interpreter_needed, arrival_on,
                arrival_certainty, needs_level, \(city.today(tx)),
                iif(\(keepsRights), is_announced_by_municipality, 0),
                iif(\(keepsRights), municipality_duty_on, NULL), iif(\(goesOn), info_given_on, NULL),
                iif(\(goesOn), consent_on, NULL), iif(\(goesOn), wants_group, NULL),
                iif(\(goesOn), waiting_since_on, NULL), is_heard_apart, \(tx.now),
                \(tx.viewer.userID), \(tx.now)
            FROM families WHERE id = \(family.id)
            """)
        try tx.db.run(
            """
            INSERT INTO family_languages (family_id, language)
            SELECT \(id), language FROM family_languages WHERE family_id = \(family.id)
            """)
        try FamilyProgramme.begin(scene.programme, of: id, in: tx)
        try tx.recordState(.family, id.value, from: nil, to: state.rawValue)
        if let arrival = family.arrivalOn {
            try FamilyArrival.record(arrival, family.arrivalCertainty, of: id, in: tx)
        }
        return id
    }

    /// Who leaves stands in the new record from the day on; where they left is kept that somebody did,
    /// after safety without a name.
    ///
    /// - Returns: The rows that are left of them.
    private func moveMembers(to id: ID<Family>, _ tx: Transaction) throws -> [Int64] {
        let traces = try leaving.map { try leaveTrace(of: $0, tx).value }
        try tx.db.run(
            """
            UPDATE family_members SET family_id = \(id), joined_on = \(day), version = version + 1,
                updated_at = \(tx.now)
            WHERE id IN \(list: leaving.map(\.id))
            """)
        return traces
    }

    private func leaveTrace(
        of person: FamilyMember, _ tx: Transaction
    ) throws -> ID<FamilyMember> {
        let trace: ID<FamilyMember> = try tx.newID("family_members")
        let isNamed = kind == .ordinary
        let (name, original) = isNamed ? (person.name, person.originalName) : (nil, nil)
        let joined = person.joinedOn.map { min($0, day) }
        let left = try tx.keys.seal(
            FamilyMember.Ending.left.rawValue, FamilyMember.place("end", trace))
        try tx.db.run(
            """
            INSERT INTO family_members (id, family_id, programme, name_sealed, original_name_sealed,
                is_single_name, role, birth_year, birth_precision, joined_on, left_on, end_sealed,
                created_at, updated_at)
            VALUES (\(trace), \(family.id), \(person.programme),
                \(try tx.keys.seal(name, FamilyMember.place("name", trace))),
                \(try tx.keys.seal(original, FamilyMember.place("original_name", trace))),
                \(isNamed && person.isSingleName), \(person.kind),
                \(isNamed ? person.birthYear : nil),
                \(isNamed ? person.birthPrecision : .unknown), \(joined), \(day), \(left),
                \(tx.now), \(tx.now))
            """)
        return trace
    }

    /// What is of one of those who leave goes with them: goals, milestones, and what they said apart;
    /// and the notes that were ticked.
    private func moveWhatIsTheirs(to id: ID<Family>, _ tx: Transaction) throws {
        let people = leaving.map(\.id)
        let goals: [ID<Need>] = try tx.db.values(
            "SELECT id FROM needs WHERE family_id = \(family.id) AND person_id IN \(list: people)")
        try tx.db.run(
            """
            UPDATE needs SET contact_id = NULL, member_id = iif(\(matches.isEmpty), NULL, member_id)
            WHERE id IN \(list: goals)
            """)
        try Need.pass(goals, to: .family(try Family.find(id, in: tx)), "split", in: tx.apart)
        for table in ["milestones", "check_ins"] as [SQL] {
            try tx.db.run(
                """
                UPDATE \(table) SET family_id = \(id)
                WHERE family_id = \(family.id) AND person_id IN \(list: people)
                """)
        }
        try tx.db.run(
            """
            UPDATE sensitive_notes SET family_id = \(id)
            WHERE family_id = \(family.id) AND id IN \(list: notes.sorted())
            """)
    }

    private func shrink(_ tx: Transaction) throws {
        let size = max(1, scene.members.count - leaving.count, family.householdSize - leaving.count)
        try family.writeHousehold(
            size, adults: family.adults.map { $0 - (leaving.count - minors) },
            minors: family.minors.map { $0 - minors }, in: tx)
    }

    /// The group goes on with the part that people chose; its log, plan and reviews are the match's.
    private func moveMatches(to id: ID<Family>, _ tx: Transaction) throws {
        guard !matches.isEmpty else { return }
        let numbers = matches.map(\.id)
        try tx.db.run(
            """
            UPDATE matches SET family_id = \(id), version = version + 1, updated_at = \(tx.now)
            WHERE id IN \(list: numbers)
            """)
        try tx.db.run(
            """
            UPDATE check_in_windows SET family_id = \(id) WHERE match_id IN \(list: numbers)
            """)
        try Task.settle(.checkIn, about: .init(family.id), in: tx)
        try CheckInWindow.ask(about: id, in: tx.apart)
        if try Match.live(ofFamily: family.id, in: tx).isEmpty,
            Family.lifecycle.transition(family.state, .waiting) != nil
        {
            try family.enter(.waiting, in: tx)
        }
        for match in matches { try Match.find(match.id, in: tx).followFit(in: tx) }
    }

    private func writeFound(_ part: Family, _ tx: Transaction) throws {
        try part.writeFoundPeople(in: tx)
        if kind == .ordinary { try family.writeFoundPeople(in: tx) }
    }
}
