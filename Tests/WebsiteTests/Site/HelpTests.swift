import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("Who can be asked")
struct HelpTests {
    private let femke = ServiceContact(
        name: "Femke Lindeboom", phone: "070 000 00 00", email: "hulp@coalitie.example")
    private let reached = [
        "Femke Lindeboom", "href=\"tel:0700000000\"",
        "href=\"mailto:hulp@coalitie.example\"",
    ]

    @Test("page P24 stands on the page of help with a name, a number and an address")
    func help() throws {
        let stranger = Browser(try SiteFixture(contact: femke).site)
        stranger.get("/help")
        for part in reached { #expect(stranger.page.contains(part), "\(part)") }
        #expect(stranger.page.contains("<a href=\"tel:112\">112</a>"))
        #expect(!stranger.page.contains("Collega’s die u verder helpen"))
    }

    @Test("page P44 stands beside the form that signs in, whose fields come before the other links")
    func signIn() throws {
        let stranger = Browser(try SiteFixture(contact: femke).site)
        stranger.get("/login")
        for part in reached { #expect(stranger.page.contains(part), "\(part)") }
        let email = try #require(stranger.page.range(of: "name=\"email\""))
        let language = try #require(stranger.page.range(of: "action=\"/language\""))
        #expect(email.lowerBound < language.lowerBound)
    }

    @Test("is told honestly when the settings name nobody")
    func nobody() throws {
        let stranger = Browser(try SiteFixture().site)
        stranger.get("/help")
        #expect(stranger.page.contains("Er is nog niet ingesteld wie u kunt bellen of mailen."))
        stranger.get("/login")
        #expect(stranger.page.contains("Vraag een nieuwe link aan wie u heeft uitgenodigd."))
    }

    @Test("page W34 is the administrator for who lacks a role, by name and address")
    func refusal() throws {
        let site = try SiteFixture(contact: femke)
        try people(site)
        let browser = try site.browser(.municipality, in: site.fixture.nijmegen)
        #expect(browser.get("/stays/new").status == .forbidden)
        #expect(browser.page.contains("Niels Terpstra"))
        #expect(browser.page.contains("mailto:niels@coalitie.example"))
        #expect(!browser.page.contains("Femke Lindeboom"))
    }

    @Test("are colleagues for who is signed in: administrators, network, and their own city")
    func colleagues() throws {
        let site = try SiteFixture(contact: femke)
        try people(site)
        let browser = try site.browser(.municipality, in: site.fixture.nijmegen)
        browser.get("/help")
        for name in ["Niels Terpstra", "Esther de Wit", "Karin Smit"] {
            #expect(browser.page.contains(name), "\(name)")
        }
        for name in ["Piet Blok", "Karim Haddad", "Oud Gediende"] {
            #expect(!browser.page.contains(name), "\(name)")
        }
    }

    /// Colleagues of several kinds, one blocked, one of another city, one who left.
    private func people(_ site: SiteFixture) throws {
        let (nijmegen, haarlem) = (site.fixture.nijmegen.id, site.fixture.haarlem.id)
        try site.fixture.write(.system) { tx in
            func add(_ name: String, _ email: String, _ grant: Viewer.Grant) throws -> ID<User> {
                let id = try User.create(
                    email: "\(email)@coalitie.example", name: name, in: tx)
                try User.grant(grant, to: id, from: tx.today - 10, in: tx)
                return id
            }
            _ = try add("Niels Terpstra", "niels", .init(.admin))
            _ = try add("Esther de Wit", "esther", .init(.network))
            _ = try add("Karin Smit", "karin", .init(.local, city: nijmegen))
            _ = try add("Karim Haddad", "karim", .init(.local, city: haarlem))
            let blocked = try add("Piet Blok", "piet", .init(.admin))
            if let user = try User.find(blocked, in: tx) {
                _ = try User.setBlocked(true, user, in: tx)
            }
            let gone = try add("Oud Gediende", "oud", .init(.network))
            try tx.db.run("UPDATE grants SET until_on = \(tx.today) WHERE user_id = \(gone)")
        }
    }

    @Test(
        "page W59 the statement on accessibility has its date, its standard, its gaps and a way to tell"
    )
    func accessibility() throws {
        let stranger = Browser(try SiteFixture().site)
        stranger.get("/accessibility")
        for part in [
            "28 november 2026", "EN 301 549", "WCAG 2.2", "nog niet goed", "href=\"/help\"",
        ] {
            #expect(stranger.page.contains(part), "\(part)")
        }
    }
}
