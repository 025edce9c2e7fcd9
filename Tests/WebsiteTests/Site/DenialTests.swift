import Coalition
import Fixtures
import HTTP
import HTTPTypes
import SQLite
import Testing

@testable import Website

@Suite("What somebody is refused")
struct DenialTests {
    let site: SiteFixture
    let group: Group

    init() throws {
        site = try SiteFixture()
        let nijmegen = site.fixture.nijmegen
        group = try site.fixture.write(site.fixture.hanneke) { tx in
            var draft = GroupDraft()
            draft.name = "Hees"
            return try draft.create(in: nijmegen, tx)
        }
    }

    @Test("fault R06 leaves a row: another city's record, a step by a guard, a form by a role")
    func rows() throws {
        let haarlem = try site.browser(.local, in: site.fixture.haarlem)
        #expect(haarlem.get("/groups/\(group.ref)").status == .notFound)
        #expect(try denials() == ["group \(group.ref) error.404"])
        haarlem.get("/groups/G-0000")
        #expect(try denials().count == 1)

        let nijmegen = try site.browser(.local, in: site.fixture.nijmegen)
        nijmegen.get("/groups/\(group.ref)")
        let step = nijmegen.post(
            "/groups/\(group.ref)/transitions",
            ["state": "forming", "once": nijmegen.value(of: "once") ?? ""])
        #expect(step.status == .unprocessableContent)
        #expect(try denials().last == "group \(group.ref) guard.group.intake.unmet")

        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        officer.get("/groups/\(group.ref)")
        #expect(officer.get("/groups/\(group.ref)/edit").status == .forbidden)
        #expect(try denials().last == "group \(group.ref) forbidden.role")
    }

    private func denials() throws -> [String] {
        try site.fixture.read(.system) { tx in
            try tx.db.all(
                """
                SELECT subject, ref, result FROM audit_log WHERE action = 'denied' ORDER BY id
                """
            ) { row in
                let (subject, ref): (String, String) = (try row.next(), try row.next())
                return "\(subject) \(ref) \(try row.next() as String)"
            }
        }
    }
}
