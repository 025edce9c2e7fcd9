import Coalition
import Fixtures
import Testing

@testable import Website

@Suite("A note in another language than the page")
struct WrittenLanguageTests {
    @Test("page P39 says so to a screen reader, and one in the page's own language does not")
    func note() throws {
        let site = try SiteFixture()
        let path = try ActiveGroup.make("Lent", in: site.fixture)
        let dutch = try site.browser(.local, in: site.fixture.nijmegen)
        let english = try site.browser(.local, in: site.fixture.nijmegen, language: "en")
        for (browser, note) in [
            (dutch, "De tolk zei af."), (english, "The interpreter cancelled."),
        ] {
            let form = try #require(browser.open("\(path)/log/new", "\(path)/log"))
            let answer = browser.send(form.with(["contact": "made", "note": note]))
            #expect(answer.status == .seeOther)
        }
        english.get("\(path)/log")
        #expect(
            english.page.contains("<p class=\"said\" lang=\"nl\" dir=\"auto\">De tolk zei af.</p>"))
        #expect(
            english.page.contains("<p class=\"said\" dir=\"auto\">The interpreter cancelled.</p>"))
        dutch.get("\(path)/log")
        #expect(dutch.page.contains("<p class=\"said\" lang=\"en\" dir=\"auto\">The interpreter"))
        #expect(dutch.page.contains("<p class=\"said\" dir=\"auto\">De tolk zei af.</p>"))
    }
}
