import Coalition
import HTTP
import Testing

@testable import Website

@Suite("Vandaag")
struct TodayTests {
    let demo: DemoSite

    init() throws { demo = try DemoSite.shared.get() }

    /// The parts of a page in which records stand as rows.
    private func rows(_ page: String) -> [String] {
        page.components(separatedBy: "<li class=\"").dropFirst().filter {
            $0.hasPrefix("task") || $0.hasPrefix("arr")
        } + page.components(separatedBy: "<tr>").dropFirst()
    }

    /// The records to which the names of rows lead.
    private func heads(_ page: String) -> [String] {
        rows(page).compactMap { row in
            let name = row.components(separatedBy: "href=\"").dropFirst().first
            return name.map { String($0.prefix { !"\"?#".contains($0) }) }
        }
    }

    @Test("has no record twice, whoever looks", arguments: DemoPerson.all)
    func once(_ person: DemoPerson) throws {
        let browser = try demo.browser(person)
        #expect(browser.get("/").status == .ok)
        let found = heads(browser.page)
        #expect(Set(found).count == found.count, "\(person): \(found)")
    }

    @Test(
        "fault R43 page P18: names what its list of tasks has, and no other",
        arguments: [
            "netwerk", "lokaal.nijmegen", "gemeente.nijmegen", "lokaal.haarlem", "gemeente.haarlem",
        ])
    func agrees(_ account: String) throws {
        let browser = demo.browser(account)
        browser.get("/")
        let own = Set(PageLinks.paths(of: browser.page).filter { $0.hasPrefix("/tasks/T-") })
        let total = ReadPage(browser.page).links.first { $0.target == "/tasks?due=now" }
        browser.get("/tasks?due=now")
        let list = Set(PageLinks.paths(of: browser.page).filter { $0.hasPrefix("/tasks/T-") })
        #expect(own.isSubset(of: list), "\(own.subtracting(list))")
        #expect(total?.count == ReadPage(browser.page).count)
        #expect(
            total?.text.matches(of: /\d+/).compactMap { Int($0.output) }.reduce(0, +)
                == total?.count.flatMap { Int($0) })
    }

    @Test("begins with a concern, then with what is late")
    func order() throws {
        let browser = demo.browser("aandacht")
        browser.get("/")
        let tasks = rows(browser.page).filter { $0.contains("href=\"/tasks/T-") }
        #expect(tasks.first?.contains("Beoordeel zorgmelding") == true)
        let others = tasks.filter { !$0.contains("Beoordeel zorgmelding") }
        let late = others.map { $0.components(separatedBy: "</li>")[0].contains("te laat") }
        #expect(late == late.sorted { $0 && !$1 })
    }

    @Test("page P06: orders the groups by need, a concern first, then who is over the limit")
    func need() throws {
        let day = try demo.records.read(as: .system) { tx in
            try ContactDay(for: [.local], tx)
        }
        let needs = day.groups.map { group in
            group.concernCount > 0 ? 0 : day.gaps[group.id]?.isSilent == true ? 1 : 2
        }
        #expect(needs == needs.sorted() && Set(needs).count == 3)
    }

    @Test("page P01: of the network begins with its tasks, before the map")
    func network() throws {
        let browser = demo.browser("netwerk")
        browser.get("/")
        let map = try #require(browser.page.range(of: "id=\"kaart\""))
        let work = try #require(browser.page.range(of: "id=\"te-doen\""))
        #expect(work.lowerBound < map.lowerBound)
    }

    @Test("page P37: of Shelter City begins with what overlaps")
    func overlap() throws {
        let browser = demo.browser("shelter.nijmegen")
        browser.get("/")
        let warning = try #require(browser.page.range(of: "class=\"callout\""))
        let work = try #require(browser.page.range(of: "id=\"te-doen\""))
        #expect(warning.lowerBound < work.lowerBound)
    }

    @Test("is one for who holds several roles, and nothing switches")
    func both() throws {
        let person = DemoPerson(
            name: "allebei", city: "Nijmegen",
            grants: [(.local, "Nijmegen"), (.shelter, "Nijmegen")])
        let browser = try demo.browser(person)
        browser.get("/")
        #expect(browser.page.contains("id=\"groepen\"") && browser.page.contains("id=\"hier\""))
        #expect(browser.page.contains("Samen Hier</a>"))
        #expect(!browser.page.contains("/account/role"))
        #expect(browser.get("/samen-hier").status == .ok)
        #expect(browser.get("/shelter-city").status == .ok)
    }
}
