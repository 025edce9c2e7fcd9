import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("Pages of formal contacts")
struct ContactPageTests {
    let site: SiteFixture

    init() throws { site = try SiteFixture() }

    private var fixture: Fixture { site.fixture }

    private static let typed: [String: String?] = [
        "function": "client_manager", "organisation": "Gemeente Nijmegen",
        "name": "Marieke Brands", "phone": "024 000 41 01",
    ]

    @Test("one that was missing for a family is added from there and chosen at once")
    func added() throws {
        let family = try fixture.announced()
        let browser = try site.browser(.local, in: fixture.nijmegen)
        browser.get(family.path)
        #expect(browser.page.contains("href=\"\(family.path)/contacts/new\""))
        let first = browser.get("\(family.path)/contacts/new")
        let way = try #require(browser.location(first))
        #expect(way == "/contacts/new?family=\(family.ref)")
        let form = try #require(browser.open(way, "/contacts?family=\(family.ref)"))
        let answer = browser.send(form.with(Self.typed))
        #expect(browser.location(answer) == "\(family.path)#mensen")
        browser.get(family.path)
        #expect(browser.page.contains("Marieke Brands"))
        #expect(browser.page.contains("Klantmanager, Gemeente Nijmegen"))
        #expect(browser.page.contains("href=\"tel:0240004101\""))
    }

    @Test("chosen by two families its number is changed once, and is new on both pages")
    func changedOnce() throws {
        let families = [try fixture.announced(), try fixture.announced()]
        let browser = try site.browser(.local, in: fixture.nijmegen)
        let form = try #require(browser.open("/contacts/new", "/contacts"))
        #expect(browser.send(form.with(Self.typed)).status == .seeOther)
        for family in families {
            let path = "\(family.path)/contacts"
            let choice = try #require(browser.open("\(path)/new", path))
            #expect(browser.send(choice.with(["contact": "1"])).status == .seeOther)
        }
        browser.get("\(families[0].path)/contacts/1/edit")
        let back = Percent.encode(families[0].path)
        #expect(browser.page.contains("/contacts/1/edit?back="))
        let edit = try #require(
            browser.open("/contacts/1/edit?back=\(back)", "/contacts/1?back=\(back)"))
        let answer = browser.send(edit.with(["phone": "024 000 99 99"]))
        #expect(browser.location(answer) == families[0].path)
        for family in families {
            browser.get(family.path)
            #expect(browser.page.contains("024 000 99 99"))
            #expect(!browser.page.contains("024 000 41 01"))
        }
    }

    @Test("one that is kept already is asked about before a second is made")
    func twin() throws {
        let browser = try site.browser(.local, in: fixture.nijmegen)
        let form = try #require(browser.open("/contacts/new", "/contacts"))
        _ = browser.send(form.with(Self.typed))
        let again = try #require(browser.open("/contacts/new", "/contacts"))
        #expect(browser.send(again.with(Self.typed)).status == .conflict)
        #expect(browser.page.contains("Dit contact staat er misschien al"))
        #expect(browser.page.contains("href=\"/contacts/1/edit\""))
        let sure = try #require(browser.form("/contacts"))
        #expect(browser.send(sure).status == .seeOther)
        browser.get("/contacts")
        #expect(browser.page.contains("<span class=\"count\">2</span>"))
    }

    @Test("the municipality keeps its client managers, and reads of the others what they are for")
    func municipality() throws {
        let local = try site.browser(.local, in: fixture.nijmegen)
        let form = try #require(local.open("/contacts/new", "/contacts"))
        _ = local.send(
            form.with(Self.typed.merging(["function": "guidance", "name": "Saskia"]) { $1 }))
        let officer = try site.browser(.municipality, in: fixture.nijmegen)
        let own = try #require(officer.open("/contacts/new", "/contacts"))
        #expect(!officer.page.contains("value=\"guardian\""))
        #expect(officer.send(own.with(Self.typed)).status == .seeOther)
        officer.get("/contacts")
        #expect(officer.page.contains("Marieke Brands"))
        #expect(officer.page.contains("Maatschappelijke begeleiding"))
        #expect(!officer.page.contains("Saskia"))
        #expect(officer.get("/contacts/1/edit").status == .forbidden)
        #expect(officer.get("/contacts/2/edit").status == .ok)
        let forged = try #require(officer.open("/contacts/new", "/contacts"))
        let answer = officer.send(forged.with(Self.typed.merging(["function": "coa"]) { $1 }))
        #expect(answer.status == .unprocessableContent)
        officer.get("/cities/\(fixture.nijmegen.ref)")
        #expect(officer.page.contains("/contacts?city=\(fixture.nijmegen.ref)\" data-count=\"2\""))
        let haarlem = try site.browser(.municipality, in: fixture.haarlem)
        #expect(haarlem.get("/contacts/2/edit").status == .notFound)
        #expect(
            try site.browser(.shelter, in: fixture.nijmegen).get("/contacts").status == .forbidden)
    }

    @Test("another municipality is suggested while typing, corrected when it is unknown, and kept")
    func assigned() throws {
        let family = try fixture.announced()
        let browser = try site.browser(.local, in: fixture.nijmegen)
        let form = try #require(browser.open("\(family.path)/edit", family.path))
        #expect(browser.page.contains("<option value=\"Wijchen\"></option>"))
        let wrong = browser.send(form.with(["assigned_municipality": "Wijchn"]))
        #expect(wrong.status == .unprocessableContent)
        #expect(browser.page.contains("id=\"assigned_municipality-error\""))
        #expect(browser.page.contains("Bedoelt u: Wijchen"))
        let right = try #require(browser.form(family.path))
        #expect(
            browser.send(right.with(["assigned_municipality": "wijchen"])).status == .seeOther)
        browser.get(family.path)
        #expect(browser.page.contains("Koppelgemeente") && browser.page.contains("Wijchen"))
        let officer = try site.browser(.municipality, in: fixture.nijmegen)
        officer.get("\(family.path)/edit")
        #expect(!officer.page.contains("assigned_municipality"))
        #expect(!officer.page.contains("municipality_duty_on"))
    }

    @Test("a duty of the municipality opens the names to it, and without one they are closed")
    func duty() throws {
        let family = try fixture.write(fixture.hanneke) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.resettlement, 1)
            let family = try draft.create(in: fixture.nijmegen, tx)
            var person = FamilyMemberDraft()
            (person.kind, person.name) = (.single, "Zarghuna Noori")
            try person.add(to: family, in: tx)
            return family
        }
        let local = try site.browser(.local, in: fixture.nijmegen)
        let officer = try site.browser(.municipality, in: fixture.nijmegen)
        func sees() -> Bool {
            officer.get(family.path)
            return officer.page.contains("Zarghuna")
        }
        func set(_ day: (String, String, String)) throws {
            let form = try #require(local.open("\(family.path)/edit", family.path))
            let answer = local.send(
                form.with([
                    "municipality_duty_on_day": day.0, "municipality_duty_on_month": day.1,
                    "municipality_duty_on_year": day.2,
                ]))
            #expect(answer.status == .seeOther)
        }
        #expect(!sees())
        try set(("24", "11", "2026"))
        #expect(sees())
        #expect(officer.page.contains("Gemeente heeft een taak sinds"))
        #expect(officer.get("\(family.path)/edit").status == .forbidden)
        let haarlem = try site.browser(.municipality, in: fixture.haarlem)
        #expect(haarlem.get(family.path).status == .notFound)
        try set(("", "", ""))
        #expect(!sees())
    }
}
