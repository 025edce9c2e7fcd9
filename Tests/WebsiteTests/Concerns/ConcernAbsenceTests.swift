import CoalitionDemo
import Fixtures
import Foundation
import HTTP
import HTTPTypes
import SQLite
import Testing

@testable import Coalition
@testable import Website

/// What is reported about a coordinator, and who walks through every page before and after.
@Suite("A concern about the coordinator")
struct ConcernAbsenceTests {
    /// Words that stand nowhere but in what is reported.
    static let planted = "Purperkwartel"

    @Test("is on no page of that coordinator, the deputy and the officer of the city")
    func absent() throws {
        let demo = try DemoSite()
        let people = ["lokaal.nijmegen", "collega.nijmegen", "gemeente.nijmegen"]
        let subject = try standIn("lokaal.nijmegen", by: "collega.nijmegen", demo)
        let browsers = people.map(demo.browser)
        _ = browsers.map(walk)
        let before = browsers.map(walk)
        let concern = try report(about: subject, demo)
        let after = browsers.map(walk)
        for (person, (old, new)) in zip(people, zip(before, after)) {
            #expect(old.count > 60)
            #expect(Set(old.keys) == Set(new.keys), "\(person)")
            for (path, page) in new where page != old[path] {
                Issue.record("\(person) \(path): \(difference(old[path] ?? "", page))")
            }
        }
        for browser in browsers { refuses(browser, concern) }
    }

    /// Its own address answers like one that nothing has, whatever is asked of it.
    private func refuses(_ browser: Browser, _ concern: Concern) {
        browser.get("/")
        for route in Features.routes(isDemo: false) where route.pattern.hasPrefix("/concerns/:ref")
        {
            func answer(_ ref: String) -> (HTTPResponse.Status, String) {
                let path = route.pattern.replacing(":ref", with: ref)
                let status =
                    route.method == .get ? browser.get(path).status : browser.post(path).status
                let page = settled(browser.page).replacing(ref, with: "Z")
                browser.get("/")
                return (status, page)
            }
            let (own, none) = (answer(concern.ref), answer("Z-0000"))
            #expect(own.0 == none.0 && own.1 == none.1, "\(route.pattern)")
            #expect(own.0 != .ok)
        }
    }

    private func standIn(_ person: String, by deputy: String, _ demo: DemoSite) throws -> String {
        try demo.records.write(as: .system) { tx in
            let subject = try #require(try User.find(email: "\(person)@coalitie.example", in: tx))
            let other = try #require(try User.find(email: "\(deputy)@coalitie.example", in: tx))
            try tx.db.run("UPDATE users SET deputy_id = \(other.id) WHERE id = \(subject.id)")
            return subject.ref
        }
    }

