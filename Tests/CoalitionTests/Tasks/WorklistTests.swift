import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("The list of today")
struct WorklistTests {
    let team: TaskTeam
    let today: Day

    init() throws {
        let fixture = try Fixture()
        team = try TaskTeam(fixture)
        today = fixture.nijmegen.zone.day(of: fixture.clock.now)
    }

    private func list(rows: Int = 15, _ person: TaskTeam.Person? = nil) throws -> Worklist {
        try team.fixture.read((person ?? team.hanneke).viewer) {
            try Worklist.read(today: today, rows: rows, in: $0)
        }
    }

    private func put(_ title: String, due: Int, about group: Group? = nil) throws {
        let task = try team.add(title, due: max(0, due)) { $0.group = group }
        guard due < 0 else { return }
        _ = try team.fixture.write(.system) {
            try $0.db.run("UPDATE tasks SET due_on = \(today + due) WHERE id = \(task.id)")
        }
    }

    private func group(_ name: String) throws -> Group {
        try team.fixture.write(team.hanneke.viewer) { tx in
            var draft = GroupDraft()
            draft.name = name
            return try draft.create(in: team.fixture.nijmegen, tx)
        }
    }

    private func raise(_ kind: Task.Kind, _ group: Group, due: Int) throws {
        try team.fixture.write(.system) {
            try Task.raise(
                kind, for: .local, of: .samenHier, in: group.city, about: .init(group.id),
                since: today - 1, due: today + due, $0)
        }
    }

    @Test("begins with concerns, then what is late, then today, then what was handed on")
    func order() throws {
        try put("Vandaag", due: 0)
        try put("Later", due: 3)
        try put("Te laat", due: -4)
        try raise(.concern, try group("Lent"), due: 1)
        let given = try team.add("Gegeven", due: 20)
        try team.fixture.write(team.joris.viewer) {
            try Task.find(given.ref, in: $0).hand(to: team.hanneke.ref, in: $0)
        }
        let found = try list()
        #expect(found.items.map(\.urgency) == [.concern, .late, .today, .handed])
        #expect(found.parts == Worklist.Parts(late: 1, today: 2, handed: 1))
        #expect(found.rest == 0)
    }

    @Test("has a record once, with what presses most, and counts the others with it")
    func once() throws {
        let (lent, hees) = (try group("Lent"), try group("Hees"))
        try raise(.silence, lent, due: -2)
        try raise(.strength, lent, due: 0)
        try put("Vraag naar de sleutel", due: 0, about: lent)
        try put("Los", due: -1)
        try raise(.silence, hees, due: -1)
        let found = try list()
        #expect(found.items.map { $0.others.count } == [2, 0, 0])
        #expect(found.items.first?.task?.kind == .silence)
        #expect(found.records == [RecordID(lent.id), RecordID(hees.id)])
        let count = found.items.reduce(0) { $0 + 1 + $1.others.count }
        #expect(found.parts == Worklist.Parts(late: 3, today: 2, handed: 0) && count == 5)
    }

    @Test("shows so many rows, and says how many tasks are behind them")
    func rest() throws {
        let lent = try group("Lent")
        for number in 1...6 { try put("Taak \(number)", due: -number) }
        for number in 1...3 { try put("Lent \(number)", due: 0, about: lent) }
        let found = try list(rows: 4)
        #expect(found.items.count == 4 && found.rest == 5)
        #expect(try list().items.count == 7 && list().rest == 0)
    }

    @Test("keeps concerns on top of more than is read, and then counts no parts")
    func many() throws {
        for number in 1...130 { try put("Taak \(number)", due: -1) }
        try raise(.concern, try group("Lent"), due: 1)
        let found = try list()
        #expect(found.items.first?.urgency == .concern)
        #expect(found.parts == nil && found.items.count == 15)
    }

    @Test("is as long as the list of tasks to which it leads")
    func agrees() throws {
        let lent = try group("Lent")
        try raise(.concern, lent, due: 1)
        try put("Vandaag", due: 0, about: lent)
        try put("Te laat", due: -4)
        try put("Later", due: 4)
        let parts = try #require(try list().parts)
        var tasks = TaskList()
        (tasks.due, tasks.today) = (.now, today)
        let count = try team.fixture.read(team.hanneke.viewer) { [tasks] in
            try tasks.count(in: $0)
        }
        #expect(count.value == parts.late + parts.today + parts.handed && count.value == 3)
        tasks.due = .later
        let later = try team.fixture.read(team.hanneke.viewer) { [tasks] in
            try tasks.count(in: $0)
        }
        #expect(later.value == 1)
    }
}
