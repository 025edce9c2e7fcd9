import Coalition
import Fixtures
import HTTP
import SQLite
import Testing

@testable import Website

@Suite("Pages of what follows its cause")
struct GroupFollowingPageTests {
    let site: SiteFixture
    let browser: Browser

    init() throws {
        site = try SiteFixture()
        browser = try site.browser(.local, in: site.fixture.nijmegen)
    }

    private func member(_ group: Group, _ index: Int = 0) throws -> Int64 {
        try site.fixture.read(site.fixture.hanneke) {
            try Member.active(of: group.id, in: $0)[index].id.value
        }
    }

    private func leave(_ group: Group) throws -> String {
        let path = "/groups/\(group.ref)/members/\(try member(group))/leave"
        browser.get(path)
        let answer = browser.post(
            path,
            [
                "left_on_day": "24", "left_on_month": "11", "left_on_year": "2026",
                "left_reason": "moved", "version": browser.value(of: "version") ?? "",
                "once": browser.value(of: "once") ?? "",
            ])
        #expect(answer.status == .seeOther)
        browser.get("/groups/\(group.ref)")
        return browser.page
    }

    @Test("a group that rests can rest longer, and its page says until when")
    func pause() throws {
        let path = try ActiveGroup.make("Lent", in: site.fixture)
        browser.get(path)
        let day = [
            "paused_until_day": "20", "paused_until_year": "2026", "state": "paused",
            "pause_reason": "holiday",
        ]
        func send(_ to: String, _ month: String) -> Response {
            browser.post(
                "\(path)/\(to)",
                day.merging(
                    ["paused_until_month": month, "once": browser.value(of: "once") ?? ""]
                ) { $1 })
        }
        #expect(!browser.page.contains("Langer pauzeren"))
        #expect(send("transitions", "december").status == .seeOther)
        browser.get(path)
        #expect(browser.page.contains("Langer pauzeren"))
        #expect(send("pause", "november").status == .unprocessableContent)
        browser.get(path)
        let later = browser.post(
            "\(path)/pause",
            [
                "paused_until_day": "2", "paused_until_month": "1", "paused_until_year": "2027",
                "once": browser.value(of: "once") ?? "",
            ])
        #expect(later.status == .seeOther)
        browser.get(path)
        #expect(browser.page.contains("2 januari 2027"))
    }

