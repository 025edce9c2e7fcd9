import Coalition
import Fixtures
import HTTP
import SQLite
import Testing

@testable import Website

/// The pages by which a family changes, as coordinators of two cities use them.
@Suite("Pages of families that change")
struct MovePageTests {
    let site: SiteFixture
    let family: Family
    private var fixture: Fixture { site.fixture }

    init() throws {
        let site = try SiteFixture()
        self.site = site
        let waiting = try site.fixture.waiting { $0.neighbourhood = "Bottendaal" }
        family = try site.fixture.write(site.fixture.hanneke) { tx in
            for (name, kind) in [
                ("Amira Haddad", FamilyMember.Kind.parent), ("Basel Haddad", .partner),
                ("Dina Haddad", .child),
            ] {
                var person = FamilyMemberDraft()
                (person.name, person.kind, person.birthYear) = (name, kind, 1988)
                try person.add(to: waiting, in: tx)
            }
            return try Family.find(waiting.ref, in: tx)
        }
    }

    private func members() throws -> [Int64] {
        try fixture.read(fixture.hanneke) {
            try FamilyMember.all(of: family, in: $0).map(\.id.value).sorted()
        }
    }

    private var offered: [String: String?] {
        [
            "city": fixture.haarlem.ref, "consent_on_day": "20", "consent_on_month": "11",
            "consent_on_year": "2026", "how": "spoken",
        ]
    }

    private func denials() throws -> [String] {
        try fixture.read(.system) { tx in
            try tx.db.values("SELECT result FROM audit_log WHERE action = 'denied'")
        }
    }

    @Test("a family is offered, seen and taken in, and each city knows what is its own")
    func transfer() throws {
        let here = try site.browser(.local, in: fixture.nijmegen)
        let there = try site.browser(.local, in: fixture.haarlem)
        let form = try #require(here.open("\(family.path)/move", "\(family.path)/move"))
        let answer = here.send(form.with(offered))
        #expect(answer.status == .seeOther)
        #expect(here.note(at: family.path).contains("aangeboden"))
        #expect(here.page.contains("Aangeboden aan Haarlem"))
        there.get("/tasks")
        let path = try #require(
            PageLinks.paths(of: there.page).first { $0.hasPrefix("/transfers/") })
        #expect(there.page.contains("Kan uw stad gezin \(family.code.nl) opnemen?"))
        let question = try #require(there.open(path, path))
        for word in [family.ref, "Haddad", "Bottendaal"] { #expect(!there.page.contains(word)) }
        for word in [family.code.nl, "6 personen", "Arabisch"] {
            #expect(there.page.contains(word), "\(word)")
        }
        #expect(there.send(question.with(["takes_in": "no"])).status == .unprocessableContent)
        #expect(there.page.contains("id=\"reason-error\""))
        let taken = there.send(question.with(["takes_in": "yes"]))
        let new = try #require(there.location(taken))
        there.get(new)
        #expect(there.page.contains("Amira Haddad") && !there.page.contains(family.ref))
        #expect(there.location(there.get(path)) == new)
        here.get(family.path)
        #expect(here.page.contains("Verhuisd naar Haarlem"))
        for word in ["Haddad", "Bottendaal", "basisschool"] {
            #expect(!here.page.contains(word), "\(word)")
        }
        for page in ["edit", "move", "split", "merge", "growth"] {
            #expect(here.get("\(family.path)/\(page)").status == .notFound, "\(page)")
        }
        #expect(there.get(family.path).status == .notFound)
        #expect(here.get(new).status == .notFound)
    }

    @Test("a transfer to one's own city comes back at its field, with what was typed and a row")
    func ownCity() throws {
        let browser = try site.browser(.local, in: fixture.nijmegen)
        let form = try #require(browser.open("\(family.path)/move", "\(family.path)/move"))
        let answer = browser.send(
            form.with(offered.merging(["city": fixture.nijmegen.ref]) { $1 }))
        #expect(answer.status == .unprocessableContent)
        #expect(browser.page.contains("id=\"city-error\""))
        #expect(browser.page.contains("name=\"consent_on_day\" value=\"20\""))
        #expect(try denials() == ["guard.transfer.own_city"])
        browser.get(family.path)
        #expect(!browser.page.contains("Aangeboden aan"))
    }

