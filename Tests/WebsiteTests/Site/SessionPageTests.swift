import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("The sessions on one's account")
struct SessionPageTests {
    let site: SiteFixture
    let browser: Browser

    init() throws {
        site = try SiteFixture()
        browser = try site.browser(.local, in: site.fixture.nijmegen)
    }

    private func second() throws -> Browser {
        let email: String? = try site.fixture.records.database.read { db in
            try db.value("SELECT email FROM users WHERE email LIKE 'local.%'")
        }
        let other = Browser(site.site)
        other.get("/login")
        other.post("/login", ["email": email ?? "", "password": SiteFixture.password])
        return other
    }

    @Test("page P41 say when each was last used, and all others end at once")
    func others() throws {
        browser.get("/account")
        #expect(!browser.page.contains("Beëindig alle andere"))
        let other = try second()
        site.fixture.clock.now = site.fixture.clock.now.adding(seconds: 12 * 60)
        browser.get("/account")
        #expect(browser.page.contains("Laatst gebruikt: nu. Ingelogd: vandaag, 12:00 uur."))
        #expect(browser.page.contains("Laatst gebruikt: 12 minuten geleden."))
        let form = try #require(browser.form("/account/sessions/end"))
        #expect(browser.location(browser.send(form)) == "/account")
        #expect(browser.note(at: "/account") == "Op alle andere apparaten bent u uitgelogd.")
        #expect(other.location(other.get("/groups")) == "/login")
        #expect(browser.get("/groups").status == .ok)
    }
}
