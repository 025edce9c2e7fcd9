import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("What was typed when the session ended")
struct KeptDraftTests {
    let site: SiteFixture
    let browser: Browser

    init() throws {
        site = try SiteFixture()
        browser = try site.browser(.local, in: site.fixture.nijmegen)
    }

    private func signIn(_ email: String) -> Response {
        browser.get("/login")
        return browser.post("/login", ["email": email, "password": SiteFixture.password])
    }

    private func email() throws -> String {
        let found: String? = try site.fixture.records.database.read { db in
            try db.value("SELECT email FROM users WHERE email LIKE 'local.%'")
        }
        return try #require(found)
    }

    @Test("fault R35 is announced after signing in, with the way to its form, and only once")
    func announced() throws {
        let form = try #require(browser.open("/groups/new", "/groups"))
        site.fixture.clock.now = site.fixture.clock.now.adding(seconds: 31 * 60)
        let answer = browser.send(form.with(["name": "Lent", "kind": "welcome"]))
        #expect(browser.location(answer) == "/login")
        #expect(browser.location(signIn(try email())) == "/")
        let note = browser.note(at: "/")
        #expect(note.contains("Wat u typte en niet verstuurde, is bewaard (12:31 uur)."))
        #expect(note.contains("<a href=\"/groups/new\">Verder met dat formulier</a>"))
        #expect(browser.open("/groups/new", "/groups")?["name"] == "Lent")
        #expect(browser.note(at: "/").isEmpty)
        _ = browser.post("/logout")
        _ = signIn(try email())
        #expect(browser.note(at: "/").isEmpty)
    }

    @Test("fault R35 leads to the form of a record also when it came back with a problem before")
    func afterProblem() throws {
        let group = try site.fixture.ready()
        let path = "/groups/\(group.ref)"
        let form = try #require(browser.open("\(path)/edit", path)).with(["name": ""])
        #expect(browser.send(form).status == .unprocessableContent)
        let again = try #require(browser.form(path)).with(["neighbourhood": "Hees"])
        site.fixture.clock.now = site.fixture.clock.now.adding(seconds: 31 * 60)
        browser.send(again)
        _ = signIn(try email())
        #expect(browser.note(at: "/").contains("<a href=\"\(path)/edit\">"))
    }
}
