import Coalition
import Fixtures
import HTTPTypes
import Testing

@testable import Website

/// A year that began today in Nijmegen, and the pages on which it is lived.
struct YearSite {
    let site: SiteFixture
    let match: Match

    init() throws {
        let site = try SiteFixture()
        let fixture = site.fixture
        let proposed = try fixture.proposed(try fixture.waiting(), try fixture.ready())
        match = try fixture.write(fixture.hanneke) { tx in
            func now() throws -> Match { try Match.find(proposed.ref, in: tx) }
            try now().sign(on: tx.today, version: try now().version, in: tx)
            for side in Match.Side.allCases {
                try now().decide(side, .yes, on: tx.today, version: try now().version, in: tx)
            }
            try now().move(to: .active, Match.Told(on: tx.today), in: tx)
            return try now()
        }
        self.site = site
    }

    var path: String { "/matches/\(match.ref)" }

    func line(_ code: String) throws -> ChecklistLine {
        try site.fixture.read(site.fixture.hanneke) { tx in
            let plan = try YearPlan(try YearSubject(match, in: tx), today: tx.today, in: tx)
            return try #require(
                plan.periods.flatMap(\.lines).first { $0.line.code == code }?.line)
        }
    }

    func pass(days: Int) {
        site.fixture.clock.now = site.fixture.clock.now.adding(seconds: days * 86_400)
    }
}

@Suite("The page of a year")
struct PlanPageTests {
    @Test("ticks in one tap, comes back to the line, and takes it back")
    func tick() throws {
        let year = try YearSite()
        let browser = try year.site.browser(.local, in: year.site.fixture.nijmegen)
        browser.get("\(year.path)/plan")
        let line = try year.line("roles_divided")
        #expect(browser.page.contains("Taken in de groep verdeeld"))
        let back = "\(year.path)/plan?open=before_arrival"
        let target = "\(year.path)/ticks?back=\(Percent.encode(back))"
        let answer = browser.post(target, ["tick": "\(line.id.value)"])
        #expect(browser.location(answer) == "\(back)#regel-\(line.id.value)")
        browser.get(back)
        #expect(browser.page.contains("Afgevinkt: Taken in de groep verdeeld."))
        #expect(browser.page.contains("Hanneke Vos, "))
        browser.post("\(year.path)/ticks?untick=\(line.id.value)", [:])
        browser.get(back)
        #expect(browser.page.contains("Weer open: Taken in de groep verdeeld."))
    }

    @Test("says that a line is not needed with a reason, and asks for one")
    func skip() throws {
        let year = try YearSite()
        let browser = try year.site.browser(.local, in: year.site.fixture.nijmegen)
        let path = "\(year.path)/ticks/\(try year.line("playgroup").id.value)"
        browser.get(path)
        #expect(browser.post(path, ["reason": ""]).status == .unprocessableContent)
        #expect(browser.post(path, ["reason": "nonsense"]).status == .unprocessableContent)
        #expect(browser.post(path, ["reason": "not_applicable"]).status == .seeOther)
        browser.get("\(year.path)/plan")
        #expect(browser.page.contains("niet nodig: niet van toepassing"))
    }

    @Test("refuses unknown lines at their field, and lines of others")
    func refusals() throws {
        let year = try YearSite()
        let nijmegen = year.site.fixture.nijmegen
        let browser = try year.site.browser(.local, in: nijmegen)
        browser.get("\(year.path)/plan")
        for line in ["0", "x", "999999"] {
            let answer = browser.post("\(year.path)/ticks", ["tick": line])
            #expect(answer.status == .unprocessableContent)
        }
        let officer = try year.site.browser(.municipality, in: nijmegen)
        officer.get("\(year.path)/plan")
        let own = try year.line("benefits_received").id.value
        let other = try year.line("bank").id.value
        #expect(officer.post("\(year.path)/ticks", ["tick": "\(other)"]).status == .forbidden)
        #expect(officer.post("\(year.path)/ticks", ["tick": "\(own)"]).status == .seeOther)
    }

    @Test("shows lines to its city, totals to the network, and nothing to another city")
    func access() throws {
        let year = try YearSite()
        let (nijmegen, haarlem) = (year.site.fixture.nijmegen, year.site.fixture.haarlem)
        let plan = "\(year.path)/plan"
        for role in [Role.local, .municipality] {
            let browser = try year.site.browser(role, in: nijmegen)
            #expect(browser.get(plan).status == .ok)
            #expect(browser.page.contains("Bankrekening aangevraagd"))
            #expect(try year.site.browser(role, in: haarlem).get(plan).status == .notFound)
        }
        let network = try year.site.browser(.network)
        #expect(network.get(plan).status == .ok)
        #expect(!network.page.contains("Bankrekening aangevraagd"))
        #expect(network.page.contains("0 van "))
        let safe = try year.site.browser(.safeguarding)
        safe.get(plan)
        #expect(safe.page.contains("Bankrekening aangevraagd"))
        for role in [Role.admin, .auditor] {
            #expect(try year.site.browser(role).get(plan).status == .forbidden)
        }
    }

