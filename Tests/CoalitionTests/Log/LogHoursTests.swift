import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("What a contact tells of who was there")
struct LogHoursTests {
    let scene: LogScene

    init() throws { scene = try LogScene() }

    private func members() throws -> [ID<Member>] {
        let group = try scene.group()
        return try scene.fixture.read(scene.hanneke) {
            try Member.active(of: group.id, in: $0).map(\.id)
        }
    }

    @Test("is the hours of each who was not there as long, and who joined for the first time")
    func kept() throws {
        let people = try members()
        let entry = try scene.log("2026-11-20") {
            $0.minutes = 120
            $0.members = [people[0], people[1]]
            $0.hours = [people[1]: "0:45", people[2]: "1,5", people[0]: "2u"]
            $0.newcomers = 3
        }
        #expect(Set(entry.members) == Set(people[0...2]))
        // As long as the contact is no time of one's own.
        #expect(entry.hours == [people[1]: 45, people[2]: 90])
        #expect(entry.newcomers == 3)
    }

    @Test("is refused at its field when nobody can read it")
    func refused() throws {
        let people = try members()
        var draft = LogDraft()
        (draft.happenedOn, draft.isContact) = (Day(iso: "2026-11-20"), true)
        draft.hours = [people[0]: "lang", people[1]: "25:00"]
        draft.newcomers = 100
        let fields = try scene.problems(draft).map(\.field).sorted()
        #expect(
            fields
                == ["hours_\(people[0].value)", "hours_\(people[1].value)", "newcomers"].sorted())
    }

    @Test("is not of somebody of another group")
    func others() throws {
        var draft = LogDraft()
        (draft.happenedOn, draft.isContact) = (Day(iso: "2026-11-20"), true)
        draft.hours = [ID(9999): "1"]
        #expect(try scene.problems(draft).map(\.short) == ["members problem.choice"])
    }

    @Test("stays through a change, and comes back with an entry that was deleted")
    func changed() throws {
        let people = try members()
        let entry = try scene.log("2026-11-20") {
            $0.hours = [people[1]: "0:45"]
            $0.newcomers = 2
        }
        let group = try scene.group()
        try scene.fixture.write(scene.hanneke) { tx in
            var draft = LogDraft(entry)
            draft.note = "Samen gekookt."
            try draft.update(entry, of: group, version: entry.version, in: tx)
        }
        try scene.fixture.write(scene.hanneke) { tx in
            try LogEntry.find(entry.id.value, of: group, in: tx).delete(from: group, in: tx)
        }
        try scene.fixture.write(scene.hanneke) { tx in
            _ = try LogEntry.restore(entry.id.value, to: group, in: tx)
        }
        let back = try scene.fixture.read(scene.hanneke) {
            try LogEntry.find(entry.id.value, of: group, in: $0)
        }
        #expect(back.hours == [people[1]: 45] && back.newcomers == 2)
        #expect(back.note == "Samen gekookt.")
    }
}