    @Test(
        "fault R10: the page of a group says that it is no longer ready, and why; its task what lacks"
    )
    func fell() throws {
        let group = try site.fixture.ready()
        let page = try leave(group)
        #expect(
            page.contains("In voorbereiding")
                && page.contains("Vanzelf, want er zijn te weinig leden."))
        browser.get("/tasks")
        #expect(browser.page.contains("Maak groep Bottendaal weer klaar"))
        let task = try #require(
            try site.fixture.read(site.fixture.hanneke) {
                try Task.open(about: .init(group.id), in: $0).first
            })
        browser.get("/tasks/\(task.ref)")
        #expect(browser.page.contains("Minstens 5 leden, nu 4"))
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        #expect(officer.get("/groups/\(group.ref)").status == .ok)
    }

    @Test("fault R19: that the match goes on is said only where there is one")
    func noMatch() throws {
        let group = try site.fixture.ready()
        browser.get("/groups/\(group.ref)/members/\(try member(group))/leave")
        #expect(!browser.page.contains("koppeling met het gezin loopt door"))
        #expect(try !leave(group).contains("De koppeling loopt door"))
        let other = try site.fixture.ready("Lent")
        _ = try site.fixture.proposed(try site.fixture.waiting(), other)
        browser.get("/groups/\(other.ref)/members/\(try member(other))/leave")
        #expect(browser.page.contains("koppeling met het gezin loopt door"))
        #expect(try leave(other).contains("De koppeling loopt door"))
    }

    @Test("fault R14: until when a group pauses stands in the list and on its page")
    func paused() throws {
        let path = try ActiveGroup.make("Hatert", in: site.fixture)
        browser.get(path)
        let answer = browser.post(
            "\(path)/transitions",
            [
                "state": "paused", "pause_reason": "holiday", "paused_until_day": "8",
                "paused_until_month": "12",
                "paused_until_year": "2026",
            ])
        #expect(answer.status == .seeOther)
        for page in ["/groups", path] {
            browser.get(page)
            #expect(browser.page.contains("Pauze tot 8 dec 2026"))
        }
        site.fixture.clock.now = site.fixture.clock.now.adding(seconds: 14 * 86_400)
        let again = try site.browser(.local, in: site.fixture.nijmegen)
        again.get("/groups")
        #expect(again.page.contains("Pauze is voorbij"))
    }

    @Test("fault R40: a pause of which the day has passed is refused in words, with the bound")
    func pauseBack() throws {
        let path = try ActiveGroup.make("Hatert", in: site.fixture)
        browser.get(path)
        let answer = browser.post(
            "\(path)/transitions",
            [
                "state": "paused", "pause_reason": "holiday", "paused_until_day": "24",
                "paused_until_month": "11",
                "paused_until_year": "2026",
            ])
        #expect(answer.status == .unprocessableContent)
        #expect(browser.page.contains("Vul 25 november 2026 of een latere dag in"))
    }

    @Test("fault R12: a task of a rule asks why it is closed, and says so afterwards")
    func close() throws {
        _ = try ActiveGroup.make("Hatert", in: site.fixture)
        _ = try site.fixture.write(.system) { try Task.raiseSilences(in: $0) }
        let task = try #require(
            try site.fixture.read(site.fixture.hanneke) {
                try TaskList().page(nil, in: $0).rows.first { $0.kind == .silence }
            })
        let path = "/tasks/\(task.ref)"
        browser.get("/")
        #expect(!browser.page.contains("\(path)/done"))
        browser.get(path)
        #expect(browser.page.contains("id=\"sluiten\""))
        #expect(browser.post("\(path)/done").status == .unprocessableContent)
        #expect(browser.page.contains("Schrijf in een zin waarom dit klaar is"))
        #expect(
            browser.post("\(path)/done", ["reason": "Zij zijn <b> op vakantie"]).status == .seeOther
        )
        browser.get(path)
        #expect(browser.page.contains("Zij zijn &lt;b&gt; op vakantie"))
        #expect(browser.page.contains("Toch nog niet klaar"))
    }

    @Test("fault R18: a group without a match offers no log and refuses one in words")
    func noLog() throws {
        let group = try site.fixture.ready()
        browser.get("/groups/\(group.ref)")
        #expect(!browser.page.contains("/log/new"))
        browser.get("/groups/\(group.ref)/log/new")
        let answer = browser.post(
            "/groups/\(group.ref)/log",
            [
                "contact": "made", "happened_on_day": "24", "happened_on_month": "11",
                "happened_on_year": "2026", "worry": "no",
            ])
        #expect(answer.status == .unprocessableContent)
        #expect(browser.page.contains("heeft geen gezin om contact mee te hebben"))
    }

    @Test("fault R18: a family that withdrew shows no button that would be refused")
    func left() throws {
        let family = try site.fixture.waiting()
        try site.fixture.write(site.fixture.hanneke) { try family.move(to: .withdrawn, in: $0) }
        browser.get("/families/\(family.ref)")
        #expect(!browser.page.contains("/needs/new") && !browser.page.contains("/edit"))
        browser.get("/families/\(family.ref)/needs/new")
        let answer = browser.post(
            "/families/\(family.ref)/needs",
            ["title": "Plek op school", "theme": "school", "priority": "2", "owner": "group"])
        #expect(answer.status == .unprocessableContent)
        #expect(browser.page.contains("Dit gezin staat op “Teruggetrokken”"))
    }
}
