import Coalition
import Fixtures
import SQLite
import Testing

@Suite("The year of a match")
struct YearTests {
    @Test("has lines for its route and kind of group, and no others")
    func lines() throws {
        let scene = try YearScene.active()
        let codes = Set(try scene.plan().periods.flatMap(\.lines).map(\.line.code))
        #expect(codes.isSuperset(of: ["coa_file", "acquaintance_home", "independent_contact"]))
        #expect(codes.isDisjoint(with: ["met_interpreter", "rmo", "reunion_room"]))
    }

    @Test("counts what is needed and what is done; a tick is taken back by another")
    func count() throws {
        let scene = try YearScene.active()
        let before = try scene.plan().count
        try scene.tick("bank")
        try scene.tick("playgroup", .notApplicable)
        #expect(try scene.plan().count.done == before.done + 1)
        #expect(try scene.plan().count.all == before.all - 1)
        #expect(try scene.line("playgroup").tick?.notNeeded == .notApplicable)
        #expect(throws: Refusal.self) { try scene.tick("bank") }
        try scene.untick("bank")
        #expect(try scene.line("bank").tick == nil)
    }

    @Test(
        "edge case: Arrival date slips repeatedly - every day moves along, nothing of the family is late"
    )
    func slips() throws {
        let scene = try YearScene()
        try scene.matches.agree()
        let first = try #require(try scene.line("bank").dueOn)
        for days in [30, 44, 58] {
            try scene.moveArrival(scene.today + days)
            #expect(try scene.line("bank").dueOn == scene.today + days + 10)
        }
        #expect(first == scene.today + 31)
        let family = try scene.matches.now().family
        #expect(
            try scene.fixture.read(scene.fixture.hanneke) {
                try FamilyArrival.moves(of: family.id, in: $0)
            } == 3)
        try scene.moveArrival(nil)
        #expect(try scene.line("bank").dueOn == nil)
        #expect(try scene.plan().near.isEmpty)
    }

    @Test("begins its months with the match, and its first lists with what comes later")
    func anchors() throws {
        let scene = try YearScene.active()
        #expect(try scene.line("wishes").dueOn == scene.today.adding(months: 3))
        #expect(try scene.line("bank").dueOn == scene.today + 31)
        try scene.moveArrival(scene.today - 90)
        #expect(try scene.line("bank").dueOn == scene.today + 10)
    }

    @Test("keeps its lists when the network writes new ones, which count for what begins then")
    func versions() throws {
        let scene = try YearScene.active()
        scene.fixture.clock.now = scene.fixture.clock.now.adding(seconds: 60)
        try scene.fixture.write(scene.fixture.network) { tx in
            let list = try Checklist.find(.month3, of: nil, at: tx.now, in: tx)
            var draft = ChecklistDraft(.month3, of: nil)
            var line = ChecklistDraft.Line()
            (line.titleNL, line.titleEN) = ("Iets nieuws", "Something new")
            draft.lines = [line]
            try draft.save(seen: Int(list.version.id.value), in: tx)
        }
        #expect(try scene.plan().periods.first { $0.kind == .month3 }?.lines.count == 5)
        let now = try scene.fixture.read(scene.fixture.network) {
            try Checklist.find(.month3, of: nil, at: $0.now, in: $0)
        }
        #expect(now.lines.map(\.titleNL) == ["Iets nieuws"] && now.version.number == 2)
    }

    @Test("has a city's own list where it made one, until that is given back")
    func own() throws {
        let scene = try YearScene()
        let city = scene.fixture.nijmegen
        func list() throws -> Checklist {
            try scene.fixture.read(scene.fixture.hanneke) {
                try Checklist.find(.month9, of: city.id, at: $0.now, in: $0)
            }
        }
        let seen = Int(try list().version.id.value)
        var draft = ChecklistDraft(.month9, of: city)
        #expect(throws: Refusal.self) {
            try scene.matches.write { try draft.save(seen: seen, in: $0) }
        }
        var line = ChecklistDraft.Line()
        (line.titleNL, line.titleEN) = ("Van ons", "Of ours")
        draft.lines = [line]
        let told = draft
        #expect(throws: Refusal.forbidden("forbidden.checklist")) {
            try scene.fixture.write(scene.fixture.coordinatorOfHaarlem) {
                try told.save(seen: seen, in: $0)
            }
        }
        try scene.matches.write { try told.save(seen: seen, in: $0) }
        #expect(try list().version.isOwn)
        #expect(throws: Refusal.self) {
            try scene.matches.write { try told.save(seen: seen, in: $0) }
        }
        let own = Int(try list().version.id.value)
        scene.fixture.clock.now = scene.fixture.clock.now.adding(seconds: 1)
        try scene.matches.write { try told.giveBack(seen: own, in: $0) }
        #expect(try !list().version.isOwn)
    }

    @Test("takes along what a sponsor group ticked before it had a family")
    func takesAlong() throws {
        let fixture = try Fixture()
        let group = try fixture.ready("Galgenveld") { $0.kind = .sponsor }
        try fixture.write(fixture.hanneke) { tx in
            let subject = try YearSubject(group, in: tx)
            let plan = try YearPlan(subject, today: tx.today, in: tx)
            #expect(plan.periods.map(\.kind) == [.beforeArrival])
            let line = try #require(plan.periods[0].lines.first { $0.line.code == "money_plan" })
            #expect(line.dueOn == nil)
            try subject.tick(line.line, tx)
        }
        let match = try fixture.proposed(try fixture.waiting(), group)
        try fixture.write(fixture.hanneke) { tx in
            let fresh = try Match.find(match.ref, in: tx)
            try fresh.sign(on: tx.today, version: fresh.version, in: tx)
            for side in Match.Side.allCases {
                let now = try Match.find(match.ref, in: tx)
                try now.decide(side, .yes, on: tx.today, version: now.version, in: tx)
            }
            let now = try Match.find(match.ref, in: tx)
            #expect(now.state == .agreed)
            let plan = try YearPlan(try YearSubject(now, in: tx), today: tx.today, in: tx)
            let line = plan.periods.flatMap(\.lines).first { $0.line.code == "money_plan" }
            #expect(line?.tick != nil)
        }
    }

    @Test("is over with its match: all stays to be read, and nothing can be ticked")
    func over() throws {
        let scene = try YearScene.active()
        try scene.tick("bank")
        try scene.matches.move(.endedEarly, scene.today, .moved)
        #expect(try scene.line("bank").tick != nil)
        #expect(throws: Refusal.self) { try scene.tick("dentist") }
        #expect(try scene.plan().periods.flatMap(\.lines).allSatisfy { !$0.isLate })
    }
}

