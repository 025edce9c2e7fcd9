import Coalition
import Fixtures
import HTTP
import SQLite
import Testing

@testable import Website

@Suite("Pages of the log")
struct LogPageTests {
    let site: SiteFixture
    let browser: Browser

    init() throws {
        site = try SiteFixture()
        browser = try site.browser(.local, in: site.fixture.nijmegen)
    }

    private func group(_ name: String = "Bottendaal") throws -> String {
        try ActiveGroup.make(name, in: site.fixture)
    }

    private func log(_ path: String, _ fields: [String: String]) -> Response {
        browser.get("\(path)/log/new")
        var all = [
            "happened_on_day": "24", "happened_on_month": "november", "happened_on_year": "2026",
            "worry": "no", "once": browser.value(of: "once") ?? "",
        ]
        all.merge(fields) { $1 }
        return browser.post("\(path)/log", all)
    }

    @Test("log a contact with three choices and one sentence")
    func quick() throws {
        let path = try group()
        let answer = log(
            path, ["contact": "made", "themes": "language", "note": "Samen de post gelezen."])
        #expect(answer.status == .seeOther)
        #expect(browser.location(answer) == path)
        browser.get(path)
        #expect(browser.page.contains("Het contact met groep Bottendaal is vastgelegd."))
        #expect(browser.page.contains("Samen de post gelezen."))
        #expect(browser.page.contains("Ongedaan maken"))
    }

    @Test("fill in today, ask about worries without an answer beforehand, and show whom to call")
    func form() throws {
        browser.get("\(try group())/log/new")
        let page = browser.page
        #expect(page.contains(#"name="happened_on_day" value="24""#))
        #expect(page.contains(#"name="happened_on_month" value="november""#))
        let call = try #require(page.range(of: "tel:08002000"))
        let worry = try #require(page.range(of: #"id="worry-reported""#))
        #expect(worry.lowerBound < call.lowerBound && page.contains("tel:112"))
        #expect(!page.contains(#"name="worry" value="no" checked"#))
    }

    @Test("name every problem at once and keep what was typed")
    func problems() throws {
        let path = try group()
        let answer = log(
            path,
            ["happened_on_day": "25", "duration": "een hele middag", "note": "<b>Niet kwijt</b>"])
        #expect(answer.status == .unprocessableContent)
        #expect(browser.page.contains("Deze datum ligt in de toekomst"))
        #expect(browser.page.contains("Kies of het contact gelukt is"))
        #expect(browser.page.contains("Vul een duur in van 5 minuten tot 24 uur"))
        #expect(browser.page.contains("&lt;b&gt;Niet kwijt&lt;/b&gt;"))
        #expect(browser.page.contains(#"value="een hele middag""#))
        browser.get("\(path)/log")
        #expect(browser.page.contains("Er is nog geen contact vastgelegd."))
    }

    @Test("accept one and a half hours as people write it")
    func duration() throws {
        let path = try group()
        _ = log(path, ["contact": "made", "duration": "1,5"])
        browser.get(path)
        #expect(browser.page.contains("Contact gehad, 1,5 uur"))
    }

