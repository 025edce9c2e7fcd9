import Fixtures
import Testing

@testable import Coalition

@Suite("Somebody who leaves, or is blocked")
struct LeavingTests {
    let scene: HandoverScene

    init() throws { scene = try HandoverScene() }

    private func leave(_ days: Int) throws -> HandoverCounts {
        let user = try scene.user(scene.hanneke)
        return try scene.fixture.write(.system) { try user.leave(on: $0.today + days, in: $0) }
    }

    private func handover(_ viewer: TaskTeam.Person) throws -> Handover {
        try scene.fixture.read(viewer.viewer) {
            try Handover.find(scene.hanneke.ref, in: $0)
        }
    }

    private func grants() throws -> Int {
        let id = try scene.id(scene.hanneke)
        return try scene.fixture.read(.system) { try Viewer.grants(of: id, in: $0).count }
    }

    @Test("edge case: Coordinator leaves - refused until all is handed over, with the list")
    func leaving() throws {
        try scene.team.add("Bel de school", for: scene.hanneke)
        let counts = try leave(30)
        #expect(counts.groups == 1 && counts.matches == 1 && counts.tasks == 1)
        #expect(counts.text == "1 group, 1 match and 1 task")
        scene.pass(days: 31)
        #expect(try grants() == 1)
        let area = try #require(try handover(scene.hanneke).areas.first)
        try scene.fixture.write(scene.hanneke.viewer) { tx in
            _ = try area.hand(
                Set(area.records + [Handover.Area.tasks]), to: scene.joris.ref, remark: "Dank!",
                field: "to", in: tx)
        }
        #expect(try scene.coordinator(scene.group)?.ref == scene.joris.ref)
        #expect(try leave(0).total == 0)
        #expect(try grants() == 0)
        var mine = TaskList()
        mine.who = .me
        let tasks = try scene.fixture.read(scene.joris.viewer) { [mine] in
            try mine.page(nil, in: $0).rows
        }
        #expect(Set(tasks.map(\.kind)) == [.free, .handed])
        #expect(tasks.first { $0.kind == .handed }?.remark == "Dank!")
    }

    @Test(
        "is open to the person, to the deputy and to the network while that is under way, else 404")
    func sight() throws {
        _ = try handover(scene.hanneke)
        for other in [scene.joris, scene.esther, scene.team.gerrit, scene.team.karim] {
            #expect(throws: Refusal.notFound) { try handover(other) }
        }
        try scene.away(scene.hanneke, deputy: scene.joris)
        _ = try (handover(scene.joris), handover(scene.esther))
        #expect(throws: Refusal.notFound) { try handover(scene.team.gerrit) }
        scene.pass(days: 21)
        #expect(throws: Refusal.notFound) { try handover(scene.joris) }
        _ = try leave(10)
        _ = try handover(scene.esther)
        #expect(throws: Refusal.notFound) { try handover(scene.joris) }
        let user = try scene.user(scene.hanneke)
        try scene.fixture.write(.system) { try user.stay(in: $0) }
        #expect(throws: Refusal.notFound) { try handover(scene.esther) }
    }

    @Test("hands over to nobody without the same city, role and programme, and no concern")
    func wrong() throws {
        let id = try scene.id(scene.hanneke)
        try scene.fixture.write(.system) { tx in
            try Task.raise(
                .concern, for: .local, of: .samenHier, in: scene.fixture.nijmegen.id,
                about: .init(scene.group.id), since: tx.today, due: tx.today, tx)
            _ = try tx.db.run(
                """
                UPDATE tasks SET assignee = (SELECT ref FROM users WHERE id = \(id))
                WHERE kind = 'concern'
                """)
        }
        let pack = try handover(scene.hanneke)
        #expect(pack.tasks.isEmpty)
        let area = try #require(pack.areas.first)
        for person in [scene.team.karim, scene.team.gerrit, scene.hanneke] {
            let problems = scene.problems {
                try scene.fixture.write(scene.hanneke.viewer) {
                    _ = try area.hand(
                        Set(area.records), to: person.ref, remark: nil, field: "to", in: $0)
                }
            }
            #expect(problems == [Problem("to", "problem.assignee")])
        }
        #expect(try scene.coordinator(scene.group)?.ref == scene.hanneke.ref)
        #expect(try leave(9).tasks == 0)
    }

    @Test("who is blocked loses access at once; what was owned goes to the deputy, with a task")
    func blocked() throws {
        let task = try scene.team.add("Bel de school", for: scene.hanneke)
        try scene.away(scene.hanneke, deputy: scene.joris)
        try block()
        #expect(try scene.coordinator(scene.group)?.ref == scene.joris.ref)
        #expect(try scene.coordinator(scene.match)?.ref == scene.joris.ref)
        #expect(try scene.team.again(task, as: scene.joris).assignee == scene.joris.ref)
        #expect(try asked() == [.released])
        #expect(throws: Refusal.notFound) { try handover(scene.joris) }
    }

