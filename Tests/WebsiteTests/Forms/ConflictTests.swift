import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("Two people who change one record")
struct ConflictTests {
    let site: SiteFixture
    let joke: Browser
    let wim: Browser

    init() throws {
        site = try SiteFixture()
        joke = try site.browser(.local, in: site.fixture.nijmegen)
        wim = try site.browser(.local, in: site.fixture.nijmegen)
    }

    /// Both open the form; the first saves, then the second.
    private func together(
        _ path: String, _ action: String, _ first: [String: String], _ second: [String: String]
    ) throws -> Response {
        let mine = try #require(joke.open(path, action))
        let theirs = try #require(wim.open(path, action))
        #expect(joke.send(mine.with(first)).status == .seeOther, "\(action)")
        return wim.send(theirs.with(second))
    }

    private func member() throws -> (group: String, path: String) {
        let group = "/groups/\(try site.fixture.ready().ref)"
        joke.get(group)
        let path = joke.page.firstMatch(of: /href="(\/groups\/[^"]+\/members\/\d+)\/edit"/)?.output
            .1
        return (group, String(try #require(path)))
    }

    @Test("fault R30 the second who changes a member sees both texts and keeps one of each field")
    func members() throws {
        let (group, path) = try member()
        let answer = try together(
            "\(path)/edit", path, ["phone": "06 11111111", "email": "a@voorbeeld.nl"],
            ["phone": "06 22222222"])
        #expect(answer.status == .conflict)
        #expect(wim.page.contains("Een collega heeft dit intussen gewijzigd"))
        #expect(wim.page.contains("06 11111111") && wim.page.contains("06 22222222"))
        let form = try #require(wim.form(path))
        let differs = form.fields.filter { $0.0 == "differs" }.map(\.1)
        #expect(differs == ["email", "phone"])
        // Only the other changed the address, so that it is proposed; the number needs a choice.
        #expect(form["keep.email"] == "stored" && form["keep.phone"] == nil)
        #expect(wim.send(form).status == .conflict)
        #expect(wim.page.contains("Kies welke tekst blijft."))
        let again = try #require(wim.form(path))
        let saved = wim.send(again.with(["keep.phone": "typed"]))
        #expect(wim.location(saved) == group)
        let now = try #require(wim.open("\(path)/edit", path))
        #expect(now["phone"] == "06 22222222")
        #expect(now["email"] == "a@voorbeeld.nl")
    }

    @Test("page W36 the second who changes a group is told who was first, and when")
    func named() throws {
        let group = "/groups/\(try site.fixture.ready().ref)"
        let answer = try together(
            "\(group)/edit", group, ["neighbourhood": "Hees"], ["neighbourhood": "Lent"])
        #expect(answer.status == .conflict)
        #expect(wim.page.contains("Hanneke Vos heeft dit intussen gewijzigd (12:00 uur)"))
    }

    @Test("fault R30 the second who changes a goal sees both texts, and may leave the first")
    func goals() throws {
        let family = try site.fixture.waiting()
        let path = "\(family.path)/needs/1"
        let answer = try together(
            "\(path)/edit", path, ["title": "Plek op de Prins Maurits"], ["title": "Schoolplek"])
        #expect(answer.status == .conflict)
        let form = try #require(wim.form(path))
        #expect(wim.send(form.with(["keep.title": "stored"])).status == .seeOther)
        #expect(wim.open("\(path)/edit", path)?["title"] == "Plek op de Prins Maurits")
    }

    @Test("fault R30 every other edit carries its version as well")
    func everywhere() throws {
        let (group, member) = try member()
        let family = try site.fixture.waiting()
        let person = "\(family.path)/members/1"
        let add = try #require(joke.open("\(family.path)/members/new", "\(family.path)/members"))
        #expect(joke.send(add.with(["kind": "parent", "name": "Amal"])).status == .seeOther)
        let edits: [(String, String, [String: String], [String: String])] = [
            ("\(group)/edit", group, ["name": "Hees"], ["name": "Lent"]),
            ("\(family.path)/edit", family.path, ["adults": "2"], ["adults": "3"]),
            ("\(person)/edit", person, ["name": "Amal H."], ["name": "Amal Haddad"]),
            (
                "\(member)/clearance", "\(member)/clearance", ["vog": "requested"],
                ["vog": "none"]
            ),
            (
                "\(member)/leave", "\(member)/leave", ["left_reason": "time"],
                ["left_reason": "moved"]
            ),
        ]
        for edit in edits {
            let answer = try together(edit.0, edit.1, edit.2, edit.3)
            #expect(answer.status == .conflict, "\(edit.1)")
            #expect(wim.form(edit.1)?["differs"] != nil, "\(edit.1)")
        }
        let network = try site.browser(.network)
        let other = try site.browser(.network)
        let city = "/cities/\(site.fixture.nijmegen.ref)/programmes"
        let mine = try #require(network.open(city, city))
        let theirs = try #require(other.open(city, city))
        network.send(mine.with(["state_samen_hier": "pilot"]))
        #expect(other.send(theirs.with(["state_samen_hier": "active"])).status == .conflict)
    }

    @Test("goes through when the other changed nothing that the form shows")
    func apart() throws {
        let (_, path) = try member()
        let edit = try #require(wim.open("\(path)/edit", path))
        let clear = try #require(joke.open("\(path)/clearance", "\(path)/clearance"))
        #expect(joke.send(clear.with(["vog": "requested"])).status == .seeOther)
        #expect(wim.send(edit.with(["phone": "06 22222222"])).status == .seeOther)
    }

    @Test("keeps the version that was seen when the form comes back with a problem")
    func problem() throws {
        let (group, _) = try member()
        let theirs = try #require(wim.open("\(group)/edit", group))
        let mine = try #require(joke.open("\(group)/edit", group))
        joke.send(mine.with(["neighbourhood": "Hees"]))
        #expect(wim.send(theirs.with(["name": ""])).status == .unprocessableContent)
        let again = try #require(wim.form(group))
        #expect(wim.send(again.with(["name": "Lent"])).status == .conflict)
        #expect(wim.form(group)?["keep.neighbourhood"] == "stored")
    }

    @Test("a draft keeps the version that was seen when it was typed")
    func draft() throws {
        let (group, _) = try member()
        let theirs = try #require(wim.open("\(group)/edit", group))
        wim.post("/drafts", theirs.with(["neighbourhood": "Lent"]).fields, withToken: false)
        let mine = try #require(joke.open("\(group)/edit", group))
        joke.send(mine.with(["neighbourhood": "Hees"]))
        let draft = try #require(wim.open("\(group)/edit", group))
        #expect(draft["neighbourhood"] == "Lent")
        #expect(wim.send(draft).status == .conflict)
    }

    @Test("one's own earlier sending is called so")
    func own() throws {
        let (group, _) = try member()
        let form = try #require(joke.open("\(group)/edit", group))
        joke.send(form.with(["name": "Hees"]))
        #expect(joke.send(form.with(["name": "Lent"])).status == .conflict)
        #expect(joke.page.contains("Dit formulier hebt u al verstuurd (12:00 uur)"))
        #expect(!joke.page.contains("Een collega heeft dit intussen gewijzigd"))
    }

    @Test("fault R36 of a sealed field it says that something is kept and not shown")
    func sealed() throws {
        let city = try ShelterCity()
        let (sanne, network) = (try city.browser(.shelter), try city.browser(.network))
        let path = "/accommodations/\(city.waal.ref)"
        let mine = try #require(sanne.open("\(path)/edit", path))
        let theirs = try #require(network.open("\(path)/edit", path))
        sanne.send(mine.with(["beds": "2"]))
        let answer = network.send(theirs.with(["beds": "3", "address": "Oude Haven 4"]))
        #expect(answer.status == .conflict)
        #expect(network.page.contains("er is iets bewaard, en dat wordt hier niet getoond"))
        #expect(!network.page.contains("Waalkade"))
        let form = try #require(network.form(path))
        let kept = form.with(["keep.address": "stored", "keep.beds": "typed"])
        #expect(network.send(kept).status == .seeOther)
        let address = try city.site.fixture.write(city.site.fixture.shelterOfNijmegen) { tx in
            try Accommodation.find(city.waal.ref, in: tx).openAddress(
                reason: "Sleutels brengen bij aankomst", in: tx)
        }
        #expect(address == "Waalkade 12")
    }
}

@Suite("An e-mail address that a group knows")
struct SameEmailTests {
    let site: SiteFixture
    let browser: Browser
    let group: String

