import Coalition
import Fixtures
import HTTPTypes
import Testing

@testable import Website

@Suite("The lists of the year")
struct ChecklistPageTests {
    private func version(_ page: String) -> String {
        page.firstMatch(of: #/name="version" value="(\d+)"/#).map { String($0.1) } ?? ""
    }

    @Test("are written by the network; a list without lines or without English is refused")
    func network() throws {
        let site = try SiteFixture()
        let browser = try site.browser(.network)
        browser.get("/checklists")
        #expect(browser.page.contains("De eerste twee weken"))
        let path = "/checklists/month_9"
        browser.get(path)
        let seen = version(browser.page)
        #expect(browser.page.contains("Bekend wie er na het jaar helpt"))
        let empty = browser.post(path, ["version": seen, "title_nl.0": "", "title_en.0": ""])
        #expect(empty.status == .unprocessableContent)
        #expect(browser.page.contains("ten minste één regel"))
        let dutch = browser.post(
            path, ["version": seen, "title_nl.0": "Iets", "title_en.0": "", "owner.0": "group"])
        #expect(dutch.status == .unprocessableContent)
        #expect(browser.page.contains("title_en.0-error"))
        let good = browser.post(
            path,
            [
                "version": seen, "title_nl.0": "Iets", "title_en.0": "Something",
                "owner.0": "group", "days.0": "-7", "order.0": "1",
            ])
        #expect(good.status == .seeOther)
        browser.get("/checklists")
        #expect(browser.page.contains("1 regel, versie 2"))
        let stale = browser.post(
            path, ["version": seen, "title_nl.0": "Oud", "title_en.0": "Old", "owner.0": "group"])
        #expect(stale.status == .conflict)
    }

    @Test("are made a city's own by its coordinator, who can go back to the network's")
    func city() throws {
        let site = try SiteFixture()
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        let query = "?city=\(site.fixture.nijmegen.ref)"
        browser.get("/checklists/month_9\(query)")
        let answer = browser.post(
            "/checklists/month_9\(query)",
            [
                "version": version(browser.page), "title_nl.0": "Van ons",
                "title_en.0": "Of ours", "owner.0": "group",
            ])
        #expect(answer.status == .seeOther)
        browser.get("/checklists\(query)")
        #expect(browser.page.contains("eigen lijst, versie 1"))
        browser.get("/checklists/month_9\(query)")
        let back = browser.confirmed(
            "/checklists/month_9/network\(query)", ["version": version(browser.page)])
        #expect(back.status == .seeOther)
        browser.get("/checklists\(query)")
        #expect(!browser.page.contains("eigen lijst"))
        let other = "?city=\(site.fixture.haarlem.ref)"
        #expect(browser.get("/checklists\(other)").status == .notFound)
        #expect(browser.get("/checklists/nonsense").status == .notFound)
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        #expect(officer.get("/checklists").status == .forbidden)
    }
}

@Suite("The milestones of a family")
struct MilestonePageTests {
    @Test("are written down with a day, a month or a year, and stand on the family's road")
    func precision() throws {
        let year = try YearSite()
        let browser = try year.site.browser(.local, in: year.site.fixture.nijmegen)
        let family = try year.site.fixture.read(year.site.fixture.hanneke) {
            try Family.find(year.match.family, in: $0)
        }
        let path = "/families/\(family.ref)/milestones"
        browser.get("\(path)/new")
        func add(_ kind: String, _ day: String, _ month: String, _ year: String) -> Int {
            browser.post(
                path,
                [
                    "kind": kind, "reached_on_day": day, "reached_on_month": month,
                    "reached_on_year": year, "source": "family",
                ]
            ).status.code
        }
        #expect(add("gp", "3", "11", "2026") == 303)
        #expect(add("a2", "", "10", "2026") == 303)
        #expect(add("work", "", "", "2025") == 303)
        #expect(add("b1", "1", "1", "2030") == 422)
        #expect(add("gp", "4", "11", "2026") == 422)
        #expect(add("nonsense", "4", "11", "2026") == 422)
        #expect(add("b1", "", "", "") == 422)
        browser.get("/families/\(family.ref)")
        #expect(browser.page.contains("3 november 2026") && browser.page.contains("oktober 2026"))
        #expect(browser.page.contains("De weg van dit gezin"))
        let other = try year.site.browser(.local, in: year.site.fixture.haarlem)
        #expect(other.get("\(path)/new").status == .notFound)
    }
}