    @Test("a record that was over when somebody was blocked is the role's once it starts again")
    func overBefore() throws {
        try scene.fixture.write(scene.hanneke.viewer) { tx in
            try Group.find(scene.group.ref, in: tx).move(to: .stopped, for: .time, in: tx)
        }
        try scene.away(scene.hanneke, deputy: scene.joris)
        try block()
        try scene.fixture.write(scene.joris.viewer) { tx in
            try Group.find(scene.group.ref, in: tx).move(to: .forming, in: tx)
        }
        let owner: Int64? = try scene.fixture.read(.system) { tx in
            try tx.db.value("SELECT coordinator_id FROM groups WHERE id = \(scene.group.id)")
        }
        #expect(owner == nil)
    }

    @Test("who is blocked without a deputy, or with one who is away: it is the role's")
    func blockedAlone() throws {
        let task = try scene.team.add("Bel de school", for: scene.hanneke)
        try scene.away(scene.hanneke, deputy: scene.joris)
        try scene.away(scene.joris, 0, 4)
        try block()
        #expect(try scene.coordinator(scene.group) == nil)
        #expect(try scene.team.again(task, as: scene.joris).assignee == nil)
        #expect(try asked() == [.released])
    }

    @Test("who is blocked for safety leaves nothing to a deputy, also nothing taken over before")
    func safety() throws {
        let task = try scene.team.add("Bel de school", for: scene.hanneke, due: 2)
        let other = try scene.team.add("Bel de buurt", for: scene.hanneke, due: 30)
        let absence = try scene.away(scene.hanneke, deputy: scene.joris)
        try scene.fixture.write(scene.joris.viewer) { tx in
            _ = try StandIn.find(absence.value, in: tx).takeOver(in: tx)
        }
        try block(isForSafety: true)
        #expect(try scene.coordinator(scene.group) == nil)
        for each in [task, other] {
            #expect(try scene.team.again(each, as: scene.joris).assignee == nil)
        }
        #expect(
            try scene.fixture.read(scene.joris.viewer) { try Deputies.principals(in: $0).isEmpty })
    }

    @Test(
        "what comes into the name of somebody after that was settled is the role's on the last day")
    func late() throws {
        try scene.fixture.write(scene.hanneke.viewer) { tx in
            try scene.group.hand(to: nil, in: tx)
            try scene.match.hand(to: nil, in: tx)
        }
        #expect(try leave(5).total == 0)
        try scene.fixture.write(scene.hanneke.viewer) {
            try scene.group.hand(to: scene.hanneke.ref, in: $0)
        }
        scene.pass(days: 5)
        try DailyRound(scene.fixture.records) { Issue.record($0) }.go()
        let left = try scene.fixture.read(.system) { tx in
            (
                try tx.db.first("SELECT coordinator_id FROM groups WHERE ref = \(scene.group.ref)")
                {
                    try $0.next() as Int64?
                } ?? nil,
                try User.find(ref: scene.hanneke.ref, in: tx).leavingOn(in: tx)
            )
        }
        #expect(left.0 == nil && left.1 == nil)
        #expect(try asked() == [.released])
    }

    @Test("edge case: Re-adding a former coordinator - the same account, and both times stay known")
    func again() throws {
        try scene.fixture.write(scene.hanneke.viewer) { tx in
            try scene.group.hand(to: nil, in: tx)
            try scene.match.hand(to: nil, in: tx)
        }
        #expect(try leave(1).total == 0)
        scene.pass(days: 2)
        #expect(try grants() == 0)
        let id = try scene.id(scene.hanneke)
        try scene.fixture.write(.system) { [nijmegen = scene.fixture.nijmegen] tx in
            try User.grant(.init(.local, city: nijmegen.id), to: id, from: tx.today, in: tx)
        }
        #expect(try grants() == 1)
        let times = try scene.fixture.read(.system) {
            try $0.db.value("SELECT count(*) FROM grants WHERE user_id = \(id)") as Int?
        }
        #expect(times == 2)
    }

    @Test("has its load on the network's list, by city and without what the network may not see")
    func load() throws {
        try scene.team.add("Bel de school", for: scene.hanneke)
        try scene.away(scene.hanneke, deputy: scene.joris)
        let lines = try scene.fixture.read(scene.esther.viewer) { tx in
            try CoordinatorLine.all(in: CoordinatorCities().page(nil, in: tx).rows, tx)
        }
        let here = try #require(lines[scene.fixture.nijmegen.id])
        #expect(here.map(\.name) == ["Hanneke", "Joris"])
        #expect(here[0].matches == 1 && here[0].tasks == 1 && here[0].deputy == "Joris")
        #expect(here[1].matches == 0 && here[1].absence == nil)
        for other in [scene.hanneke.viewer, scene.team.gerrit.viewer] {
            let none = try scene.fixture.read(other) { tx in
                try CoordinatorCities().page(nil, in: tx).rows.count
            }
            #expect(none == 0)
        }
    }

    private func block(isForSafety: Bool = false) throws {
        let user = try scene.user(scene.hanneke)
        try scene.fixture.write(.system) { tx in
            _ = try User.setBlocked(true, user, in: tx)
            try user.release(isForSafety: isForSafety, in: tx)
        }
    }

    private func asked() throws -> [Task.Kind] {
        try scene.fixture.read(scene.esther.viewer) { try TaskList().page(nil, in: $0).rows }
            .map(\.kind)
    }
}