    /// Reported by the shelter's coordinator, triaged, worked on, with a task for the network.
    private func report(about ref: String, _ demo: DemoSite) throws -> Concern {
        func viewer(_ name: String) throws -> Viewer {
            try demo.records.read(as: .system) { tx in
                let user = try #require(try User.find(email: "\(name)@coalitie.example", in: tx))
                return Viewer(
                    userID: user.id, name: user.name, grants: try Viewer.grants(of: user.id, in: tx)
                )
            }
        }
        let (shelter, lead) = (try viewer("shelter.nijmegen"), try viewer("aandacht"))
        let group = try #require(try demo.ref("/groups", "Nijmegen"))
        let concerns = try demo.records.write(as: shelter) { tx in
            let city = try #require(try City.all(in: tx).first { $0.nameNL == "Nijmegen" })
            let subjects = try tx.db.all(
                """
                SELECT \(Group.columns) FROM groups WHERE ref = \(group)
                """, Group.init)
            return try subjects.flatMap { group in
                let places = [
                    ConcernPlace(in: city, tx.viewer),
                    try ConcernPlace(about: .group(group), in: tx),
                ]
                return try places.map { place in
                    var draft = ConcernDraft()
                    draft.text = "\(ConcernAbsenceTests.planted) zegt dat hij geld vroeg."
                    (draft.kind, draft.severity) = (.complaint, .acute)
                    (draft.source, draft.about) = (.family, .account(ref))
                    return try draft.report(place, in: tx)
                }
            }
        }
        try demo.records.write(as: lead) { tx in
            for concern in concerns {
                let found = try Concern.find(concern.ref, in: tx)
                _ = try OpenConcern.open(found, in: tx)
                var draft = TriageDraft()
                (draft.kind, draft.severity, draft.about) = (.money, .acute, .account(ref))
                draft.handler = try User.find(try #require(lead.userID), in: tx)?.ref
                // Of the one about the group its city may know, and still not whom it is about.
                draft.isPrivate = found.subject == nil
                try draft.triage(
                    found, phone: nil, version: try Concern.find(concern.ref, in: tx).version,
                    in: tx)
                let triaged = try Concern.find(concern.ref, in: tx)
                try triaged.agree("\(ConcernAbsenceTests.planted) wacht af.", in: tx)
                try triaged.take(step: 1, on: tx.today, in: tx)
                var task = TaskDraft()
                (task.title, task.role, task.dueOn) = ("Bel terug", .network, tx.today + 1)
                _ = try triaged.ask(task, in: tx)
            }
        }
        return try #require(concerns.last)
    }

    /// Every page to which links lead, without what is drawn anew for each.
    private func walk(_ browser: Browser) -> [String: String] {
        var (waiting, pages) = (
            ["/", "/tasks", "/concerns", "/week", "/search?q=Z-"], [String: String]()
        )
        while let path = waiting.popLast() {
            // A look at what was said apart is a row of the page itself.
            let isLook = path.contains("/voice/") || path.contains("/account")
            guard pages[path] == nil, !isLook, pages.count < 150 else { continue }
            let answer = browser.get(path)
            guard answer.status == .ok else {
                pages[path] = "\(answer.status.code)"
                continue
            }
            pages[path] = settled(browser.page)
            waiting += PageLinks.paths(of: browser.page).filter { pages[$0] == nil }.sorted()
        }
        return pages
    }

    private func settled(_ page: String) -> String {
        page.replacing(/name="(csrf|once|draft_start)" value="[^"]*"/, with: "")
            .replacing(/\d\d:\d\d/, with: "")
            .replacing(/\d+ (minuten|minuut|seconden)/, with: "")
    }

    private func difference(_ old: String, _ new: String) -> String {
        let (old, new) = (old.split(separator: "\n"), new.split(separator: "\n"))
        return zip(old, new).first { $0 != $1 }.map { "\($0.0.prefix(300)) | \($0.1.prefix(300))" }
            ?? "\(old.count) \(new.count) lines"
    }
}

@Suite("Words in a concern")
struct ConcernWordsTests {
    @Test("are on no page of who may not read them, in no file of the database and in no address")
    func words() throws {
        let site = try SiteFixture()
        let group = try ActiveGroup.make("Hatert", in: site.fixture)
        let ref = group.replacing("/groups/", with: "")
        let reporter = try site.browser(.local, in: site.fixture.nijmegen)
        let lead = try site.browser(.safeguarding)
        let word = ConcernAbsenceTests.planted
        reporter.get("/concerns/new?about=\(ref)")
        let answer = reporter.post(
            "/concerns?about=\(ref)",
            [
                "text": "\(word) slaat zijn vrouw.", "kind": "violence", "severity": "high",
                "source": "family", "about": "",
            ])
        let path = try #require(reporter.location(answer))
        lead.get(path)
        #expect(lead.page.contains(word))
        lead.post("\(path)/agreed", ["agreed": "\(word) wordt gebeld."])
        // What is refused keeps what was typed, for its writer alone.
        lead.get(path)
        let refused = lead.post("\(path)/close", ["outcome_text": "\(word) is weg."])
        #expect(refused.status == .unprocessableContent && lead.page.contains("\(word) is weg."))
        let others = [
            reporter, try site.browser(.municipality, in: site.fixture.nijmegen),
            try site.browser(.network), try site.browser(.admin), try site.browser(.auditor),
            try site.browser(.local, in: site.fixture.haarlem),
        ]
        for browser in others {
            for place in [
                "/", "/concerns", path, group, "\(group)/log", "/tasks", "/changes",
                "/search?q=\(word)", "/week",
            ] {
                let status = browser.get(place).status
                let isOwnQuery = place.hasPrefix("/search")
                #expect(!browser.page.contains(word) || isOwnQuery, "\(place) \(status)")
            }
        }
        for file in try FileManager.default.contentsOfDirectory(
            at: site.fixture.folder, includingPropertiesForKeys: nil)
        {
            let bytes = try Data(contentsOf: file)
            #expect(bytes.range(of: Data(word.utf8)) == nil, "\(file.lastPathComponent)")
        }
    }
}
