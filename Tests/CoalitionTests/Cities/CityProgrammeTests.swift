import Coalition
import Fixtures
import SQLite
import Testing

@Suite("A programme of a city")
struct CityProgrammeTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func set(
        _ state: CityProgramme.State, _ programme: Programme = .samenHier, since: String? = nil,
        as viewer: Viewer? = nil
    ) throws {
        try fixture.write(viewer ?? fixture.network) {
            try CityProgramme.set(
                programme, state, since: since.flatMap { Day(iso: $0) }, of: fixture.nijmegen.id,
                in: $0)
        }
    }

    private func stored(_ programme: Programme = .samenHier) throws -> CityProgramme {
        try #require(
            try fixture.read(fixture.network) {
                try CityProgramme.of(fixture.nijmegen.id, in: $0)
            }.first { $0.programme == programme })
    }

    private func leave() throws {
        for programme in Programme.allCases { try set(.former, programme) }
    }

    private func audited() throws -> Int {
        try fixture.records.database.read { db in
            try db.value("SELECT count(*) FROM audit_log WHERE subject = 'city_programme'") ?? 0
        }
    }

    @Test("fault R17: of which the city takes no part begins no group, family, home or stay")
    func nothingNew() throws {
        try leave()
        let waal = fixture.nijmegen
        let attempts: [(Viewer, (Transaction) throws -> Void)] = [
            (
                fixture.hanneke,
                { tx in
                    var draft = GroupDraft()
                    draft.name = "Bottendaal"
                    try draft.create(in: waal, tx)
                }
            ),
            (
                fixture.officerOfNijmegen,
                { tx in
                    var draft = FamilyDraft()
                    (draft.route, draft.householdSize) = (.statusHolder, 3)
                    try draft.create(in: waal, tx)
                }
            ),
            (
                fixture.shelterOfNijmegen,
                { tx in
                    var draft = StayDraft()
                    (draft.from, draft.until) = (tx.today + 10, tx.today + 40)
                    try draft.create(in: waal, tx)
                }
            ),
            (
                fixture.shelterOfNijmegen,
                { tx in
                    var draft = AccommodationDraft()
                    draft.name = "NIJ-A"
                    try draft.create(in: waal, tx)
                }
            ),
        ]
        for (viewer, attempt) in attempts {
            let problems = refused { try fixture.write(viewer) { try attempt($0) } }
            #expect(problems.map(\.short) == ["city problem.city_programme"])
        }
        for programme in Programme.allCases { try set(.active, programme) }
        for (viewer, attempt) in attempts { try fixture.write(viewer) { try attempt($0) } }
    }

    @Test("fault R17: of which the city never took part begins nothing either")
    func never() throws {
        try fixture.records.database.write { db in
            _ = try db.run("DELETE FROM city_programmes WHERE city_id = \(fixture.nijmegen.id)")
        }
        #expect(refused { try fixture.announced() }.map(\.message) == ["problem.city_programme"])
    }

    @Test(
        "fault R17: stands in its state since a day up to today and no slip of the keyboard",
        arguments: [
            ("2030-01-01", "problem.day_future"), ("1999-12-31", "problem.day_early.oldest"),
        ])
    func since(_ day: String, _ message: String) throws {
        let problems = refused { try set(.pilot, since: day) }
        #expect(problems.map(\.short) == ["since_samen_hier \(message)"])
        try set(.pilot, since: "2026-11-24")
        #expect(try stored().since == Day(iso: "2026-11-24"))
    }

    @Test("fault R17: keeps from where it came, with a row of the log, and only when it changed")
    func history() throws {
        let (before, version) = (try audited(), try stored().version)
        try set(.active)
        #expect(try audited() == before && stored().version == version)
        try set(.paused, since: "2026-11-20")
        #expect(try audited() == before + 1 && stored().version == version + 1)
        let kept = try stored()
        let last = try fixture.read(fixture.network) { try kept.history(in: $0)[0] }
        #expect(last.from == .active && last.state == .paused)
    }

    @Test("leaves only when nothing of it runs any more")
    func running() throws {
        _ = try fixture.proposed(try fixture.waiting(), try fixture.ready())
        let problems = refused { try set(.former) }
        #expect(problems.map(\.short) == ["state_samen_hier problem.city_running"])
        try set(.former, .shelterCity)
    }

    @Test("is moved by the network for the programmes that somebody works in")
    func rights() throws {
        let shelter = Viewer(
            userID: nil, name: "Netwerk", grants: [.init(.network, programme: .shelterCity)])
        try set(.pilot, .shelterCity, as: shelter)
        for viewer in [shelter, fixture.hanneke, fixture.admin] {
            #expect(throws: Refusal.forbidden("forbidden.city_programme")) {
                try set(.pilot, as: viewer)
            }
        }
    }
}