    @Test("offer the last contact to be used again")
    func again() throws {
        let path = try group()
        _ = log(path, ["contact": "made", "minutes": "60", "medium": "visit", "themes": "money"])
        browser.get("\(path)/log/new")
        #expect(
            browser.page.contains("dinsdag 24 november 2026, 1 uur, over Geld en administratie."))
        browser.get("\(path)/log/new?repeat=1")
        #expect(browser.page.contains(#"value="60" checked"#))
        #expect(browser.page.contains(#"value="visit" checked"#))
        #expect(browser.page.contains(#"value="money" checked"#))
    }

    @Test("log that one spoke today in one tap, and take it back")
    func spoken() throws {
        let path = try group()
        browser.get("/")
        let answer = browser.post("\(path)/log/spoken")
        #expect(browser.location(answer) == "/")
        browser.get("/")
        #expect(browser.page.contains("Contact van vandaag met groep Bottendaal is vastgelegd."))
        #expect(browser.page.contains("Vandaag vastgelegd"))
        let undo = try #require(undoPath)
        browser.post(undo)
        browser.get("/")
        #expect(browser.page.contains("Het contact is verwijderd."))
        #expect(!browser.page.contains("Vandaag vastgelegd"))
    }

    @Test("delete a contact and bring it back")
    func undo() throws {
        let path = try group()
        _ = log(path, ["contact": "made", "note": "Blijft bestaan"])
        browser.get("\(path)/log")
        let edit = try #require(
            browser.page.firstMatch(of: /href="(\/groups\/[^"]+\/log\/\d+\/edit)"/)?.1)
        browser.get(String(edit))
        browser.post(String(edit).replacing("/edit", with: "/delete"))
        browser.get("\(path)/log")
        #expect(!browser.page.contains("Blijft bestaan"))
        browser.post(try #require(undoPath))
        browser.get("\(path)/log")
        #expect(browser.page.contains("Blijft bestaan"))
    }

    @Test("show the network how often there was contact, and no place for what it does not see")
    func counts() throws {
        let path = try group()
        _ = log(path, ["contact": "made", "note": "Samen de post gelezen."])
        let network = try site.browser(.network)
        network.get("\(path)/log")
        #expect(network.page.contains("id=\"maanden\""))
        #expect(!network.page.contains("id=\"contact\"") && !network.page.contains("de post"))
        browser.get("\(path)/log")
        #expect(browser.page.contains("id=\"contact\"") && browser.page.contains("de post"))
    }

    @Test("edge case: Two people edit at once - both texts are shown to the second")
    func conflict() throws {
        let path = try group()
        _ = log(path, ["contact": "made", "note": "Eerst"])
        browser.get("\(path)/log")
        let edit = try #require(
            browser.page.firstMatch(of: /href="(\/groups\/[^"]+\/log\/\d+)\/edit"/)?.1)
        for (note, status) in [("Van Hanneke", 303), ("Te laat", 409)] {
            let answer = browser.post(
                String(edit),
                [
                    "contact": "made", "happened_on_day": "24", "happened_on_month": "11",
                    "happened_on_year": "2026", "note": note, "version": "1", "worry": "no",
                ])
            #expect(answer.status.code == status)
        }
        #expect(browser.page.contains("Van Hanneke") && browser.page.contains("Te laat"))
    }

    @Test("keep a draft, show it and throw it away once the contact is saved")
    func draft() throws {
        let path = try group()
        browser.get("\(path)/log/new")
        let form = try #require(browser.value(of: "draft_form"))
        browser.post("/drafts", ["draft_form": form, "contact": "tried", "note": "Half af"])
        browser.get("\(path)/log/new")
        #expect(
            browser.page.contains("Half af")
                && browser.page.contains("Niet-opgeslagen tekst van vandaag, 12:00 uur."))
        let once = browser.value(of: "once") ?? ""
        browser.post(
            "\(path)/log",
            [
                "draft_form": form, "contact": "tried", "note": "Af", "once": once,
                "happened_on_day": "24", "happened_on_month": "11", "happened_on_year": "2026",
            ])
        browser.get("\(path)/log/new")
        #expect(!browser.page.contains("Half af") && !browser.page.contains("Niet-opgeslagen"))
    }

    @Test("log several groups in one table, of which only the filled rows are saved")
    func many() throws {
        let paths = try ["Hatert", "Lent", "Hees"].map { try group($0) }
        browser.get("/log/many")
        let fields = rows(paths, filled: [1: ("made", "30 min", "Via de tabel")])
        let answer = browser.post("/log/many", fields)
        #expect(browser.location(answer) == "/")
        browser.get("/")
        #expect(browser.page.contains("1 contact is vastgelegd."))
        browser.get(paths[1])
        #expect(browser.page.contains("Via de tabel"))
        browser.get(paths[0])
        #expect(browser.page.contains("Er is nog geen contact vastgelegd."))
    }

    @Test("keep each problem of the table at its row, and save nothing then")
    func manyProblems() throws {
        let paths = try ["Hatert", "Lent"].map { try group($0) }
        browser.get("/log/many")
        let answer = browser.post(
            "/log/many",
            rows(paths, filled: [0: ("made", "", "Goed"), 1: ("", "lang", "Typte dit")]))
        #expect(answer.status == .unprocessableContent)
        #expect(browser.page.contains("Lent: Kies of het contact gelukt is"))
        #expect(browser.page.contains("href=\"#duration.1\""))
        #expect(browser.page.contains("Typte dit") && browser.page.contains(#"value="lang""#))
        browser.get(paths[0])
        #expect(browser.page.contains("Er is nog geen contact vastgelegd."))
    }

    private func rows(
        _ paths: [String], filled: [Int: (contact: String, duration: String, note: String)]
    ) -> [String: String] {
        var fields = ["once": browser.value(of: "once") ?? ""]
        for (index, path) in paths.enumerated() {
            fields["group.\(index)"] = path.replacing("/groups/", with: "")
            fields["day.\(index)"] = "2026-11-24"
            fields["contact.\(index)"] = filled[index]?.contact ?? ""
            fields["duration.\(index)"] = filled[index]?.duration ?? ""
            fields["note.\(index)"] = filled[index]?.note ?? ""
        }
        return fields
    }

    /// Where the note on the page undoes what was done.
    private var undoPath: String? {
        browser.page.firstMatch(of: /action="([^"]+(?:delete|restore|open)[^"]*)"/)
            .map { String($0.1).replacing("&amp;", with: "&") }
    }

    @Test("show the municipality no text and offer it no way to log")
    func outline() throws {
        let path = try group()
        _ = log(path, ["contact": "made", "note": "Alleen voor Hanneke", "themes": "health"])
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        for page in [path, "\(path)/log"] {
            officer.get(page)
            #expect(officer.page.contains("Gezondheid"))
            #expect(!officer.page.contains("Alleen voor Hanneke"))
            #expect(!officer.page.contains("log/new") && !officer.page.contains("Hanneke logde"))
        }
        #expect(officer.get("\(path)/log/new").status == .forbidden)
        let other = try site.browser(.local, in: site.fixture.haarlem)
        for page in ["\(path)/log", "\(path)/log/new"] {
            #expect(other.get(page).status == .notFound)
        }
        #expect(other.post("\(path)/log/spoken").status == .notFound)
    }

    @Test("give the network counts without text")
    func network() throws {
        let path = try group()
        _ = log(path, ["contact": "made", "note": "Niet voor het netwerk", "worry": "reported"])
        let network = try site.browser(.network)
        network.get("\(path)/log")
        #expect(network.page.contains("U ziet hoe vaak er contact was"))
        #expect(!network.page.contains("Niet voor het netwerk"))
        network.get("/tasks")
        #expect(network.page.contains("Beoordeel zorgmelding Z-"))
    }
}
