import Coalition
import Fixtures
import HTTP
import HTTPTypes
import SQLite
import Testing

@testable import Website

@Suite("The pages of coordinators, absence and hand-over")
struct HandoverPageTests {
    let site: SiteFixture
    let hanneke: Browser
    let joris: Browser
    let (hannekeRef, jorisRef): (String, String)
    let group: String

    init() throws {
        site = try SiteFixture()
        hanneke = try site.browser(.local, in: site.fixture.nijmegen)
        hannekeRef = try HandoverPageTests.last(site)
        joris = try site.browser(.local, in: site.fixture.nijmegen)
        jorisRef = try HandoverPageTests.last(site)
        group = try ActiveGroup.make("Lent", in: site.fixture)
    }

    private static func last(_ site: SiteFixture) throws -> String {
        try #require(
            try site.fixture.read(.system) {
                try $0.db.value("SELECT ref FROM users ORDER BY id DESC LIMIT 1")
            })
    }

    private func hand(_ browser: Browser, to ref: String, _ remark: String = "") throws -> Response
    {
        let form = try #require(browser.open("\(group)/coordinator", "\(group)/coordinator"))
        return browser.send(form.with(["coordinator": ref, "remark": remark]))
    }

    @Test("who coordinates a group stands among its people, and is handed on like a task")
    func coordinator() throws {
        hanneke.get(group)
        #expect(hanneke.page.contains("Iedereen: Lokale coördinator"))
        let answer = try hand(hanneke, to: jorisRef, "Jij kent de <wijk>")
        #expect(answer.status == .seeOther)
        joris.get("/")
        #expect(joris.page.contains("Nieuw bij u: Lent"))
        #expect(joris.page.contains("Jij kent de &lt;wijk&gt;"))
        hanneke.get(group)
        #expect(hanneke.page.contains("Coördinator"))
    }

    @Test("what a colleague handed on meanwhile is not handed on over it, but for the same hand")
    func stale() throws {
        let path = "\(group)/coordinator"
        let early = try #require(hanneke.open(path, path))
        let same = try #require(joris.open(path, path))
        #expect(try hand(hanneke, to: hannekeRef).status == .seeOther)
        let late = early.with(["coordinator": jorisRef, "remark": "Jij kent de wijk"])
        #expect(hanneke.send(late).status == .conflict)
        #expect(hanneke.page.contains("Jij kent de wijk"))
        #expect(joris.send(same.with(["coordinator": hannekeRef])).status == .seeOther)
        hanneke.get(group)
        #expect(!hanneke.page.contains("Iedereen: Lokale coördinator"))
    }

    @Test("a coordinator of another city is refused at the field, with what was typed")
    func elsewhere() throws {
        _ = try site.browser(.local, in: site.fixture.haarlem)
        let stranger = try HandoverPageTests.last(site)
        let answer = try hand(hanneke, to: stranger, "Voor jou")
        #expect(answer.status == .unprocessableContent)
        #expect(hanneke.page.contains("Voor jou") && hanneke.page.contains("coordinator-error"))
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        #expect(officer.get("\(group)/coordinator").status == .forbidden)
        let other = try site.browser(.local, in: site.fixture.haarlem)
        #expect(other.get("\(group)/coordinator").status == .notFound)
    }

    private func away(_ browser: Browser, _ deputy: String, at path: String = "/account")
        -> Response
    {
        guard let form = browser.open("\(path)/absences/new", "\(path)/absences") else {
            return Response(status: .notFound)
        }
        return browser.send(
            form.with([
                "from_on_day": "24", "from_on_month": "11", "from_on_year": "2026",
                "until_on_day": "15", "until_on_month": "december", "until_on_year": "2026",
                "deputy": deputy,
            ]))
    }

    @Test("a deputy who may not see the city is refused at the field, and nothing is kept")
    func deputy() throws {
        _ = try site.browser(.local, in: site.fixture.haarlem)
        let stranger = try HandoverPageTests.last(site)
        #expect(away(hanneke, stranger).status == .unprocessableContent)
        #expect(hanneke.page.contains("deputy-error") && hanneke.page.contains("value=\"15\""))
        hanneke.get("/account")
        #expect(hanneke.page.contains("Er is geen afwezigheid gemeld."))
        #expect(away(hanneke, jorisRef).status == .seeOther)
        hanneke.get("/account")
        #expect(hanneke.page.contains("24 november 2026 tot 15 december 2026"))
    }

    @Test("the week of who is away is taken over in two clicks from Vandaag")
    func week() throws {
        _ = try hand(hanneke, to: hannekeRef)
        let form = try #require(hanneke.open("/tasks/new", "/tasks"))
        hanneke.send(
            form.with([
                "title": "Bel de school", "assignee": "local.\(hannekeRef)",
                "due_on_day": "26", "due_on_month": "11", "due_on_year": "2026",
            ]))
        #expect(away(hanneke, jorisRef).status == .seeOther)
        joris.get("/")
        #expect(joris.page.contains("U vervangt Hanneke Vos tot 15 december."))
        let week = try #require(
            PageLinks.paths(of: joris.page).first { $0.hasSuffix("/week") && $0 != "/week" })
        joris.get(week)
        #expect(joris.page.contains("Bel de school"))
        let button = try #require(joris.form(week))
        #expect(joris.location(joris.send(button)) == "/")
        #expect(joris.note(at: "/") == "Overgenomen van Hanneke Vos: 1.")
        #expect(joris.page.contains("Bel de school"))
        #expect(joris.page.contains("Voor Hanneke Vos, afwezig tot 15 december"))
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        #expect(officer.get(week).status == .notFound)
    }

    @Test("a hand-over opens for the person, the deputy, and the network meanwhile, and hands over")
    func handover() throws {
        _ = try hand(hanneke, to: hannekeRef)
        let path = "/handover/\(hannekeRef)"
        let network = try site.browser(.network)
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        for other in [joris, network, officer] { #expect(other.get(path).status == .notFound) }
        #expect(hanneke.get(path).status == .ok)
        #expect(away(hanneke, jorisRef).status == .seeOther)
        for other in [joris, network] { #expect(other.get(path).status == .ok) }
        #expect(officer.get(path).status == .notFound)
        let form = try #require(hanneke.open(path, path))
        #expect(hanneke.send(form).status == .unprocessableContent)
        let to = try #require(form.fields.first { $0.0.hasPrefix("what_") }?.0)
            .replacing("what_", with: "to_")
        let again = try #require(hanneke.open(path, path))
        #expect(hanneke.send(again.with([to: jorisRef])).status == .seeOther)
        hanneke.get(path)
        #expect(hanneke.page.contains("Er staat niets meer op deze naam."))
    }

    @Test("the network sees all colleagues with what is in hand, and nobody else does")
    func colleagues() throws {
        _ = try hand(hanneke, to: hannekeRef)
        let network = try site.browser(.network)
        #expect(network.get("/colleagues").status == .ok)
        #expect(network.page.contains("/colleagues/\(hannekeRef)"))
        #expect(network.get("/colleagues?city=C-ZZZZ").status == .ok)
        #expect(away(network, jorisRef, at: "/colleagues/\(hannekeRef)").status == .seeOther)
        network.get("/colleagues")
        #expect(network.page.contains("Tot 15 december, Hanneke Vos vervangt"))
        network.get("/")
        #expect(network.page.contains("href=\"/colleagues\""))
        for path in ["/colleagues", "/colleagues/\(jorisRef)"] {
            #expect(hanneke.get(path).status == .forbidden)
        }
        let shelter = try site.browser(.shelter, in: site.fixture.nijmegen)
        #expect(shelter.get("/colleagues").status == .forbidden)
    }

    @Test(
        "the network opens names, numbers and texts for an hour, with a reason that the city reads")
    func looks() throws {
        let network = try site.browser(.network)
        network.get(group)
        #expect(!network.page.contains("Joke"))
        let form = try #require(network.open("\(group)/open", "\(group)/open"))
        #expect(
            network.send(form.with(["reason": "De school belde"])).status == .unprocessableContent)
        #expect(network.page.contains("De school belde"))
        let again = try #require(network.open("\(group)/open", "\(group)/open"))
        #expect(
            network.send(again.with(["parts": "names", "reason": "De school belde over hen"]))
                .status
                == .seeOther)
        network.get(group)
        #expect(network.page.contains("Joke") && network.page.contains("Namen open tot 13:00"))
        #expect(!network.page.contains("/members/"))
        hanneke.get(group)
        #expect(hanneke.page.contains("De school belde over hen"))
        hanneke.get("/")
        #expect(hanneke.page.contains("Iemand keek bij Lent"))
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        officer.get(group)
        #expect(!officer.page.contains("De school belde"))
        #expect(officer.get("\(group)/open").status == .forbidden)
        site.fixture.clock.now = site.fixture.clock.now.adding(seconds: 3600)
        let later = try site.browser(.network)
        later.get(group)
        #expect(!later.page.contains("Joke"))
    }

    @Test("a look that can belong to a concern kept from the city says whether it does")
    func kept() throws {
        let lead = try site.browser(.safeguarding)
        #expect(lead.get("\(group)/open").status == .ok && !lead.page.contains("besloten melding"))
        let ref = String(group.split(separator: "/").last ?? "")
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        let about = "?about=\(ref)"
        let report = try #require(officer.open("/concerns/new\(about)", "/concerns\(about)"))
        #expect(
            officer.send(report.with(["text": "Leent geld van het gezin.", "about": hannekeRef]))
                .status == .seeOther)
        let words = ["parts": "names", "reason": "Om het verhaal te wegen"]
        let form = try #require(lead.open("\(group)/open", "\(group)/open"))
        #expect(lead.send(form.with(words)).status == .unprocessableContent)
        #expect(lead.page.contains("besloten melding"))
        let concern = try site.fixture.read(.system) {
            try $0.db.value("SELECT ref FROM concerns") as String? ?? ""
        }
        let again = try #require(lead.open("\(group)/open", "\(group)/open"))
        let chosen = words.merging(["concern": concern]) { $1 }
        #expect(lead.send(again.with(chosen)).status == .seeOther)
        for path in [group, "/", "\(group)/history"] {
            hanneke.get(path)
            #expect(!hanneke.page.contains("verhaal te wegen"))
            #expect(!hanneke.page.contains("Iemand keek"))
        }
        lead.get(group)
        #expect(lead.page.contains("Om het verhaal te wegen"))
    }

    @Test("who did what and when has no line for who may not see it, also not by a filter")
    func history() throws {
        hanneke.get("\(group)/history")
        #expect(hanneke.page.contains("Lid: gemaakt"))
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        officer.get("\(group)/history")
        #expect(officer.page.contains("Gemaakt: ") && !officer.page.contains("Lid: "))
        officer.get("\(group)/history?kind=people")
        #expect(officer.page.contains("Hier staat niets"))
        officer.get("\(group)/history?by=\(hannekeRef)")
        let none = officer.page.contains("Hier staat niets")
        officer.get("\(group)/history?by=U-ZZZZ")
        #expect(none && officer.page.contains("Hier staat niets"))
        let other = try site.browser(.local, in: site.fixture.haarlem)
        #expect(other.get("\(group)/history").status == .notFound)
    }

    @Test("edge case: Member leaves - a contact person who leaves asks for the next one")
    func contact() throws {
        let id: Int64 = try #require(
            try site.fixture.write(.system) { tx in
                let ref = String(group.suffix(6))
                let id: Int64? = try tx.db.value(
                    """
                    SELECT memberships.id FROM memberships
                    JOIN groups ON groups.id = memberships.group_id
                    WHERE groups.ref = \(ref) ORDER BY memberships.id LIMIT 1
                    """)
                try tx.db.run("UPDATE memberships SET is_contact = 1 WHERE id = \(id)")
                return id
            })
        let path = "\(group)/members/\(id)/leave"
        let form = try #require(hanneke.open(path, path))
        let answer = hanneke.send(
            form.with([
                "left_on_day": "24", "left_on_month": "11", "left_on_year": "2026",
                "left_reason": "moved",
            ]))
        #expect(hanneke.location(answer) == "\(group)/contact")
    }
}