    @Test("a split that leaves nobody comes back at its field, and nothing changed")
    func nobody() throws {
        let browser = try site.browser(.local, in: fixture.nijmegen)
        let path = "\(family.path)/split"
        var form = try #require(browser.open(path, path)).with([
            "kind": "ordinary", "on_day": "20", "on_month": "11", "on_year": "2026",
        ])
        #expect(browser.send(form).status == .unprocessableContent)
        #expect(browser.page.contains("id=\"members-error\""))
        #expect(browser.page.contains("name=\"on_day\" value=\"20\""))
        form.fields += try members().map { ("members", String($0)) }
        #expect(browser.send(form).status == .unprocessableContent)
        #expect(try denials() == ["guard.split.nobody_leaves", "guard.split.nobody_stays"])
        let count: Int? = try fixture.read(.system) {
            try $0.db.value("SELECT count(*) FROM families")
        }
        #expect(count == 1)
    }

    @Test("a merge of two families with a group comes back at its field, and nothing changed")
    func matched() throws {
        let other = try fixture.waiting()
        for (family, name) in [(family, "Bottendaal"), (other, "Hatert")] {
            _ = try fixture.proposed(family, try fixture.ready(name) { $0.maxHousehold = 9 })
        }
        let browser = try site.browser(.local, in: fixture.nijmegen)
        let path = "\(family.path)/merge"
        let form = try #require(browser.open(path, path))
        #expect(browser.send(form.with(["other": other.code.nl])).status == .unprocessableContent)
        #expect(browser.page.contains("id=\"other-error\""))
        #expect(browser.page.contains("value=\"\(other.code.nl)\""))
        #expect(try denials() == ["guard.merge.matched"])
        #expect(browser.get(other.path).status == .ok)
    }

    @Test("a double is made one and two again, by its name or by its reference")
    func merges() throws {
        let browser = try site.browser(.local, in: fixture.nijmegen)
        let other = try fixture.announced()
        let path = "\(family.path)/merge"
        let form = try #require(browser.open(path, path))
        #expect(browser.send(form.with(["other": other.ref])).status == .seeOther)
        #expect(browser.location(browser.get(other.path)) == family.path)
        browser.get("/families?q=\(other.code.nl)")
        #expect(browser.page.contains("href=\"\(family.path)\""))
        let undo = try #require(browser.open("\(path)/undo", "\(path)/undo"))
        #expect(browser.send(undo).status == .seeOther)
        #expect(browser.get(other.path).status == .ok)
        #expect(browser.get("\(path)/undo").status == .notFound)
    }

    @Test("a household grows with a warning, and somebody who died is told with a date alone")
    func household() throws {
        let group = try fixture.ready()
        _ = try fixture.proposed(family, group)
        let browser = try site.browser(.local, in: fixture.nijmegen)
        let path = "\(family.path)/growth"
        let form = try #require(browser.open(path, path)).with([
            "way": "birth", "joined_on_day": "1", "joined_on_month": "11",
            "joined_on_year": "2026",
        ])
        #expect(browser.send(form).status == .seeOther)
        #expect(browser.note(at: family.path).contains("groep Bottendaal"))
        let member = try #require(try members().first)
        let end = "\(family.path)/members/\(member)/end"
        let ending = try #require(browser.open(end, end)).with([
            "ending": "died", "left_on_day": "20", "left_on_month": "11", "left_on_year": "2026",
        ])
        #expect(browser.send(ending).status == .seeOther)
        browser.get(family.path)
        #expect(browser.page.contains("overleden op"))
        #expect(browser.get(end).status == .notFound)
    }
}
