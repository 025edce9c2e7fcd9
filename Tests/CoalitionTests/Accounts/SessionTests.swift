import Coalition
import Fixtures
import SQLite
import Testing

@Suite("A session")
struct SessionTests {
    let fixture: Fixture
    let user: User
    let token: SessionToken

    init() throws {
        let fixture = try Fixture()
        self.fixture = fixture
        (user, token) = try fixture.write(.system) { tx in
            let id = try User.create(email: "hanneke@voorbeeld.nl", name: "Hanneke Vos", in: tx)
            try User.grant(
                .init(.local, city: fixture.nijmegen.id), to: id, from: tx.today, in: tx)
            let user = try #require(try User.find(id, in: tx))
            return (user, try Session.start(for: user, device: "Firefox", in: tx))
        }
    }

    private func found(_ token: SessionToken? = nil) throws -> SignedIn? {
        try fixture.read(.system) { try SignedIn.find(token ?? self.token, in: $0) }
    }

    private func wait(_ seconds: Int) {
        fixture.clock.now = fixture.clock.now.adding(seconds: seconds)
    }

    @Test("is found by its token alone, which is stored nowhere")
    func byToken() throws {
        let signedIn = try #require(try found())
        #expect(signedIn.user.id == user.id)
        #expect(signedIn.viewer.holds([.local], for: [.samenHier], in: fixture.nijmegen.id))
        #expect(!signedIn.viewer.holds([.local], for: [.samenHier], in: fixture.haarlem.id))
        #expect(try found(.random()) == nil)
        #expect(token.text.count == 43)
        let stored: [UInt8]? = try fixture.read(.system) {
            try $0.db.value("SELECT token_hash FROM sessions")
        }
        #expect(stored == token.hash)
    }

    @Test("ends after thirty minutes without a request")
    func idle() throws {
        wait(30 * 60 - 1)
        #expect(try found() != nil)
        wait(1)
        #expect(try found() == nil)
    }

    @Test("lasts twelve hours in all, however much it is used")
    func life() throws {
        for _ in 0..<35 {
            wait(20 * 60)
            let session = try #require(try found()).session
            try fixture.write(.system) { try Session.touch(session.id, at: $0.now, in: $0) }
        }
        wait(19 * 60)
        #expect(try found() != nil)
        wait(60)
        #expect(try found() == nil)
    }

    @Test("of a later time is over too, when the clock was put back")
    func putBack() throws {
        wait(-30 * 60 + 1)
        #expect(try found() != nil)
        wait(-1)
        #expect(try found() == nil)
    }

    @Test("is written to at most once a minute")
    func touch() throws {
        let session = try #require(try found()).session
        #expect(!session.needsTouch(at: fixture.clock.now.adding(seconds: 59)))
        #expect(session.needsTouch(at: fixture.clock.now.adding(seconds: 60)))
    }

    @Test("is noted in one write with others, and its half hour begins anew")
    func noted() throws {
        let activity = SessionActivity(fixture.records)
        let session = try #require(try found()).session
        wait(20 * 60)
        activity.note(session.id, at: fixture.clock.now)
        activity.flush()
        wait(20 * 60)
        #expect(try found() != nil)
    }

    @Test("of a blocked account ends at once, in every browser, and does not come back")
    func blocked() throws {
        let other = try fixture.write(.system) {
            try Session.start(for: user, device: "Chromium", in: $0)
        }
        _ = try fixture.write(.system) { try User.setBlocked(true, user, in: $0) }
        #expect(try found() == nil && found(other) == nil)
        _ = try fixture.write(.system) { try User.setBlocked(false, user, in: $0) }
        #expect(try found() == nil && found(other) == nil)
    }

    @Test("carries the rights of today: none before they begin, none from their last day on")
    func rights() throws {
        let today = Zone.amsterdam.day(of: fixture.clock.now)
        try fixture.write(.system) { tx in
            try tx.db.run("UPDATE grants SET until_on = \(today + 1)")
            try User.grant(.init(.network), to: user.id, from: today + 1, in: tx)
        }
        #expect(try found()?.viewer.roles == [.local])
        wait(86_400)
        let tomorrow = try fixture.write(.system) {
            try Session.start(for: user, device: "Firefox", in: $0)
        }
        #expect(try found(tomorrow)?.viewer.roles == [.network])
    }

    @Test("is ended by its own person only")
    func end() throws {
        let session = try #require(try found()).session
        let other = try fixture.write(.system) { tx in
            try User.create(email: "els@voorbeeld.nl", name: "Els Visser", in: tx)
        }
        try fixture.write(.system) { try Session.end(session.id, of: other, in: $0) }
        #expect(try found() != nil)
        try fixture.write(.system) { try Session.end(session.id, of: user.id, in: $0) }
        #expect(try found() == nil)
    }

    @Test("in use is kept when the others end")
    func others() throws {
        let kept = try #require(try found()).session
        let other = try fixture.write(.system) {
            try Session.start(for: user, device: "Chromium", in: $0)
        }
        #expect(try fixture.read(.system) { try Session.live(of: user.id, in: $0).count } == 2)
        try fixture.write(.system) { try Session.endAll(of: user.id, except: kept.id, in: $0) }
        #expect(try found() != nil)
        #expect(try found(other) == nil)
    }

    @Test("remembers the sign-in before it")
    func previous() throws {
        #expect(try found()?.user.previousVisitAt == nil)
        let first = fixture.clock.now
        wait(86_400)
        let second = try fixture.write(.system) {
            try Session.start(for: user, device: "Firefox", in: $0)
        }
        #expect(try found(second)?.user.previousVisitAt == first)
    }
}
