import Coalition
import Fixtures
import HTTP
import HTTPTypes
import Testing

@testable import Website

@Suite("The pages of a concern")
struct ConcernPageTests {
    let site: SiteFixture
    let reporter: Browser
    let lead: Browser
    let group: String

    init() throws {
        site = try SiteFixture()
        reporter = try site.browser(.local, in: site.fixture.nijmegen)
        lead = try site.browser(.safeguarding)
        group = try ActiveGroup.make("Lent", in: site.fixture)
    }

    private var ref: String { group.replacing("/groups/", with: "") }

    private func report(_ fields: [String: String] = [:]) throws -> String {
        reporter.get("/concerns/new?about=\(ref)")
        let all = [
            "text": "Er is geen eten in huis.", "kind": "unknown", "source": "colleague",
            "about": "", "severity": "",
        ].merging(fields) { $1 }
        let answer = reporter.post("/concerns?about=\(ref)", all)
        return try #require(reporter.location(answer))
    }

    @Test("story L9: every group, family, match and log page leads to a report in one click")
    func button() throws {
        for path in [group, "\(group)/log", "\(group)/log/new"] {
            reporter.get(path)
            #expect(reporter.page.contains("/concerns/new?about=\(ref)"), "\(path)")
        }
        reporter.get("/concerns/new?about=\(ref)")
        let numbers = try #require(reporter.page.range(of: "tel:112"))
        let form = try #require(reporter.page.range(of: "id=\"form\""))
        #expect(numbers.lowerBound < form.lowerBound)
        #expect(reporter.page.contains("tel:08002000"))
    }

    @Test("story L9: its reporter sees when it was seen and who handles it, and never its text")
    func status() throws {
        let path = try report(["severity": "acute"])
        reporter.get(path)
        #expect(reporter.page.contains("Nog niet gezien"))
        #expect(!reporter.page.contains("geen eten"))
        lead.get("/")
        #expect(lead.page.contains("Beoordeel zorgmelding"))
        lead.get(path)
        #expect(lead.page.contains("Er is geen eten in huis."))
        let own = try #require(
            lead.get("\(path)/triage").status == .ok
                ? lead.page.firstMatch(of: /value="(U-[^"]+)"[^>]*>Ik \(Hanneke Vos\)/) : nil)
        let form = try #require(lead.form("\(path)/triage"))
        let bare = lead.send(form)
        #expect(bare.status == .unprocessableContent)
        let triaged = lead.send(
            form.with([
                "kind": "health", "severity": "acute", "handler": String(own.1),
                "phone": "024 360 00 00",
            ]))
        #expect(triaged.status == .seeOther)
        reporter.get(path)
        #expect(reporter.page.contains("Gezien ") && reporter.page.contains("024 360 00 00"))
        reporter.get("\(group)/log")
        #expect(!reporter.page.contains("geen eten"))
    }

    @Test(
        "story L9: a tap in the log reports it at once, and its report stays on top until written")
    func tap() throws {
        reporter.get("\(group)/log/new")
        let answer = reporter.post(
            "\(group)/log",
            [
                "contact": "made", "worry": "reported", "happened_on_day": "24",
                "happened_on_month": "11", "happened_on_year": "2026",
            ])
        let path = try #require(reporter.location(answer))
        #expect(path.hasPrefix("/concerns/Z-") && path.hasSuffix("/report"))
        reporter.get("/")
        let rows = try #require(reporter.page.range(of: "Maak uw melding"))
        #expect(reporter.page[..<rows.lowerBound].contains("id=\"te-doen\""))
        lead.get(path.replacing("/report", with: ""))
        #expect(lead.page.contains("Nog niet afgemaakt"))
        reporter.get(path)
        #expect(reporter.page.contains("/leave\""))
        reporter.get(path.replacing("/report", with: "/leave"))
        #expect(reporter.page.contains("Trek de melding in") && reporter.page.contains("Bel mij"))
        let call = try #require(reporter.form(path.replacing("/report", with: "/withdraw")))
        #expect(reporter.send(call).status == .seeOther)
        reporter.get("/")
        #expect(!reporter.page.contains("Maak uw melding"))
    }

    @Test("asks for the words, keeps what was typed, and closes with an outcome only")
    func bad() throws {
        reporter.get("/concerns/new?about=\(ref)")
        let bare = reporter.post(
            "/concerns?about=\(ref)",
            ["text": "", "kind": "complaint", "source": "colleague", "about": "", "severity": ""])
        #expect(bare.status == .unprocessableContent)
        #expect(reporter.page.contains("href=\"#text\""))
        let path = try report()
        lead.get(path)
        let close = try #require(lead.form("\(path)/close"))
        #expect(
            lead.send(close.with(["outcome_text": "Klaar ermee"])).status == .unprocessableContent)
        #expect(
            lead.page.contains("Klaar ermee") && lead.page.contains("Kies hoe het is afgelopen"))
        let denied: Int? = try site.fixture.read(.system) { tx in
            try tx.db.value(
                "SELECT count(*) FROM audit_log WHERE action = 'denied' AND result LIKE 'guard.concern%'"
            )
        }
        #expect(denied == 1)
        let haarlem = try site.browser(.local, in: site.fixture.haarlem)
        #expect(haarlem.get(path).status == .notFound)
        #expect(haarlem.get("/concerns/new?about=\(ref)").status == .notFound)
    }

    @Test("the leaflet of how to complain prints in the languages of the sheets")
    func leaflet() throws {
        for language in site.site.sheets.all {
            reporter.get("/concerns/leaflet?language=\(language.code)")
            #expect(reporter.page.contains(language["leaflet.never"]), "\(language.code)")
        }
    }
}
