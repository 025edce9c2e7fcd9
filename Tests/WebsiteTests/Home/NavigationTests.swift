import Coalition
import Fixtures
import Testing

@testable import Website

@Suite("The main menu")
struct NavigationTests {
    let site: SiteFixture

    init() throws { site = try SiteFixture() }

    private func items(
        _ grants: [Viewer.Grant], city: City? = nil, at path: String = "/"
    ) -> [NavigationItem] {
        let viewer = Viewer(userID: nil, name: "", grants: grants)
        let words = site.site.templates.catalogue.words(.nl)
        return Navigation.items(viewer, path, city: city, words)
    }

    private func labels(_ roles: Role...) -> [String] {
        let city = site.fixture.nijmegen
        let grants = roles.map {
            Viewer.Grant($0, city: Role.ofACity.contains($0) ? city.id : nil)
        }
        let isOfCity = Set(roles).isSubset(of: Role.ofACity)
        return items(grants, city: isOfCity ? city : nil).map(\.label)
    }

    @Test("names the places of each role, as far as there are pages")
    func roles() {
        #expect(labels(.local) == ["Vandaag", "Groepen", "Gezinnen", "Koppelen", "Week", "Stad"])
        #expect(labels(.shelter) == ["Vandaag", "Gasten", "Planner", "Woningen", "Week", "Stad"])
        #expect(
            labels(.municipality) == ["Onze stad", "Groepen", "Gezinnen", "Verblijven", "Week"])
        #expect(
            labels(.network) == [
                "Netwerk", "Steden", "Samen Hier", "Shelter City", "Zorgen", "Inrichting",
            ])
        #expect(
            labels(.safeguarding) == [
                "Vandaag", "Zorgen", "Gesprekken", "Groepen", "Gezinnen", "Verblijven",
                "Inrichting",
            ])
        #expect(labels(.admin) == ["Accounts", "Steden", "Inrichting"])
        #expect(labels(.auditor) == ["Cijfers"])
        #expect(
            labels(.local, .shelter) == ["Vandaag", "Samen Hier", "Shelter City", "Week", "Stad"])
    }

    @Test("has seven entries at most, whatever somebody is, and each place once")
    func most() {
        let cities = [site.fixture.nijmegen.id, site.fixture.haarlem.id]
        for bits in 1..<(1 << Role.allCases.count) {
            let roles = Role.allCases.indices.filter { bits >> $0 & 1 == 1 }.map {
                Role.allCases[$0]
            }
            let grants = roles.enumerated().map { index, role in
                Viewer.Grant(role, city: Role.ofACity.contains(role) ? cities[index % 2] : nil)
            }
            let found = items(grants)
            #expect((1...Navigation.most).contains(found.count), "\(roles)")
            #expect(Set(found.map(\.path)).count == found.count, "\(roles)")
            #expect(Set(found.map(\.label)).count == found.count, "\(roles)")
            #expect(found.first?.path == "/")
        }
    }

    @Test("leaves out what a programme does not give")
    func programmes() {
        let city = site.fixture.nijmegen
        let hosted = items([.init(.local, city: city.id, programme: .hostedStay)], city: city)
        #expect(
            hosted.map(\.label) == [
                "Vandaag", "Gezinnen", "Koppelen", "Week", "Stad",
            ])
        let shelter = items([.init(.network, programme: .shelterCity)])
        #expect(
            shelter.map(\.label) == ["Netwerk", "Steden", "Shelter City", "Zorgen", "Inrichting"])
    }

    @Test("marks the place in which a page lies")
    func current() {
        let city = site.fixture.nijmegen
        func marked(_ path: String, _ role: Role) -> [String] {
            items([.init(role, city: city.id)], city: city, at: path).filter(\.isCurrent)
                .map(\.label)
        }
        #expect(marked("/matches/M-7K3Q", .local) == ["Koppelen"])
        #expect(marked("/groups/G-7K3Q/log", .local) == ["Groepen"])
        #expect(marked("/stays/planner", .shelter) == ["Planner"])
        #expect(marked("/stays/S-7K3Q", .shelter) == ["Gasten"])
        #expect(marked("/tasks", .local).isEmpty)
        #expect(marked("/", .municipality) == ["Onze stad"])
    }
}
