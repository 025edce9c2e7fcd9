import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("A family that goes to another city")
struct TransferTests {
    let scene: MoveScene
    var fixture: Fixture { scene.fixture }

    init() throws { scene = try MoveScene() }

    @Test("is a new record there, with what goes along, and codes and counts here")
    func moves() throws {
        let transfer = try scene.offer()
        let new = try scene.accept(transfer)
        let old = try scene.now()
        #expect(old.state == .moved && old.ref != new.ref && old.code.nl != new.code.nl)
        #expect(new.city == fixture.haarlem.id && new.state == .announced)
        #expect((new.householdSize, new.adults, new.minors) == (4, 2, 2))
        #expect((new.route, new.arrivalOn, new.needsLevel) == (old.route, old.arrivalOn, 2))
        #expect(new.neighbourhood == nil && !new.isAnnouncedByMunicipality)
        #expect(Set(try scene.names(of: new, as: scene.karim)).contains("Amira Haddad"))
        let carried = try fixture.read(scene.karim) { tx in
            (
                goals: try Need.all(of: new, in: tx).map(\.title),
                milestones: try Milestone.all(of: new, in: tx).map(\.kind),
                contacts: try FamilyContact.all(of: new, in: tx).map(\.contact.name),
                notes: try SensitiveNote.count(of: new, in: tx),
                languages: try new.languages(in: tx),
                tasks: try new.openTasks(in: tx).map(\.kind)
            )
        }
        #expect(carried.goals == ["Plek op een basisschool"])
        #expect(carried.milestones == [.gp] && carried.contacts == ["Ans Peters"])
        #expect(carried.notes == 0 && carried.languages == ["ar"] && carried.tasks == [.intake])
        #expect(throws: Refusal.self) { try scene.names(of: old) }
        let counts = try fixture.read(scene.hanneke) { tx in
            let plan = try PlanGoals(old, in: tx)
            return (plan.goals.count, plan.all)
        }
        #expect(counts == (0, 1))
        #expect(try scene.findings() == [])
    }

    @Test("takes along only the notes that were ticked")
    func notes() throws {
        let headings = try fixture.read(scene.hanneke) {
            try SensitiveNote.headings(of: scene.family, in: $0)
        }
        let health = try #require(headings.first { $0.kind == .health })
        let new = try scene.accept(try scene.offer { $0.notes = [health.id] })
        let texts = try fixture.write(scene.karim) {
            try SensitiveNote.open(of: new, in: $0).map(\.text)
        }
        #expect(texts == ["Slaapt slecht."])
    }

