import Templates
import Testing

@Suite("Markup that the program vouches for")
struct SafeHTMLTests {
    @Test func `Texts put into it are escaped and its own literals are not`() {
        let name = #"<b>"Zoë" & 't Hart</b>"#
        let mark: SafeHTML = #"<text class="a" aria-label="\#(name)">\#(name)</text>"#
        let escaped = "&lt;b&gt;&quot;Zoë&quot; &amp; &#39;t Hart&lt;/b&gt;"
        #expect(mark.description == #"<text class="a" aria-label="\#(escaped)">\#(escaped)</text>"#)
        let wrapped: SafeHTML = "<g>\(mark)</g>"
        #expect(wrapped.description == "<g>\(mark.description)</g>")
    }

    @Test(arguments: [
        (0, "0"), (12, "12"), (-7, "-7"), (Int.max, "9223372036854775807"),
        (Int.min, "-9223372036854775808"),
    ])
    func `Whole numbers are written in digits`(number: Int, text: String) {
        let mark: SafeHTML = "\(number)"
        #expect(mark.description == text)
    }

    @Test(arguments: [
        (0, "0"), (1.25, "1.3"), (26.5, "26.5"), (-0.04, "0"), (-0.05, "-0.1"), (-12.34, "-12.3"),
        (1.0, "1"), (99.96, "100"), (1234.5678, "1234.6"),
    ])
    func `Other numbers have at most one decimal`(number: Double, text: String) {
        let mark: SafeHTML = "\(number)"
        #expect(mark.description == text)
    }

    @Test func `Pieces are joined with nothing between them`() {
        let pieces: [SafeHTML] = ["<a>", .empty, "<b>"]
        #expect(pieces.joined() == "<a><b>")
        #expect("<a>" + pieces.joined() + "</a>" == SafeHTML("<a><a><b></a>"))
    }
}
