import Coalition
import Fixtures
import SQLite
import Testing

@Suite("A community builder")
struct CommunityBuilderTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func seen(_ id: ID<CommunityBuilder>, by viewer: Viewer) -> CommunityBuilder? {
        try? fixture.read(viewer) { try CommunityBuilder.find(id.value, in: $0) }
    }

    @Test("of a city is known by name to its coordinator, by languages to the network, to no other")
    func ofCity() throws {
        let builder = try fixture.builder("Rania Sabbagh", ["ar", "en"])
        let own = try #require(seen(builder.id, by: fixture.hanneke))
        #expect(own.name == "Rania Sabbagh" && own.phone == "06 00 31 40 21")
        #expect(own.languages == ["ar", "en"])
        let far = try #require(seen(builder.id, by: fixture.network))
        #expect(far.name == nil && far.phone == nil && far.email == nil)
        #expect(far.languages == ["ar", "en"])
        for viewer in [
            fixture.coordinatorOfHaarlem, fixture.officerOfNijmegen, fixture.shelterOfNijmegen,
            fixture.admin,
        ] {
            #expect(seen(builder.id, by: viewer) == nil)
        }
        let counts = try fixture.read(fixture.network) { try BuilderCount.all(in: $0) }
        #expect(counts.map(\.count) == [1] && counts.map(\.languages) == [["ar", "en"]])
        #expect(throws: Refusal.forbidden("forbidden.people")) {
            try fixture.read(fixture.hanneke) { try BuilderCount.all(in: $0) }
        }
    }

    @Test("of the network may be asked by every city, and is changed by the network only")
    func ofNetwork() throws {
        let builder = try fixture.builder("Gloria Bahati", ["sw"], by: fixture.network)
        for viewer in [fixture.hanneke, fixture.coordinatorOfHaarlem, fixture.network] {
            #expect(seen(builder.id, by: viewer)?.name == "Gloria Bahati")
        }
        let haarlem = try fixture.read(fixture.coordinatorOfHaarlem) {
            try CommunityBuilder.available(in: fixture.haarlem, $0).compactMap(\.name)
        }
        #expect(haarlem == ["Gloria Bahati"])
        #expect(throws: Refusal.forbidden("forbidden.people_edit")) {
            try fixture.write(fixture.hanneke) { tx in
                var draft = try CommunityBuilderDraft.stored(builder.id, in: tx).draft
                draft.phone = "06 00 00 00 00"
                try draft.update(builder, version: 1, in: tx)
            }
        }
        #expect(throws: Refusal.forbidden("forbidden.people_edit")) {
            try fixture.builder("Cemal Aksoy", ["tr"], in: fixture.nijmegen, by: fixture.network)
        }
    }

    @Test("speaks a language besides Dutch, and has an address that can be one")
    func checked() throws {
        #expect(
            refused { try fixture.builder("Wim", ["nl"]) }
                == [Problem("languages", "problem.builder_language")])
        #expect(
            refused { try fixture.builder("", []) }.map(\.field) == ["name", "languages"])
        let problems = refused {
            try fixture.write(fixture.hanneke) { tx in
                var draft = CommunityBuilderDraft()
                (draft.name, draft.languages, draft.email) = ("Wim", ["ar"], "wim")
                try draft.create(in: fixture.nijmegen, tx)
            }
        }
        #expect(problems == [Problem("email", "problem.email")])
    }

    @Test("is changed once at a time, with names of fields in the log and nothing of their values")
    func changed() throws {
        let builder = try fixture.builder()
        try fixture.write(fixture.hanneke) { tx in
            var draft = try CommunityBuilderDraft.stored(builder.id, in: tx).draft
            (draft.phone, draft.languages) = ("06 00 99 99 99", ["ar", "kmr"])
            try draft.update(builder, version: 1, in: tx)
        }
        #expect(seen(builder.id, by: fixture.hanneke)?.languages == ["ar", "kmr"])
        #expect(throws: Refusal.conflict(current: 2)) {
            try fixture.write(fixture.hanneke) { tx in
                let now = try CommunityBuilder.find(builder.id.value, in: tx)
                try CommunityBuilderDraft.stored(now.id, in: tx).draft
                    .update(now, version: 1, in: tx)
            }
        }
        let rows: [String] = try fixture.read(.system) {
            try $0.db.values(
                "SELECT fields FROM audit_log WHERE subject = 'community_builder' ORDER BY id")
        }
        #expect(rows == ["name languages phone email", "languages phone"])
    }

    @Test("who is no longer asked stands in no choice")
    func ended() throws {
        let builder = try fixture.builder()
        try fixture.write(fixture.hanneke) { tx in
            var draft = try CommunityBuilderDraft.stored(builder.id, in: tx).draft
            draft.endedOn = fixture.nijmegen.today(tx)
            try draft.update(builder, version: 1, in: tx)
        }
        let (available, count) = try fixture.read(fixture.hanneke) { tx in
            (
                try CommunityBuilder.available(in: fixture.nijmegen, tx).count,
                try CommunityBuilder.count(in: fixture.nijmegen, tx)
            )
        }
        #expect(available == 0 && count == 0)
    }
}
