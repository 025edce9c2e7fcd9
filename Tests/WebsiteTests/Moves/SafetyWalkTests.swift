import Coalition
import Fixtures
import HTTP
import SQLite
import Testing

@testable import Website

/// A family that was split for safety, whose one part then moved to Haarlem: what the people of the one
/// side can find of the other, on every page that they reach.
@Suite("After a split for safety")
struct SafetyWalkTests {
    let site: SiteFixture
    /// The part that stayed in Nijmegen, the one that left, and its record in Haarlem.
    let stays: Family
    let left: Family
    let there: Family
    private var fixture: Fixture { site.fixture }

    init() throws {
        let scene = try SafetyScene()
        (site, stays, left) = (scene.site, scene.stays, scene.left)
        let (fixture, new) = (scene.fixture, try scene.move())
        there = new
        // What only the new record holds.
        try fixture.write(fixture.coordinatorOfHaarlem) { tx in
            var draft = try FamilyDraft.stored(new.id, in: tx).draft
            draft.neighbourhood = "Schalkwijk"
            try draft.update(new, version: new.version, in: tx)
        }
    }

    /// Every page within reach, and what it says in its headers.
    private func walk(_ browser: Browser, _ visit: (String, String) -> Void) {
        var (waiting, seen) = (["/", "/families", stays.path, left.path], Set<String>())
        while let path = waiting.popLast(), seen.count < 250 {
            guard seen.insert(path).inserted else { continue }
            let answer = browser.get(path)
            let headers = answer.headerFields.map { "\($0.name): \($0.value)" }
            let body = String(decoding: answer.body, as: UTF8.self)
            visit(path, body + headers.joined(separator: "\n"))
            if answer.status == .ok { waiting += PageLinks.paths(of: browser.page) }
        }
    }

    @Test(
        "the people of the city that it left find nothing of where it is",
        arguments: [Role.local, .municipality, .shelter])
    func stayed(_ role: Role) throws {
        let browser = try site.browser(role, in: fixture.nijmegen)
        walk(browser) { path, page in
            for word in [there.ref, there.code.nl, "Schalkwijk"] {
                #expect(!page.contains(word), "\(role) \(path): \(word)")
            }
            // Some forms name all cities, whatever the family.
            let isOfPart = path.hasPrefix(stays.path) || path.hasPrefix(left.path)
            if isOfPart, !path.hasSuffix("/move"), !path.hasSuffix("/edit") {
                #expect(!page.contains("Haarlem"), "\(role) \(path)")
            }
        }
        for text in [there.ref, there.code.nl] {
            browser.get("/")
            browser.post("/search", ["q": text])
            #expect(!browser.page.contains("href=\"\(there.path)\""))
        }
    }

    @Test("the people of its new city find nothing of whom it left")
    func moved() throws {
        for role in [Role.local, .municipality] {
            let browser = try site.browser(role, in: fixture.haarlem)
            walk(browser) { path, page in
                guard path != stays.path, path != left.path else { return }
                for word in [stays.ref, stays.code.nl, left.ref, "Bottendaal", "Basel"] {
                    #expect(!page.contains(word), "\(role) \(path): \(word)")
                }
            }
        }
    }

    @Test("no page of the one part says anything of the other, but to who looks after safety")
    func parts() throws {
        let local = try site.browser(.local, in: fixture.nijmegen)
        for path in [
            stays.path, "\(stays.path)/edit", "\(stays.path)/merge", "\(stays.path)/needs",
        ] {
            local.get(path)
            for word in [left.ref, left.code.nl, "Amira", "Dina"] {
                #expect(!local.page.contains(word), "\(path): \(word)")
            }
        }
        local.get(left.path)
        for word in [stays.ref, stays.code.nl, "Bottendaal", "Bindkracht10", "Amira"] {
            #expect(!local.page.contains(word), "\(word)")
        }
        #expect(local.get("\(stays.path)/parting").status == .notFound)
        #expect(local.get("\(left.path)/parting").status == .notFound)
        let lead = try site.browser(.safeguarding)
        lead.get(stays.path)
        #expect(lead.page.contains("\(stays.path)/parting"))
        lead.get("\(stays.path)/parting")
        #expect(lead.page.contains(left.code.nl) && lead.page.contains(there.code.nl))
        let network = try site.browser(.network)
        #expect(network.get("\(stays.path)/parting").status == .notFound)
    }

    @Test("no row of the logs and no plain column of the one names the other")
    func logs() throws {
        let rows: [String] = try fixture.read(.system) { tx in
            try tx.db.values(
                """
                SELECT ref || ' ' || fields FROM audit_log
                WHERE ref LIKE \(stays.ref + "%") OR ref LIKE \(left.ref + "%")
                    OR ref LIKE \(there.ref + "%")
                """)
        }
        for (own, other) in [
            (stays.ref, left.ref), (left.ref, stays.ref), (left.ref, there.ref),
        ] {
            #expect(!rows.contains { $0.hasPrefix(own) && $0.contains(other) })
        }
        let paths: Int? = try fixture.read(.system) { tx in
            try tx.db.value(
                """
                SELECT count(*) FROM submissions
                WHERE form LIKE \("%\(stays.ref)%") AND location LIKE \("%\(left.ref)%")
                """)
        }
        #expect(paths == 0)
    }
}
