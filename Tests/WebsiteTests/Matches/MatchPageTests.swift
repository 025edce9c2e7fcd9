import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("Pages of matches")
struct MatchPageTests {
    let site: SiteFixture
    let family: Family
    let group: Group
    let browser: Browser

    init() throws {
        site = try SiteFixture()
        family = try site.fixture.waiting()
        group = try site.fixture.ready()
        browser = try site.browser(.local, in: site.fixture.nijmegen)
    }

    private func propose(_ family: Family, _ group: Group) throws -> (path: String?, page: String) {
        let target = "?family=\(family.ref)&group=\(group.ref)"
        browser.get("/matches/new\(target)")
        // A pair that cannot be proposed has no form, and is refused when it is sent all the same.
        let fields = browser.value(of: "once").map { ["once": $0] } ?? [:]
        let answer = browser.post("/matches\(target)", fields)
        return (browser.location(answer), browser.page)
    }

    private func decide(
        _ path: String, _ side: String, _ decision: String, day: String = "24"
    ) -> Response {
        browser.get(path)
        var fields = [
            "version": browser.value(of: "version") ?? "", "\(side)_decision": decision,
            "\(side)_decided_on_day": day,
            "\(side)_decided_on_month": "11", "\(side)_decided_on_year": "2026",
        ]
        if decision == "yes" { fields["expectations"] = "1" }
        return browser.post("\(path)/decisions", fields)
    }

    @Test("both sides are recorded at once, and what was not answered stays open")
    func both() throws {
        let path = try #require(try propose(family, group).path)
        browser.get(path)
        var answer = ["version": browser.value(of: "version") ?? "", "family_decision": "yes"]
        for side in ["family", "group"] {
            answer["\(side)_decided_on_day"] = "24"
            answer["\(side)_decided_on_month"] = "11"
            answer["\(side)_decided_on_year"] = "2026"
        }
        #expect(browser.post("\(path)/decisions", answer).status == .seeOther)
        browser.get(path)
        #expect(browser.page.contains("Het besluit is vastgelegd."))
        #expect(browser.page.contains("Voorgesteld"))
        answer["version"] = browser.value(of: "version") ?? ""
        answer["group_decision"] = "yes"
        #expect(browser.post("\(path)/decisions", answer).status == .seeOther)
        browser.get(path)
        #expect(browser.page.contains("zodra zij tekenden wat zij van elkaar verwachten"))
        answer["version"] = browser.value(of: "version") ?? ""
        answer["expectations"] = "1"
        #expect(browser.post("\(path)/decisions", answer).status == .seeOther)
        browser.get(path)
        #expect(browser.page.contains("de koppeling is nu overeengekomen"))
        // The same sent again changes nothing, and is told so.
        #expect(browser.post("\(path)/decisions", answer).status == .seeOther)
    }

    @Test("a decision that nobody gave is asked for, and a stale one refused")
    func none() throws {
        let path = try #require(try propose(family, group).path)
        browser.get(path)
        let version = browser.value(of: "version") ?? ""
        let bare = browser.post("\(path)/decisions", ["version": version])
        #expect(bare.status == .unprocessableContent)
        #expect(browser.page.contains("id=\"family_decision-error\""))
        #expect(decide(path, "family", "yes").status == .seeOther)
        let stale = browser.post(
            "\(path)/decisions",
            [
                "version": version, "group_decision": "yes", "group_decided_on_day": "24",
                "group_decided_on_month": "11", "group_decided_on_year": "2026",
            ])
        #expect(stale.status == .unprocessableContent)
    }

    @Test("a proposal needs a yes of both sides, each recorded when it comes")
    func agreed() throws {
        let path = try #require(try propose(family, group).path)
        #expect(decide(path, "family", "yes").status == .seeOther)
        browser.get("/matches?state=agreed")
        #expect(!browser.page.contains("href=\"\(path)\""))
        #expect(decide(path, "group", "yes").status == .seeOther)
        browser.get("/matches?state=agreed")
        #expect(browser.page.contains("href=\"\(path)\""))
        browser.get(family.path)
        #expect(browser.page.contains("href=\"/groups/\(group.ref)\""))
    }

    @Test("a second proposal for the same family is refused, in words and without a reference")
    func second() throws {
        let first = try #require(try propose(family, group).path)
        let other = try site.fixture.ready("Zwanenveld")
        let again = try propose(family, other)
        #expect(again.path == nil)
        let ref = String(first.dropFirst("/matches/".count))
        #expect(again.page.contains("al gekoppeld of voorgesteld aan groep \(group.name)."))
        #expect(!again.page.contains("koppeling \(ref)"))
        browser.get(family.path)
        #expect(!browser.page.contains(other.ref))
    }

    @Test("a decision for tomorrow is refused at its day")
    func tomorrow() throws {
        let path = try #require(try propose(family, group).path)
        let answer = decide(path, "group", "yes", day: "25")
        #expect(answer.status == .unprocessableContent)
        #expect(browser.page.contains("id=\"group_decided_on-error\""))
        #expect(!browser.page.contains("id=\"family_decided_on-error\""))
        #expect(browser.page.contains("href=\"#group_decided_on_day\""))
    }

