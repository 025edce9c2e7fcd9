import Coalition
import Fixtures
import Testing

@Suite("A form that is sent twice")
struct SubmissionTests {
    let fixture: Fixture
    let els: Viewer
    let hanneke: Viewer

    init() throws {
        let fixture = try Fixture()
        self.fixture = fixture
        (els, hanneke) = try fixture.write(.system) { tx in
            let people = try ["Els", "Hanneke"].map { name in
                let id = try User.create(email: "\(name)@voorbeeld.nl", name: name, in: tx)
                return Viewer(userID: id, name: name, grants: [])
            }
            return (people[0], people[1])
        }
    }

    private func sending(
        _ fields: String = "name=Lent", to form: String = "/groups", key: String = "a"
    ) -> Sending {
        Sending(form: form, key: key, fields: fields)
    }

    private func find(_ sending: Sending, as viewer: Viewer? = nil) throws -> Submission? {
        try fixture.read(viewer ?? els) { try Submission.find(sending, in: $0) }
    }

    private func record(_ sending: Sending, _ location: String, undo: String? = nil) throws {
        try fixture.write(els) {
            try Submission.record(sending, location: location, undo: undo, in: $0)
        }
    }

    @Test("leads to where it led the first time, for a day")
    func twice() throws {
        #expect(try find(sending()) == nil)
        try record(sending(), "/groups/G-7K3Q", undo: "/groups/G-7K3Q/undo")
        let found = try #require(try find(sending()))
        #expect(found.location == "/groups/G-7K3Q" && found.undo == "/groups/G-7K3Q/undo")
        #expect(found.isSame && found.sentAt == fixture.clock.now)
        fixture.clock.now = fixture.clock.now.adding(seconds: 86_400)
        #expect(try find(sending()) == nil)
        try record(sending(key: "b"), "/groups/G-7K3R")
        let kept: Int? = try fixture.read(els) {
            try $0.db.value("SELECT count(*) FROM submissions")
        }
        #expect(kept == 1)
    }

    @Test("is known by its person, its form and its key together")
    func own() throws {
        try record(sending(), "/groups/G-7K3Q")
        #expect(try find(sending(), as: hanneke) == nil)
        #expect(try find(sending(to: "/families")) == nil)
        #expect(try find(sending(key: "b")) == nil)
        #expect(throws: (any Error).self) { try record(sending(), "/elsewhere") }
    }

    @Test("with other fields tells of the first, and of exactly the same ones the same")
    func others() throws {
        try record(sending("name=Lent"), "/groups/G-7K3Q")
        fixture.clock.now = fixture.clock.now.adding(seconds: 60)
        #expect(try find(sending("name=lent"))?.isSame == false)
        try record(sending("name=lent"), "/groups/G-7K3R")
        #expect(try find(sending("name=lent"))?.location == "/groups/G-7K3R")
        #expect(try find(sending("name=Hees"))?.location == "/groups/G-7K3Q")
    }

    @Test("keeps nothing of what was typed")
    func sealed() throws {
        try record(sending("name=Meidoorn", key: "random"), "/groups/G-7K3Q")
        let row = try fixture.read(els) { tx in
            try tx.db.first("SELECT hex(key_hash) || hex(digest), location FROM submissions") {
                row in (try row.next() as String, try row.next() as String)
            }
        }
        let kept = try #require(row)
        #expect(kept.0.count == 128 && kept.1 == "/groups/G-7K3Q")
    }
}
