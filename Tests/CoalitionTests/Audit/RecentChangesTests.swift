import Coalition
import Fixtures
import SQLite
import Testing

@Suite("What changed since somebody was here")
struct RecentChangesTests {
    let fixture: Fixture
    private let hanneke: Viewer
    private let joris: Viewer
    private let officer: Viewer
    private let visit: Instant

    init() throws {
        fixture = try Fixture()
        let fixture = fixture
        func person(_ name: String, _ role: Role) throws -> Viewer {
            let grant = Viewer.Grant(role, city: fixture.nijmegen.id)
            let viewer = try fixture.write(.system) { tx in
                let id = try User.create(email: "\(name)@coalitie.example", name: name, in: tx)
                try User.grant(grant, to: id, from: tx.today, in: tx)
                return Viewer(userID: id, name: name, grants: [grant])
            }
            // What somebody did by then marks where to begin.
            try fixture.write(viewer) { try $0.audit(.signIn, .session, name) }
            return viewer
        }
        hanneke = try person("hanneke", .local)
        joris = try person("joris", .local)
        officer = try person("gerrit", .municipality)
        visit = fixture.clock.now
        fixture.clock.now = visit.adding(seconds: 86_400)
    }

    private func changes(_ viewer: Viewer) throws -> RecentChanges {
        try fixture.read(viewer) { try RecentChanges(since: visit, in: $0) }
    }

    @discardableResult
    private func group(_ name: String, in city: City? = nil, by viewer: Viewer) throws -> Group {
        try fixture.write(viewer) { tx in
            var draft = GroupDraft()
            draft.name = name
            return try draft.create(in: city ?? fixture.nijmegen, tx)
        }
    }

    @Test("is a line for each record that others made or changed, and none of one's own")
    func lines() throws {
        try group("Eigen", by: hanneke)
        let lent = try group("Lent", by: joris)
        fixture.clock.now = fixture.clock.now.adding(seconds: 60)
        try fixture.write(joris) {
            try Group.find(lent.ref, in: $0).move(to: .stopped, for: .time, in: $0)
        }
        let found = try changes(hanneke)
        #expect(found.lines.count == 1)
        #expect(found.lines.first?.by == joris.userID)
        #expect(found.lines.first?.actions == [.transition, .create])
        #expect(try changes(joris).lines.count == 1)
    }

    @Test("leaves out another city, what a role may not know, and what was before")
    func scope() throws {
        try group("Elders", in: fixture.haarlem, by: fixture.coordinatorOfHaarlem)
        #expect(try changes(hanneke).lines.isEmpty)
        try group("Lent", by: joris)
        #expect(try changes(officer).lines.count == 1)
        let later = fixture.clock.now.adding(seconds: 1)
        fixture.clock.now = later
        try fixture.write(hanneke) { try $0.audit(.signIn, .session, "hanneke") }
        let since = try fixture.read(hanneke) { try RecentChanges(since: later, in: $0) }
        #expect(since.lines.isEmpty)
    }
}
