import Coalition
import Fixtures
import HTTP
import HTTPTypes
import Testing

@testable import Website

@Suite("Ticking in the form of a contact, and asking a group")
struct LogTickPageTests {
    let year: YearSite
    let local: Browser
    let group: String

    init() throws {
        let year = try YearSite()
        let id = try #require(year.match.group)
        let found = try year.site.fixture.read(year.site.fixture.hanneke) {
            try Group.find([id], in: $0)[id]
        }
        group = "/groups/\(try #require(found).ref)"
        local = try year.site.browser(.local, in: year.site.fixture.nijmegen)
        self.year = year
    }

    private func line(_ code: String) throws -> String { "line-\(try year.line(code).id.value)" }

    /// Writes a goal of the family with one step, and gives back what ticks that.
    private func step(_ title: String, _ more: [String: String] = [:]) throws -> String {
        let fixture = year.site.fixture
        let family = try fixture.read(fixture.hanneke) {
            try Family.find([year.match.family], in: $0)[year.match.family]
        }
        let path = "\(try #require(family).path)/needs"
        local.get("\(path)/new")
        let fields = [
            "theme": "school", "title": "Doel", "priority": "2", "owner": "group", "steps": title,
        ]
        #expect(local.post(path, fields.merging(more) { $1 }).status == .seeOther)
        let id: Int64? = try fixture.read(.system) {
            try $0.db.value("SELECT max(id) FROM need_steps")
        }
        return "step-\(try #require(id))"
    }

    private func log(_ done: String..., more: [String: String] = [:]) -> Response {
        local.get("\(group)/log/new")
        var fields = [
            "happened_on_day": "24", "happened_on_month": "11", "happened_on_year": "2026",
            "contact": "made", "once": local.value(of: "once") ?? "",
        ]
        fields.merge(more) { $1 }
        return local.post(
            "\(group)/log",
            fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
                + done.map { ("done", $0) })
    }

    private func entry() throws -> String {
        let id: Int64? = try year.site.fixture.read(.system) {
            try $0.db.value("SELECT max(id) FROM log_entries")
        }
        return "\(group)/log/\(try #require(id))"
    }

