import Coalition
import Fixtures
import Foundation
import HTTP
import Testing

@testable import Website

@Suite("Entering a group at once")
struct MemberRowsPageTests {
    let site: SiteFixture
    let browser: Browser
    let path: String

    init() throws {
        let site = try SiteFixture()
        self.site = site
        browser = try site.browser(.local, in: site.fixture.nijmegen)
        browser.get("/groups/new")
        let once = try #require(browser.value(of: "once"))
        let answer = browser.post(
            "/groups", ["name": "Bottendaal", "kind": "welcome", "once": once])
        path = try #require(browser.location(answer))
    }

    /// The form as it opens, with these fields in it.
    private func send(_ target: String, _ fields: [(String, String)]) -> Response {
        browser.get("\(path)/members/many")
        let rows = (0..<5).flatMap { index in
            ["name", "email", "phone", "birth_year"].map { ("\($0).\(index)", "") }
                + [("languages.\(index)", "Nederlands")]
        }
        let typed = rows.filter { row in !fields.contains { $0.0 == row.0 } } + fields
        return browser.post(
            "\(path)/\(target)", typed + [("once", browser.value(of: "once") ?? "")])
    }

    private func members() throws -> [Member] {
        try site.fixture.read(site.fixture.hanneke) { tx in
            let ref = path.split(separator: "/").last.map(String.init) ?? ""
            return try Member.active(of: try Group.find(ref, in: tx).id, in: tx)
        }
    }

    @Test("page P10: five people come in with one form, and what they lack is asked next")
    func five() throws {
        let names = ["Joke", "Samira", "Wim", "Ruben", "Anna van der Zee"]
        let fields = names.enumerated().flatMap { index, name in
            [("name.\(index)", name), ("email.\(index)", "lid\(index)@voorbeeld.nl")]
        }
        let answer = send("members/many", fields + [("contact", "1"), ("adults", "1")])
        #expect(browser.location(answer) == "\(path)/trainings")
        let found = try members()
        #expect(found.count == 5 && found.filter(\.isContact).map(\.name) == ["Samira"])
        #expect(found.allSatisfy { $0.languages == ["nl"] })
    }

    @Test("page P10: what is wrong is said at its field, what was typed stays, and nobody is saved")
    func wrong() throws {
        let fields = [
            ("name.0", "Joke"), ("email.0", "joke@voorbeeld.nl"), ("birth_year.0", "2020"),
            ("name.1", "Wim <b>"), ("email.1", "joke@voorbeeld.nl"), ("birth_year.1", "1980"),
            ("email.2", "ruben@voorbeeld.nl"), ("languages.2", "Klingon"),
            ("name.4", "Anna"), ("birth_year.4", "1980"),
        ]
        #expect(send("members/many", fields).status == .unprocessableContent)
        for text in [
            "jonger dan 18", "staat ook in rij 1", "Vul een naam in", "talen kennen we niet",
            "Wim &lt;b&gt;", "value=\"2020\"", "18 jaar of ouder is", "#birth_year.0", "Rij 2:",
        ] {
            #expect(browser.page.contains(text), "\(text)")
        }
        #expect(try members().isEmpty)
        #expect(send("members/many", []).status == .unprocessableContent)
        #expect(browser.page.contains("minstens één rij"))
    }

    @Test("pasted rows stand in the form with their faults before anything is saved")
    func pasted() throws {
        let text = """
            Naam\tE-mail\tGeboortejaar\tVOG\tContactpersoon
            Joke\tjoke@voorbeeld.nl\t1980\t3-11-2026\t
            Samira\tjoke@voorbeeld.nl\t2020\t31-11-2026\tx
            """
        let answer = send("members/pasted", [("name.2", "Wim"), ("pasted", text)])
        #expect(answer.status == .unprocessableContent)
        for text in [
            "staat ook in rij 2", "jonger dan 18", "value=\"31-11-2026\"", "value=\"Wim\"",
            "nog niets opgeslagen", "id=\"contact-2\" name=\"contact\" value=\"2\"",
        ] {
            #expect(browser.page.contains(text), "\(text)")
        }
        #expect(try members().isEmpty)
        let rows: [(String, String)] = [
            ("name.0", "Wim"), ("birth_year.0", "1970"), ("languages.0", "Nederlands"),
            ("name.1", "Joke"), ("email.1", "joke@voorbeeld.nl"), ("birth_year.1", "1980"),
            ("languages.1", ""), ("vog.1", "3-11-2026"), ("name.2", "Samira"),
            ("birth_year.2", "1982"), ("languages.2", "Nederlands, Arabisch"), ("contact", "2"),
            ("once", browser.value(of: "once") ?? ""),
        ]
        #expect(browser.post("\(path)/members/many", rows).status == .seeOther)
        let found = try members()
        #expect(found.map(\.name).sorted() == ["Joke", "Samira", "Wim"])
        #expect(found.first { $0.name == "Joke" }?.vog.status == .seen)
        #expect(found.first { $0.name == "Samira" }?.languages == ["ar", "nl"])
    }

