import Coalition
import SQLite

/// The volunteers of a group of the country.
struct CountryMembers {
    private let group: CountryGroup
    private let writer: CountryWriter
    private var people: DemoPeople
    private var random: DemoRandom

    init(_ group: CountryGroup, seed: UInt64) {
        self.group = group
        writer = group.writer
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
            let joinedOn = min(writer.today, group.registeredOn + index * 3)
            let volunteer = try addVolunteer(people.volunteer(joining: joinedOn))
            let id: ID<Member> = writer.id(in: .memberships)
            let leftOn = index == leaver ? writer.today - 17 : nil
            writer.add(
                """
                (\(id), \(group.id), \(volunteer), \(index == 0), \(joinedOn), \(joinedOn),
                    \(leftOn), \(leftOn == nil ? nil : Member.LeftReason.moved),
                    \(writer.at(joinedOn)), \(writer.at(joinedOn)))
                """, to: .memberships)
            if leftOn == nil { present.append(id) }
        }
        return present
    }

    private mutating func addVolunteer(_ draft: MemberDraft) throws -> ID<Volunteer> {
        let id: ID<Volunteer> = writer.id(in: .volunteers)
        let joined = writer.at(draft.joinedOn ?? writer.today)
        let usual = vog()
        // One in a few hundred needs no certificate for a while.
        let vog = try writer.seal(
            (id.value.isMultiple(of: 307) ? exemption : usual).text, "volunteers.vog", id)
        writer.add(
            """
            (\(id), \(group.city.id), \(try writer.seal(draft.name, "volunteers.name", id)),
                \(try draft.email.map { try writer.seal($0, "volunteers.email", id) }),
                \(try draft.email.map { try writer.keys.token($0, "volunteers.email") }),
                \(try draft.phone.map { try writer.seal($0, "volunteers.phone", id) }),
                \(draft.birthYear), \(draft.isAdult), \(vog), \(joined), \(joined))
            """, to: .volunteers)
        for language in draft.languages { writer.add("(\(id), \(language))", to: .languages) }
        for skill in draft.skills { writer.add("(\(id), \(skill))", to: .skills) }
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
            ? (writer.today + random.int(in: -12...55)).adding(months: -36)
            : group.readyOn - random.int(in: 12...25)
        return Vog(.seen, seenOn: seenOn, validUntil: seenOn.adding(months: 36))
    }

    private var exemption: Vog {
        Vog(
            .exempt, seenOn: writer.today - 20, validUntil: writer.today + 160,
            reason: .noAddressBefore)
    }

    private func addTrainings(_ id: ID<Volunteer>) {
        let days: [Day]
        switch group.plan.stage {
        case .interest, .forming, .stopped: return
        case .preparing: days = [min(writer.today, group.registeredOn + 18)]
        default: days = [group.readyOn - 16, group.readyOn - 9]
        }
        for (index, day) in days.enumerated() {
            writer.add(
                "(\(index + 1), \(id), \(day), \(day.adding(months: 36)), \(writer.at(day)))",
                to: .trainings)
        }
    }
}