    @Test("offers five at most within at most eight questions, and none that is chosen")
    func form() throws {
        let step = try step("Bellen")
        local.get("\(group)/log/new")
        let offered = local.page.ranges(of: "name=\"done\"").count
        #expect((1...5).contains(offered))
        #expect(local.page.contains("Wat is er klaar?") && local.page.contains(step))
        #expect(local.page.contains("Meer vastleggen: wat klaar is"))
        #expect(!local.page.contains("name=\"done\" value=\"\(step)\" checked"))
        let fold = try #require(local.page.split(separator: "made-only").last)
        let questions = [
            "done", "promise", "minutes", "themes", "members", "newcomers", "medium", "mood",
        ]
        for name in questions { #expect(fold.contains("name=\"\(name)\""), "\(name)") }
        #expect(local.page.contains("<details class=\"fold2 made-only\"><summary>"))
    }

    @Test("shows what it ticked in the log and on the plan, unticks it there, and takes it back")
    func ticked() throws {
        let step = try step("School bellen")
        let line = try line("roles_divided")
        #expect(log(line, step).status == .seeOther)
        local.get("\(group)/log")
        #expect(local.page.contains("aria-label=\"Klaar sinds dit contact\""))
        for text in ["Taken in de groep verdeeld", "School bellen"] {
            #expect(local.page.contains(text), "\(text)")
        }
        local.get("\(year.path)/plan?open=before_arrival")
        #expect(local.page.contains("untick"))
        let entry = try entry()
        local.get("\(entry)/edit")
        #expect(local.page.contains("value=\"\(line)\" checked"))
        #expect(local.page.contains("class=\"fold2 made-only\" open"))
        let fields = [
            "happened_on_day": "24", "happened_on_month": "11", "happened_on_year": "2026",
            "contact": "made", "version": local.value(of: "version") ?? "", "done": step,
        ]
        #expect(local.post(entry, fields).status == .seeOther)
        local.get("\(group)/log")
        #expect(!local.page.contains("Taken in de groep verdeeld"))
        #expect(local.page.contains("School bellen"))
        local.post("\(entry)/delete")
        local.get("\(entry)/edit")
        local.get("\(group)/log/new")
        #expect(local.page.contains("School bellen") && local.page.contains(line))
    }

    @Test(
        "refuses at its field what is of nobody here, keeps what was typed, and minds no colleague")
    func refused() throws {
        for code in ["line-999999", "step-0", "x", "line-"] {
            let answer = log(code, more: ["note": "Niet kwijt"])
            #expect(answer.status == .unprocessableContent, "\(code)")
            #expect(local.page.contains("hoort niet (meer) bij deze groep"), "\(code)")
            #expect(local.page.contains("Niet kwijt"))
        }
        let line = try line("roles_divided")
        local.get("\(year.path)/plan")
        let id = try year.line("roles_divided").id.value
        #expect(local.post("\(year.path)/ticks", ["tick": "\(id)"]).status == .seeOther)
        #expect(log(line).status == .seeOther)
        let answer = log(try self.line("dentist"), more: ["duration": "lang"])
        #expect(answer.status == .unprocessableContent)
        #expect(local.page.contains("value=\"\(try self.line("dentist"))\" checked"))
    }

    @Test("shows nothing of it to who reads the outline of the log")
    func others() throws {
        #expect(log(try line("roles_divided"), try step("School bellen")).status == .seeOther)
        let officer = try year.site.browser(.municipality, in: year.site.fixture.nijmegen)
        officer.get("\(group)/log")
        #expect(!officer.page.contains("School bellen") && !officer.page.contains("Klaar sinds"))
    }

    @Test("keeps what is chosen in a draft, also what is not due yet")
    func drafts() throws {
        let line = try line("dentist")
        local.get("\(group)/log/new")
        let fields = [
            "draft_form": local.value(of: "draft_form") ?? "", "contact": "made", "done": line,
        ]
        #expect(local.post("/drafts", fields).status == .seeOther)
        local.get("\(group)/log/new")
        #expect(local.page.contains("value=\"\(line)\" checked"))
    }

    @Test("asks the group in a short message without names, and writes its answer on one page")
    func asked() throws {
        _ = try step("Fiets zoeken")
        _ = try step("Naar de arts", ["theme": "health"])
        for page in [group, "\(year.path)/plan", "\(group)/write"] {
            local.get(page)
            for text in [
                "Beste groep Bottendaal,", "- Taken in de groep verdeeld", "- Fiets zoeken",
                "1. Hoeveel uur was ieder van u er deze maand?", "2. Hoe gaat het?",
                "\(group)/log/new?answer=1",
            ] { #expect(local.page.contains(text), "\(page) \(text)") }
            #expect(!local.page.contains("- Naar de arts"), "\(page)")
        }
        local.get(group)
        #expect(local.page.contains("data-copy=\"vraag\""))
        local.get("\(group)/log/new?answer=1")
        #expect(local.page.contains("value=\"made\" checked"))
        #expect(local.page.contains("value=\"message\" checked"))
        for text in ["name=\"hours_", "name=\"mood\"", "name=\"done\""] {
            #expect(local.page.contains(text), "\(text)")
        }
        #expect(local.page.ranges(of: " open>").count >= 2, "what is asked is in sight")
        let english = try year.site.browser(
            .local, in: year.site.fixture.nijmegen, language: "en")
        english.get(group)
        #expect(english.page.contains("Dear group Bottendaal,"))
        #expect(english.page.contains("- Tasks divided within the group"))
        for role in [Role.municipality, .network] {
            let other = try year.site.browser(
                role, in: role == .network ? nil : year.site.fixture.nijmegen)
            other.get(group)
            #expect(!other.page.contains("Vraag het de groep"))
        }
    }
}
