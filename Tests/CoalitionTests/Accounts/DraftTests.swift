import Coalition
import Fixtures
import Testing

@Suite("What was typed and not sent")
struct DraftTests {
    let fixture: Fixture
    let hanneke: Viewer
    let els: Viewer

    init() throws {
        let fixture = try Fixture()
        self.fixture = fixture
        (hanneke, els) = try fixture.write(.system) { tx in
            let people = try ["Hanneke", "Els"].map { name in
                let id = try User.create(email: "\(name)@voorbeeld.nl", name: name, in: tx)
                return Viewer(userID: id, name: name, grants: [])
            }
            return (people[0], people[1])
        }
    }

    private func draft(_ viewer: Viewer, _ form: String = "/groups/new") throws -> String? {
        try fixture.read(viewer) { try Draft.find(form, in: $0)?.body }
    }

    private func save(_ body: String, _ form: String = "/groups/new") throws {
        try fixture.write(hanneke) { try Draft.save(form, body: body, in: $0) }
    }

    @Test("is found again by its own person at its own form only")
    func own() throws {
        try save("name=Bottendaal&note=%D9%85")
        #expect(try draft(hanneke) == "name=Bottendaal&note=%D9%85")
        #expect(try draft(els) == nil)
        #expect(try draft(hanneke, "/families/new") == nil)
        #expect(try draft(fixture.hanneke) == nil)
    }

    @Test("is the last that was typed, until it is thrown away")
    func latest() throws {
        try save("name=Bott")
        try save("name=Bottendaal")
        try save("household_size=6", "/families/new")
        #expect(try draft(hanneke) == "name=Bottendaal")
        try fixture.write(hanneke) { try Draft.discard("/groups/new", in: $0) }
        #expect(try draft(hanneke) == nil)
        #expect(try draft(hanneke, "/families/new") == "household_size=6")
    }

    @Test("is kept for seven days, sealed")
    func week() throws {
        try save("name=Bottendaal")
        let stored: [UInt8]? = try fixture.read(hanneke) {
            try $0.db.value("SELECT fields_sealed FROM drafts")
        }
        #expect(!String(decoding: stored ?? [], as: UTF8.self).contains("Bottendaal"))
        fixture.clock.now = fixture.clock.now.adding(seconds: 7 * 86_400 - 1)
        #expect(try draft(hanneke) != nil)
        fixture.clock.now = fixture.clock.now.adding(seconds: 1)
        #expect(try draft(hanneke) == nil)
        try save("name=Hees", "/families/new")
        #expect(try fixture.read(hanneke) { try $0.db.value("SELECT count(*) FROM drafts") } == 1)
    }
}

@Suite("A form that is sent twice")
struct SubmissionTests {
    @Test("leads to where it led the first time, for a day")
    func twice() throws {
        let fixture = try Fixture()
        let viewer = try fixture.write(.system) { tx in
            let id = try User.create(email: "els@voorbeeld.nl", name: "Els Visser", in: tx)
            return Viewer(userID: id, name: "Els Visser", grants: [])
        }
        let before = try fixture.write(viewer) { tx in
            let before = try Submission.location(of: "once", in: tx)
            try Submission.record("once", "/groups/G-7K3Q", in: tx)
            return before
        }
        #expect(before == nil)
        #expect(
            try fixture.read(viewer) { try Submission.location(of: "once", in: $0) }
                == "/groups/G-7K3Q")
        #expect(try fixture.read(viewer) { try Submission.location(of: "other", in: $0) } == nil)
        #expect(throws: (any Error).self) {
            try fixture.write(viewer) { try Submission.record("once", "/elsewhere", in: $0) }
        }
        fixture.clock.now = fixture.clock.now.adding(seconds: 86_401)
        try fixture.write(viewer) { try Submission.record("later", "/groups/G-7K3R", in: $0) }
        #expect(try fixture.read(viewer) { try Submission.location(of: "once", in: $0) } == nil)
    }
}
