import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("What is sent as a form")
struct FormKindTests {
    let site: SiteFixture
    let browser: Browser

    init() throws {
        site = try SiteFixture()
        browser = try site.browser(.local, in: site.fixture.nijmegen)
    }

    @Test(
        "fault R08 is refused under any other type, with nothing done and written down",
        arguments: [
            "text/plain", "text/plain; x=application/x-www-form-urlencoded", "multipart/form-data",
            "application/json", "application/x-www-form-urlencodedx", "", nil,
        ])
    func otherType(_ type: String?) throws {
        browser.get("/groups/new")
        let fields = [("csrf", browser.token ?? ""), ("name", "Lent"), ("kind", "welcome")]
        let answer = browser.post("/groups", fields, withToken: false, type: type)
        #expect(answer.status == .unsupportedMediaType)
        #expect(browser.page.contains("Er is niets gedaan."))
        let (groups, denied) = try site.fixture.records.database.read { db in
            (
                try db.value("SELECT count(*) FROM groups") as Int?,
                try db.value(
                    "SELECT count(*) FROM audit_log WHERE action = 'denied' AND result = 'error.415'"
                ) as Int?
            )
        }
        #expect(groups == 0 && denied == 1)
    }

    @Test("is refused before its body is read")
    func unread() {
        for (type, isRead) in [
            ("application/x-www-form-urlencoded", true), ("multipart/form-data", false),
        ] {
            let head = RequestHead(
                method: .post, target: "/groups", headerFields: [.contentType: type])
            if case .run = site.site.admit(head) {
                #expect(isRead)
            } else if case .unread = site.site.admit(head) {
                #expect(!isRead)
            } else {
                Issue.record("\(type)")
            }
        }
    }

    @Test("is read in any case and with a parameter, as scripts send it")
    func same() throws {
        browser.get("/groups/new")
        let answer = browser.post(
            "/groups", [("csrf", browser.token ?? ""), ("name", "Lent"), ("kind", "welcome")],
            withToken: false, type: "Application/X-WWW-Form-Urlencoded;charset=UTF-8")
        #expect(answer.status == .seeOther)
    }

    @Test(
        "with a version that is no number is refused in words, with the text kept",
        arguments: ["", "abc", "-1", "1.5", "99999999999999999999", "1 "])
    func version(_ version: String) throws {
        let form = try #require(browser.open("/groups/new", "/groups")).with(["kind": "welcome"])
        let group = try #require(browser.location(browser.send(form.with(["name": "Lent"]))))
        let edit = try #require(browser.open("\(group)/edit", group))
        let answer = browser.send(edit.with(["version": version, "name": "Lent Noord"]))
        let isNumber = version == "1 "
        #expect(answer.status == (isNumber ? .seeOther : .unprocessableContent))
        if !isNumber {
            #expect(browser.page.contains("Dit formulier is niet goed verstuurd."))
            #expect(browser.form(group)?["name"] == "Lent Noord")
        }
    }
}
