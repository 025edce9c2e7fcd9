import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("A form that is left")
struct DraftPageTests {
    let site: SiteFixture
    let browser: Browser

    init() throws {
        site = try SiteFixture()
        browser = try site.browser(.local, in: site.fixture.nijmegen)
    }

    private func open() throws -> PageForm {
        try #require(browser.open("/groups/new", "/groups"))
    }

    /// The form's fields, sent elsewhere by a button of it.
    @discardableResult
    private func press(_ path: String, _ form: PageForm, _ button: [String: String]) -> Response {
        browser.post(path, form.with(button).fields, withToken: false)
    }

    @Test("page P07 keeps what was typed when the language changes")
    func language() throws {
        let typed = try open().with(["name": "Proef 0"])
        let answer = press("/language", typed, ["language": "en"])
        #expect(browser.location(answer) == "/groups/new")
        #expect(try open()["name"] == "Proef 0")
        #expect(browser.page.contains("<html lang=\"en\">"))
        #expect(browser.page.contains("Unsaved text from today, 12:00."))
    }

    @Test("page P07 keeps it also on the page that shows its problems")
    func languageOfProblems() throws {
        browser.send(try open().with(["name": "", "neighbourhood": "Hees"]))
        let again = try #require(browser.form("/groups"))
        let answer = press("/language", again, ["language": "en"])
        #expect(browser.location(answer) == "/groups/new")
        #expect(try open()["neighbourhood"] == "Hees")
    }

    @Test("page P07 shows the switch of language where no text is lost")
    func places() throws {
        let switches = [
            // Hidden until the script gives it what is typed; the one below takes it along.
            ("/groups/new", 2, true), ("/account/password", 0, false), ("/groups", 2, false),
        ]
        for (path, count, isKept) in switches {
            browser.get(path)
            let forms = browser.page.matches(of: /<form class="bare" action="\/language"[^>]*>/)
            #expect(forms.count == count, "\(path)")
            #expect(forms.allSatisfy { $0.output.contains(" hidden") == isKept }, "\(path)")
            #expect(
                browser.page.contains("form=\"form\" formaction=\"/language\"") == isKept, "\(path)"
            )
        }
    }

    @Test("page P12 is thrown away by its button for leaving, and can be taken back")
    func cancelled() throws {
        let typed = try open().with(["name": "Andere tekst"])
        let answer = press("/drafts/discard", typed, ["cancel_to": "/groups"])
        #expect(browser.location(answer) == "/groups")
        browser.get("/groups")
        #expect(browser.page.contains("Wat u typte is weggegooid."))
        let undo = try #require(browser.form("/drafts/restore?form=group%3Anew"))
        #expect(try open()["name"] == "")
        #expect(browser.location(browser.send(undo)) == "/groups/new")
        #expect(try open()["name"] == "Andere tekst")
    }

    @Test("page P12 says which day its text is of, and throws it away with a way back")
    func shown() throws {
        press("/drafts", try open().with(["name": "Van gisteren"]), [:])
        site.fixture.clock.now = site.fixture.clock.now.adding(seconds: 20 * 3600)
        let email: String? = try site.fixture.records.database.read { db in
            try db.value("SELECT email FROM users WHERE email LIKE 'local.%'")
        }
        browser.get("/login")
        browser.post("/login", ["email": email ?? "", "password": SiteFixture.password])
        _ = try open()
        #expect(browser.page.contains("Niet-opgeslagen tekst van gisteren, 12:00 uur."))
        #expect(browser.page.contains("href=\"#form\">Verder met deze tekst</a>"))
        let discard = try #require(browser.form("/drafts/discard"))
        #expect(browser.location(browser.send(discard)) == "/groups/new")
        #expect(try open()["name"] == "")
        #expect(browser.page.contains("Wat u typte is weggegooid."))
    }

    @Test("leaves nothing behind when nothing was typed in it")
    func untouched() throws {
        for (path, button) in [
            ("/drafts", [:]), ("/language", ["language": "nl"]),
            ("/drafts/discard", ["cancel_to": "/groups"]),
        ] {
            let answer = press(path, try open(), button)
            #expect(answer.status == .seeOther)
            browser.get("/groups")
            #expect(!browser.page.contains("class=\"note\""), "\(path)")
            _ = try open()
            #expect(!browser.page.contains("Niet-opgeslagen"), "\(path)")
        }
    }

    @Test("has no draft any more when everything was put back as it was")
    func putBack() throws {
        press("/drafts", try open().with(["name": "Lent"]), [:])
        let typed = try open()
        #expect(typed["name"] == "Lent")
        press("/drafts", typed.with(["name": ""]), [:])
        _ = try open()
        #expect(!browser.page.contains("Niet-opgeslagen"))
    }

    @Test("of a record knows by its days and choices whether something was typed")
    func record() throws {
        let family = try site.fixture.waiting()
        let form = try #require(browser.open("\(family.path)/edit", family.path))
        #expect(FormStart.isUntouched(Values(parsing: encoded(form))))
        for change in [["arrival_on_day": "2"], ["household_size": "7"], ["languages": "tr"]] {
            let typed = form.with(change)
            #expect(!FormStart.isUntouched(Values(parsing: encoded(typed))), "\(change)")
        }
    }

    private func encoded(_ form: PageForm) -> String {
        form.fields.map { Percent.encode($0.0) + "=" + Percent.encode($0.1) }
            .joined(separator: "&")
    }

    @Test("gives nothing back that is not its person's, and nothing without a name")
    func foreign() throws {
        press("/drafts/discard", try open().with(["name": "Lent"]), ["cancel_to": "/groups"])
        let other = try site.browser(.local, in: site.fixture.nijmegen)
        other.get("/groups")
        #expect(other.location(other.post("/drafts/restore?form=group%3Anew")) == "/")
        #expect(other.note(at: "/") == "Die tekst is er niet meer.")
        #expect(other.post("/drafts/restore").status == .notFound)
        #expect(
            other.location(other.post("/drafts/discard", ["draft_form": "x", "cancel_to": "//a"]))
                == "/")
    }
}
