import Fixtures
import Testing

@testable import Coalition

@Suite("Check-ins")
struct CheckInTests {
    let scene: VoiceScene

    init() throws { scene = try VoiceScene() }

    @Test("tell the coordinator the same of each: that it was held, and on which day")
    func alike() throws {
        let hanneke = scene.fixture.hanneke
        try scene.enter(by: hanneke) { $0.person = scene.adults[0].value }
        try scene.enter(by: scene.lead) { $0.person = scene.adults[1].value }
        try scene.enter(by: scene.lead) {
            ($0.kind, $0.outcome) = (.own, .declined)
            $0.extras["unknown"] = .none
        }
        let seen = try scene.all(hanneke)
        #expect(seen.count == 3 && seen.allSatisfy { $0.details == nil })
        for checkIn in seen {
            #expect(throws: Refusal.self) { try scene.open(checkIn.id, by: hanneke) }
        }
    }

    @Test("are read by the coordinator where the one who spoke shared it, and by the lead always")
    func shared() throws {
        let hanneke = scene.fixture.hanneke
        let open = try scene.enter(by: scene.lead) { $0.extras["is_shared"] = .truth(true) }
        let closed = try scene.enter(by: hanneke) { $0.kind = .own }
        #expect(try scene.open(open, by: hanneke).values.contains(.text("Een schuld")))
        #expect(throws: Refusal.self) { try scene.open(closed, by: hanneke) }
        #expect(try scene.open(closed, by: scene.lead).values.contains(.text("Een schuld")))
    }

    @Test("are opened by the network with a reason, which is written down for the lead")
    func reason() throws {
        let id = try scene.enter(by: scene.fixture.hanneke)
        let network = scene.fixture.network
        #expect(throws: Refusal.self) { try scene.open(id, by: network, reason: "kort") }
        let words = "Het gezin vroeg ons om te bellen"
        #expect(try scene.open(id, by: network, reason: words).values.contains(.text("Een schuld")))
        let looks = try scene.fixture.read(scene.lead) { tx in
            try CheckIn.find(id.value, of: scene.family, in: tx)
                .disclosures(of: scene.family, in: tx)
        }
        #expect(looks.first?.reason == words)
    }

    @Test("are nothing for the municipality, another city, and who keeps accounts")
    func outside() throws {
        try scene.enter(by: scene.fixture.hanneke)
        for viewer in [
            scene.fixture.officerOfNijmegen, scene.fixture.coordinatorOfHaarlem,
            scene.fixture.admin,
        ] {
            #expect(throws: Refusal.self) { try scene.all(viewer) }
            #expect(throws: Refusal.self) { try scene.enter(by: viewer) { $0.kind = .own } }
        }
    }

    @Test("are entered by the lead alone for a family heard apart, and by the network without one")
    func apart() throws {
        let (hanneke, network) = (scene.fixture.hanneke, scene.fixture.network)
        try scene.fixture.write(hanneke) { try scene.family.setHeardApart(true, in: $0) }
        #expect(throws: Refusal.self) { try scene.enter(by: hanneke) }
        try scene.enter(by: network)
        try scene.appoint()
        #expect(throws: Refusal.self) { try scene.enter(by: network) { $0.kind = .own } }
        try scene.enter(by: scene.lead) { $0.kind = .own }
        #expect(try scene.all(hanneke).allSatisfy { $0.details == nil })
    }

