import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("Pages of tasks")
struct TaskPageTests {
    let site: SiteFixture
    let browser: Browser

    init() throws {
        site = try SiteFixture()
        browser = try site.browser(.local, in: site.fixture.nijmegen)
    }

    @discardableResult
    private func add(
        _ title: String, due day: String = "30", role: String = "local", about: String = ""
    ) -> Response {
        browser.get("/tasks/new\(about)")
        return browser.post(
            "/tasks\(about)",
            [
                "title": title, "assignee": role, "due_on_day": day, "due_on_month": "november",
                "due_on_year": "2026", "once": browser.value(of: "once") ?? "",
            ])
    }

    @Test("make a task, finish it from the list and take that back")
    func done() throws {
        let answer = add("Bel de school")
        let path = try #require(browser.location(answer))
        browser.get("/tasks")
        #expect(
            browser.page.contains("Bel de school") && browser.page.contains("Uiterlijk 30 november")
        )
        let done = browser.post("\(path)/done?back=%2Ftasks")
        #expect(browser.location(done) == "/tasks")
        browser.get("/tasks")
        #expect(browser.page.contains("Geen open taken"))
        #expect(browser.page.contains("\(path)/open?back="))
        browser.post("\(path)/open?back=%2Ftasks")
        browser.get("/tasks")
        #expect(browser.page.contains("Bel de school"))
    }

    @Test("refuse a day that has passed and keep the title")
    func passed() throws {
        let answer = add("Te laat <b>", due: "23")
        #expect(answer.status == .unprocessableContent)
        #expect(browser.page.contains("Deze dag is al voorbij"))
        #expect(browser.page.contains("Te laat &lt;b&gt;"))
    }

    @Test("say what they wait for, whether a person or a rule made them")
    func waitingFor() throws {
        _ = try ActiveGroup.make("Lent", in: site.fixture)
        _ = try site.fixture.write(.system) { try Task.raiseSilences(in: $0) }
        let ref = try site.fixture.read(.system) { tx -> String? in
            try tx.db.value("SELECT ref FROM tasks WHERE kind = 'silence'")
        }
        for path in [try #require(browser.location(add("Bel de school"))), "/tasks/\(ref ?? "")"] {
            browser.get(path)
            #expect(!browser.page.contains("Wacht op"))
            #expect(browser.get("\(path)/edit").status == .ok)
            let version = try #require(browser.value(of: "version"))
            let typed = [
                "title": "Bel de school", "due_on_day": "30", "due_on_month": "november",
                "due_on_year": "2026", "waiting_for": "een <antwoord>", "version": version,
            ]
            #expect(browser.post(path, typed).status == .seeOther)
            browser.get(path)
            #expect(browser.page.contains("Wacht op"))
            #expect(browser.page.contains("een &lt;antwoord&gt;"))
            #expect(try audited() == "waiting_for")
        }
    }

    private func audited() throws -> String? {
        try site.fixture.read(.system) {
            try $0.db.value("SELECT fields FROM audit_log ORDER BY id DESC LIMIT 1")
        }
    }

    @Test("lead back to the group that a task is about")
    func about() throws {
        let group = try ActiveGroup.make("Lent", in: site.fixture)
        let ref = group.replacing("/groups/", with: "")
        let answer = add("Vraag naar de sleutel", about: "?group=\(ref)")
        #expect(browser.location(answer) == group)
        browser.get("/tasks")
        #expect(browser.page.contains("Groep Lent"))
        let officer = try site.browser(.municipality, in: site.fixture.haarlem)
        #expect(officer.get("/tasks/new?group=\(ref)").status == .notFound)
    }

    @Test("reach the municipality, which finishes them; the coordinator cannot")
    func municipality() throws {
        let answer = add("Regel een plek op school", due: "24", role: "municipality")
        let path = try #require(browser.location(answer))
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        officer.get("/")
        #expect(officer.page.contains("Regel een plek op school"))
        #expect(officer.page.contains(#"data-count="1">1 vandaag</a>"#))
        officer.post("\(path)/done?back=%2F")
        browser.get("/tasks?role=municipality&status=done")
        #expect(browser.page.contains("Regel een plek op school"))
    }

    @Test("of another city or role are a 404 like any that does not exist")
    func scope() throws {
        let path = try #require(browser.location(add("Alleen voor Nijmegen")))
        for (role, city) in [
            (Role.local, site.fixture.haarlem), (.municipality, site.fixture.nijmegen),
            (.shelter, site.fixture.nijmegen),
        ] {
            let other = try site.browser(role, in: city)
            other.get("/tasks")
            #expect(!other.page.contains("Alleen voor Nijmegen"))
            #expect(other.get(path).status == .notFound)
            #expect(other.post("\(path)/done").status == .notFound)
        }
    }

    @Test("lead nowhere outside the site after they are done")
    func redirect() throws {
        let path = try #require(browser.location(add("Bel de school")))
        browser.get("/tasks")
        let answer = browser.post("\(path)/done?back=https%3A%2F%2Fevil.example")
        #expect(browser.location(answer) == "/")
    }
}