    private func start(_ path: String, _ day: String, _ month: String = "11") -> Response {
        browser.post(
            "\(path)/transitions",
            [
                "state": "active", "starts_on_day": day, "starts_on_month": month,
                "starts_on_year": "2026",
            ])
    }

    @Test("the year starts with one button, on the day beside it")
    func active() throws {
        let path = try #require(try propose(family, group).path)
        _ = decide(path, "family", "yes")
        #expect(start(path, "24").status == .unprocessableContent)
        _ = decide(path, "group", "yes")
        browser.get(path)
        #expect(browser.page.contains("value=\"active\""))
        #expect(browser.value(of: "starts_on_day") == "24")
        let bare = browser.post("\(path)/transitions", ["state": "active"])
        #expect(bare.status == .unprocessableContent)
        #expect(start(path, "31").status == .unprocessableContent)
        #expect(browser.page.contains("id=\"starts_on-error\""))
        #expect(start(path, "24").status == .seeOther)
        browser.get("/groups/\(group.ref)")
        #expect(browser.page.contains("Actief"))
        browser.get("/matches/new?family=\(family.ref)")
        #expect(browser.page.contains("Dit kan nu niet"))
    }

    @Test("a later day is written down, and the year does not start")
    func later() throws {
        let path = try #require(try propose(family, group).path)
        _ = decide(path, "family", "yes")
        _ = decide(path, "group", "yes")
        #expect(start(path, "3", "12").status == .seeOther)
        browser.get(path)
        #expect(browser.page.contains("het jaar begint op"))
        #expect(browser.page.contains("Overeengekomen"))
        #expect(browser.value(of: "starts_on_day") == "3")
    }

    @Test("ending early asks a reason on a page of its own, which the municipality does not read")
    func endedEarly() throws {
        let path = try #require(try propose(family, group).path)
        _ = decide(path, "family", "yes")
        _ = decide(path, "group", "yes")
        browser.get("\(path)/steps/ended_early")
        let bare = browser.post("\(path)/steps/ended_early", ["ended_on_day": "24"])
        #expect(bare.status == .unprocessableContent)
        let ended = browser.post(
            "\(path)/steps/ended_early",
            [
                "version": browser.value(of: "version") ?? "", "ended_on_day": "24",
                "ended_on_month": "11", "ended_on_year": "2026", "reason": "disagreement",
                "next_for_family": "another",
            ])
        #expect(ended.status == .seeOther)
        browser.get(path)
        #expect(browser.page.contains("Het liep niet goed samen"))
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        officer.get(path)
        #expect(officer.page.contains("Voortijdig beëindigd"))
        #expect(!officer.page.contains("Het liep niet goed samen"))
        #expect(!officer.page.contains("Twee besluiten"))
    }

    @Test("what nobody may pass over has no button that would be refused")
    func blocked() throws {
        let announced = try site.fixture.announced()
        let target = "?family=\(announced.ref)&group=\(group.ref)"
        browser.get("/matches/new\(target)")
        #expect(browser.page.contains("Nog niet bekend hoeveel steun nodig is"))
        #expect(browser.form("/matches\(target)") == nil)
        #expect(browser.post("/matches\(target)").status == .unprocessableContent)
    }

    @Test("what does not fit is shown with why, and passed over with a reason")
    func reasons() throws {
        let small = try site.fixture.ready("Aldenhof") { $0.maxHousehold = 4 }
        browser.get("/matches/new?family=\(family.ref)")
        #expect(browser.page.contains("Met een reden") && browser.page.contains("6 van 4"))
        let target = "?family=\(family.ref)&group=\(small.ref)"
        browser.get("/matches/new\(target)")
        let bare = browser.post("/matches\(target)")
        #expect(bare.status == .unprocessableContent)
        #expect(browser.page.contains("id=\"reason_household-error\""))
        let argued = browser.post("/matches\(target)", ["reason_household": "Twee zijn volwassen."])
        #expect(argued.status == .seeOther)
        browser.get(browser.location(argued) ?? "")
        #expect(browser.page.contains("Twee zijn volwassen."))
    }

    @Test("a draft is kept and proposed later")
    func draft() throws {
        let target = "?family=\(family.ref)&group=\(group.ref)"
        browser.get("/matches/new\(target)")
        let kept = browser.post("/matches\(target)", ["value": "draft"])
        let path = try #require(browser.location(kept))
        browser.get(path)
        #expect(browser.page.contains("Nog niemand is gevraagd"))
        #expect(browser.post("\(path)/transitions", ["state": "proposed"]).status == .seeOther)
        browser.get(path)
        #expect(browser.page.contains("name=\"family_decision\""))
    }

    @Test("a match of another city does not exist")
    func otherCity() throws {
        let path = try #require(try propose(family, group).path)
        let haarlem = try site.browser(.local, in: site.fixture.haarlem)
        #expect(haarlem.get(path).status == .notFound)
        let target = "?family=\(family.ref)&group=\(group.ref)"
        #expect(haarlem.get("/matches/new\(target)").status == .notFound)
        haarlem.get("/matches")
        #expect(haarlem.post("/matches\(target)").status == .notFound)
        #expect(
            haarlem.post("\(path)/decisions", ["family_decision": "no"]).status == .notFound)
    }
}
