import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("An ending that is taken back")
struct EndingTakenBackTests {
    let scene: MatchScene
    /// Hanneke with an account, as a step is somebody's.
    let hanneke: Viewer

    init() throws {
        scene = try MatchScene()
        let user = try LogScene.account(
            "hanneke@nijmegen.example", "Hanneke Vos", in: scene.fixture)
        hanneke = Viewer(
            userID: user, name: "Hanneke Vos",
            grants: [.init(.local, city: scene.fixture.nijmegen.id)])
    }

    private var fixture: Fixture { scene.fixture }

    private func write<T: Sendable>(_ work: (Transaction) throws -> T) throws -> T {
        fixture.clock.now = fixture.clock.now.adding(seconds: 60)
        return try fixture.write(hanneke, work)
    }

    /// A year that began 25 days ago, with two community builders and a goal of the municipality.
    private func begin() throws -> Match {
        try scene.agree()
        let match = try scene.now().match
        let people = try ["Rania Sabbagh", "Ada Tekle"].map { try fixture.builder($0) }
        try scene.write { tx in
            for builder in people {
                try match.name(builder.id.value, from: scene.today, in: tx)
            }
            let named = try MatchBuilder.all(of: match, in: tx)
            try named[1].change(
                from: scene.today, until: scene.today + 200, of: match, version: 1, in: tx)
            var goal = NeedDraft()
            (goal.title, goal.theme, goal.owner) = ("Leerlingenvervoer", .school, .municipality)
            try goal.add(to: scene.family, in: tx)
        }
        try scene.move(.active, scene.today)
        scene.pass(days: 25)
        try DailyRound(fixture.records) { _ in }.go()
        return match
    }

    /// What an ending touches besides the states.
    private struct Kept: Equatable {
        var tasks: [String]
        var builders: [Day?]
        var windows: [Day?]
    }

    private func kept() throws -> Kept {
        try fixture.read(.system) { tx in
            Kept(
                tasks: try tx.db.values(
                    "SELECT kind FROM tasks WHERE done_at IS NULL ORDER BY kind, id"),
                builders: try tx.db.all("SELECT until_on FROM match_builders ORDER BY id") {
                    try $0.next()
                },
                windows: try tx.db.all("SELECT closed_on FROM check_in_windows ORDER BY id") {
                    try $0.next()
                })
        }
    }

    private func end(_ match: Match, as state: Match.State, _ told: Match.Told) throws {
        try write { try Match.find(match.ref, in: $0).move(to: state, told, in: $0) }
    }

    private func takeBack(_ match: Match) throws {
        try write { try Match.find(match.ref, in: $0).takeBack(in: $0) }
    }

    @Test("opens builders, talks, lines and goals again as they stood")
    func early() throws {
        let match = try begin()
        let before = try kept()
        for kind in ["check_in", "goal", "line"] { #expect(before.tasks.contains(kind)) }
        #expect(before.builders == [nil, scene.today + 175] && before.windows == [nil])
        try end(match, as: .endedEarly, .init(on: scene.today, .moved, then: .another))
        let ended = try kept()
        #expect(ended.builders == [scene.today, scene.today])
        #expect(ended.windows == [scene.today])
        for kind in ["check_in", "line"] { #expect(!ended.tasks.contains(kind)) }
        try takeBack(match)
        #expect(try kept() == before)
        let names = try fixture.read(hanneke) { try MatchBuilder.all(of: match, in: $0).count }
        #expect(names == 2)
        #expect(try Consistency.findings(fixture.records) == [])
    }

    @Test("of a family that was to go on without a group asks again what it asked")
    func without() throws {
        let match = try begin()
        let before = try kept()
        try end(match, as: .endedEarly, .init(on: scene.today, .moved, then: .without))
        try takeBack(match)
        #expect(try kept() == before)
    }

    @Test("of a whole year gives the municipality the goals that are open")
    func whole() throws {
        let match = try begin()
        scene.pass(days: 345)
        try scene.planExit()
        try scene.move(.closing)
        try scene.holdLastReview()
        try DailyRound(fixture.records) { _ in }.go()
        let before = try kept()
        let closing = MatchClosingDraft(talksOn: scene.today, lesson: nil)
        try end(match, as: .completed, .init(on: scene.today, closing: closing))
        #expect(try !kept().tasks.contains("goal"))
        try takeBack(match)
        #expect(try kept() == before)
        #expect(try Consistency.findings(fixture.records) == [])
    }

    @Test("leaves alone what was answered, and what somebody changed meanwhile")
    func answered() throws {
        let match = try begin()
        try scene.write { tx in
            var talk = CheckInDraft()
            (talk.kind, talk.outcome, talk.on) = (.m1, .held, scene.today)
            try talk.enter(for: scene.family, in: tx)
        }
        let before = try kept()
        try end(match, as: .endedEarly, .init(on: scene.today, .moved, then: .another))
        try takeBack(match)
        #expect(try kept() == before)
    }
}

@Suite("An agreement that is taken back")
struct AgreementTakenBackTests {
    @Test("gives a sponsor group back what it had ticked before it knew the family")
    func ticks() throws {
        let fixture = try Fixture()
        let group = try fixture.ready("Galgenveld") { $0.kind = .sponsor }
        let user = try LogScene.account("hanneke@nijmegen.example", "Hanneke Vos", in: fixture)
        let hanneke = Viewer(
            userID: user, name: "Hanneke Vos",
            grants: [.init(.local, city: fixture.nijmegen.id)])
        func write(_ work: (Transaction) throws -> Void) throws {
            fixture.clock.now = fixture.clock.now.adding(seconds: 60)
            try fixture.write(hanneke, work)
        }
        try write { tx in
            let subject = try YearSubject(group, in: tx)
            let lines = try YearPlan(subject, today: tx.today, in: tx).periods[0].lines
            try subject.tick(try #require(lines.first { $0.line.code == "money_plan" }).line, tx)
        }
        let ref = try fixture.proposed(try fixture.waiting(), group).ref
        try write { tx in
            let match = try Match.find(ref, in: tx)
            try match.sign(on: tx.today, version: match.version, in: tx)
        }
        for side in Match.Side.allCases {
            try write { tx in
                let match = try Match.find(ref, in: tx)
                try match.decide(side, .yes, on: tx.today, version: match.version, in: tx)
            }
        }
        func owner() throws -> String? {
            try fixture.read(.system) {
                try $0.db.value(
                    "SELECT iif(match_id IS NULL, 'group', 'match') FROM checklist_ticks")
            }
        }
        #expect(try owner() == "match")
        try write { try Match.find(ref, in: $0).takeBack(in: $0) }
        #expect(try owner() == "group")
        try write { tx in
            let match = try Match.find(ref, in: tx)
            try match.decide(.group, .yes, on: tx.today, version: match.version, in: tx)
        }
        #expect(try owner() == "match")
    }
}
