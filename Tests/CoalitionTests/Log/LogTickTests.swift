import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("What a contact finished")
struct LogTickTests {
    let scene: LogTickScene

    init() throws { scene = try LogTickScene() }

    @Test("is a line with its milestone and a step, ticked with the save on the day of the contact")
    func ticked() throws {
        let goal = try scene.goal("Een school voor de kinderen", steps: ["Bellen", "Bezoeken"])
        scene.year.matches.pass(days: 3)
        let yesterday = scene.today - 1
        let entry = try scene.log(scene.line("gp"), scene.step(goal), on: yesterday)
        #expect(entry.ticks.map(\.titleNL) == ["Ingeschreven bij een huisarts", "Bellen"])
        #expect(entry.ticks.map(\.goal) == [nil, "Een school voor de kinderen"])
        let tick = try #require(try scene.year.line("gp").tick)
        #expect(tick.doneOn == yesterday && tick.by == scene.hanneke.userID)
        #expect(try scene.steps(goal).map(\.doneOn) == [yesterday, nil])
        let reached = try #require(try scene.year.milestones().first)
        #expect(reached.kind == .gp && reached.reachedOn == yesterday)
        let holder = try scene.holder()
        let need = try scene.fixture.read(scene.hanneke) {
            try Need.find(goal.value, of: holder, in: $0)
        }
        #expect(need.status == .busy)
    }

