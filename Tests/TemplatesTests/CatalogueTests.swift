import Foundation
import Templates
import Testing

@Suite struct CatalogueTests {
    private func flaws(nl: String, en: String) -> [String] {
        do {
            _ = try Catalogue(nl: nl, en: en)
            return []
        } catch {
            return error.flaws.map(\.description)
        }
    }

    @Test func `Remarks, blank lines and carriage returns are passed over`() throws {
        let text = "# remark\r\n\r\n  # more\r\na.b-c_1 =  x = y  \r\n"
        #expect(try Catalogue(nl: text, en: text).words(.nl)("a.b-c_1") == "x = y")
    }

    @Test(arguments: ["key", "= text", "key =", "key = ", "a b = c", "a..b = c", ".a = c"])
    func `A line that is not key = text is refused`(line: String) {
        let found = flaws(nl: "a = b\n\(line)", en: "a = b")
        let tag = line.trimmingCharacters(in: .whitespaces)
        #expect(found == ["messages/nl.txt:2: \(tag): a message is key = text"])
    }

    @Test(arguments: ["{", "}", "{}", "a {b c}", "{{a}}", "} {a}", "{a} {"])
    func `A brace that is not part of a value is refused`(text: String) {
        #expect(
            flaws(nl: "k = x", en: "k = \(text)") == [
                "messages/en.txt:1: k: a brace is not part of a {name}",
                "messages/nl.txt:1: k: messages/en.txt lacks this message",
            ])
    }

    @Test func `A key that stands twice is refused`() {
        #expect(
            flaws(nl: "k = x\n\nk = y", en: "k = x") == [
                "messages/nl.txt:3: k: line 1 has this key too"
            ])
    }

    @Test func `A key that one language lacks is refused`() {
        #expect(
            flaws(nl: "a = x\nb = y", en: "a = x\nc = y") == [
                "messages/en.txt:2: c: messages/nl.txt lacks this message",
                "messages/nl.txt:2: b: messages/en.txt lacks this message",
            ])
    }

    @Test func `Values that differ between the languages are refused, a count of one excepted`() {
        #expect(flaws(nl: "k = {a}", en: "k = {b}").count == 2)
        let nl = "k.one = Een\nk.other = {count}"
        #expect(flaws(nl: nl, en: "k.one = {count}\nk.other = {count}") == [])
        #expect(flaws(nl: nl, en: "k.one = {x}\nk.other = {count}").count == 2)
        #expect(flaws(nl: nl, en: "k.one = One\nk.other = many").count == 2)
    }

    @Test func `A plural needs both forms`() {
        let found = flaws(nl: "a.one = x\nb.other = y", en: "a.one = x\nb.other = y")
        #expect(
            found == [
                "messages/nl.txt:1: a.one: the form a.other is missing",
                "messages/en.txt:1: a.one: the form a.other is missing",
            ])
    }

    @Test func `A folder without the files is refused`() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: TemplateError.self) {
            _ = try Catalogue(directory: folder.url)
        }
        #expect(error?.flaws.map(\.file) == ["nl.txt", "en.txt"])
        try folder.write("nl.txt", "a = x")
        try folder.write("en.txt", "a = y")
        #expect(try Catalogue(directory: folder.url).words(.en)("a") == "y")
    }
}
