import Coalition
import Fixtures
import Foundation
import Testing

@testable import Website

@Suite("The page of a city")
struct CityPageTests {
    let site: SiteFixture

    init() throws { site = try SiteFixture() }

    @Test("fault R51: shows programmes in the same order as the form and every other page")
    func programmes() throws {
        try site.fixture.write(.system) { tx in
            for programme in [Programme.hostedStay, .shelterCity, .samenHier] {
                try CityProgramme.set(
                    programme, .active, since: nil, of: site.fixture.nijmegen.id, in: tx)
            }
        }
        let browser = try site.browser(.network)
        let path = "/cities/\(site.fixture.nijmegen.ref)"
        browser.get(path)
        let shown = browser.page.components(separatedBy: "<h3>").dropFirst().map {
            String($0.prefix { $0 != "<" })
        }
        #expect(shown.prefix(3) == ["Samen Hier", "Shelter City", "Logeerregeling"])
        browser.get("\(path)/programmes")
        let places = ["samen_hier", "shelter_city", "hosted_stay"].compactMap {
            browser.page.range(of: "name=\"state_\($0)\"")?.lowerBound
        }
        #expect(places.count == 3 && places == places.sorted())
    }
}
