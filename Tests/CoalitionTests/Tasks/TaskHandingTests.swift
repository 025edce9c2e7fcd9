import Coalition
import Fixtures
import SQLite
import Testing

@Suite("A task for a person")
struct TaskHandingTests {
    let team: TaskTeam

    init() throws { team = try TaskTeam(try Fixture()) }

    private func hand(
        _ task: Task, to person: TaskTeam.Person?, remark: String? = nil,
        by giver: TaskTeam.Person? = nil
    ) throws {
        try team.fixture.write((giver ?? team.hanneke).viewer) {
            try Task.find(task.ref, in: $0).hand(to: person?.ref, remark: remark, in: $0)
        }
    }

    @Test("is on the lists of that person, and of nobody else with the role")
    func owner() throws {
        try team.add("Van Joris", for: team.joris)
        try team.add("Van Hanneke", for: team.hanneke)
        try team.add("Van iedereen")
        #expect(try team.titles(team.joris) == ["Van Joris", "Van iedereen"])
        #expect(try team.titles(team.hanneke) == ["Van Hanneke", "Van iedereen"])
        #expect(try team.titles(team.joris) { $0.who = .me } == ["Van Joris"])
        #expect(try team.titles(team.joris) { $0.who = .all }.count == 3)
        #expect(try team.titles(team.joris) { $0.role = .local }.count == 3)
        var list = TaskList()
        list.who = .me
        let count = try team.fixture.read(team.joris.viewer) { [list] in try list.count(in: $0) }
        #expect(count.value == 1)
    }

    @Test("that is handed on is new on the other's list of today, with who gave it and a remark")
    func handed() throws {
        let task = try team.add("Bel de school")
        try hand(task, to: team.joris, remark: "Zij bellen tussen 9 en 10")
        #expect(try team.audited() == "assignee remark")
        let given = try team.again(task, as: team.joris)
        #expect(given.assignee == team.joris.ref && given.handedBy == team.hanneke.viewer.userID)
        #expect(given.remark == "Zij bellen tussen 9 en 10" && given.handedAt != nil)
        #expect(try team.titles(team.joris) { $0.due = .now } == ["Bel de school"])
        #expect(try team.titles(team.hanneke).isEmpty)
        team.fixture.clock.now = team.fixture.clock.now.adding(seconds: 8 * 86_400)
        #expect(try team.titles(team.joris) { $0.due = .now } == ["Bel de school"])
        #expect(try team.titles(team.joris) { $0.due = .late } == ["Bel de school"])
    }

    @Test("that is far ahead is new for a week and no longer")
    func fresh() throws {
        let task = try team.add("Jaarfeest", due: 60)
        try hand(task, to: team.joris)
        #expect(try team.titles(team.joris) { $0.due = .now } == ["Jaarfeest"])
        team.fixture.clock.now = team.fixture.clock.now.adding(seconds: 8 * 86_400)
        #expect(try team.titles(team.joris) { $0.due = .now }.isEmpty)
        #expect(try team.titles(team.joris) { $0.due = .later } == ["Jaarfeest"])
    }

    @Test("goes to nobody of another city, role or programme, and to nobody who is not there")
    func refused() throws {
        let task = try team.add("Bel de school")
        for ref in [team.karim.ref, team.gerrit.ref, "U-ZZZZ", ""] {
            let problems = problems { try hand(task, to: .init(viewer: .system, ref: ref)) }
            let isNobody = ref.isEmpty
            #expect(
                problems == (isNobody ? [] : [Problem("assignee", "problem.assignee")]), "\(ref)")
        }
        let made = problems { try team.add("Iets", for: team.karim) }
        #expect(made == [Problem("assignee", "problem.assignee")])
        #expect(try team.again(task).assignee == nil)
    }

    @Test("that one takes was given by nobody; given back it is everybody's")
    func taken() throws {
        let task = try team.add("Bel de school", for: team.hanneke)
        #expect(task.handedAt == nil)
        try hand(task, to: team.joris)
        try hand(task, to: team.hanneke)
        #expect(try team.again(task).handedAt == nil)
        try hand(task, to: nil)
        #expect(try team.titles(team.joris) == ["Bel de school"])
    }

    @Test("is everybody's again once that person is blocked or has the role no longer")
    func gone() throws {
        try team.add("Van Joris", for: team.joris)
        #expect(try team.titles(team.hanneke).isEmpty)
        let user = try #require(team.joris.viewer.userID)
        _ = try team.fixture.write(.system) { tx in
            try tx.db.run("UPDATE users SET is_blocked = 1 WHERE id = \(user)")
        }
        #expect(try team.titles(team.hanneke) == ["Van Joris"])
        try team.fixture.write(.system) { tx in
            try tx.db.run("UPDATE users SET is_blocked = 0 WHERE id = \(user)")
            try tx.db.run(
                "UPDATE grants SET from_on = '2020-01-01', until_on = '2020-02-01' WHERE user_id = \(user)"
            )
        }
        #expect(try team.titles(team.hanneke) == ["Van Joris"])
    }

    @Test("can be put off and back, to no day that has passed")
    func later() throws {
        let task = try team.add("Bel de school", due: 0)
        let today = task.dueOn
        func postpone(_ day: Day, back: Bool = false) throws {
            try team.fixture.write(team.hanneke.viewer) {
                try Task.find(task.ref, in: $0).postpone(to: day, isTakenBack: back, in: $0)
            }
        }
        try postpone(today + 1)
        #expect(try team.audited() == "due_on")
        #expect(try team.again(task).dueOn == today + 1)
        #expect(problems { try postpone(today - 1) }.map(\.message) == ["problem.due_past"])
        let far = problems { try postpone(today + 4000) }
        #expect(far.map(\.message) == ["problem.day_late.farthest"])
        try postpone(today - 1, back: true)
        #expect(try team.again(task).dueOn == today - 1)
    }

    @Test("of another city cannot be handed on, and one of the other role only looked at")
    func rights() throws {
        let task = try team.add("Regel een school") { $0.role = .municipality }
        #expect(throws: Refusal.self) { try hand(task, to: team.gerrit, by: team.karim) }
        // Who made it may give it to whoever has the role.
        try hand(task, to: team.gerrit)
        #expect(try team.again(task).assignee == team.gerrit.ref)
        #expect(throws: Refusal.self) { try hand(task, to: nil, by: team.joris) }
    }

    private func problems(_ work: () throws -> Void) -> [Problem] {
        do {
            try work()
            return []
        } catch Refusal.invalid(let problems) {
            return problems
        } catch {
            Issue.record("\(error)")
            return []
        }
    }
}
