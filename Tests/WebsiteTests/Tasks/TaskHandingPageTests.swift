import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("The page of a task for persons")
struct TaskHandingPageTests {
    let site: SiteFixture
    let hanneke: Browser
    let joris: Browser

    init() throws {
        site = try SiteFixture()
        hanneke = try site.browser(.local, in: site.fixture.nijmegen)
        joris = try site.browser(.local, in: site.fixture.nijmegen)
    }

    /// The reference of the last account that was made.
    private func lastAccount() throws -> String {
        let ref: String? = try site.fixture.read(.system) {
            try $0.db.value("SELECT ref FROM users ORDER BY id DESC LIMIT 1")
        }
        return try #require(ref)
    }

    private func add(_ title: String, due: String = "30", to doer: String) throws -> String {
        hanneke.get("/tasks/new")
        let answer = hanneke.post(
            "/tasks",
            [
                "title": title, "assignee": doer, "due_on_day": due, "due_on_month": "november",
                "due_on_year": "2026", "programme": "samen_hier",
                "once": hanneke.value(of: "once") ?? "",
            ])
        return try #require(hanneke.location(answer))
    }

    @Test("page P17 asks who does it, the maker unless another is chosen")
    func who() throws {
        hanneke.get("/tasks/new")
        let form = try #require(hanneke.form("/tasks"))
        #expect(form["assignee"]?.hasPrefix("local.U-") == true)
        let path = try add("Bel de school", to: "local.\(try lastAccount())")
        hanneke.get(path)
        #expect(hanneke.page.contains("Lokale coördinator"))
        joris.get("/tasks")
        #expect(joris.page.contains("Bel de school"))
        hanneke.get("/tasks")
        #expect(!hanneke.page.contains("Bel de school"))
    }

    @Test(
        "page P17 hands it on with a remark, shows it on the other's Vandaag, and takes that back")
    func hand() throws {
        let path = try add("Bel de school", to: "local")
        let ref = try lastAccount()
        let form = try #require(hanneke.open(path, "\(path)/hand"))
        let answer = hanneke.send(form.with(["assignee": ref, "remark": "Na <negen> uur"]))
        #expect(hanneke.location(answer) == "/")
        #expect(hanneke.note(at: "/").contains("“Bel de school” is nu van Hanneke Vos."))
        #expect(!hanneke.page.contains("/tasks/\(path.suffix(8))\""))
        joris.get("/")
        #expect(joris.page.contains("1 nieuw voor u") && joris.page.contains("Bel de school"))
        #expect(joris.page.contains("Van Hanneke Vos"))
        #expect(joris.page.contains("Na &lt;negen&gt; uur"))
        hanneke.get("/tasks?who=all")
        hanneke.get("/")
        #expect(hanneke.post("\(path)/hand?undo=1&to=-").status == .seeOther)
        hanneke.get("/tasks")
        #expect(hanneke.page.contains("Bel de school"))
    }

    @Test("page P17 refuses somebody of another city at the field and keeps the remark")
    func elsewhere() throws {
        let path = try add("Bel de school", to: "local")
        _ = try site.browser(.local, in: site.fixture.haarlem)
        let stranger = try lastAccount()
        let form = try #require(hanneke.open(path, "\(path)/hand"))
        for ref in [stranger, "U-ZZZZ", "x'; DROP TABLE tasks", ""] {
            let answer = hanneke.send(form.with(["assignee": ref, "remark": "Blijft staan"]))
            #expect(answer.status == .unprocessableContent, "\(ref)")
            #expect(hanneke.page.contains(#"id="assignee-error""#), "\(ref)")
            #expect(hanneke.page.contains("Blijft staan"))
        }
        let made = hanneke.post(
            "/tasks",
            [
                "title": "Iets", "assignee": "local.\(stranger)", "due_on_day": "30",
                "due_on_month": "november", "due_on_year": "2026", "programme": "samen_hier",
            ])
        #expect(made.status == .unprocessableContent)
        #expect(hanneke.page.contains("Kies iemand met deze rol in deze stad"))
    }

    @Test("page P17 puts it off to tomorrow, Monday or a day, and back")
    func later() throws {
        let path = try add("Bel de school", due: "24", to: "local")
        hanneke.get(path)
        #expect(hanneke.page.contains(#"value="2026-11-25">Morgen"#))
        #expect(hanneke.page.contains(#"value="2026-11-30">Maandag 30 november"#))
        hanneke.post("\(path)/later", ["value": "2026-11-25"])
        #expect(hanneke.note(at: "/").contains("staat nu op woensdag 25 november 2026"))
        #expect(hanneke.page.contains("Vandaag hoeft u niets."))
        hanneke.post("\(path)/later?on=2026-11-24")
        hanneke.get("/")
        #expect(hanneke.page.contains("1 vandaag"))
        hanneke.get(path)
        let past = hanneke.post(
            "\(path)/later",
            ["due_on_day": "1", "due_on_month": "11", "due_on_year": "2026"])
        #expect(past.status == .unprocessableContent)
        #expect(hanneke.page.contains("Deze dag is al voorbij"))
    }

    @Test("page P17 says whose a task is where that differs, and nowhere else")
    func column() throws {
        _ = try add("Een", to: "local")
        _ = try add("Twee", to: "local")
        hanneke.get("/tasks")
        #expect(!hanneke.page.contains("Voor wie</th>"))
        _ = try add("Drie", to: "local.\(try lastAccount())")
        hanneke.get("/tasks?who=all")
        #expect(hanneke.page.contains("Voor wie</th>"))
    }

    @Test("page P13 names what is done, and takes it back")
    func done() throws {
        let path = try add("Bel de school", due: "24", to: "local")
        hanneke.get("/")
        let form = try #require(hanneke.form("\(path)/done?back=%2F"))
        hanneke.send(form)
        #expect(hanneke.note(at: "/").contains("“Bel de school” is klaar."))
        let undo = try #require(hanneke.form("\(path)/open?back=%2F"))
        hanneke.send(undo)
        hanneke.get("/")
        #expect(hanneke.page.contains("Bel de school"))
    }
}
