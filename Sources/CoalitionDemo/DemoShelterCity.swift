import Coalition

/// Homes, guests and stays of Shelter City in the demo.
enum DemoShelterCity {
    static func write(_ story: DemoStory) {
        var random = DemoRandom(seed: 44)
        let homes = DemoHomes(story, &random)
        for plan in DemoStayPlan.all {
            guard let home = homes.find(plan) else { continue }
            DemoStay(plan, home, story.today).write(story, tells: random.chance(percent: 40))
        }
        DemoCandidates.write(story)
    }

    @discardableResult
    static func newGuest(in tx: Transaction) throws -> Guest {
        var draft = GuestDraft()
        draft.code = try GuestCode.draw(in: tx).first?.nl ?? ""
        return try draft.create(in: tx)
    }
}

/// The homes of each city, entered long ago.
struct DemoHomes {
    private var byCity: [String: [DemoReference]] = [:]

    init(_ story: DemoStory, _ random: inout DemoRandom) {
        var names = random.shuffled(DemoHousing.names)
        let addresses = random.shuffled(DemoHousing.addresses)
        for (index, plan) in DemoStayPlan.all.enumerated()
        where byCity[plan.city, default: []].count <= plan.home {
            guard let city = story.accounts.cities[plan.city], let name = names.popLast() else {
                continue
            }
            var draft = AccommodationDraft()
            draft.name = name
            draft.kind = DemoHomes.kind(of: name)
            draft.address = addresses[index % addresses.count]
            draft.beds = draft.kind == .house ? 3 : random.int(in: 1...2)
            draft.isAccessible = random.chance(percent: 60) ? random.chance(percent: 50) : nil
            draft.extras["stairs_note"] = FieldValue(DemoHousing.stairs(of: name, draft))
            let (home, wanted) = (DemoReference(), draft)
            story.on(
                story.today - 500, minute: 500 + index, by: story.accounts.shelter(plan.city)
            ) { home.text = try wanted.create(in: city, $0).ref }
            byCity[plan.city, default: []].append(home)
        }
    }

    func find(_ plan: DemoStayPlan) -> DemoReference? {
        let homes = byCity[plan.city] ?? []
        return homes.indices.contains(plan.home) ? homes[plan.home] : nil
    }

    static func kind(of name: String) -> Accommodation.Kind {
        let kinds: [(String, Accommodation.Kind)] = [
            ("Appartement", .apartment), ("Studio", .apartment), ("Portiekflat", .apartment),
            ("Kamer", .room), ("Pastorie", .parishHouse), ("Kosterswoning", .parishHouse),
            ("Parochiehuis", .parishHouse), ("Studentenhuis", .studentHouse),
            ("Gastgezin", .hostFamily),
        ]
        return kinds.first { name.hasPrefix($0.0) }?.1 ?? .house
    }
}
