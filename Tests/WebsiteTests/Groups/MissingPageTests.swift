import Coalition
import Fixtures
import HTTP
import Testing

@testable import Website

@Suite("What the next step still lacks")
struct MissingPageTests {
    let demo: DemoSite

    init() throws { demo = try DemoSite.shared.get() }

    private func browser(_ name: String) throws -> Browser {
        try demo.browser(try #require(DemoPerson.all.first { $0.name == name }))
    }

    @Test("stands on one page for whose work it is, and nobody else's")
    func people() throws {
        let local = try browser("lokaal.nijmegen")
        #expect(local.get("/missing").status == .ok)
        #expect(local.page.contains("Wat groepen nog missen"))
        #expect(local.get("/missing/families").status == .ok)
        #expect(local.get("/missing/matches").status == .ok)
        #expect(local.get("/missing/stays").status == .forbidden)
        let officer = try browser("gemeente.nijmegen")
        #expect(officer.get("/missing").status == .forbidden)
        let network = try browser("netwerk")
        #expect(network.get("/missing/stays").status == .ok)
        #expect(network.get("/missing/families").status == .forbidden)
    }

    @Test("names what lacks in the words of the record's own page")
    func words() throws {
        let local = try browser("lokaal.nijmegen")
        local.get("/missing")
        let path = try #require(
            PageLinks.paths(of: local.page).first { $0.hasPrefix("/groups/G-") })
        #expect(local.get(path).status == .ok)
    }

    @Test("says of a city that it is not known, and shows nothing as if it were filtered")
    func unknown() throws {
        let network = try browser("netwerk")
        network.get("/missing/groups?city=C-ZZZZ")
        #expect(!PageLinks.paths(of: network.page).contains { $0.hasPrefix("/groups/G-") })
    }

    @Test("can be narrowed to what the viewer coordinates, and to what nobody in particular does")
    func owners() throws {
        let local = try browser("lokaal.nijmegen")
        func found(_ query: String) -> Set<String> {
            local.get("/missing/groups\(query)")
            return Set(PageLinks.paths(of: local.page).filter { $0.hasPrefix("/groups/G-") })
        }
        let all = found("")
        let (own, nobodys) = (found("?owner=me"), found("?owner=nobody"))
        #expect(!own.isEmpty && own.isSubset(of: all) && nobodys.isSubset(of: all))
        #expect(own.isDisjoint(with: nobodys))
        local.get("/missing/groups?owner=G-1234")
        #expect(local.page.contains("Van wie"))
    }
}
