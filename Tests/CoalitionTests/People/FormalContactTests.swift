import Coalition
import Fixtures
import Testing

@Suite("A formal contact")
struct FormalContactTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func contacts(_ family: Family, _ viewer: Viewer) throws -> [FormalContact] {
        try fixture.read(viewer) { try FamilyContact.all(of: family, in: $0).map(\.contact) }
    }

    private func choose(_ contact: FormalContact, for family: Family) throws {
        _ = try fixture.write(fixture.hanneke) {
            try family.choose(contact.id.value, from: fixture.nijmegen.today($0), in: $0)
        }
    }

    private func update(
        _ contact: FormalContact, by viewer: Viewer, _ edit: (inout FormalContactDraft) -> Void
    ) throws {
        try fixture.write(viewer) { tx in
            let now = try FormalContact.find(contact.id.value, in: tx)
            var draft = try FormalContactDraft.stored(now.id, in: tx).draft
            edit(&draft)
            try draft.update(now, version: now.version, in: tx)
        }
    }

    @Test("chosen by two families has its changed number at both")
    func changedOnce() throws {
        let contact = try fixture.contact()
        let families = [try fixture.announced(), try fixture.announced()]
        for family in families { try choose(contact, for: family) }
        try update(contact, by: fixture.hanneke) { $0.phone = "024 000 99 99" }
        for family in families {
            #expect(try contacts(family, fixture.hanneke).map(\.phone) == ["024 000 99 99"])
        }
    }

    @Test("is told to the municipality by function and organisation, its client managers in full")
    func municipality() throws {
        let manager = try fixture.contact("Marieke Brands", .clientManager)
        let guide = try fixture.contact("Saskia Rutten", .guidance)
        let coa = try fixture.contact(nil, .coa, by: fixture.network)
        let family = try fixture.announced()
        for contact in [manager, guide, coa] { try choose(contact, for: family) }
        let seen = try contacts(family, fixture.officerOfNijmegen)
        #expect(seen.map(\.function) == [.clientManager, .guidance, .coa])
        #expect(seen.map(\.name) == ["Marieke Brands", nil, nil])
        #expect(seen.map(\.phone) == ["024 000 41 01", nil, nil])
        #expect(try contacts(family, fixture.network).isEmpty)
        #expect(try contacts(family, fixture.officerOfHaarlem).isEmpty)
    }

    @Test("of the municipality is kept by it when it is a client manager, and else not")
    func keeping() throws {
        let own = try fixture.contact(
            "Ton Kersten", .clientManager, in: fixture.nijmegen, by: fixture.officerOfNijmegen)
        try update(own, by: fixture.officerOfNijmegen) { $0.phone = "024 000 00 01" }
        #expect(
            refused {
                try fixture.contact(
                    "Eva Kok", .guardian, in: fixture.nijmegen, by: fixture.officerOfNijmegen)
            } == [Problem("function", "problem.choice")])
        #expect(
            refused { try update(own, by: fixture.officerOfNijmegen) { $0.function = .coa } }
                == [Problem("function", "problem.choice")])
        let guide = try fixture.contact("Saskia Rutten", .guidance)
        #expect(throws: Refusal.forbidden("forbidden.people_edit")) {
            try update(guide, by: fixture.officerOfNijmegen) { $0.phone = "1234" }
        }
        #expect(throws: Refusal.notFound) {
            try update(own, by: fixture.officerOfHaarlem) { $0.phone = "1234" }
        }
        #expect(throws: Refusal.notFound) {
            try update(own, by: fixture.coordinatorOfHaarlem) { $0.phone = "1234" }
        }
    }

    @Test("is known again by function, organisation and name, within its city only")
    func twin() throws {
        let contact = try fixture.contact()
        var draft = FormalContactDraft()
        (draft.function, draft.organisation) = (.clientManager, "gemeente nijmegen")
        draft.name = "MARIEKE  BRANDS".replacing("  ", with: " ")
        let typed = draft
        func twin(_ viewer: Viewer, _ city: City, besides: FormalContact? = nil) throws -> String? {
            try fixture.read(viewer) { try typed.twin(in: city, besides: besides, $0)?.name }
        }
        #expect(try twin(fixture.hanneke, fixture.nijmegen) == "Marieke Brands")
        #expect(try twin(fixture.hanneke, fixture.nijmegen, besides: contact) == nil)
        #expect(try twin(fixture.coordinatorOfHaarlem, fixture.haarlem) == nil)
    }

    @Test("of another city cannot be chosen, nor one that ended, nor the same twice")
    func refusals() throws {
        let family = try fixture.announced()
        let far = try fixture.contact(
            "Peter Veldman", .clientManager, in: fixture.haarlem,
            by: fixture.coordinatorOfHaarlem)
        #expect(refused { try choose(far, for: family) } == [Problem("contact", "problem.choice")])
        let contact = try fixture.contact()
        try choose(contact, for: family)
        #expect(
            refused { try choose(contact, for: family) } == [Problem("contact", "problem.choice")])
        let other = try fixture.announced()
        let today = fixture.nijmegen.zone.day(of: fixture.clock.now)
        try update(contact, by: fixture.hanneke) { $0.endedOn = today }
        #expect(
            refused { try choose(contact, for: other) } == [Problem("contact", "problem.choice")])
        // Whoever has it keeps it, so that nobody is left without a number.
        #expect(try contacts(family, fixture.hanneke).count == 1)
    }

    @Test("chosen in one programme is unseen by who holds another")
    func programmes() throws {
        let family = try fixture.announced()
        try choose(try fixture.contact(), for: family)
        let hosts = Viewer(
            userID: nil, name: "Noor",
            grants: [.init(.local, city: fixture.nijmegen.id, programme: .hostedStay)])
        #expect(try contacts(family, hosts).isEmpty)
    }

    @Test("is the family's up to a day that was said")
    func ends() throws {
        let family = try fixture.announced()
        try choose(try fixture.contact(), for: family)
        let today = fixture.nijmegen.zone.day(of: fixture.clock.now)
        try fixture.write(fixture.hanneke) { tx in
            let chosen = try #require(try FamilyContact.all(of: family, in: tx).first)
            try chosen.change(from: today, until: today, of: family, version: 1, in: tx)
        }
        #expect(try contacts(family, fixture.hanneke).isEmpty)
    }
}