    @Test("is known there by code, size, route, languages and needs until it is accepted")
    func seen() throws {
        let transfer = try scene.offer()
        let offer = try fixture.read(scene.karim) {
            try TransferOffer.find(transfer.id.value, in: $0)
        }
        #expect(offer.code.nl == scene.family.code.nl && offer.householdSize == 4)
        #expect(offer.languages == ["ar"] && offer.needsLevel == 2 && offer.successor == nil)
        #expect(throws: Refusal.notFound) {
            try fixture.read(scene.karim) { try Family.find(scene.family.ref, in: $0) }
        }
        for viewer in [scene.hanneke, fixture.officerOfHaarlem, fixture.shelterOfNijmegen] {
            #expect(throws: Refusal.notFound) {
                try fixture.read(viewer) { try TransferOffer.find(transfer.id.value, in: $0) }
            }
        }
    }

    @Test("keeps its reference to its own city, and is offered to nobody twice")
    func own() throws {
        let new = try scene.accept(try scene.offer())
        #expect(throws: Refusal.notFound) {
            try fixture.read(scene.karim) { try Family.find(scene.family.ref, in: $0) }
        }
        #expect(throws: Refusal.notFound) {
            try fixture.read(scene.hanneke) { try Family.find(new.ref, in: $0) }
        }
        #expect(scene.problems { _ = try scene.offer() } == ["state: problem.family_over"])
    }

    @Test("is refused in neutral words, and its coordinator gets a task")
    func refused() throws {
        let transfer = try scene.offer()
        try fixture.write(scene.karim) { tx in
            let offer = try TransferOffer.find(transfer.id.value, in: tx)
            #expect(scene.problems { try offer.refuse(nil, in: tx) } == ["reason: problem.choose"])
            try offer.refuse(.full, in: tx)
        }
        let (tasks, last) = try fixture.read(scene.hanneke) { tx in
            (
                try scene.family.openTasks(in: tx).map(\.kind),
                try FamilyTransfer.last(of: scene.family, in: tx)
            )
        }
        #expect(tasks == [.transferAnswer] && last?.reason == .full)
        let there = try fixture.read(.system) { tx -> Int? in
            try tx.db.value(
                "SELECT count(*) FROM tasks WHERE kind = 'transfer' AND done_at IS NULL")
        }
        #expect(there == 0)
        _ = try scene.offer()
        #expect(
            try fixture.read(scene.hanneke) { try scene.family.openTasks(in: $0) }.isEmpty)
    }

    @Test("is taken back while there is no answer, and answered once")
    func withdrawn() throws {
        let first = try scene.offer()
        try fixture.write(scene.hanneke) { try first.withdraw(of: scene.family, in: $0) }
        #expect(throws: Refusal.already(nil)) {
            try fixture.write(scene.hanneke) { try first.withdraw(of: scene.family, in: $0) }
        }
        #expect(throws: Refusal.notFound) {
            try fixture.read(scene.karim) { try TransferOffer.find(first.id.value, in: $0) }
        }
        let second = try scene.offer()
        _ = try scene.accept(second)
        #expect(throws: Refusal.already(nil)) { _ = try scene.accept(second) }
    }

    @Test("names what is wrong with an offer, each at its field, and changes nothing")
    func bad() throws {
        func refused(_ city: City?, _ change: (inout TransferDraft) -> Void = { _ in }) -> [String]
        {
            scene.problems { _ = try scene.offer(to: city, change) }
        }
        #expect(refused(fixture.nijmegen) == ["city: guard.transfer.own_city"])
        #expect(refused(nil) { $0.city = nil } == ["city: problem.city"])
        #expect(
            refused(nil) { ($0.consentOn, $0.how) = (nil, nil) } == [
                "consent_on: problem.day_required", "how: problem.choose",
            ])
        #expect(
            refused(nil) { $0.consentOn = Day(iso: "2027-01-01") } == [
                "consent_on: problem.day_future"
            ])
        #expect(refused(nil) { $0.notes = [999] } == ["notes: problem.choice"])
        _ = try fixture.write(.system) { tx in
            try tx.db.run(
                "DELETE FROM city_programmes WHERE city_id = \(fixture.haarlem.id)")
        }
        #expect(refused(nil) == ["city: problem.city_programme"])
        #expect(try scene.now().version == scene.family.version)
        #expect(throws: Refusal.forbidden("forbidden.family_edit")) {
            try fixture.write(fixture.officerOfNijmegen) { tx in
                try TransferDraft().offer(scene.family, in: tx)
            }
        }
    }

    @Test("ends its match first; one that began meanwhile stands in the way of the answer")
    func matched() throws {
        let transfer = try scene.offer()
        let match = try scene.couple()
        #expect(
            scene.problems { _ = try scene.accept(transfer) } == [
                "takes_in: guard.transfer.busy"
            ])
        try fixture.write(scene.hanneke) { try transfer.withdraw(of: scene.now(in: $0), in: $0) }
        #expect(scene.problems { _ = try scene.offer() } == ["city: guard.transfer.match"])
        try fixture.write(scene.hanneke) { tx in
            try match.move(
                to: .endedEarly, .init(on: tx.today, .moved, then: .elsewhere), in: tx)
        }
        _ = try scene.accept(try scene.offer())
        #expect(try scene.now().state == .moved)
        #expect(try scene.findings() == [])
    }

    @Test("is offered no more once it withdrew, and is then no task of anybody")
    func leaves() throws {
        let transfer = try scene.offer()
        try fixture.write(scene.hanneke) { try scene.family.move(to: .withdrawn, in: $0) }
        #expect(throws: Refusal.notFound) {
            try fixture.read(scene.karim) { try TransferOffer.find(transfer.id.value, in: $0) }
        }
        let open: Int? = try fixture.read(.system) {
            try $0.db.value("SELECT count(*) FROM tasks WHERE done_at IS NULL")
        }
        #expect(open == 0)
    }
}
