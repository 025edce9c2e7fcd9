import Coalition
import Dispatch
import Fixtures
import HTTP
import Synchronization
import Testing

@testable import Website

@Suite("A form or button that is pressed twice")
struct SentTwiceTests {
    let site: SiteFixture
    let browser: Browser

    init() throws {
        site = try SiteFixture()
        browser = try site.browser(.local, in: site.fixture.nijmegen)
    }

    private func count(_ table: String) throws -> Int? {
        try site.fixture.records.database.read { db in
            switch table {
            case "log": try db.value("SELECT count(*) FROM log_entries")
            case "groups": try db.value("SELECT count(*) FROM groups")
            case "audit": try db.value("SELECT count(*) FROM audit_log")
            default: nil
            }
        }
    }

    @Test("fault R31 a one-tap log that is sent twice logs once, and says so")
    func spoken() throws {
        let group = try ActiveGroup.make("Hatert", in: site.fixture)
        let tap = try #require(browser.open("/", "\(group)/log/spoken"))
        #expect(browser.location(browser.send(tap)) == "/")
        #expect(browser.location(browser.send(tap)) == "/")
        #expect(try count("log") == 1)
        #expect(browser.note(at: "/") == "Dat had u al gedaan (12:00 uur).")
        #expect(browser.page.contains("\(group)/log/1/delete"))
    }

    @Test("fault R31 one tap in each of two windows logs once too")
    func spokenInTwoWindows() throws {
        let group = try ActiveGroup.make("Hatert", in: site.fixture)
        let taps = [1, 2].map { _ in browser.open("/", "\(group)/log/spoken") }
        for tap in taps { browser.send(try #require(tap)) }
        #expect(try count("log") == 1)
        #expect(
            browser.note(at: "/") == "Van vandaag is al een contact met groep Hatert vastgelegd.")
    }

    @Test("fault R32 a step that is clicked twice says what it did the first time")
    func step() throws {
        let family = try site.fixture.announced { $0.infoGivenOn = nil }
        try site.fixture.write(site.fixture.hanneke) { tx in
            var draft = try FamilyDraft.stored(family.id, in: tx).draft
            (draft.infoGivenOn, draft.consentOn) = (tx.today, tx.today)
            try draft.update(family, version: family.version, in: tx)
        }
        let step = try #require(browser.open(family.path, "\(family.path)/transitions"))
        #expect(browser.location(browser.send(step, ["state": "intake"])) == family.path)
        let audited = try count("audit")
        #expect(browser.location(browser.send(step, ["state": "intake"])) == family.path)
        #expect(browser.note(at: family.path) == "Dat had u al gedaan (12:00 uur).")
        #expect(try count("audit") == audited)
    }

    @Test("fault R32 a step that somebody else took says who did, and when")
    func stepOfSomebodyElse() throws {
        let group = try site.fixture.ready()
        let path = "/groups/\(group.ref)"
        let other = try site.browser(.local, in: site.fixture.nijmegen)
        let mine = try #require(browser.open(path, "\(path)/transitions"))
        let theirs = try #require(other.open(path, "\(path)/transitions"))
        other.send(theirs, ["state": "stopped", "stop_reason": "time", "sure": "1"])
        site.fixture.clock.now = site.fixture.clock.now.adding(seconds: 60)
        #expect(
            browser.location(
                browser.send(mine, ["state": "stopped", "stop_reason": "time", "sure": "1"]))
                == path)
        let note = browser.note(at: path)
        #expect(note == "Dat had Hanneke Vos al gedaan (12:00 uur).")
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        officer.get(path)
        let refused = officer.post(
            "\(path)/transitions", ["state": "stopped", "stop_reason": "time"])
        #expect(refused.status == .forbidden)
    }

