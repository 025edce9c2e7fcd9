import Testing

@testable import Website

@Suite("Every link")
struct LinkTests {
    @Test(
        "fault R54: leads to a page that its reader may open, and to a place that is on it",
        arguments: DemoPerson.roles)
    func links(_ person: DemoPerson) throws {
        let walk = LinkWalk(try DemoSite.shared.get().browser(person))
        for flaw in walk.flaws { Issue.record("\(person.name): \(flaw)") }
        #expect(walk.opened > 5)
    }

    @Test("fault R54: from what is wrong in a form leads to a place on the page")
    func problems() throws {
        let demo = try DemoSite()
        var refused = 0
        for person in DemoPerson.roles {
            let browser = try demo.browser(person)
            for route in Features.routes(isDemo: true) where route.method == .post {
                guard let path = try demo.path(route, in: person.city ?? "Nijmegen"),
                    !["/login", "/logout"].contains(path)
                else { continue }
                browser.get("/")
                guard browser.post(path).status == .unprocessableContent else { continue }
                refused += 1
                let page = ReadPage(browser.page)
                for link in page.links where link.target.isEmpty {
                    let place = link.fragment ?? ""
                    #expect(page.places.contains(place), "\(person) \(path): #\(place)")
                }
            }
        }
        #expect(refused > 20)
    }
}
