import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("The plan of a week")
struct WeekPlanTests {
    let scene: TalkScene

    init() throws { scene = try TalkScene() }

    private func plan(
        _ viewer: Viewer, _ week: Week? = nil, in city: City? = nil
    ) throws -> WeekPlan {
        try scene.fixture.read(viewer) { tx in
            try WeekPlan(
                week ?? Week(of: scene.today), in: city?.id, today: scene.today, tx)
        }
    }

    /// "2026-11-26 talk": what a plan tells, in its order.
    private func told(_ plan: WeekPlan) -> [String] {
        plan.days.flatMap { day in day.lines.map { "\(day.day.iso) \(name($0.event))" } }
    }

    private func name(_ event: WeekLine.Event) -> String {
        switch event {
        case .talk: "talk"
        case .familyArrives: "arrives"
        case .familyMoved: "moved"
        case .stayBegins: "begins"
        case .stayEnds: "ends"
        case .introduced: "introduced"
        case .matchEnds: "match ends"
        case .clearance: "clearance"
        case .pauseEnds: "pause ends"
        case .review: "review"
        case .task: "task"
        }
    }

    @Test("has seven days from Monday, each with what happens on it, talks first by their hour")
    func days() throws {
        try scene.plan(scene.draft(at: nil), about: try scene.group)
        try scene.plan(scene.draft(at: "16:00"), about: try scene.group)
        try scene.plan(scene.draft(at: "9:00"), about: try scene.family)
        try scene.matches.write { tx in
            var task = TaskDraft()
            (task.title, task.dueOn) = ("Bel de school", scene.today + 2)
            try task.create(in: scene.fixture.nijmegen, tx)
        }
        let plan = try plan(scene.fixture.hanneke)
        #expect(plan.days.map(\.day.weekday) == Array(1...7))
        let lines = plan.days[3].lines
        #expect(lines.map { name($0.event) } == ["talk", "talk", "talk", "task"])
        let hours = lines.compactMap { line -> String? in
            guard case .talk(let talk) = line.event else { return nil }
            return talk.talk.begins?.text ?? "-"
        }
        #expect(hours == ["09:00", "16:00", "-"])
    }