    @Test("fault R32 every other button answers a second press as the first, and changes nothing")
    func buttons() throws {
        let group = try ActiveGroup.make("Hatert", in: site.fixture)
        let family = try site.fixture.waiting()
        let task = try #require(browser.location(try add("Bel de school")))
        browser.send(try #require(browser.open("/", "\(group)/log/spoken")))
        let presses: [(page: String, action: String, button: [String: String])] = [
            ("/tasks", "\(task)/done?back=%2Ftasks", [:]),
            (task, "\(task)/open", [:]),
            (
                "\(family.path)/needs",
                "\(family.path)/needs/1/met?back=\(Percent.encode("\(family.path)/needs"))",
                ["value": "yes"]
            ),
            ("\(group)/log/1/edit", "\(group)/log/1/delete", [:]),
        ]
        for press in presses {
            let form = try #require(
                browser.open(press.page, press.action), "\(press.page) \(press.action)")
            let first = browser.send(form, press.button)
            #expect(first.status == .seeOther, "\(press.action)")
            let audited = try count("audit")
            let second = browser.send(form, press.button)
            #expect(browser.location(second) == browser.location(first), "\(press.action)")
            let note = browser.note(at: browser.location(first) ?? "/")
            #expect(note == "Dat had u al gedaan (12:00 uur).", "\(press.action)")
            #expect(try count("audit") == audited, "\(press.action)")
        }
    }

    @Test("fault R32 a task that is done in two windows is done once, and the second says by whom")
    func task() throws {
        let task = try #require(browser.location(try add("Bel de school")))
        let forms = [1, 2].map { _ in browser.open("/tasks", "\(task)/done?back=%2Ftasks") }
        for form in forms { browser.send(try #require(form)) }
        let note = browser.note(at: "/tasks")
        #expect(note == "Dat had Hanneke Vos al gedaan (12:00 uur).")
    }

    @Test("makes one thing when both come at the same moment")
    func together() throws {
        let form = try #require(browser.open("/groups/new", "/groups"))
            .with(["name": "Bottendaal", "kind": "welcome"])
        let request = browser.request(form)
        let answers = Mutex<[Response]>([])
        let site = site.site
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            let answer = site.respond(request)
            answers.withLock { $0.append(answer) }
        }
        let locations = answers.withLock { Set($0.map { $0.headerFields[.location] }) }
        #expect(locations.count == 1 && locations.first??.hasPrefix("/groups/G-") == true)
        #expect(try count("groups") == 1)
    }

    @Test("and changed in between asks whether a second one is meant, with the first and the text")
    func changed() throws {
        let form = try #require(browser.open("/groups/new", "/groups")).with(["kind": "welcome"])
        let first = try #require(browser.location(browser.send(form.with(["name": "Lent"]))))
        let again = browser.send(form.with(["name": "Lent Noord"]))
        #expect(again.status == .conflict)
        #expect(browser.page.contains("Dit formulier hebt u al verstuurd (12:00 uur)"))
        #expect(browser.page.contains("href=\"\(first)\""))
        #expect(browser.page.contains(">Opslaan als een tweede</button>"))
        #expect(try count("groups") == 1)
        let second = try #require(browser.form("/groups"))
        #expect(second["name"] == "Lent Noord" && second["once"] != form["once"])
        let made = browser.location(browser.send(second))
        #expect(made != first && made?.hasPrefix("/groups/G-") == true)
        #expect(browser.location(browser.send(second)) == made)
        #expect(try count("groups") == 2)
    }

    @Test("with the key of another form is a form of its own")
    func anotherForm() throws {
        let form = try #require(browser.open("/groups/new", "/groups")).with(["kind": "welcome"])
        let group = try #require(browser.location(browser.send(form.with(["name": "Lent"]))))
        let task = try #require(browser.open("/tasks/new", "/tasks")).with([
            "once": form["once"], "title": "Bel de school", "programme": "samen_hier",
            "assignee": "local", "due_on_day": "30",
            "due_on_month": "11", "due_on_year": "2026",
        ])
        let made = browser.location(browser.send(task))
        #expect(made?.hasPrefix("/tasks/T-") == true)
        let other = try site.browser(.local, in: site.fixture.nijmegen)
        other.get("/groups/new")
        let theirs = other.post(
            "/groups", form.with(["csrf": other.token, "name": "Lent"]).fields, withToken: false)
        #expect(other.location(theirs) != group && theirs.status == .seeOther)
    }

    private func add(_ title: String) throws -> Response {
        let form = try #require(browser.open("/tasks/new", "/tasks"))
        return browser.send(
            form.with([
                "title": title, "assignee": "local", "programme": "samen_hier", "due_on_day": "30",
                "due_on_month": "11",
                "due_on_year": "2026",
            ]))
    }
}