@Suite("A line with a milestone or a task")
struct OneThingTests {
    @Test("sets both in one tap, and takes both back")
    func both() throws {
        let scene = try YearScene.active()
        try scene.tick("gp")
        #expect(try scene.milestones().map(\.kind) == [.gp])
        try scene.untick("gp")
        #expect(try scene.milestones().isEmpty)
    }

    @Test("leaves a milestone alone that somebody wrote down")
    func known() throws {
        let scene = try YearScene.active()
        let family = try scene.matches.now().family
        try scene.matches.write { tx in
            var draft = MilestoneDraft()
            (draft.kind, draft.reachedOn, draft.source) = (.gp, scene.today - 3, .family)
            try draft.add(to: family, in: tx)
        }
        try scene.tick("gp")
        #expect(try scene.milestones().map(\.source) == [.family])
        try scene.untick("gp")
        #expect(try scene.milestones().count == 1)
    }

    @Test("of the municipality is its task: done from either side, and open again from either")
    func task() throws {
        let scene = try YearScene.active()
        let task = try #require(try scene.task("children_in_school"))
        #expect(task.role == .municipality && task.kind == .line && task.doneAt == nil)
        #expect(task.dueOn == scene.today + 51)
        try scene.fixture.write(scene.fixture.officerOfNijmegen) { try task.complete(in: $0) }
        #expect(try scene.line("children_in_school").tick != nil)
        #expect(try scene.milestones().map(\.source) == [.municipality])
        try scene.untick("children_in_school")
        #expect(try scene.task("children_in_school")?.doneAt == nil)
        #expect(try scene.milestones().isEmpty)
        try scene.tick("children_in_school", by: scene.fixture.officerOfNijmegen)
        let done = try #require(try scene.task("children_in_school"))
        #expect(done.doneAt != nil)
        try scene.fixture.write(scene.fixture.officerOfNijmegen) { try done.reopen(in: $0) }
        #expect(try scene.line("children_in_school").tick == nil)
    }

    @Test("of the municipality moves with the arrival, and is gone with the match")
    func moves() throws {
        let scene = try YearScene.active()
        try scene.moveArrival(scene.today + 60)
        #expect(try scene.task("children_in_school")?.dueOn == scene.today + 90)
        try scene.matches.move(.endedEarly, scene.today, .moved)
        #expect(try scene.task("children_in_school")?.outcome == .gone)
    }

    @Test("is ticked by its municipality and its coordinator, and nobody else")
    func rights() throws {
        let scene = try YearScene.active()
        let officer = scene.fixture.officerOfNijmegen
        for viewer in [officer, scene.fixture.network, scene.fixture.coordinatorOfHaarlem] {
            #expect(throws: Refusal.forbidden("forbidden.tick")) {
                try scene.tick("bank", by: viewer)
            }
        }
        #expect(throws: Refusal.forbidden("forbidden.tick")) {
            try scene.tick("benefits_received", by: scene.fixture.officerOfHaarlem)
        }
        try scene.tick("benefits_received", by: officer)
    }
}
