import Coalition
import Fixtures
import Testing

@Suite("A community builder of a match")
struct MatchBuilderTests {
    let scene: MatchScene

    init() throws { scene = try MatchScene() }

    private var fixture: Fixture { scene.fixture }

    private func named(by viewer: Viewer? = nil) throws -> [MatchBuilder] {
        let match = try scene.now().match
        return try fixture.read(viewer ?? fixture.hanneke) {
            try CommunityBuilder.named(on: match, in: $0)
        }
    }

    private func name(_ builder: CommunityBuilder, from day: Day? = nil) throws {
        let match = try scene.now().match
        _ = try scene.write { try match.name(builder.id.value, from: day ?? scene.today, in: $0) }
    }

    @Test("is chosen from those of city and network, who speaks the family's language first")
    func choices() throws {
        try fixture.builder("Ada Tekle", ["ti"])
        try fixture.builder("Rania Sabbagh", ["ar"])
        try fixture.builder("Gloria Bahati", ["ar", "sw"], by: fixture.network)
        try fixture.builder(
            "Iryna Bondar", ["ar"], in: fixture.haarlem, by: fixture.coordinatorOfHaarlem)
        try scene.propose()
        let match = try scene.now().match
        let choices = try fixture.read(fixture.hanneke) {
            try CommunityBuilder.choices(for: match, in: $0)
        }
        #expect(
            choices.map(\.builder.name) == ["Gloria Bahati", "Rania Sabbagh", "Ada Tekle"])
        #expect(choices.map(\.shared) == [["ar"], ["ar"], []])
    }

    @Test("is there by name for the coordinator and by languages for who reads matches")
    func sight() throws {
        let builder = try fixture.builder()
        try scene.propose()
        try name(builder)
        #expect(try named().map(\.builder.name) == ["Rania Sabbagh"])
        for viewer in [fixture.officerOfNijmegen, fixture.network] {
            let seen = try named(by: viewer)
            #expect(seen.map(\.builder.languages) == [["ar"]])
            #expect(seen.map(\.builder.name) == [nil])
            #expect(seen.map(\.builder.phone) == [nil])
        }
        #expect(try named(by: fixture.coordinatorOfHaarlem).isEmpty)
    }

    @Test("is named once, by the coordinator, from a day that can be")
    func refusals() throws {
        let builder = try fixture.builder()
        try scene.propose()
        let match = try scene.now().match
        #expect(
            refused { _ = try scene.write { try match.name(99, from: scene.today, in: $0) } }
                == [Problem("builder", "problem.choice")])
        #expect(
            refused { _ = try scene.write { try match.name(builder.id.value, from: nil, in: $0) } }
                == [Problem("from_on", "problem.day_required")])
        #expect(throws: Refusal.forbidden("forbidden.match_edit")) {
            try fixture.write(fixture.network) {
                try match.name(builder.id.value, from: scene.today, in: $0)
            }
        }
        try name(builder)
        #expect(
            refused { try name(builder) } == [Problem("builder", "problem.choice")])
    }

    @Test("is there up to a day that was said, and never before the beginning")
    func changed() throws {
        let builder = try fixture.builder()
        try scene.propose()
        try name(builder)
        let (match, line) = (try scene.now().match, try #require(try named().first))
        #expect(
            refused {
                try scene.write {
                    try line.change(
                        from: scene.today, until: scene.today - 1, of: match, version: 1, in: $0)
                }
            } == [Problem("until_on", "problem.until_before_begin")])
        try scene.write {
            try line.change(
                from: scene.today, until: scene.today + 3, of: match, version: 1, in: $0)
        }
        #expect(try named().map(\.untilOn) == [scene.today + 3])
        scene.pass(days: 3)
        #expect(try named().isEmpty)
        try name(builder)
        #expect(try named().count == 1)
    }

    @Test("goes when the match ends, with its day")
    func ends() throws {
        let builder = try fixture.builder()
        try scene.agree()
        try name(builder)
        try scene.move(.active, scene.today)
        scene.pass(days: 20)
        try scene.move(.endedEarly, scene.today - 1, .practical)
        #expect(try named().isEmpty)
        let until: Day? = try fixture.read(.system) {
            try $0.db.value("SELECT until_on FROM match_builders")
        }
        #expect(until == scene.today - 1)
        #expect(refused { try name(builder) } == [Problem("builder", "problem.match_over")])
    }

    @Test("goes when a proposal is declined")
    func declined() throws {
        let builder = try fixture.builder()
        try scene.propose()
        try name(builder)
        try scene.decide(.family, .no)
        #expect(try named().isEmpty)
    }
}
