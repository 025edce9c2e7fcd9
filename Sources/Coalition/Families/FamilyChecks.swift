import SQLite

extension FamilyDraft {
    /// A draft whose fields hold, ready to be written.
    struct Checked {
        let route: Family.Route
        let householdSize: Int
        let arrivalOn: Day?
        let arrivalCertainty: Family.Certainty?
        let draft: FamilyDraft
    }

    /// - Throws: `Refusal.invalid` with a problem for each field that does not hold.
    func check(_ today: Day) throws -> Checked {
        let problems = self.problems(today)
        guard problems.isEmpty, let route, let householdSize else {
            throw Refusal.invalid(problems)
        }
        return Checked(
            route: route, householdSize: householdSize, arrivalOn: arrivalOn,
            arrivalCertainty: arrivalOn == nil ? nil : arrivalCertainty, draft: self)
    }

    private func problems(_ today: Day) -> [Problem] {
        var all: [Problem] = []
        if route == nil { all.append(Problem("route", "problem.route")) }
        all += householdProblems() + arrivalProblems(today)
        if languages.contains(where: { SpokenLanguages.language(code: $0) == nil }) {
            all.append(Problem("languages", "problem.choice"))
        }
        if let needsLevel, !(1...3).contains(needsLevel) {
            all.append(Problem("needs_level", "problem.choice"))
        }
        if let neighbourhood, neighbourhood.count > 100 {
            all.append(Problem("neighbourhood", "problem.long", ["maximum": .number(100)]))
        }
        return all
            + [("info_given_on", infoGivenOn), ("consent_on", consentOn)].compactMap {
                DayRange.past(today).problem($0.1, $0.0)
            }
    }

    private func householdProblems() -> [Problem] {
        guard let size = householdSize, (1...30).contains(size) else {
            return [Problem("household_size", "problem.household_size")]
        }
        var all: [Problem] = []
        for (field, count) in [("adults", adults), ("minors", minors)] {
            guard let count, !(0...size).contains(count) else { continue }
            all.append(Problem(field, "problem.household_part", ["size": .number(size)]))
        }
        if all.isEmpty, let adults, let minors, adults + minors != size {
            all.append(Problem("adults", "problem.household_sum", ["size": .number(size)]))
        }
        return all
    }

    /// A day that has passed is no problem: nobody is late for an arrival.
    private func arrivalProblems(_ today: Day) -> [Problem] {
        guard let arrivalOn else { return [] }
        if let problem = DayRange.around(today).problem(arrivalOn, "arrival_on") {
            return [problem]
        }
        switch arrivalCertainty {
        case nil: return [Problem("arrival_certainty", "problem.arrival_certainty")]
        case .realised where arrivalOn > today:
            return [Problem("arrival_on", "problem.arrival_realised", ["today": .day(today)])]
        case .expected, .confirmed, .realised: return []
        }
    }
}

extension FamilyDraft.Checked {
    func insert(in city: City, _ announcedOn: Day, _ tx: Transaction) throws -> ID<Family> {
        let ref = try Family.newRef(in: tx)
        let code = try FamilyCode.draw(in: city.id, tx)
        let programme = route.programme
        let isLocal = tx.viewer.holds([.local], for: [programme], in: city.id)
        try tx.db.run(
            """
            INSERT INTO families (ref, city_id, code_nl, code_en, programmes, state, route,
                household_size, announced_on, is_announced_by_municipality, created_at, created_by, updated_at)
            VALUES (\(ref), \(city.id), \(code.nl), \(code.en), \(Set([programme]).stored),
                \(Family.State.announced), \(route), \(householdSize), \(announcedOn), \(!isLocal), \(tx.now),
                \(tx.viewer.userID), \(tx.now))
            """)
        let id = ID<Family>(tx.db.lastInsertedRowID)
        try FamilyProgramme.begin(programme, of: id, in: tx)
        try tx.recordState(.family, id.value, from: nil, to: Family.State.announced.rawValue)
        try overwrite(id, tx)
        return id
    }

    func overwrite(_ id: ID<Family>, _ tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE families SET route = \(route), household_size = \(householdSize),
                adults = \(draft.adults), minors = \(draft.minors),
                is_interpreter_needed = \(draft.isInterpreterNeeded),
                arrival_on = \(arrivalOn), arrival_certainty = \(arrivalCertainty),
                neighbourhood = \(draft.neighbourhood), needs_level = \(draft.needsLevel),
                info_given_on = \(draft.infoGivenOn), consent_on = \(draft.consentOn),
                wants_group = \(draft.wantsGroup), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
    }

    func writeLanguages(of id: ID<Family>, _ tx: Transaction) throws {
        try tx.db.run("DELETE FROM family_languages WHERE family_id = \(id)")
        for language in Set(draft.languages).sorted() {
            try tx.db.run(
                "INSERT INTO family_languages (family_id, language) VALUES (\(id), \(language))")
        }
    }
}
