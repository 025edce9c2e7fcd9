import Fixtures
import SQLite
import Synchronization
import Testing

@testable import Coalition

@Suite("The daily round")
struct DailyRoundTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func round() -> DailyRound {
        DailyRound(fixture.records) { error in Issue.record(error) }
    }

    /// A group with one member whose certificate and trainings hold for three years from a day.
    private func cleared(on day: Day) throws -> Group {
        try fixture.write(fixture.hanneke) { tx in
            var draft = GroupDraft()
            draft.name = "Bottendaal"
            let group = try draft.create(in: fixture.nijmegen, tx)
            var member = MemberDraft()
            (member.name, member.birthYear) = ("Joke", 1980)
            try member.join(group, in: tx)
            let joke = try #require(try Member.active(of: group.id, in: tx).first)
            try joke.setVog(.seen, seenOn: day, of: group, in: tx)
            for training in [1, 2] { try joke.attend(training, on: day, of: group, in: tx) }
            return try Group.find(group.id, in: tx)
        }
    }

    private func clearedCount(_ group: Group) throws -> Int {
        try fixture.read(.system) { try Group.find(group.id, in: $0).clearedCount }
    }

    @Test("no longer counts a member as cleared from the day on which a certificate has run out")
    func runOut() throws {
        let group = try cleared(on: try #require(Day(iso: "2023-11-25")))
        #expect(group.clearedCount == 1)
        try round().go()
        #expect(try clearedCount(group) == 1)
        fixture.clock.now = fixture.clock.now.adding(seconds: 86_400)
        try round().go()
        #expect(try clearedCount(group) == 0)
        #expect(try Consistency.findings(fixture.records) == [])
    }

    @Test("looks at every group, also when there are more than one batch")
    func batches() throws {
        let group = try cleared(on: try #require(Day(iso: "2023-11-25")))
        fixture.clock.now = fixture.clock.now.adding(seconds: 86_400)
        let next = try fixture.write(.system) {
            try Group.refreshRunOut(after: ID(0), limit: 1, in: $0)
        }
        #expect(next == group.id)
        #expect(
            try fixture.write(.system) {
                try Group.refreshRunOut(after: group.id, limit: 1, in: $0)
            } == nil)
    }

    @Test("asks once for a call to a group that has become silent")
    func silence() throws {
        let group = try cleared(on: try #require(Day(iso: "2026-01-01")))
        try fixture.write(.system) { tx in
            _ = try tx.db.run("UPDATE groups SET silent_on = '2026-11-20', state = 'active'")
        }
        for _ in 0..<3 { try round().go() }
        let tasks: Int? = try fixture.read(.system) {
            try $0.db.value(
                "SELECT count(*) FROM tasks WHERE subject_id = \(group.id) AND kind = 'silence'")
        }
        #expect(tasks == 1)
    }

    @Test("comes as soon as a clock that is moved has another hour", .timeLimit(.minutes(2)))
    func moved() throws {
        let group = try cleared(on: try #require(Day(iso: "2023-11-25")))
        let round = DailyRound(fixture.records, every: .milliseconds(100)) { Issue.record($0) }
        round.start()
        defer { round.stop() }
        #expect(try clearedCount(group) == 1)
        fixture.clock.now = fixture.clock.now.adding(seconds: 90 * 86_400)
        while try clearedCount(group) == 1 {}
    }

    @Test(
        "goes by itself once it is started, and has ended when it is stopped",
        .timeLimit(.minutes(2)))
    func started() throws {
        let group = try cleared(on: try #require(Day(iso: "2023-11-25")))
        fixture.clock.now = fixture.clock.now.adding(seconds: 86_400)
        let round = round()
        round.start()
        // Stopping waits for the round that was due at once.
        while try clearedCount(group) == 1 {}
        round.stop()
        #expect(try clearedCount(group) == 0)
    }
}
