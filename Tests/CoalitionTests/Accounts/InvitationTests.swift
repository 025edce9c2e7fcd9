import Coalition
import Fixtures
import Testing

@Suite("A one-time link")
struct InvitationTests {
    let fixture: Fixture
    let user: User

    init() throws {
        let fixture = try Fixture()
        self.fixture = fixture
        user = try fixture.write(.system) { tx in
            let id = try User.create(email: "els@voorbeeld.nl", name: "Els Visser", in: tx)
            return try #require(try User.find(id, in: tx))
        }
    }

    private func make() throws -> SessionToken {
        try fixture.write(.system) { try Invitation.create(for: user, in: $0) }
    }

    private func found(_ token: SessionToken) throws -> Invitation? {
        try fixture.read(.system) { try Invitation.find(token, in: $0) }
    }

    @Test("sets a password once, and ends the sessions there were")
    func once() throws {
        let token = try make()
        let session = try fixture.write(.system) {
            try Session.start(for: user, device: "Firefox", in: $0)
        }
        try fixture.write(.system) { tx in
            try #require(try Invitation.find(token, in: tx)).accept(passwordHash: "hash", in: tx)
        }
        #expect(try found(token) == nil)
        try fixture.read(.system) { tx throws in
            #expect(try User.find(user.id, in: tx)?.passwordHash == "hash")
            #expect(try SignedIn.find(session, in: tx) == nil)
        }
    }

    @Test("ends after seven days")
    func expires() throws {
        let token = try make()
        fixture.clock.now = fixture.clock.now.adding(seconds: Invitation.lifeSeconds - 1)
        #expect(try found(token) != nil)
        fixture.clock.now = fixture.clock.now.adding(seconds: 1)
        #expect(try found(token) == nil)
    }

    @Test("takes the place of an earlier one, which no longer works")
    func latest() throws {
        let (first, second) = (try make(), try make())
        #expect(try found(first) == nil)
        #expect(try found(second)?.user.id == user.id)
    }

    @Test("does nothing for a blocked account, nor with another token")
    func blocked() throws {
        let token = try make()
        #expect(try found(.random()) == nil)
        #expect(try found(SessionToken("")) == nil)
        _ = try fixture.write(.system) { try User.setBlocked(true, user, in: $0) }
        #expect(try found(token) == nil)
    }
}
