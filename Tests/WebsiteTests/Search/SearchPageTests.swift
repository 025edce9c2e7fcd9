import Coalition
import Fixtures
import HTTP
import HTTPTypes
import Testing

@testable import Website

@Suite("The search of the header")
struct SearchPageTests {
    let site: SiteFixture
    private var fixture: Fixture { site.fixture }

    init() throws { site = try SiteFixture() }

    private func search(_ browser: Browser, _ typed: String) -> Response {
        browser.get("/")
        return browser.post("/search", ["q": typed])
    }

    @Test("page P16 stands on every page, and one result opens at once")
    func opens() throws {
        let family = try fixture.announced()
        let browser = try site.browser(.local, in: fixture.nijmegen)
        for path in ["/", "/groups", family.path, "/families/new", "/families/F-ZZZZ"] {
            browser.get(path)
            #expect(browser.form("/search") != nil, "\(path)")
        }
        for typed in [family.code.nl, family.code.en, family.ref] {
            let answer = search(browser, typed)
            #expect(answer.status == .seeOther)
            #expect(browser.location(answer) == family.path, "\(typed)")
        }
        let address = browser.get("/search?q=\(family.ref)")
        #expect(browser.location(address) == family.path)
    }

    @Test("a name is found by posting, and by no address; the answer is a page of its own")
    func names() throws {
        let group = try fixture.ready(
            "Lent", members: ["Zofia O’Brien", "Zofia de Wit", "Jan", "Els", "Wim"])
        let browser = try site.browser(.local, in: fixture.nijmegen)
        #expect(search(browser, "zofia").status == .ok)
        #expect(browser.page.contains("Zofia O’Brien</a>"))
        #expect(browser.page.contains("Lid van groep Lent"))
        #expect(browser.page.contains("href=\"/groups/\(group.ref)#mensen\""))
        #expect(browser.page.contains("value=\"zofia\""))
        #expect(!browser.page.contains("?q="))
        #expect(browser.location(search(browser, "els")) == "/groups/\(group.ref)#mensen")
        #expect(browser.get("/search?q=zofia").status == .ok)
        #expect(!browser.page.contains("O’Brien"))
        #expect(browser.page.contains("Niets gevonden."))
    }

    @Test("says that it guessed, and then opens nothing by itself")
    func near() throws {
        let group = try fixture.ready("Schilderswijk")
        let browser = try site.browser(.network)
        #expect(search(browser, "schilderswik").status == .ok)
        #expect(browser.page.contains("Dit lijkt erop"))
        #expect(browser.page.contains("href=\"/groups/\(group.ref)\""))
        #expect(browser.page.contains("Nijmegen"))
    }

    @Test("tells the other name where only that has what was typed")
    func otherName() throws {
        let first = try fixture.announced()
        let second = try fixture.announced()
        try fixture.records.database.write { db in
            try db.run(
                "UPDATE families SET code_nl = 'Dopheide', code_en = 'Cross-leaved Heath' WHERE id = \(first.id)"
            )
            try db.run(
                "UPDATE families SET code_nl = 'Leliegras', code_en = 'Lilyturf' WHERE id = \(second.id)"
            )
        }
        let browser = try site.browser(.local, in: fixture.nijmegen)
        #expect(search(browser, "le").status == .ok)
        #expect(browser.page.contains("Cross-leaved Heath · Aangekondigd"))
        #expect(!browser.page.contains("Lilyturf"))
    }

    @Test(
        "refuses one letter, 200 of them and signs alone, in words at the box and with what was typed",
        arguments: [
            ("a", "Typ twee letters of meer"), ("%_'\"*", "Typ twee letters of meer"),
            ("", "Typ twee letters of meer"),
            (String(repeating: "x", count: 200), "Zoek met hoogstens 100 tekens"),
        ])
    func refused(_ typed: String, _ words: String) throws {
        let browser = try site.browser(.local, in: fixture.nijmegen)
        for answer in [search(browser, typed), browser.get("/search?q=\(Percent.encode(typed))")] {
            #expect(answer.status == .unprocessableContent)
            #expect(browser.page.contains("id=\"q-error\""))
            #expect(browser.page.contains(words))
            let kept = typed.replacing("'", with: "&#39;").replacing("\"", with: "&quot;")
            #expect(browser.page.contains("value=\"\(kept)\""))
        }
    }

    @Test("takes wildcards and quotes for what they are: they part words, and match nothing")
    func signs() throws {
        _ = try fixture.ready("Lent")
        let browser = try site.browser(.local, in: fixture.nijmegen)
        for typed in ["%ent", "l_nt", "ent*", "%%"] {
            let answer = search(browser, typed)
            #expect([200, 422].contains(answer.status.code), "\(typed)")
            #expect(!browser.page.contains("\">Lent</a>"), "\(typed)")
        }
        #expect(search(browser, "\"lent\"").status == .seeOther)
    }

