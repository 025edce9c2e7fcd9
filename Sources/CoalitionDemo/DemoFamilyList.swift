import Coalition

/// The families of the demo that have no group yet.
struct DemoFamilyPlan: Sendable {
    private let city: String
    private let stage: DemoFamily.Stage
    private let route: Family.Route
    private let adults: Int
    private let minors: Int
    /// Days ago that it was announced.
    private let announced: Int
    /// Days ahead that it arrives; negative when it has.
    private let arrival: Int
    private let certainty: Family.Certainty
    /// How often the arrival was put off.
    private let slips: Int
    private let languages: [String]
    private let needsLevel: Int

    static let all: [DemoFamilyPlan] = WordList.lines(text).compactMap(DemoFamilyPlan.init)

    private init?(line: String) {
        let parts = WordList.parts(line, at: "|")
        guard parts.count == 7, let stage = DemoFamily.Stage(rawValue: parts[1]),
            let route = Family.Route(rawValue: parts[2])
        else { return nil }
        let people = WordList.parts(parts[3], at: "+").compactMap(Int.init)
        let days = WordList.parts(parts[4], at: ",").compactMap(Int.init)
        let arrival = WordList.parts(parts[5], at: " ")
        let needs = WordList.parts(parts[6], at: " ")
        guard people.count == 2, days.count == 3, let level = needs.last.flatMap(Int.init),
            let certainty = arrival.first.flatMap(Family.Certainty.init(rawValue:))
        else { return nil }
        city = parts[0]
        self.stage = stage
        self.route = route
        (adults, minors) = (people[0], people[1])
        (announced, self.arrival, slips) = (days[0], days[1], days[2])
        self.certainty = certainty
        languages = Array(needs.dropLast())
        needsLevel = level
    }

    /// The family of this plan, ready to be written.
    func family(
        _ today: Day, _ people: inout DemoPeople, _ random: inout DemoRandom
    ) -> DemoFamily {
        let announcedOn = today - announced
        var draft = DemoFamilyDraft(
            city: city, announcedOn: announcedOn, waitingOn: min(today, announcedOn + 16))
        draft.stage = stage
        draft.route = route
        (draft.adults, draft.minors) = (adults, minors)
        draft.isAnnouncedByMunicipality = stage == .announced || random.chance(percent: 60)
        draft.estimates = estimates(today)
        draft.languages = languages
        draft.isInterpreterNeeded = true
        draft.needsLevel = needsLevel
        draft.draw(&people, &random)
        return DemoFamily(draft)
    }

    private func estimates(_ today: Day) -> [DemoFamily.Estimate] {
        let (announcedOn, arrivalOn) = (today - announced, today + arrival)
        var all = (0..<slips).map { index in
            DemoFamily.Estimate(
                since: announcedOn + index * 12, arrival: arrivalOn - 14 * (slips - index),
                certainty: .expected)
        }
        // That somebody has come is only known on the day itself.
        let since = certainty == .realised ? arrivalOn : announcedOn + slips * 12
        if all.isEmpty, since > announcedOn {
            all.append(.init(since: announcedOn, arrival: arrivalOn, certainty: .expected))
        }
        return all + [
            .init(since: max(announcedOn, since), arrival: arrivalOn, certainty: certainty)
        ]
    }

    /// City, stage, route, adults + minors, days ago announced, days ahead of arrival, times put off,
    /// certainty, languages and level of needs.
    private static let text = """
        Nijmegen | waiting | resettlement | 2+5 | 218, -171, 0 | realised | ti am 3
        Nijmegen | waiting | status_holder | 2+2 | 47, 12, 0 | confirmed | ar 2
        Nijmegen | waiting | family_reunion | 1+3 | 61, -20, 0 | realised | so 2
        Nijmegen | waiting | ukraine | 1+1 | 33, -30, 0 | realised | uk 1
        Nijmegen | announced | resettlement | 2+4 | 40, 23, 2 | expected | ar kmr 2
        Haarlem | waiting | status_holder | 2+3 | 72, -18, 0 | realised | fa 2
        Haarlem | intake | resettlement | 1+2 | 26, 19, 1 | expected | ar 2
        Rotterdam | waiting | status_holder | 2+1 | 55, -9, 0 | realised | ti 2
        Rotterdam | announced | resettlement | 2+3 | 18, 9, 0 | confirmed | ar 2
        Den Haag | waiting | student | 1+0 | 49, -25, 0 | realised | en fr 1
        Almere | waiting | status_holder | 2+4 | 90, -34, 0 | realised | fa ps 3
        Amsterdam | announced | status_holder | 2+0 | 5, 55, 0 | expected | tr 1
        Leidschendam-Voorburg | withdrawn | ukraine | 1+2 | 120, -110, 0 | realised | uk 1
        Rotterdam | waiting | status_holder | 2+3 | 83, -40, 0 | realised | ar 2
        """
}