    @Test("tells arrivals, introductions, ends, reviews, pauses and what runs out on their days")
    func events() throws {
        let day = (scene.today + 1).iso
        let match = try scene.matches.propose()
        try scene.fixture.records.database.write { db in
            try db.run("UPDATE families SET arrival_on = \(day), arrival_certainty = 'confirmed'")
            try db.run("UPDATE groups SET clearance_until_on = \(day)")
            try db.run("UPDATE matches SET introduced_on = \(day) WHERE id = \(match.id)")
        }
        #expect(
            try told(plan(scene.fixture.hanneke))
                == ["arrives", "introduced", "clearance"].map {
                    "\(day) \($0)"
                })
        try scene.fixture.records.database.write { db in
            try db.run(
                """
                UPDATE matches SET state = 'suspended', introduced_on = NULL, review_on = \(day),
                    starts_on = '2026-01-01', planned_until_on = \(day)
                """)
            try db.run(
                """
                UPDATE groups SET state = 'paused', paused_until_on = \(day),
                    clearance_until_on = NULL
                """)
            try db.run("UPDATE families SET arrival_on = NULL, arrival_certainty = NULL")
        }
        let ends = try told(plan(scene.fixture.hanneke))
        #expect(Set(ends) == Set(["match ends", "review", "pause ends"].map { "\(day) \($0)" }))
    }

    @Test("tells the end of a trial, and that a family moved on the day on which somebody said so")
    func moved() throws {
        let family = try scene.fixture.announced()
        try scene.matches.write { try Family.find(family.ref, in: $0).move(to: .moved, in: $0) }
        #expect(try told(plan(scene.fixture.hanneke)) == ["\(scene.today.iso) moved"])
        #expect(try told(plan(scene.fixture.coordinatorOfHaarlem)).isEmpty)
        let match = try scene.matches.propose()
        try scene.fixture.records.database.write {
            _ = try $0.run(
                """
                UPDATE matches SET state = 'trial', planned_until_on = \((scene.today + 1).iso)
                WHERE id = \(match.id)
                """)
        }
        let last = try #require(plan(scene.fixture.hanneke).days[2].lines.first)
        guard case .matchEnds(let line) = last.event else {
            Issue.record("\(last)")
            return
        }
        #expect(line.match.state == .trial)
    }

    @Test("tells guests who come and leave to who reads stays, and to nobody else")
    func stays() throws {
        let world = try StayWorld()
        let monday = Week(of: world.fixture.nijmegen.zone.day(of: world.fixture.clock.now)).monday
        try world.plan(
            world.waal, try world.guest(), monday.iso, (monday + 4).iso, by: world.network)
        try world.plan(world.stad, nil, monday.iso, (monday + 4).iso, by: world.network)
        try world.plan(
            world.spaarne, try world.guest("Fuut"), (monday + 1).iso, (monday + 30).iso,
            by: world.network)
        func told(_ viewer: Viewer) throws -> [String] {
            try world.fixture.read(viewer) { tx in
                self.told(try WeekPlan(Week(of: monday), in: nil, today: monday, tx))
            }
        }
        let own = ["\(monday.iso) begins", "\((monday + 4).iso) ends"]
        #expect(try told(world.sanne) == own)
        #expect(try told(world.fixture.officerOfNijmegen) == own)
        #expect(try told(world.mira) == ["\((monday + 1).iso) begins"])
        #expect(try told(world.network).count == 3)
        #expect(try told(world.fixture.hanneke).isEmpty && told(world.fixture.admin).isEmpty)
    }

    @Test("shows every role of every programme what it may see, and another city nothing")
    func rights() throws {
        try scene.plan(scene.draft(), about: try scene.group)
        for role in Role.allCases {
            for programme in Programme.allCases {
                for city in [scene.fixture.nijmegen, scene.fixture.haarlem] {
                    let isOfACity = Role.ofACity.contains(role)
                    let viewer = Viewer(
                        userID: nil, name: "Noor",
                        grants: [
                            .init(role, city: isOfACity ? city.id : nil, programme: programme)
                        ])
                    let isNear = !isOfACity || city.id == scene.fixture.nijmegen.id
                    let sees =
                        GroupPolicy.readers.contains(role) && programme == .samenHier && isNear
                    let found = try told(plan(viewer)).contains { $0.hasSuffix("talk") }
                    #expect(found == sees, "\(role) \(programme) \(city.nameNL)")
                }
            }
        }
        #expect(try told(plan(scene.fixture.network, in: scene.fixture.haarlem)).isEmpty)
        #expect(try told(plan(scene.fixture.network, in: scene.fixture.nijmegen)).count == 1)
    }

    @Test("leaves out what was called off, and tells so many of a day and that there are more")
    func many() throws {
        let line = try scene.plan(scene.draft(), about: try scene.group)
        try scene.answer(line, .cancelled)
        #expect(try plan(scene.fixture.hanneke).isEmpty)
        for _ in 0..<(WeekPlan.most + 3) {
            try scene.plan(scene.draft(), about: try scene.group)
        }
        let day = try plan(scene.fixture.hanneke).days[3]
        #expect(day.lines.count == WeekPlan.most && day.isMore)
    }

    @Test("begins the week of today with tasks of before that are still open")
    func late() throws {
        for _ in 0..<(WeekPlan.mostLate + 1) {
            try scene.matches.write { tx in
                var task = TaskDraft()
                (task.title, task.dueOn) = ("Bel de school", scene.today)
                try task.create(in: scene.fixture.nijmegen, tx)
            }
        }
        scene.matches.pass(days: 7)
        let now = try plan(scene.fixture.hanneke)
        #expect(now.late.count == WeekPlan.mostLate && now.isMoreLate)
        #expect(try plan(scene.fixture.hanneke, Week(of: scene.today).next).late.isEmpty)
        #expect(try plan(scene.fixture.coordinatorOfHaarlem).late.isEmpty)
    }
}
