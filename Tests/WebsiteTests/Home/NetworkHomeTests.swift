import Coalition
import Fixtures
import HTTP
import SQLite
import Testing

@testable import Website

@Suite("The network's page")
struct NetworkHomeTests {
    let site: SiteFixture
    private let city: City

    init() throws {
        site = try SiteFixture()
        city = site.fixture.nijmegen
    }

    /// A group in Nijmegen of which somebody is worried, and one that is silent.
    private func worry() throws {
        for name in ["Bottendaal", "Hatert", "Lent"] {
            _ = try ActiveGroup.make(name, in: site.fixture)
        }
        try site.fixture.records.database.write { db in
            try db.run("UPDATE groups SET silent_on = NULL")
            try db.run("UPDATE groups SET concern_count = 2 WHERE name = 'Bottendaal'")
            try db.run("UPDATE groups SET silent_on = '2026-11-01' WHERE name <> 'Lent'")
        }
    }

    /// The names of the cities in the order of the table.
    private func order(_ page: String) -> [String] {
        let table = page.components(separatedBy: "<tbody>").dropFirst().first ?? ""
        return table.matches(of: #/<th scope="row"><a [^>]*>([^<]*)</#).map { String($0.1) }
    }

    @Test("page P01: leads from each sign of a city to the list that has so many")
    func tags() throws {
        try worry()
        let network = try site.browser(.network)
        network.get("/")
        let links = ReadPage(network.page).links
        for (flag, count) in [("concern", "1"), ("silent", "2")] {
            let link = links.first {
                $0.path == "/groups" && $0.target.contains("flag=\(flag)&") && $0.isOfOneCity
            }
            #expect(link?.count == count, "\(flag)")
            network.get(link?.target ?? "")
            #expect(ReadPage(network.page).count == count)
        }
    }

    @Test(
        "page P01: a city's page says how many worries there are to who may know, and to no other")
    func concerns() throws {
        try worry()
        let path = "/groups?flag=concern&amp;city=\(city.ref)"
        let cases: [(Role, City?, Bool)] = [
            (.network, nil, true), (.safeguarding, nil, true), (.local, city, true),
            (.municipality, city, false), (.local, site.fixture.haarlem, false),
        ]
        for (role, place, isTold) in cases {
            let browser = try site.browser(role, in: place)
            browser.get("/cities/\(city.ref)")
            #expect(browser.page.contains(path) == isTold, "\(role)")
        }
    }

    @Test("page P26: begins with the city that needs somebody, unless another order is chosen")
    func needFirst() throws {
        let network = try site.browser(.network)
        network.get("/")
        #expect(order(network.page) == ["Haarlem", "Nijmegen"])
        try worry()
        network.get("/")
        #expect(order(network.page) == ["Nijmegen", "Haarlem"])
        network.get("/?sort=name")
        #expect(order(network.page) == ["Haarlem", "Nijmegen"])
        network.get("/?sort=active&order=desc")
        #expect(order(network.page) == ["Nijmegen", "Haarlem"])
        network.get("/?sort=gibberish")
        #expect(order(network.page) == ["Nijmegen", "Haarlem"])
    }

    @Test("page P26: ends with the sums of all cities, each of which opens its list")
    func totals() throws {
        try worry()
        let network = try site.browser(.network)
        network.get("/")
        let foot = network.page.components(separatedBy: "<tfoot>").dropFirst().first ?? ""
        #expect(foot.contains(#"<a href="/groups?state=active">3</a>"#))
        #expect(foot.contains(#"<a href="/groups?flag=concern">1</a>"#))
        #expect(foot.contains(#"<a href="/groups?flag=silent&amp;sort=contact">2</a>"#))
        let officer = try site.browser(.auditor)
        officer.get("/")
        #expect(!officer.page.contains("<tfoot>"))
    }

    @Test(
        "page P25: has on the map the number of each city, its name, and a mark where one is needed"
    )
    func map() throws {
        try worry()
        _ = try site.fixture.records.database.write { db in
            try db.run("UPDATE city_programmes SET state = 'pilot' WHERE city_id = \(city.id)")
        }
        let network = try site.browser(.network)
        network.get("/")
        let map =
            network.page.components(separatedBy: "<figure>").dropFirst().first?
            .components(separatedBy: "</figure>").first ?? ""
        let number = "href=\"/groups?state=active&amp;city=\(city.ref)\" data-count=\"3\""
        #expect(map.contains(number))
        #expect(map.contains("<title>Nijmegen: Pilot, actieve groepen: 3</title>"))
        #expect(map.contains(#/<text class="n n2" [^>]*>3</#))
        #expect(map.contains(#/<text class="nm" [^>]*>Nijmegen</#))
        #expect(map.contains(#/<text class="nm" [^>]*>Haarlem</#))
        let mark = "href=\"/groups?flag=concern&amp;city=\(city.ref)\" data-count=\"1\""
        #expect(map.contains(mark))
        #expect(map.contains("<title>Nijmegen: 1 zorg, 2 stil</title>"))
        #expect(map.components(separatedBy: "class=\"sig\"").count == 2)
    }

    @Test("tells an auditor nothing of a single city")
    func auditor() throws {
        try worry()
        let auditor = try site.browser(.auditor)
        auditor.get("/")
        #expect(!auditor.page.contains("flag=") && !auditor.page.contains("class=\"sig\""))
    }
}
