import Coalition

/// Families of the demo that change: one on its way to another city, one that parts, one that parts for
/// safety, and one whose match ended before its time.
enum DemoMoves {
    static func write(_ story: DemoStory) {
        writeTransfer(story)
        writeSplit(story)
        writeSafety(story)
        writeEnding(story)
    }

    /// Offered to Haarlem, which has not answered yet.
    private static func writeTransfer(_ story: DemoStory) {
        guard let haarlem = story.accounts.cities["Haarlem"] else { return }
        story.on(story.today - 3, minute: 760, by: story.accounts.local("Rotterdam")) { tx in
            guard let family = try waiting(in: "Rotterdam", largest: false, story, tx) else {
                return
            }
            var draft = TransferDraft()
            draft.city = haarlem.id
            (draft.consentOn, draft.how) = (story.today - 4, .interpreter)
            try draft.offer(family, in: tx)
        }
    }

    /// One of the parents goes on with one of the children; each has a record.
    private static func writeSplit(_ story: DemoStory) {
        story.on(story.today - 20, minute: 765, by: story.accounts.local("Almere")) { tx in
            guard let family = try waiting(in: "Almere", largest: true, story, tx) else { return }
            try split(family, .ordinary, on: story.today - 20, tx)
        }
    }

    private static func writeSafety(_ story: DemoStory) {
        story.on(story.today - 15, minute: 770, by: story.accounts.local("Rotterdam")) { tx in
            guard let family = try waiting(in: "Rotterdam", largest: true, story, tx) else {
                return
            }
            try split(family, .safety, on: story.today - 15, tx)
        }
    }

    private static func split(
        _ family: Family, _ kind: FamilyParting.Kind, on day: Day, _ tx: Transaction
    ) throws {
        let people = try FamilyMember.all(of: family, in: tx)
        let leaving = [FamilyMember.Kind.parent, .partner, .child].compactMap { kind in
            people.first { $0.kind == kind }
        }
        var draft = SplitDraft()
        (draft.kind, draft.on) = (kind, day)
        draft.members = Set(leaving.suffix(2).map(\.id.value))
        try draft.split(family, version: family.version, in: tx)
    }

    /// Nobody's fault: they live too far apart, and the family waits for another group.
    private static func writeEnding(_ story: DemoStory) {
        let day = story.today - 1
        story.on(day, minute: 1070, by: story.accounts.local("Almere")) { tx in
            guard let city = story.accounts.cities["Almere"] else { return }
            var list = MatchList()
            (list.city, list.state) = (city.id, .active)
            let running = try list.lines(nil, in: tx).rows.map(\.match)
            guard let match = running.min(by: { $0.id.value < $1.id.value }) else { return }
            try match.move(to: .endedEarly, .init(on: day, .practical, then: .another), in: tx)
        }
    }

    /// A family of a city that waits, the largest or the smallest.
    private static func waiting(
        in name: String, largest: Bool, _ story: DemoStory, _ tx: Transaction
    ) throws -> Family? {
        guard let city = story.accounts.cities[name] else { return nil }
        var list = FamilyList.inState(.waiting)
        list.city = city.id
        let families = try list.page(nil, in: tx).rows.sorted {
            ($0.householdSize, $0.id.value) < ($1.householdSize, $1.id.value)
        }
        return largest ? families.last : families.first
    }
}