    init() throws {
        site = try SiteFixture()
        browser = try site.browser(.local, in: site.fixture.nijmegen)
        group = "/groups/\(try site.fixture.ready().ref)"
    }

    private func add(_ name: String, _ email: String) throws -> Response {
        let form = try #require(browser.open("\(group)/members/new", "\(group)/members"))
        return browser.send(
            form.with(["name": name, "email": email, "birth_year": "1980", "is_contact": nil]))
    }

    private func id(_ name: String) throws -> String {
        browser.get(group)
        let link = browser.page.matches(of: /members\/(\d+)\/edit" dir="auto">([^<]*)/)
            .first { $0.output.2 == name }
        return String(try #require(link).output.1)
    }

    @Test("fault R33 of a member asks whether this is somebody else")
    func member() throws {
        #expect(try add("Amira Haddad", "amira@voorbeeld.nl").status == .seeOther)
        let path = "\(group)/members/\(try id("Amira Haddad"))"
        #expect(try add("A. Haddad", "Amira@voorbeeld.nl").status == .conflict)
        #expect(browser.page.contains("De groep kent dit e-mailadres van Amira Haddad"))
        #expect(browser.page.contains("href=\"\(path)/edit\""))
        let form = try #require(browser.form("\(group)/members"))
        #expect(form["name"] == "A. Haddad")
        #expect(browser.send(form).status == .seeOther)
        #expect(try id("A. Haddad") != id("Amira Haddad"))
    }

    @Test("fault R33 of somebody who left offers to bring that person back")
    func former() throws {
        _ = try add("Amira Haddad", "amira@voorbeeld.nl")
        let path = "\(group)/members/\(try id("Amira Haddad"))"
        let leave = try #require(browser.open("\(path)/leave", "\(path)/leave"))
        #expect(browser.send(leave.with(["left_reason": "time"])).status == .seeOther)
        #expect(try add("Amira Haddad", "amira@voorbeeld.nl").status == .conflict)
        #expect(browser.page.contains(">Haal Amira Haddad terug in de groep</button>"))
        #expect(browser.page.contains("formaction=\"\(path)/return\""))
        let form = try #require(browser.form("\(group)/members"))
        let answer = browser.post("\(path)/return", form.fields, withToken: false)
        #expect(browser.location(answer) == group)
        #expect(browser.note(at: group) == "Amira Haddad is weer lid van de groep.")
        browser.post("\(path)/return", form.with(["once": nil]).fields, withToken: false)
        #expect(browser.note(at: group) == "Dat stond al zo.")
        let people: Int? = try site.fixture.records.database.read { db in
            try db.value("SELECT count(*) FROM volunteers")
        }
        #expect(people == 6)
        browser.get("\(group)/former")
        #expect(browser.page.contains("Amira Haddad"))
    }
}
