import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("What a log offers to tick, and a message asks of a group")
struct LogOfferTests {
    let scene: LogTickScene

    init() throws { scene = try LogTickScene() }

    @Test("is at most five lines that are late or due within a fortnight, the earliest first")
    func five() throws {
        try scene.year.moveArrival(scene.today)
        scene.year.matches.pass(days: 20)
        let offer = try scene.offer()
        #expect(offer.count == 5)
        let days = offer.compactMap(\.dueOn)
        #expect(days == days.sorted() && days.count == 5)
        #expect(try #require(days.last) <= scene.today + 14)
        let plan = try scene.year.plan()
        let due = plan.near.filter { $0.line.owner != .municipality }
        #expect(offer.map(\.item) == due.prefix(5).map { .line($0.line.id) })
        #expect(plan.near.contains { $0.line.owner == .municipality }, "which ticks its own")
    }

    @Test("is the next step of each goal among them, by the day of the goal or as of today")
    func steps() throws {
        try scene.goal("Later", steps: ["Over een jaar"]) { $0.dueOn = scene.today + 300 }
        try scene.goal("Morgen", steps: ["Een", "Twee"]) { $0.dueOn = scene.today + 1 }
        try scene.goal("Vervoer", steps: ["Aanvragen"]) { $0.owner = .municipality }
        let first = try scene.offer().map(\.titleNL)
        #expect(first.contains("Een") && !first.contains("Twee"))
        for code in try scene.year.plan().near.map(\.line.code) { try scene.year.tick(code) }
        let left = try scene.offer().map(\.titleNL)
        #expect(left.suffix(2) == ["Over een jaar", "Twee"] && left.contains("Een"))
        #expect(!left.contains("Aanvragen") && left.count <= 5)
    }

    @Test("is what the entry ticked and what was chosen in a form, whatever else is due")
    func kept() throws {
        let entry = try scene.log(scene.line("dentist"), scene.line("budget"))
        let transport = try scene.line("transport")
        let offer = try scene.offer(entry, keeping: [transport, .line(ID(999_999))])
        #expect(offer.count == 5)
        #expect(offer.prefix(2).map(\.item).allSatisfy(entry.ticks.map(\.item).contains))
        #expect(offer[2].item == transport)
    }

    @Test("edge case: Names typed in anonymous text - a message has nothing private and no name")
    func question() throws {
        for code in try scene.year.plan().near.map(\.line.code) { try scene.year.tick(code) }
        let family = try scene.year.matches.now().family
        let adult = try scene.fixture.write(scene.hanneke) { tx in
            var draft = FamilyMemberDraft()
            (draft.kind, draft.name) = (.parent, "Amina Haddad")
            return Int(try draft.add(to: family, in: tx).value)
        }
        try scene.goal("Fietsen", .leisure, steps: ["Fiets zoeken", "Oefenen"])
        try scene.goal("Arts", .health, steps: ["Controle"])
        try scene.goal("Geheim", .work, steps: ["Stil houden"]) { $0.isPrivate = true }
        try scene.goal("Van één", .work, steps: ["Solliciteren"]) { $0.person = adult }
        try scene.goal("Taal", .language, steps: ["Met amina naar de bieb"])
        try scene.goal("Partner", .language, steps: ["Taalcafé"]) { $0.owner = .partner }
        #expect(try scene.question()?.contains("Fiets zoeken") == true)
        let asked = try #require(try scene.question())
        let open = try scene.year.plan().periods.flatMap(\.lines)
            .filter { $0.tick == nil && $0.line.owner == .group }.map(\.line.titleNL)
        #expect(Set(asked).subtracting(open) == ["Fiets zoeken"])
        #expect(asked.count <= 5)
    }

    @Test("is asked by who keeps the log only")
    func askers() throws {
        #expect(try scene.question()?.isEmpty == false)
        for viewer in [scene.fixture.officerOfNijmegen, scene.fixture.network] {
            #expect(try scene.question(as: viewer) == nil)
        }
        try scene.end()
        #expect(try scene.question() == nil)
    }
}