@Suite("The landing pages of a city")
struct CityHomeTests {
    let site: SiteFixture

    init() throws { site = try SiteFixture() }

    @Test("tell the coordinator in one sentence what needs doing, each number with its list")
    func local() throws {
        // Since 1 September nobody logged anything, so both groups are silent.
        for name in ["Hatert", "Lent"] { _ = try ActiveGroup.make(name, in: site.fixture) }
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        browser.get("/")
        #expect(browser.page.contains("Vandaag in Nijmegen"))
        #expect(
            browser.page.contains(
                #"<a href="/groups?flag=silent&amp;sort=contact" data-count="2">2 groepen</a>"#))
        #expect(browser.page.contains("Vandaag hoeft u niets."))
        #expect(browser.page.contains("Nog geen contact"))
        let raised = try site.fixture.write(.system) { try Task.raiseSilences(in: $0) }
        #expect(raised == 2)
        browser.get("/")
        #expect(
            browser.page.contains(
                #"<a href="/tasks?due=now" data-count="2">2 te laat</a>"#))
        #expect(browser.page.contains("Alle actieve groepen staan hierboven."))
        browser.get("/tasks?due=now")
        #expect(browser.page.contains(#"Taken <span class="count">2</span>"#))
    }

    @Test("show arrivals of the next sixty days, with the way to a group only for who couples")
    func arrivals() throws {
        try site.fixture.write(site.fixture.officerOfNijmegen) { tx in
            for (days, size) in [(10, 4), (59, 2), (61, 9)] {
                var family = FamilyDraft()
                (family.route, family.householdSize) = (.statusHolder, size)
                family.arrivalOn = tx.today + days
                family.arrivalCertainty = .expected
                _ = try family.create(in: site.fixture.nijmegen, tx)
            }
        }
        for role in [Role.local, .municipality] {
            let browser = try site.browser(role, in: site.fixture.nijmegen)
            browser.get("/")
            #expect(browser.page.contains("4 personen") && browser.page.contains("2 personen"))
            #expect(!browser.page.contains("9 personen"))
            #expect(browser.page.contains("Zoek een groep</a>") == (role == .local))
        }
        let haarlem = try site.browser(.municipality, in: site.fixture.haarlem)
        haarlem.get("/")
        #expect(haarlem.page.contains("De komende 60 dagen verwacht u niemand."))
    }

    @Test("show the officer groups by state and who waits, each number with its list")
    func municipality() throws {
        _ = try ActiveGroup.make("Hatert", in: site.fixture)
        let browser = try site.browser(.municipality, in: site.fixture.nijmegen, language: "en")
        browser.get("/")
        #expect(browser.page.contains("<h1>Nijmegen</h1>"))
        #expect(
            browser.page.contains(
                #"<a href="/groups?state=active" data-count="1">1 active group</a>"#))
        #expect(
            browser.page.contains(
                #"<a class="key" href="/groups?state=active" data-count="1">1</a>"#))
        #expect(browser.page.contains("No family is waiting for a group."))
        #expect(!browser.page.contains("Spoke"))
    }
}