    @Test("page P3b a former name leads to the family and says since when it is called otherwise")
    func former() throws {
        let family = try fixture.announced()
        let browser = try site.browser(.local, in: fixture.nijmegen)
        let form = try #require(browser.open("\(family.path)/code", "\(family.path)/code"))
        #expect(browser.send(form).status == .unprocessableContent)
        #expect(browser.page.contains("Kies waarom het gezin een andere codenaam krijgt"))
        #expect(browser.location(browser.send(form, ["reason": "other"])) == family.path)
        let now = try fixture.read(fixture.hanneke) { try Family.find(family.ref, in: $0) }
        #expect(now.code != family.code)
        let said = "Gezin \(family.code.nl) heet sinds 24 november \(now.code.nl)."
        #expect(browser.location(search(browser, family.code.nl)) == family.path)
        #expect(browser.note(at: family.path) == said)
        browser.get(family.path)
        #expect(browser.page.contains("Eerder: \(family.code.nl) (tot 24 november)"))
        #expect(browser.get("/families/\(family.code.nl)").status == .notFound)
        #expect(browser.page.contains(said))
        #expect(browser.page.contains("href=\"\(family.path)\""))
        #expect(browser.location(browser.get("/families/\(now.code.nl)")) == family.path)
        let other = try site.browser(.local, in: fixture.haarlem)
        #expect(other.get("/families/\(family.code.nl)").status == .notFound)
        #expect(!other.page.contains(now.code.nl))
    }

    @Test("page P3b a name that leaked is shown and found no more; either way can be undone")
    func leaked() throws {
        let family = try fixture.announced()
        let browser = try site.browser(.local, in: fixture.nijmegen)
        let form = try #require(browser.open("\(family.path)/code", "\(family.path)/code"))
        #expect(browser.send(form, ["reason": "leaked"]).status == .seeOther)
        browser.get(family.path)
        #expect(browser.page.contains("\(family.path)/code/undo"))
        #expect(!browser.page.contains(family.code.nl))
        #expect(search(browser, family.code.nl).status == .ok)
        #expect(browser.page.contains("Niets gevonden."))
        #expect(browser.get("/families/\(family.code.nl)").status == .notFound)
        #expect(!browser.page.contains("heet sinds"))
        #expect(browser.location(browser.post("\(family.path)/code/undo")) == family.path)
        #expect(browser.note(at: family.path) == "Het gezin heet weer \(family.code.nl).")
        #expect(browser.location(search(browser, family.code.nl)) == family.path)
    }

    @Test("gives somebody who asks for names more often than anybody types a minute's rest")
    func pace() throws {
        let browser = try site.browser(.local, in: fixture.nijmegen)
        browser.get("/search")
        let answers = (0...SearchPace.most).map { _ in browser.post("/search", ["q": "xyzzy"]) }
        #expect(answers.dropLast().allSatisfy { $0.status == .ok })
        #expect(answers.last?.status == .tooManyRequests)
        #expect(browser.get("/search?q=xyzzy").status == .ok)
        let other = try site.browser(.network)
        other.get("/search")
        #expect(other.post("/search", ["q": "xyzzy"]).status == .ok)
        fixture.clock.now = fixture.clock.now.adding(seconds: 60)
        browser.get("/search")
        #expect(browser.post("/search", ["q": "xyzzy"]).status == .ok)
    }

    @Test("goes by an index in every statement, and speaks English")
    func statements() throws {
        let demo = try DemoSite()
        for account in [
            "netwerk", "lokaal.nijmegen", "gemeente.nijmegen", "shelter.nijmegen", "beheer",
        ] {
            let browser = demo.browser(account)
            browser.get("/")
            for typed in [
                "lent", "lnet", "meidoorn", "meidorn", "wulp", "bel lent", "lent nijmegen",
                "visser",
                "jan visser", "haarlem", "kamer", "centrum haarlem 2", "M-0000",
            ] {
                browser.get("/search")
                #expect([200, 303].contains(browser.post("/search", ["q": typed]).status.code))
            }
        }
        for flaw in try PlanFlaws.all(of: demo.records.database) { Issue.record("\(flaw)") }
        let browser = try site.browser(.local, in: fixture.nijmegen, language: "en")
        for typed in ["xyzzy", "a", fixture.nijmegen.nameNL + "x"] {
            _ = search(browser, typed)
            #expect(!browser.page.contains("["), "\(typed)")
        }
    }
}
