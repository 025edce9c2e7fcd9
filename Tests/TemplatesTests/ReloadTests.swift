import Foundation
import Templates
import Testing

@Suite struct ReloadTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("messages/nl.txt", "hello = Dag")
        try folder.write("messages/en.txt", "hello = Hello")
        try folder.write("groups/show.html", "{{_ hello}} {{> part}}")
        try folder.write("part.html", "{{name}}")
    }

    private func text(_ page: Site.Page<GroupPage>, _ language: Language = .nl) throws -> String {
        let bytes = try page.render(GroupPage(), frame: SiteFrame(), language: language)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `Templates are named by their path below the folder`() throws {
        let site = Site(directory: folder.url)
        let page = site.page("groups/show", GroupPage.self)
        try site.check()
        #expect(try text(page) == "Dag Hatert")
        #expect(try text(page, .en) == "Hello Hatert")
        #expect(site.catalogue.words(.en)("hello") == "Hello")
    }

    @Test func `Without reloading the page stays as it was at start`() throws {
        let site = Site(directory: folder.url)
        let page = site.page("groups/show", GroupPage.self)
        try folder.write("part.html", "changed {{nothing}}")
        #expect(try text(page) == "Dag Hatert")
    }

    @Test func `A changed template or message is seen by the next page`() throws {
        let site = Site(directory: folder.url, reloads: true)
        let page = site.page("groups/show", GroupPage.self)
        try site.check()
        try folder.write("part.html", "<{{name}}>")
        #expect(try text(page) == "Dag <Hatert>")
        try folder.write("messages/nl.txt", "hello = Hallo")
        #expect(try text(page) == "Hallo <Hatert>")
        #expect(site.catalogue.words(.nl)("hello") == "Hallo")
        try folder.write("new.html", "new")
        try folder.write("part.html", "{{> new}}!")
        #expect(try text(page) == "Hallo new!")
    }

    @Test func `A flaw in a changed template is thrown with its place, until it is mended`() throws
    {
        let site = Site(directory: folder.url, reloads: true)
        let page = site.page("groups/show", GroupPage.self)
        try folder.write("part.html", "\n{{nothing}}")
        let error = #expect(throws: TemplateError.self) { try text(page) }
        #expect(error?.flaws.map(\.file) == ["part.html"])
        #expect(error?.flaws.map(\.line) == [2])
        try folder.write("part.html", "mended")
        #expect(try text(page) == "Dag mended")
    }

    @Test func `A page with flaws throws them when it is rendered`() throws {
        let site = Site(directory: folder.url)
        let page = site.page("no/such", GroupPage.self)
        #expect(throws: TemplateError.self) { try text(page) }
    }

    @Test func `Files that are not UTF-8 are refused`() throws {
        try folder.write("bad.html", Data([0x61, 0xFF]))
        let error = #expect(throws: TemplateError.self) {
            try Site(directory: folder.url).check()
        }
        #expect(error?.description == "bad.html: this file is not UTF-8")
    }

    @Test func `Pages can be rendered by many threads at once while files change`() async throws {
        let site = Site(directory: folder.url, reloads: true)
        let page = site.page("groups/show", GroupPage.self)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<100 {
                if index % 10 == 0 { try folder.write("part.html", "\(index)") }
                group.addTask {
                    let bytes = try page.render(GroupPage(), frame: SiteFrame(), language: .nl)
                    return String(decoding: bytes, as: UTF8.self).hasPrefix("Dag ")
                }
            }
            for try await isWhole in group { #expect(isWhole) }
        }
        #expect(try text(page) == "Dag 90")
    }
}
