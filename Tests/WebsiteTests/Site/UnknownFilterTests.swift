import Coalition
import Testing

@testable import Website

@Suite("A filter of an address that is not known")
struct UnknownFilterTests {
    private static let unknown: [(account: String, target: String, rest: String, name: String)] = [
        ("lokaal.nijmegen", "/groups?city=", "/groups", "Stad"),
        ("lokaal.nijmegen", "/families?city=", "/families", "Stad"),
        ("lokaal.nijmegen", "/matches?city=", "/matches", "Stad"),
        ("lokaal.nijmegen", "/tasks?city=", "/tasks", "Stad"),
        ("shelter.nijmegen", "/stays?city=", "/stays", "Stad"),
        ("shelter.nijmegen", "/stays/planner?city=", "/stays/planner", "Stad"),
        ("shelter.nijmegen", "/accommodations?city=", "/accommodations", "Stad"),
        ("shelter.nijmegen", "/stays/free?city=", "/stays/free", "Stad"),
    ]
    private static let codes: [(account: String, target: String, rest: String, name: String)] = [
        ("lokaal.nijmegen", "/groups?state=actief&q=a", "/groups?q=a", "Fase"),
        ("lokaal.nijmegen", "/groups?flag=stil", "/groups", "Let op"),
        ("lokaal.nijmegen", "/families?state=erased", "/families", "Fase"),
        ("lokaal.nijmegen", "/families?route=weg", "/families", "Route"),
        ("lokaal.nijmegen", "/families?arrival=ooit", "/families", "Aankomst"),
        ("lokaal.nijmegen", "/matches?state=weg", "/matches", "Fase"),
        ("lokaal.nijmegen", "/tasks?due=morgen", "/tasks", ""),
        ("lokaal.nijmegen", "/tasks?role=shelter", "/tasks", ""),
        ("lokaal.nijmegen", "/tasks?status=weg", "/tasks", ""),
        ("lokaal.nijmegen", "/groups?as=network", "/groups", ""),
        ("gemeente.nijmegen", "/stays?state=aftercare", "/stays", "Fase"),
        ("shelter.nijmegen", "/stays?period=ooit", "/stays", "Wanneer"),
        ("shelter.nijmegen", "/stays?guest=misschien", "/stays", ""),
        ("shelter.nijmegen", "/guests?unplaced=2", "/guests", ""),
        ("shelter.nijmegen", "/stays/free?from=mei", "/stays/free", ""),
        ("shelter.nijmegen", "/stays/free?part=no", "/stays/free", ""),
    ]

    let demo: DemoSite

    init() throws { demo = try DemoSite.shared.get() }

    @Test("fault R50: such as another city's is named, shows nothing, and can be taken away")
    func cities() throws {
        let rotterdam = try #require(try demo.ref("/cities", "Rotterdam"))
        for (account, target, rest, name) in UnknownFilterTests.unknown {
            for city in [rotterdam, "C-ZZZZ", "x"] {
                try expectNothing(account, target + city, rest, name)
            }
        }
    }

    @Test(
        "fault R50: such as a code that is not offered is named, shows nothing, and can be taken away"
    )
    func states() throws {
        for (account, target, rest, name) in UnknownFilterTests.codes {
            try expectNothing(account, target, rest, name)
        }
    }

    @Test("fault R50: does not hide that another filter is known")
    func known() throws {
        let browser = demo.browser("netwerk")
        let haarlem = try #require(try demo.ref("/cities", "Haarlem"))
        browser.get("/groups?city=\(haarlem)&state=weg")
        #expect(ReadPage(browser.page).links.contains { $0.target == "/groups?city=\(haarlem)" })
        browser.get("/groups?city=\(haarlem)")
        #expect(ReadPage(browser.page).count != nil)
    }

    private func expectNothing(
        _ account: String, _ target: String, _ rest: String, _ name: String
    ) throws {
        let browser = demo.browser(account)
        #expect(browser.get(target).status == .ok)
        let page = ReadPage(browser.page)
        #expect(browser.page.contains("Dit filter is onbekend"), "\(account) \(target)")
        #expect(page.count == nil, "\(account) \(target)")
        #expect(!browser.page.contains("<tbody>"), "\(account) \(target)")
        let without = page.links.filter { $0.text.hasPrefix("Toon de lijst zonder dit filter") }
        #expect(without.map(\.target) == [rest], "\(account) \(target)")
        #expect(
            without.allSatisfy { name.isEmpty || $0.text.contains(name) }, "\(account) \(target)")
    }
}
