import Coalition
import Fixtures
import Foundation
import HTTP
import Testing

@testable import Website

@Suite("The key of a form")
struct FormKeyTests {
    /// What makes and moves nothing: who one is, a language, what is kept while typing, and looking at
    /// what is sealed, where each look is a look.
    private static func needsNone(_ action: String) -> Bool {
        action.wholeMatch(
            of: /\/(login|logout|language|search|drafts|drafts\/discard|account\/role)/)
            != nil
            || action.wholeMatch(of: /\/(guests|accommodations)\/[^\/]+\/(identity|address)/) != nil
            || action.wholeMatch(of: /\/families\/[^\/]+\/voice\/\d+\/open/) != nil
            || action.wholeMatch(of: /\/matches\/[^\/]+\/reviews\/\w+\/open/) != nil
            || action.wholeMatch(of: /\/concerns\/[^\/]+\/open/) != nil
    }

    @Test("comes with every form of every page, for every role")
    func everywhere() throws {
        let demo = try DemoSite.shared.get()
        var seen: Set<String> = []
        for person in [
            "netwerk", "lokaal.nijmegen", "gemeente.nijmegen", "shelter.nijmegen", "beheer",
        ] {
            let browser = demo.browser(person)
            for route in Features.routes(isDemo: true) where route.method == .get {
                guard let path = try demo.path(route, in: "Nijmegen") else { continue }
                browser.get(path)
                for form in PageForm.all(in: browser.page) where !Self.needsNone(form.action) {
                    #expect(form["once"]?.count == 43, "\(person) \(path): \(form.action)")
                    seen.insert(form.action.split(separator: "/").first.map(String.init) ?? "")
                }
            }
        }
        #expect(seen.isSuperset(of: ["groups", "families", "stays", "tasks", "log"]))
    }

    @Test("stands in every template with a form")
    func templates() throws {
        let folder = Fixture.home.appending(path: "Templates")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        for file in files where file.hasSuffix(".html") {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            for match in text.matches(of: /(?s)<form[^>]*method="post".*?<\/form>/) {
                let form = match.output
                let isKnown =
                    form.contains("components/tokens") || form.contains("components/form-hidden")
                let action = form.firstMatch(of: /action="([^"]*)"/)?.output.1 ?? ""
                let isSealed = file == "components/sealed.html"
                #expect(isKnown || isSealed || Self.needsNone(String(action)), "\(file): \(form)")
            }
        }
    }

    @Test("is another on each page")
    func fresh() throws {
        let site = try SiteFixture()
        let browser = try site.browser(.local, in: site.fixture.nijmegen)
        let keys = ["/groups/new", "/groups/new", "/families/new"].map { path in
            browser.get(path)
            return browser.value(of: "once")
        }
        #expect(Set(keys).count == 3)
    }
}
