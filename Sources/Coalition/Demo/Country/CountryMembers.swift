import SQLite

/// The volunteers of a group of the country.
struct CountryMembers {
    private let group: CountryGroup
    private let ledger: CountryLedger
    private var people: DemoPeople
    private var random: DemoRandom

    init(_ group: CountryGroup, seed: UInt64) {
        self.group = group
        ledger = group.ledger
        people = DemoPeople(seed: seed)
        random = DemoRandom(seed: seed)
    }

    /// Writes everybody; gives the memberships of today.
    mutating func write() throws -> [ID<Member>] {
        let plan = group.plan
        // Below strength: the last of them has left, so that one is missing.
        let leaver = plan.rhythm == .below ? plan.members - 1 : nil
        var present: [ID<Member>] = []
        for index in 0..<plan.members {
            let joinedOn = min(ledger.today, group.registeredOn + index * 3)
            let volunteer = try addVolunteer(people.volunteer(joining: joinedOn))
            let id: ID<Member> = ledger.id(in: .memberships)
            let leftOn = index == leaver ? ledger.today - 17 : nil
            ledger.add(
                """
                (\(id), \(group.id), \(volunteer), \(index == 0), \(joinedOn), \(joinedOn),
                    \(leftOn), \(leftOn == nil ? nil : Member.LeftReason.moved),
                    \(ledger.at(joinedOn)), \(ledger.at(joinedOn)))
                """, to: .memberships)
            if leftOn == nil { present.append(id) }
        }
        return present
    }

    private mutating func addVolunteer(_ draft: MemberDraft) throws -> ID<Volunteer> {
        let id: ID<Volunteer> = ledger.id(in: .volunteers)
        let joined = ledger.at(draft.joinedOn ?? ledger.today)
        let vog = try ledger.seal(vog().text, "volunteers.vog", id)
        ledger.add(
            """
            (\(id), \(group.city.id), \(try ledger.seal(draft.name, "volunteers.name", id)),
                \(try draft.email.map { try ledger.seal($0, "volunteers.email", id) }),
                \(try draft.email.map { try ledger.keys.token($0, "volunteers.email") }),
                \(try draft.phone.map { try ledger.seal($0, "volunteers.phone", id) }),
                \(draft.birthYear), \(draft.isAdult), \(vog), \(joined), \(joined))
            """, to: .volunteers)
        for language in draft.languages { ledger.add("(\(id), \(language))", to: .languages) }
        for skill in draft.skills { ledger.add("(\(id), \(skill))", to: .skills) }
        addTrainings(id)
        return id
    }

    /// Seen before the group was ready, or on its way; with some it runs out about today.
    private mutating func vog() -> Vog {
        guard group.plan.stage.wasReady else {
            return Vog(random.chance(percent: 60) ? .requested : .none)
        }
        let isOld = random.chance(percent: 3)
        let seenOn =
            isOld
            ? (ledger.today + random.int(in: -12...55)).adding(months: -36)
            : group.readyOn - random.int(in: 12...25)
        return Vog(.seen, seenOn: seenOn, validUntil: seenOn.adding(months: 36))
    }

    private func addTrainings(_ id: ID<Volunteer>) {
        let days: [Day]
        switch group.plan.stage {
        case .interest, .forming, .stopped: return
        case .preparing: days = [min(ledger.today, group.registeredOn + 18)]
        default: days = [group.readyOn - 16, group.readyOn - 9]
        }
        for (index, day) in days.enumerated() {
            ledger.add(
                "(\(index + 1), \(id), \(day), \(day.adding(months: 36)), \(ledger.at(day)))",
                to: .trainings)
        }
    }
}
