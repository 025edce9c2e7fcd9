import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("Pages of community builders")
struct BuilderPageTests {
    let site: SiteFixture

    init() throws { site = try SiteFixture() }

    private var fixture: Fixture { site.fixture }

    /// Adds a builder in the form, and gives the answer.
    private func add(
        _ browser: Browser, _ name: String, _ language: String?, email: String = ""
    ) throws -> Response {
        let form = try #require(browser.open("/builders/new", "/builders"))
        return browser.send(
            form.with([
                "name": name, "languages": language, "phone": "06 00 31 40 21", "email": email,
            ]))
    }

    @Test("a coordinator keeps one, who then stands in the list with a number to call")
    func kept() throws {
        let browser = try site.browser(.local, in: fixture.nijmegen)
        #expect(try add(browser, "Rania Sabbagh", "ar").status == .seeOther)
        browser.get("/builders")
        #expect(browser.page.contains("Rania Sabbagh is toegevoegd."))
        #expect(browser.page.contains("href=\"tel:0600314021\""))
        #expect(browser.page.contains("<span class=\"hint\">Arabisch</span>"))
        #expect(browser.page.contains("<span class=\"count\">1</span>"))
        browser.get("/cities/\(fixture.nijmegen.ref)")
        #expect(
            browser.page.contains(
                "href=\"/builders?city=\(fixture.nijmegen.ref)\" data-count=\"1\""))
    }

    @Test("what is missing or cannot be is told at its field, with what was typed kept")
    func problems() throws {
        let browser = try site.browser(.local, in: fixture.nijmegen)
        #expect(try add(browser, "Wim", nil, email: "wim").status == .unprocessableContent)
        #expect(browser.page.contains("id=\"languages-error\""))
        #expect(browser.page.contains("id=\"email-error\""))
        #expect(browser.page.contains("value=\"Wim\""))
        #expect(try add(browser, "Wim", "nl").status == .unprocessableContent)
        #expect(browser.page.contains("Kies minstens één taal naast Nederlands"))
    }

    @Test("a changed number is saved; a stale form shows both texts")
    func changed() throws {
        let builder = try fixture.write(fixture.hanneke) { tx in
            var draft = CommunityBuilderDraft()
            (draft.name, draft.languages) = ("Rania Sabbagh", ["ar"])
            return try draft.create(in: fixture.nijmegen, tx)
        }
        let path = "/builders/\(builder.id.value)"
        let browser = try site.browser(.local, in: fixture.nijmegen)
        let form = try #require(browser.open("\(path)/edit", path))
        #expect(browser.send(form.with(["phone": "06 00 11 11 11"])).status == .seeOther)
        let other = try site.browser(.local, in: fixture.nijmegen)
        let second = try #require(other.open("\(path)/edit", path))
        let third = try #require(browser.open("\(path)/edit", path))
        #expect(browser.send(third.with(["phone": "06 00 22 22 22"])).status == .seeOther)
        #expect(other.send(second.with(["phone": "06 00 33 33 33"])).status == .conflict)
        #expect(other.page.contains("06 00 22 22 22") && other.page.contains("06 00 33 33 33"))
    }

    @Test("the network reads of a city's how many and which languages, and no name")
    func network() throws {
        let local = try site.browser(.local, in: fixture.nijmegen)
        _ = try add(local, "Rania Sabbagh", "ar")
        let network = try site.browser(.network)
        #expect(try add(network, "Gloria Bahati", "sw").status == .seeOther)
        network.get("/builders")
        #expect(network.page.contains("Gloria Bahati") && network.page.contains("Nijmegen"))
        #expect(network.page.contains("Arabisch"))
        #expect(!network.page.contains("Rania"))
        local.get("/builders")
        #expect(local.page.contains("Gloria Bahati"))
        let city = try site.browser(.local, in: fixture.haarlem)
        city.get("/builders")
        #expect(city.page.contains("Gloria Bahati") && !city.page.contains("Rania"))
    }

    @Test("another city's is not found, one of the network not changed, and others come not at all")
    func refused() throws {
        let (own, shared) = try fixture.write(.system) { tx in
            var draft = CommunityBuilderDraft()
            (draft.name, draft.languages) = ("Rania Sabbagh", ["ar"])
            return (try draft.create(in: fixture.nijmegen, tx), try draft.create(in: nil, tx))
        }
        let haarlem = try site.browser(.local, in: fixture.haarlem)
        #expect(haarlem.get("/builders/\(own.id.value)/edit").status == .notFound)
        #expect(haarlem.get("/builders/\(shared.id.value)/edit").status == .forbidden)
        #expect(haarlem.get("/builders/999/edit").status == .notFound)
        #expect(haarlem.get("/builders?city=\(fixture.nijmegen.ref)").status == .notFound)
        let network = try site.browser(.network)
        #expect(network.get("/builders/\(own.id.value)/edit").status == .forbidden)
        #expect(network.get("/builders/\(shared.id.value)/edit").status == .ok)
        for role in [Role.municipality, .shelter] {
            let browser = try site.browser(role, in: fixture.nijmegen)
            #expect(browser.get("/builders").status == .forbidden)
        }
        #expect(try site.browser(.safeguarding).get("/builders").status == .forbidden)
    }

    @Test("one is named on a match, told without a name to the municipality, and ended by a day")
    func match() throws {
        let local = try site.browser(.local, in: fixture.nijmegen)
        _ = try add(local, "Rania Sabbagh", "ar")
        let match = try fixture.proposed(fixture.waiting(), fixture.ready())
        let path = "\(match.path)/builders"
        local.get(match.path)
        #expect(local.page.contains("href=\"\(path)/new\""))
        let form = try #require(local.open("\(path)/new", path))
        let bare = local.send(form)
        #expect(bare.status == .unprocessableContent)
        #expect(local.page.contains("Kies een community builder"))
        let again = try #require(local.open("\(path)/new", path))
        #expect(local.send(again.with(["builder": "1"])).status == .seeOther)
        local.get(match.path)
        #expect(local.page.contains("Rania Sabbagh") && local.page.contains("tel:0600314021"))
        let officer = try site.browser(.municipality, in: fixture.nijmegen)
        officer.get(match.path)
        #expect(officer.page.contains("Community builder") && officer.page.contains("Arabisch"))
        #expect(!officer.page.contains("Rania") && !officer.page.contains("0600314021"))
        let end = try #require(local.open("\(path)/1/edit", "\(path)/1"))
        let until = ["until_on_day": "24", "until_on_month": "11", "until_on_year": "2026"]
        #expect(local.send(end.with(until)).status == .seeOther)
        local.get(match.path)
        #expect(!local.page.contains("Rania"))
        #expect(local.get("\(path)/1/edit").status == .notFound)
    }

    @Test("a pair without a common language fits through one, in the table and on the pair's page")
    func pairing() throws {
        _ = try fixture.ready()
        let family = try fixture.waiting { $0.languages = ["ti"] }
        let local = try site.browser(.local, in: fixture.nijmegen)
        _ = try add(local, "Feven Tekle", "ti")
        // The note that she was added stands on the page after.
        local.get("/builders")
        local.get("/matches/new?family=\(family.ref)")
        #expect(local.page.contains("Past, met community builder"))
        #expect(local.page.contains("Geen gedeelde taal"))
        #expect(!local.page.contains("Feven"))
    }
}
