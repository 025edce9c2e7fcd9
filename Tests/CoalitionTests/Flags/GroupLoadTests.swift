import Coalition
import Fixtures
import Testing

@Suite("The load of a group")
struct GroupLoadTests {
    let scene: LogScene

    init() throws { scene = try LogScene() }

    private func offer(_ hours: Int?) throws {
        let group = try scene.group()
        try scene.fixture.write(scene.hanneke) { tx in
            var draft = try GroupDraft.stored(group.id, in: tx).draft
            draft.hoursOffered = hours
            try draft.update(group, version: group.version, in: tx)
        }
    }

    private func load() throws -> GroupLoad? {
        let group = try scene.group()
        return try scene.fixture.read(scene.hanneke) { tx in
            try GroupLoad.of(group, on: scene.fixture.nijmegen.today(tx), in: tx)
        }
    }

    @Test("is not told of a group that was not asked what it offers")
    func unasked() throws {
        try scene.log("2026-11-20") { $0.minutes = 600 }
        #expect(try load() == nil)
    }

    @Test("edge case: Volunteer overload - the hours of four weeks, told when far above the offer")
    func counted() throws {
        try offer(2)
        try scene.log("2026-10-01") { $0.minutes = 1440 }
        let group = try scene.group()
        let members = try scene.fixture.read(scene.hanneke) {
            try Member.active(of: group.id, in: $0)
        }
        try scene.log("2026-11-20") { draft in
            draft.minutes = 240
            draft.members = members.prefix(3).map(\.id)
        }
        let just = try #require(try load())
        #expect(just.given == 3 && just.offered == 2 && !just.isFar)
        try scene.log("2026-11-21") { $0.minutes = 30 }
        #expect(try load()?.isFar == true)
        try offer(3)
        #expect(try load()?.isFar == false)
    }

    @Test("says nothing of contacts that were only tried")
    func tried() throws {
        try offer(1)
        try scene.log("2026-11-20", made: false) { $0.minutes = 600 }
        #expect(try load()?.given == 0)
    }
}
