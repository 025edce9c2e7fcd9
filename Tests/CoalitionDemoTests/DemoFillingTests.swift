import Coalition
import CoalitionDemo
import Fixtures
import Foundation
import Testing

@Suite("Filling records with the demo")
struct DemoFillingTests {
    let fixture: Fixture
    let access: RecordsAccess

    init() throws {
        fixture = try Fixture()
        access = try RecordsAccess(
            RecordFiles(
                database: fixture.folder.appending(path: "new.sqlite").path,
                keyFile: fixture.folder.appending(path: "new.key").path),
            migrations: Fixture.home.appending(path: "Migrations"))
    }

    private func add(_ email: String) throws {
        let open = try access.alone()
        defer { open.close() }
        try open.records.write(as: .system) { tx in
            _ = try User.create(email: email, name: "Els Visser", in: tx)
        }
    }

    private func emails() throws -> [String] {
        let open = try access.alone()
        defer { open.close() }
        return try open.records.read(as: .system) { try User.all(in: $0).map(\.email) }
    }

    @Test("is not done where somebody has an account, nor without the wish")
    func kept() throws {
        let open = try access.alone()
        try open.fill(demo: false)
        #expect(try open.records.read(as: .system) { try City.all(in: $0) }.isEmpty)
        open.close()
        try add("els@voorbeeld.nl")
        let again = try access.alone()
        try again.fill(demo: true)
        again.close()
        #expect(try emails() == ["els@voorbeeld.nl"])
    }

    @Test("anew is refused for records that are not the demo, and changes nothing then")
    func notTheDemo() throws {
        try add("els@voorbeeld.nl")
        let failure = #expect(throws: StartFailure.self) { try access.remakeDemo() }
        #expect(failure?.status == .data)
        #expect(try emails() == ["els@voorbeeld.nl"])
    }

    @Test("is what a clock file tells the time of, and no records of other people")
    func invented() throws {
        #expect(throws: Never.self) { try access.requireInvented() }
        try add("els@voorbeeld.nl")
        let failure = #expect(throws: StartFailure.self) { try access.requireInvented() }
        #expect(failure?.status == .configuration)
        try add("beheer@coalitie.example")
        #expect(throws: Never.self) { try access.requireInvented() }
    }

    @Test("anew is refused while a server has the records")
    func locked() throws {
        try add("beheer@coalitie.example")
        let open = try access.alone()
        let failure = #expect(throws: StartFailure.self) { try access.remakeDemo() }
        #expect(failure?.status == .unavailable)
        open.close()
        #expect(try emails() == ["beheer@coalitie.example"])
    }

    @Test("anew is refused for a file that cannot be read")
    func damaged() throws {
        let path = fixture.folder.appending(path: "new.sqlite")
        try Data(String(repeating: "Dit is een brief.\n", count: 400).utf8).write(to: path)
        #expect(throws: StartFailure.self) { try access.remakeDemo() }
        #expect(FileManager.default.fileExists(atPath: path.path))
    }

    @Test("keeps them from everybody but this machine")
    func reachable() throws {
        try add("beheer@coalitie.example")
        let open = try access.alone()
        defer { open.close() }
        let here = try ServiceOptions().plan()
        #expect(throws: Never.self) { try open.requirePrivacy(of: here) }
        var options = ServiceOptions()
        options.origin = "https://coalitie.example"
        options.proxies = ["127.0.0.1"]
        let proxied = try options.plan()
        #expect(throws: StartFailure.self) { try open.requirePrivacy(of: proxied) }
    }
}