    @Test("are told through a community builder of the speaker's own choice, each of their own")
    func through() throws {
        let hanneke = scene.fixture.hanneke
        let (rania, ada) = (
            try scene.fixture.builder(), try scene.fixture.builder("Ada Tekle", ["ti"])
        )
        let far = try scene.fixture.builder(
            "Iryna Bondar", ["uk"], in: scene.fixture.haarlem,
            by: scene.fixture.coordinatorOfHaarlem)
        try scene.fixture.write(hanneke) {
            _ = try scene.match.name(
                ada.id.value, from: scene.fixture.nijmegen.today($0), in: $0)
        }
        // Who is there for the match comes first, then who speaks the language of the family.
        for viewer in [hanneke, scene.lead] {
            let offered = try scene.fixture.read(viewer) {
                try VoiceBuilder.all(for: scene.family, in: $0)
            }
            #expect(offered.map(\.name) == ["Ada Tekle", "Rania Sabbagh"])
        }
        #expect(throws: Refusal.self) {
            try scene.fixture.read(scene.fixture.officerOfNijmegen) {
                try VoiceBuilder.all(for: scene.family, in: $0)
            }
        }
        let chosen = [rania, ada]
        for (adult, builder) in zip(scene.adults, chosen) {
            try scene.enter(by: scene.lead) {
                ($0.person, $0.builder) = (adult.value, Int(builder.id.value))
            }
        }
        let all = try scene.all(scene.lead).compactMap(\.details)
        #expect(all.map(\.through) == [.builder, .builder])
        #expect(Set(all.compactMap(\.builder)) == Set(chosen.map(\.id)))
        #expect(try scene.all(hanneke).allSatisfy { $0.details == nil })
        for change: (inout CheckInDraft) -> Void in [
            { $0.builder = Int(far.id.value) },
            {
                $0.builder = Int(ada.id.value)
                $0.extras["through"] = FieldValue(CheckIn.Through.sheet.rawValue)
            },
        ] {
            do {
                try scene.enter(by: scene.lead) {
                    $0.kind = .own
                    change(&$0)
                }
                Issue.record("taken")
            } catch Refusal.invalid(let problems) {
                #expect(problems.map(\.field) == ["builder"])
            }
        }
    }

    @Test("stand not before the match, not ahead, not twice, and are of somebody of the family")
    func refused() throws {
        let hanneke = scene.fixture.hanneke
        try scene.enter(by: hanneke) { $0.person = scene.adults[0].value }
        let wrong: [((inout CheckInDraft) -> Void, String)] = [
            ({ $0.on = $0.on.map { $0 - 31 } }, "held_on"),
            ({ $0.on = $0.on.map { $0 + 2 } }, "held_on"),
            ({ $0.person = scene.adults[0].value }, "person"),
            ({ $0.person = 9999 }, "person"), ({ $0.kind = nil }, "kind"),
            ({ $0.outcome = nil }, "outcome"), ({ $0.language = "klingon" }, "language"),
        ]
        for (change, field) in wrong {
            do {
                try scene.enter(by: hanneke, change)
                Issue.record("\(field) was taken")
            } catch Refusal.invalid(let problems) {
                #expect(problems.map(\.field) == [field])
            }
        }
    }

    @Test("are asked of the coordinator when the period opens, until every adult was offered one")
    func asked() throws {
        try scene.goRound()
        #expect(try scene.asked() == ["local"])
        try scene.enter(by: scene.fixture.hanneke) { $0.person = scene.adults[0].value }
        #expect(try scene.asked() == ["local"])
        try scene.enter(by: scene.fixture.hanneke) {
            ($0.person, $0.outcome) = (scene.adults[1].value, .declined)
        }
        try scene.goRound()
        #expect(try scene.asked().isEmpty)
    }

    @Test("are asked of the network for a family heard apart, and of the lead where there is one")
    func askedApart() throws {
        try scene.goRound()
        try scene.fixture.write(scene.fixture.hanneke) {
            try scene.family.setHeardApart(true, in: $0)
        }
        #expect(try scene.asked() == ["network"])
        try scene.appoint()
        try scene.fixture.write(scene.lead) { try scene.family.setHeardApart(false, in: $0) }
        try scene.fixture.write(scene.lead) { try scene.family.setHeardApart(true, in: $0) }
        #expect(try scene.asked() == ["safeguarding"])
    }

    @Test("are asked no more when the period is over")
    func passed() throws {
        try scene.goRound()
        scene.fixture.clock.now = scene.fixture.clock.now.adding(seconds: 17 * 86_400)
        try scene.goRound()
        #expect(try scene.asked().isEmpty)
    }

    @Test("can be with every adult, and with children from twelve on")
    func people() throws {
        let seen = try scene.fixture.read(scene.fixture.hanneke) {
            try HeardPerson.all(of: scene.family, in: $0)
        }
        #expect(seen.map(\.age) == [.adult, .adult, .child])
        let nameless = try scene.fixture.read(scene.lead) {
            try HeardPerson.all(of: scene.family, in: $0)
        }
        #expect(nameless.count == 3 && nameless.allSatisfy { $0.name == nil })
    }
}
