import Coalition
import Fixtures
import Testing

@Suite("The municipality of a family")
struct MunicipalityTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private var today: Day { fixture.nijmegen.zone.day(of: fixture.clock.now) }

    private func mayRead(_ viewer: Viewer, _ family: Family) -> Bool {
        (try? fixture.read(viewer) { tx in
            try !FamilyMember.all(of: Family.find(family.ref, in: tx), in: tx).isEmpty
        }) ?? false
    }

    private func finds(_ name: String, _ viewer: Viewer) throws -> Bool {
        try fixture.read(viewer) { tx in
            try !SearchFindings.of(
                SearchQuery(name), people: true, title: { task, _ in task.title ?? "" }, in: tx
            ).all.isEmpty
        }
    }

    @Test("with a duty sees the names from then on, and no longer once that is taken back")
    func duty() throws {
        let family = try fixture.ownFamily()
        let officer = fixture.officerOfNijmegen
        #expect(!mayRead(officer, family))
        #expect(try !finds("Zarghuna", officer))
        let open = try fixture.change(family) { $0.municipalityDutyOn = today }
        #expect(mayRead(officer, open))
        #expect(try finds("Zarghuna", officer))
        // To know the names is not to change what was announced.
        #expect(!FamilyPolicy(officer, open).mayEditArrival)
        let closed = try fixture.change(open) { $0.municipalityDutyOn = nil }
        #expect(!mayRead(officer, closed))
        #expect(try !finds("Zarghuna", officer))
        #expect(try finds("Zarghuna", fixture.hanneke))
    }

    @Test("with a duty is that of the city and of the programme, and nobody else")
    func others() throws {
        let family = try fixture.change(try fixture.ownFamily()) { $0.municipalityDutyOn = today }
        let shelters = Viewer(
            userID: nil, name: "Noor",
            grants: [.init(.municipality, city: fixture.nijmegen.id, programme: .shelterCity)])
        let hosts = Viewer(
            userID: nil, name: "Noor",
            grants: [.init(.municipality, city: fixture.nijmegen.id, programme: .hostedStay)])
        for viewer in [fixture.officerOfHaarlem, fixture.network, shelters, hosts] {
            #expect(!mayRead(viewer, family))
            #expect(try !finds("Zarghuna", viewer))
        }
    }

    @Test("that announced the family sees the names without a duty, and changes what it announced")
    func announced() throws {
        let family = try fixture.announced()
        try fixture.write(fixture.hanneke) { tx in
            var person = FamilyMemberDraft()
            (person.kind, person.name) = (.parent, "Rima Al Khatib")
            try person.add(to: family, in: tx)
        }
        #expect(mayRead(fixture.officerOfNijmegen, family))
        #expect(FamilyPolicy(fixture.officerOfNijmegen, family).mayEditArrival)
        #expect(!mayRead(fixture.officerOfHaarlem, family))
    }

    @Test("cannot give itself a duty")
    func own() throws {
        let family = try fixture.announced()
        try fixture.write(fixture.officerOfNijmegen) { tx in
            var draft = try FamilyDraft.stored(family.id, in: tx).draft
            draft.municipalityDutyOn = fixture.nijmegen.today(tx)
            try draft.update(family, version: family.version, in: tx)
        }
        let after = try fixture.read(fixture.hanneke) { try Family.find(family.ref, in: $0) }
        #expect(after.municipalityDutyOn == nil)
    }

    @Test("has no duty from a day to come")
    func future() throws {
        let family = try fixture.ownFamily()
        let problems = refused {
            try fixture.change(family) { $0.municipalityDutyOn = today + 1 }
        }
        #expect(problems.map(\.field) == ["municipality_duty_on"])
    }

    @Test("assigned elsewhere is one of the list, in its spelling, and opens nothing there")
    func assigned() throws {
        let family = try fixture.ownFamily()
        try fixture.change(family) { $0.assignedMunicipality = " haarlem " }
        let kept = try fixture.read(fixture.hanneke) {
            try FamilyDraft.stored(family.id, in: $0).draft.assignedMunicipality
        }
        #expect(kept == "Haarlem")
        #expect(!mayRead(fixture.officerOfHaarlem, family))
        #expect(throws: Refusal.notFound) {
            try fixture.read(fixture.officerOfHaarlem) { try Family.find(family.ref, in: $0) }
        }
    }

    @Test("assigned elsewhere is not the family's own city, and no town that nobody knows")
    func unknown() throws {
        let family = try fixture.ownFamily()
        func problem(_ typed: String) -> Problem? {
            refused { try fixture.change(family) { $0.assignedMunicipality = typed } }.first
        }
        #expect(problem("nijmegen")?.message == "problem.municipality_own")
        #expect(
            problem("Wijchn")
                == Problem(
                    "assigned_municipality", "problem.municipality_near",
                    ["names": .text(DutchTowns.nearest(to: "Wijchn").joined(separator: ", "))]))
        #expect(problem("Qqqqqqqq")?.message == "problem.municipality")
    }
}

@Suite("The towns of the Netherlands")
struct DutchTownsTests {
    @Test("have 342 municipalities, each once and known by its own name")
    func municipalities() {
        #expect(DutchTowns.municipalities.count == 342)
        #expect(Set(DutchTowns.municipalities).count == 342)
        for name in DutchTowns.municipalities { #expect(DutchTowns.named(name) == name) }
    }

    @Test(
        "are known however they are typed",
        arguments: [
            ("den haag", "Den Haag"), ("'s-Gravenhage", "Den Haag"),
            ("Den Bosch", "'s-Hertogenbosch"),
            ("s hertogenbosch", "'s-Hertogenbosch"), ("sudwest fryslan", "Súdwest-Fryslân"),
            ("BERGEN OP ZOOM", "Bergen op Zoom"),
        ])
    func named(_ typed: String, _ name: String) { #expect(DutchTowns.named(typed) == name) }

    @Test("are offered when one is typed nearly or half")
    func nearest() {
        #expect(DutchTowns.nearest(to: "Wijchn").first == "Wijchen")
        #expect(DutchTowns.nearest(to: "Nijmeegen").first == "Nijmegen")
        #expect(DutchTowns.nearest(to: "Apeld").first == "Apeldoorn")
        #expect(DutchTowns.nearest(to: "x").isEmpty)
        #expect(DutchTowns.nearest(to: "Qqqqqqqq").isEmpty)
        #expect(DutchTowns.nearest(to: "Wi").count <= 3)
    }
}