    @Test("is taken back when the entry no longer says so, and moves along with its day")
    func changed() throws {
        let goal = try scene.goal("Een school", steps: ["Bellen", "Bezoeken"])
        scene.year.matches.pass(days: 3)
        let entry = try scene.log(scene.line("gp"), scene.step(goal))
        try scene.change(entry) { $0.happenedOn = scene.today - 2 }
        #expect(try scene.year.line("gp").tick?.doneOn == scene.today - 2)
        #expect(try scene.year.milestones().map(\.reachedOn) == [scene.today - 2])
        #expect(try scene.steps(goal)[0].doneOn == scene.today - 2)
        let moved = try #require(try scene.found(entry))
        let (line, bank, second) = (
            try scene.line("gp"), try scene.line("bank"), try scene.step(goal, 1)
        )
        try scene.change(moved) { draft in
            draft.done.remove(line)
            draft.done.formUnion([bank, second])
        }
        #expect(try !scene.isTicked("gp") && scene.year.milestones().isEmpty)
        #expect(try scene.isTicked("bank"))
        #expect(
            try scene.found(entry)?.ticks.map(\.titleNL).sorted() == [
                "Bankrekening aangevraagd", "Bellen", "Bezoeken",
            ])
        #expect(try scene.found(entry)?.version == 3, "what it does itself is one change")
    }

    @Test("is open again when the entry is removed, and done again when that comes back")
    func removed() throws {
        let goal = try scene.goal("Een school", steps: ["Bellen"])
        let entry = try scene.log(scene.line("gp"), scene.step(goal))
        try scene.delete(entry)
        #expect(try !scene.isTicked("gp") && scene.year.milestones().isEmpty)
        #expect(try scene.steps(goal)[0].doneOn == nil)
        try scene.restore(entry)
        #expect(try scene.isTicked("gp") && scene.year.milestones().map(\.kind) == [.gp])
        #expect(try scene.found(entry)?.ticks.count == 2)
    }

    @Test("stays when somebody else ticked it again, whatever becomes of the entry")
    func tickedAgain() throws {
        let goal = try scene.goal("Een school", steps: ["Bellen"])
        let entry = try scene.log(scene.line("gp"), scene.step(goal))
        try scene.year.untick("gp")
        try scene.year.tick("gp")
        try tick(goal, false)
        try tick(goal, true)
        #expect(try scene.found(entry)?.ticks.isEmpty == true)
        try scene.delete(entry)
        #expect(try scene.isTicked("gp") && scene.steps(goal)[0].doneOn != nil)
        try scene.restore(entry)
        #expect(try scene.found(entry)?.ticks.isEmpty == true, "it is somebody else's now")
    }

    @Test("stays ticked once when somebody else was before, without a word")
    func meanwhile() throws {
        let goal = try scene.goal("Een school", steps: ["Bellen"])
        let (line, step) = (try scene.line("gp"), try scene.step(goal))
        try scene.year.tick("gp")
        try tick(goal, true)
        let entry = try scene.log(line, step)
        #expect(entry.ticks.isEmpty)
        try scene.delete(entry)
        #expect(try scene.isTicked("gp") && scene.steps(goal)[0].doneOn != nil)
    }

    @Test("that is taken back elsewhere makes the entry another than who changes it saw")
    func stale() throws {
        let goal = try scene.goal("Een school", steps: ["Bellen"])
        let entry = try scene.log(scene.line("gp"), scene.step(goal))
        try scene.year.untick("gp")
        #expect(throws: Refusal.conflict(current: entry.version + 1)) {
            try scene.change(entry) { $0.note = "Later" }
        }
        try tick(goal, false)
        #expect(try scene.found(entry)?.version == entry.version + 2)
    }

    @Test("is refused at its field when it is not of this group, or the municipality's")
    func others() throws {
        let other = try scene.fixture.waiting()
        let (theirs, fixture) = (PlanHolder.family(other), scene.fixture)
        let strange = try fixture.write(scene.hanneke) { tx in
            var draft = NeedDraft()
            (draft.title, draft.theme, draft.steps) = ("Werk", .work, ["Bellen"])
            let id = try draft.add(to: theirs, in: tx)
            return try NeedStep.all(of: try Need.find(id.value, of: theirs, in: tx), in: tx)[0].id
        }
        let municipal = try scene.goal("Vervoer", steps: ["Aanvragen"]) {
            $0.owner = .municipality
        }
        let question: Int64? = try fixture.read(.system) {
            try $0.db.value("SELECT min(id) FROM checklist_lines WHERE answer IS NOT NULL")
        }
        for item in [
            .step(strange), try scene.step(municipal), try scene.line("children_in_school"),
            .line(ID(try #require(question))), .line(ID(999_999)), .step(ID(999_999)),
        ] as [LogTick.Item] {
            #expect(try scene.problems(item) == ["done problem.log_tick"], "\(item.code)")
        }
        #expect(try scene.isTicked("children_in_school") == false)
    }

    @Test("of a private goal is read by who reads the goal, and stands on no paper")
    func privacy() throws {
        let goal = try scene.goal("Mee naar de arts", .health, steps: ["Vervoer afspreken"])
        let entry = try scene.log(scene.line("gp"), scene.step(goal))
        #expect(entry.ticks.map(\.isPrivate) == [false, true])
        let lead = Viewer(userID: nil, name: "Aandacht", grants: [.init(.safeguarding, city: nil)])
        #expect(try scene.found(entry, as: lead)?.ticks.count == 2)
        let officer = scene.fixture.officerOfNijmegen
        #expect(try scene.found(entry, as: officer)?.ticks.isEmpty == true)
        #expect(try scene.found(entry, as: scene.fixture.network) == nil)
    }

    @Test("stands as it was once the year is over, whatever becomes of the entry")
    func over() throws {
        let entry = try scene.log(scene.line("gp"))
        try scene.end()
        #expect(try scene.offer(entry).map(\.titleNL) == ["Ingeschreven bij een huisarts"])
        try scene.change(entry) { $0.note = "Nog iets" }
        #expect(try scene.isTicked("gp"))
        try scene.delete(entry)
        #expect(try scene.isTicked("gp"))
        try scene.restore(entry)
        #expect(try scene.isTicked("gp"))
    }

    private func tick(_ goal: ID<Need>, _ isDone: Bool) throws {
        let (holder, step) = (try scene.holder(), try scene.steps(goal)[0].id)
        try scene.fixture.write(scene.fixture.hanneke) { tx in
            try Need.find(goal.value, of: holder, in: tx)
                .tick(step.value, isDone: isDone, of: holder, in: tx)
        }
    }
}
