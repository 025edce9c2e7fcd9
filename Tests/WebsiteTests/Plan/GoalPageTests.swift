import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("The plan on a page")
struct GoalPageTests {
    let site: SiteFixture
    let local: Browser

    init() throws {
        site = try SiteFixture()
        local = try site.browser(.local, in: site.fixture.nijmegen)
    }

    private var fixture: Fixture { site.fixture }

    /// Writes a goal through its form, and gives back its address.
    @discardableResult
    private func write(
        _ title: String, _ more: [String: String] = [:], to path: String
    ) throws -> String {
        local.get("\(path)/new")
        let fields = ["theme": "school", "title": title, "priority": "2", "owner": "group"]
        let answer = local.post(path, fields.merging(more) { $1 })
        #expect(answer.status == .seeOther, "\(title)")
        let id: Int64? = try fixture.read(.system) { try $0.db.value("SELECT max(id) FROM needs") }
        return "\(path)/\(try #require(id))"
    }

    @Test("stands in three columns, with steps that are ticked in one tap")
    func columns() throws {
        let family = try fixture.waiting()
        let path = "\(family.path)/needs"
        let goal = try write(
            "Schoolplek", ["steps": "Bellen\r\nBezoeken\r\n\r\n", "agreed": "Samen met de juf"],
            to: path)
        try write("Leerlingenvervoer", ["owner": "municipality"], to: path)
        local.get(path)
        for text in ["De groep", "De gemeente", "Een partner", "Inburgering en regelingen"] {
            #expect(local.page.contains(text), "\(text)")
        }
        #expect(local.page.contains("Samen met de juf"))
        let step = try #require(
            PageForm.all(in: local.page).first { $0.action.contains("\(goal)/steps/") })
        #expect(local.page.contains("aria-pressed=\"false\""))
        #expect(local.post(step.action, ["value": "yes"]).status == .seeOther)
        local.get(path)
        #expect(local.page.contains("aria-pressed=\"true\""))
        #expect(local.page.contains("Bezig"))
        let officer = try site.browser(.municipality, in: fixture.nijmegen)
        officer.get(path)
        #expect(officer.page.contains("Schoolplek") && officer.page.contains("Leerlingenvervoer"))
        for text in ["Bellen", "Samen met de juf", "aria-pressed", "/needs/new"] {
            #expect(!officer.page.contains(text), "\(text)")
        }
    }

    @Test("tells of a private goal its theme, and of one of an adult nothing, also on paper")
    func privacy() throws {
        let family = try fixture.waiting()
        let adult = try fixture.write(fixture.hanneke) { tx in
            var draft = FamilyMemberDraft()
            (draft.kind, draft.name) = (.parent, "Amina")
            return try draft.add(to: family, in: tx).value
        }
        let group = try fixture.ready()
        let match = try fixture.proposed(family, group)
        let path = "\(family.path)/needs"
        let controle = try write("Controle bij de arts", ["theme": "health"], to: path)
        try write("Hulp in nood", ["theme": "safety", "person": "\(adult)"], to: path)
        try write("Fietsles", ["theme": "leisure", "person": "\(adult)"], to: path)
        let officer = try site.browser(.municipality, in: fixture.nijmegen)
        let paper = "\(match.path)/plan/print"
        for page in [family.path, paper] {
            officer.get(page)
            #expect(!officer.page.contains("Controle") && !officer.page.contains("Hulp in nood"))
            #expect(officer.page.lowercased().contains("gezondheid"), "\(page)")
            #expect(officer.page.contains("nog niet gedeeld"), "\(page)")
        }
        #expect(!officer.page.contains("Fietsles") && !officer.page.contains("Amina"))
        for audience in ["group", "municipality"] {
            local.get("\(paper)?for=\(audience)")
            for text in ["Controle", "Hulp in nood", "Fietsles", "Amina"] {
                #expect(!local.page.contains(text), "\(audience) \(text)")
            }
            #expect(local.page.contains("Plek op een basisschool"))
        }
        local.get("\(match.path)/plan")
        #expect(local.page.contains("Hulp in nood") && local.page.contains("voor Amina"))
        local.get("\(controle)/edit")
        #expect(local.page.contains("Sinds wanneer vindt de persoon het goed"))
    }

    @Test("shows on a family's page five open goals, and leads to the rest")
    func short() throws {
        let family = try fixture.waiting()
        let path = "\(family.path)/needs"
        for number in 1...6 { try write("Doel \(number)", to: path) }
        local.get(family.path)
        #expect(local.page.contains("Nog 2 open doelen op het plan"))
        #expect(local.page.contains("href=\"\(path)\""))
        #expect(local.page.contains("Doel 4") && !local.page.contains("Doel 5"))
        #expect(!local.page.contains("Inburgering en regelingen"))
        local.get(path)
        #expect(local.page.contains("Doel 6"))
        let match = try fixture.proposed(family, try fixture.ready())
        #expect(local.get(path).status == .seeOther)
        local.get(family.path)
        #expect(local.page.contains("href=\"\(match.path)/plan\""))
        let network = try site.browser(.network)
        network.get(family.path)
        #expect(network.page.contains("0 van 7 bereikt") && !network.page.contains("Doel 1"))
        #expect(network.get(path).status == .forbidden)
        let haarlem = try site.browser(.local, in: fixture.haarlem)
        #expect(haarlem.get(path).status == .notFound)
    }

    @Test("names a formal contact that is chosen, with the number as it is now")
    func formal() throws {
        let family = try fixture.waiting()
        let id = try fixture.write(fixture.hanneke) { tx in
            var draft = FormalContactDraft()
            (draft.function, draft.organisation) = (.clientManager, "Gemeente Nijmegen")
            (draft.name, draft.phone) = ("Marieke Brands", "024 000 41 01")
            return try draft.create(in: fixture.nijmegen, tx).id
        }
        let path = "\(family.path)/needs"
        local.get("\(path)/new")
        #expect(local.page.contains("Marieke Brands, Gemeente Nijmegen"))
        try write("Vervoer", ["owner": "municipality", "contact": "\(id.value)"], to: path)
        local.get(path)
        for text in ["Marieke Brands", "Klantmanager, Gemeente Nijmegen", "024 000 41 01"] {
            #expect(local.page.contains(text), "\(text)")
        }
        try fixture.write(fixture.hanneke) { tx in
            let now = try FormalContact.find(id.value, in: tx)
            var draft = try FormalContactDraft.stored(now.id, in: tx).draft
            draft.phone = "024 000 41 99"
            try draft.update(now, version: now.version, in: tx)
        }
        local.get(path)
        #expect(local.page.contains("024 000 41 99") && !local.page.contains("024 000 41 01"))
        let answer = local.post(
            path,
            [
                "theme": "school", "title": "Ver", "priority": "2", "owner": "group",
                "contact": "999",
            ])
        #expect(answer.status == .unprocessableContent)
        #expect(local.page.contains("id=\"contact-error\""))
        let match = try fixture.proposed(family, try fixture.ready())
        local.get("\(match.path)/plan/print")
        #expect(local.page.contains("Klantmanager, Gemeente Nijmegen"))
        #expect(!local.page.contains("Marieke Brands") && !local.page.contains("41 99"))
    }

    @Test(
        "prints with headings in the family's language, and Dutch beside it",
        arguments: [("ar", "خطتنا", "rtl"), ("ti", "መደብና", "ltr"), ("sw", "Our plan", "ltr")])
    func languages(_ code: String, _ heading: String, _ direction: String) throws {
        let family = try fixture.waiting { ($0.languages, $0.isInterpreterNeeded) = ([code], true) }
        let match = try fixture.proposed(family, try fixture.ready())
        let paper = "\(match.path)/plan/print"
        local.get(paper)
        #expect(local.page.contains(heading) && local.page.contains("Ons plan"))
        #expect(local.page.contains("class=\"stack-l both\" dir=\"\(direction)\""))
        // Translated by a machine until somebody read it; what has no file is not.
        #expect(local.page.contains("door een computer vertaald") == (code != "sw"))
        local.get("\(paper)?for=municipality")
        #expect(local.page.contains("Our plan") && !local.page.contains("خطتنا"))
    }

    @Test("story M4 an action of the municipality is its task: late is red for both, done is seen")
    func official() throws {
        let family = try fixture.waiting()
        try write("Leerlingenvervoer", ["owner": "municipality"], to: "\(family.path)/needs")
        let officer = try site.browser(.municipality, in: fixture.nijmegen)
        officer.get("/tasks")
        #expect(officer.page.contains("Leerlingenvervoer"))
        fixture.clock.now = fixture.clock.now.adding(seconds: 29 * 86_400)
        let late = try site.browser(.municipality, in: fixture.nijmegen)
        late.get("/")
        #expect(late.page.contains("bad diamond") && late.page.contains("Leerlingenvervoer"))
        let coordinator = try site.browser(.local, in: fixture.nijmegen)
        coordinator.get("/")
        #expect(coordinator.page.contains("Gemeente: 1 te laat"))
        let task: String? = try fixture.read(.system) {
            try $0.db.value("SELECT ref FROM tasks WHERE need_id IS NOT NULL")
        }
        #expect(late.post("/tasks/\(try #require(task))/done").status == .seeOther)
        coordinator.get("\(family.path)/needs")
        #expect(coordinator.page.contains("Bereikt"))
        coordinator.get("/")
        #expect(!coordinator.page.contains("Gemeente: 1 te laat"))
    }

    @Test("of a sponsor group is written before it knows its family, and printed")
    func sponsor() throws {
        let group = try fixture.ready("Galgenveld")
        try fixture.write(fixture.hanneke) { tx in
            var draft = try GroupDraft.stored(group.id, in: tx).draft
            draft.kind = .sponsor
            try draft.update(group, version: group.version, in: tx)
        }
        let path = "/groups/\(group.ref)"
        local.get(path)
        #expect(local.page.contains("\(path)/goals/new"))
        try write("Huis klaar", ["steps": "Bedden"], to: "\(path)/goals")
        local.get(path)
        #expect(local.page.contains("Huis klaar") && local.page.contains("\(path)/plan/print"))
        local.get("\(path)/plan/print")
        #expect(local.page.contains("Huis klaar") && local.page.contains("Bedden"))
        #expect(local.page.contains("Ons plan") && local.page.contains("Our plan"))
        let haarlem = try site.browser(.local, in: fixture.haarlem)
        #expect(haarlem.get("\(path)/plan/print").status == .notFound)
        #expect(haarlem.get("\(path)/goals/new").status == .notFound)
        let network = try site.browser(.network)
        #expect(network.get("\(path)/plan/print").status == .forbidden)
        network.get(path)
        #expect(network.page.contains("0 van 1 bereikt") && !network.page.contains("Huis klaar"))
    }

    @Test("comes back with what was typed and an error at each field")
    func problems() throws {
        let family = try fixture.waiting()
        local.get("\(family.path)/needs/new")
        let answer = local.post(
            "\(family.path)/needs",
            [
                "theme": "leven", "title": " ", "owner": "group", "priority": "9",
                "due_on_day": "30", "due_on_month": "2", "due_on_year": "2027",
                "shared_on_day": "1", "shared_on_month": "12", "shared_on_year": "2026",
                "steps": (1...9).map { "Stap \($0)" }.joined(separator: "\n"),
            ])
        #expect(answer.status == .unprocessableContent)
        for field in ["theme", "title", "priority", "due_on"] {
            #expect(local.page.contains("id=\"\(field)-error\""), "\(field)")
        }
        #expect(local.page.contains("Stap 9"))
        let many = local.post(
            "\(family.path)/needs",
            [
                "theme": "work", "title": "Doel", "owner": "group", "priority": "2",
                "shared_on_day": "1", "shared_on_month": "12", "shared_on_year": "2026",
                "person": "99", "steps": (1...9).map { "Stap \($0)" }.joined(separator: "\n"),
            ])
        #expect(many.status == .unprocessableContent)
        for field in ["shared_on", "steps"] {
            #expect(local.page.contains("id=\"\(field)-error\""), "\(field)")
        }
    }

    @Test("that two people change at once shows both texts, steps too")
    func conflict() throws {
        let family = try fixture.waiting()
        let goal = try write("Schoolplek", ["steps": "Bellen"], to: "\(family.path)/needs")
        local.get("\(goal)/edit")
        let version = try #require(local.value(of: "version"))
        let fields = [
            "theme": "school", "priority": "2", "owner": "group", "status": "open",
            "title": "Schoolplek", "version": version,
        ]
        let first = local.post(goal, fields.merging(["steps": "Bellen met tolk"]) { $1 })
        #expect(first.status == .seeOther)
        let second = local.post(goal, fields.merging(["steps": "Mailen"]) { $1 })
        #expect(second.status == .conflict)
        #expect(local.page.contains("Mailen") && local.page.contains("Bellen met tolk"))
    }
}