    @Test("stands in short on the pages of group, family and match")
    func panels() throws {
        let year = try YearSite()
        let browser = try year.site.browser(.local, in: year.site.fixture.nijmegen)
        let (group, family) = try year.site.fixture.read(year.site.fixture.hanneke) { tx in
            (
                try Group.find(try #require(year.match.group), in: tx).ref,
                try Family.find(year.match.family, in: tx).ref
            )
        }
        for page in [year.path, "/groups/\(group)", "/families/\(family)"] {
            browser.get(page)
            #expect(browser.page.contains("\(year.path)/plan"), "\(page)")
            #expect(browser.page.contains("Taken in de groep verdeeld"), "\(page)")
        }
    }
}

@Suite("The page of a review")
struct ReviewPageTests {
    private let told = [
        "held_on_day": "24", "held_on_month": "2", "held_on_year": "2027", "audience": "both",
        "outcome": "good", "answer.going": "Rustig.", "answer.contact": "4",
    ]

    @Test("holds the lines of its month, the questions and what follows in one save")
    func save() throws {
        let year = try YearSite()
        year.pass(days: 92)
        let browser = try year.site.browser(.local, in: year.site.fixture.nijmegen)
        let path = "\(year.path)/reviews/m3"
        browser.get(path)
        #expect(browser.page.contains("Gevraagd wat het gezin zelf wil bereiken"))
        let line = try year.line("wishes")
        let fields = told.merging([
            "lines": "\(line.id.value)", "task_title.1": "Bel de school", "task_due.1_day": "1",
            "task_due.1_month": "4", "task_due.1_year": "2027", "task_role.1": "local",
        ]) { $1 }
        #expect(browser.location(browser.post(path, fields)) == "\(year.path)/plan")
        browser.get("\(year.path)/plan")
        #expect(browser.page.contains("gehouden 24 februari"))
        browser.get("/tasks")
        #expect(browser.page.contains("Bel de school"))
        browser.get(path)
        #expect(browser.page.contains("Rustig."))
    }

    @Test("refuses what cannot be, at its field, and keeps what was typed")
    func refusals() throws {
        let year = try YearSite()
        year.pass(days: 92)
        let browser = try year.site.browser(.local, in: year.site.fixture.nijmegen)
        let path = "\(year.path)/reviews/m3"
        let wrong: [([String: String], String)] = [
            (["held_on_year": "2026"], "held_on-error"), (["outcome": "fine"], "outcome-error"),
            (["audience": ""], "audience-error"), (["answer.contact": "9"], "answer.contact-error"),
            (["task_title.1": "Bel"], "task_due.1-error"), (["lines": "1"], "lines-error"),
        ]
        for (change, place) in wrong {
            browser.get(path)
            let answer = browser.post(path, told.merging(change) { $1 })
            #expect(answer.status == .unprocessableContent, "\(change)")
            #expect(browser.page.contains(place), "\(change)")
            #expect(browser.page.contains("Rustig."))
        }
        #expect(browser.get("\(year.path)/reviews/m9").status == .notFound)
        #expect(browser.get("\(year.path)/reviews/m99").status == .notFound)
    }

    @Test("shows both texts when a colleague saved first")
    func conflict() throws {
        let year = try YearSite()
        year.pass(days: 92)
        let browser = try year.site.browser(.local, in: year.site.fixture.nijmegen)
        let path = "\(year.path)/reviews/m3"
        browser.get(path)
        browser.post(path, told)
        let change = told.merging(["version": "1", "answer.going": "Anders."]) { $1 }
        browser.get(path)
        #expect(browser.post(path, change).status == .seeOther)
        browser.get(path)
        let stale = told.merging(["version": "1", "answer.going": "Nog anders."]) { $1 }
        #expect(browser.post(path, stale).status == .conflict)
        #expect(browser.page.contains("Anders.") && browser.page.contains("Nog anders."))
    }

    @Test("is opened by the network with a reason that the coordinator sees, and by no officer")
    func access() throws {
        let year = try YearSite()
        year.pass(days: 92)
        let nijmegen = year.site.fixture.nijmegen
        let browser = try year.site.browser(.local, in: nijmegen)
        let path = "\(year.path)/reviews/m3"
        browser.get(path)
        browser.post(path, told)
        let safe = try year.site.browser(.safeguarding)
        #expect(safe.get(path).status == .ok && safe.page.contains("Rustig."))
        #expect(!safe.page.contains("<textarea"))
        #expect(try year.site.browser(.municipality, in: nijmegen).get(path).status == .forbidden)
        let network = try year.site.browser(.network)
        #expect(network.get(path).status == .ok && !network.page.contains("Rustig."))
        #expect(network.post("\(path)/open", ["reason": "kort"]).status == .unprocessableContent)
        #expect(network.page.contains("kort") && !network.page.contains("Rustig."))
        let reason = "De groep vroeg om een tweede blik"
        #expect(network.post("\(path)/open", ["reason": reason]).status == .ok)
        #expect(network.page.contains("Rustig.") && !network.page.contains("<textarea"))
        browser.get(path)
        #expect(browser.page.contains(reason))
        #expect(safe.post("\(path)/open", ["reason": reason]).status == .forbidden)
        let other = try year.site.browser(.local, in: year.site.fixture.haarlem)
        #expect(other.get(path).status == .notFound)
    }

    @Test("leads a worry on to where one is reported")
    func worry() throws {
        let year = try YearSite()
        year.pass(days: 92)
        let browser = try year.site.browser(.local, in: year.site.fixture.nijmegen)
        let path = "\(year.path)/reviews/m3"
        browser.get(path)
        browser.post(path, told.merging(["outcome": "worry"]) { $1 })
        browser.get("\(year.path)/plan")
        #expect(browser.page.contains("Meld de zorg") && browser.page.contains("/log/new"))
    }
}