    @Test(
        "a paste that does not fit keeps its text and makes no row",
        arguments: [
            ("Naam\tAdres\nJoke\tDorpsstraat 1", "Adres"),
            ("Joke" + String(repeating: "\tx", count: 12), "13 kolommen"),
            ("", "Plak hier eerst"),
            (String(repeating: "Joke\n", count: 41), "41 rijen"),
            (String(repeating: "Joke de Wit\n", count: 2_000), "te lang"),
        ])
    func unfit(text: String, words: String) throws {
        #expect(send("members/pasted", [("pasted", text)]).status == .unprocessableContent)
        #expect(browser.page.contains(words))
        #expect(text.isEmpty || browser.page.contains(text.prefix(4)))
        #expect(try members().isEmpty)
    }

    @Test("more pasted rows than the group has room for are all shown, and none is saved")
    func room() throws {
        let text = (1...13).map { "Lid \($0)\tlid\($0)@voorbeeld.nl\t\t1980" }.joined(
            separator: "\n")
        #expect(send("members/pasted", [("pasted", text)]).status == .unprocessableContent)
        #expect(browser.page.contains("Er is plaats voor 12, hier staan 13 personen"))
        #expect(browser.page.contains("value=\"Lid 13\""))
        #expect(try members().isEmpty)
    }

    @Test("what was sent twice has one effect")
    func twice() throws {
        browser.get("\(path)/members/many")
        let fields: [(String, String)] = [
            ("name.0", "Joke"), ("birth_year.0", "1980"), ("languages.0", "Nederlands"),
            ("once", browser.value(of: "once") ?? ""),
        ]
        for _ in 0..<2 {
            #expect(browser.post("\(path)/members/many", fields).status == .seeOther)
        }
        #expect(try members().count == 1)
    }

    @Test("page P11: the contact person is chosen among the members, not added")
    func contact() throws {
        #expect(browser.location(browser.get("\(path)/contact")) == "\(path)/members/many")
        _ = send(
            "members/many",
            [("name.0", "Joke"), ("name.1", "Samira"), ("adults", "1"), ("contact", "")])
        browser.get(path)
        #expect(browser.page.contains("\(path)/contact"))
        browser.get("\(path)/contact")
        let version = try #require(browser.value(of: "version"))
        let samira = try #require(try members().first { $0.name == "Samira" })
        let chosen = String(samira.id.value)
        #expect(
            browser.post("\(path)/contact", ["version": version]).status == .unprocessableContent)
        #expect(
            browser.post("\(path)/contact", ["contact": "999999", "version": version]).status
                == .unprocessableContent)
        let answer = browser.post("\(path)/contact", ["contact": chosen, "version": version])
        #expect(answer.status == .seeOther)
        #expect(try members().filter(\.isContact).map(\.name) == ["Samira"])
        let joke = String(try #require(try members().first { $0.name == "Joke" }).id.value)
        #expect(
            browser.post("\(path)/contact", ["contact": joke, "version": version]).status
                == .conflict)
    }

    @Test("belongs to the coordinator of the city")
    func rights() throws {
        let officer = try site.browser(.municipality, in: site.fixture.nijmegen)
        let other = try site.browser(.local, in: site.fixture.haarlem)
        for page in ["members/many", "contact", "write", "trainings"] {
            #expect(officer.get("\(path)/\(page)").status == .forbidden)
            #expect(other.get("\(path)/\(page)").status == .notFound)
        }
    }
}
