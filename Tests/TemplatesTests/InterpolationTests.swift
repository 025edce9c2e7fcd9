import Templates
import Testing

@Suite struct InterpolationTests {
    @Test func `Text without tags is written as it is`() throws {
        #expect(try rendered("a } b { c\n  d\r\n\ne") == "a } b { c\n  d\r\n\ne")
    }

    @Test func `A value is escaped`() throws {
        let page = GroupPage(name: #"<script>alert("1" & '2')</script>"#)
        let expected = "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;"
        #expect(try rendered("|{{name}}|", [:], page) == "|\(expected)|")
    }

    @Test func `White space inside a tag does not matter and around it is kept`() throws {
        #expect(try rendered("  {{ name }}\t{{name  }}\n") == "  Hatert\tHatert\n")
    }

    @Test func `Tags in values are not read`() throws {
        #expect(try rendered("{{name}}", [:], GroupPage(name: "{{count}}")) == "{{count}}")
    }

    @Test(arguments: [0, 7, -3, 12345, Int.max, Int.min])
    func `A number is written in digits`(number: Int) throws {
        #expect(try rendered("{{count}}", [:], GroupPage(count: number)) == "\(number)")
    }

    @Test func `Only a field of type SafeHTML is written as it is`() throws {
        #expect(try rendered("{{map}}") == "<svg/>")
    }

    @Test func `Fields of objects are reached by dots, at any depth`() throws {
        #expect(try rendered("{{email.label}} {{email.hint.text}}") == "E-mail naam@voorbeeld.nl")
    }

    @Test func `Fields of the frame are reached with an at sign in any scope`() throws {
        let page = GroupPage(members: [anna])
        let template = "{{@csrf}} {{#members}}{{@assets.css}} {{who}}{{/members}}"
        #expect(try rendered(template, [:], page) == "tok&lt;en&gt; /css?a&amp;b Anna")
    }

    @Test func `Comments vanish, and so does the line of one that stands alone`() throws {
        #expect(try rendered("a{{! x }}b\n  {{! alone }}\r\nc") == "ab\nc")
        #expect(try rendered("a\n{{!\n two\n lines {{ }}\nb") == "a\nb")
        #expect(try rendered("a {{! not alone }}\nb") == "a \nb")
    }

    @Test func `Hostile values come out as the same characters`() throws {
        let hostile = "\0<é🧑‍🤝‍🧑'\u{202E}&amp;\u{7F}"
        let expected = "\0&lt;é🧑‍🤝‍🧑&#39;\u{202E}&amp;amp;\u{7F}"
        #expect(try rendered("{{name}}", [:], GroupPage(name: hostile)) == expected)
    }

    @Test func `A text of a megabyte is escaped whole`() throws {
        let text = String(repeating: "0123456789abcd<&", count: 65_536)
        let output = try rendered("[{{name}}]", [:], GroupPage(name: text))
        #expect(output.utf8.count == 65_536 * 23 + 2)
        #expect(output.hasSuffix("abcd&lt;&amp;]"))
    }

    @Test func `Letters outside ASCII in templates are kept`() throws {
        #expect(try rendered("é🦢{{name}}ß") == "é🦢Hatertß")
    }
}
