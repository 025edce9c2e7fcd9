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

    @Test("can be taken back for an hour after it was thrown away, by its own person only")
    func takenBack() throws {
        let form = "/groups/new"
        try fixture.write(hanneke) {
            try Draft.save(form, body: "name=Lent", path: "/groups/new", in: $0)
        }
        #expect(try fixture.write(hanneke) { try Draft.setAside(form, in: $0) })
        #expect(try !fixture.write(hanneke) { try Draft.setAside(form, in: $0) })
        #expect(try draft(hanneke) == nil)
        #expect(try fixture.write(els) { try Draft.takeBack(form, in: $0) } == nil)
        fixture.clock.now = fixture.clock.now.adding(seconds: 3599)
        #expect(try fixture.write(hanneke) { try Draft.takeBack(form, in: $0) } == "/groups/new")
        #expect(try draft(hanneke) == "name=Lent")
        #expect(try fixture.write(hanneke) { try Draft.takeBack(form, in: $0) } == nil)
        _ = try fixture.write(hanneke) { try Draft.setAside(form, in: $0) }
        fixture.clock.now = fixture.clock.now.adding(seconds: 3600)
        #expect(try fixture.write(hanneke) { try Draft.takeBack(form, in: $0) } == nil)
        let left: Int? = try fixture.read(hanneke) {
            try $0.db.value("SELECT count(*) FROM drafts")
        }
        #expect(left == 0)
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

    @Test("is told of at the next sign-in, with the page of its form")
    func left() throws {
        func told() throws -> String? {
            try fixture.write(hanneke) { tx in
                guard let id = hanneke.userID, let user = try User.find(id, in: tx) else {
                    return nil
                }
                return try Draft.left(by: user, in: tx)?.path
            }
        }
        try save("name=Hees", "deleted:log/12")
        #expect(try told() == nil)
        try fixture.write(hanneke) {
            try Draft.save("group:new", body: "name=Bott", path: "/groups/new", in: $0)
        }
        #expect(try told() == "/groups/new")
        fixture.clock.now = fixture.clock.now.adding(seconds: 60)
        try fixture.write(hanneke) { tx in
            guard let id = hanneke.userID, let user = try User.find(id, in: tx) else { return }
            _ = try Session.start(for: user, device: "", in: tx)
        }
        #expect(try told() == nil)
    }
}
