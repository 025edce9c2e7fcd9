import Templates
import Testing

@Suite struct PartialTests {
    @Test func `A partial sees the scope it is called in`() throws {
        let others = ["row": "<{{who}}>"]
        let page = GroupPage(members: [anna, omar])
        #expect(try rendered("{{#members}}{{> row}}{{/members}}", others, page) == "<Anna><Omar>")
    }

    @Test func `A partial inside a line keeps the white space around it`() throws {
        #expect(try rendered("| {{> part}} |", ["part": "\t|\t"]) == "| \t|\t |")
        #expect(try rendered("  {{name}}  {{> part}}\n", ["part": ">\n>"]) == "  Hatert  >\n>\n")
    }

    @Test func `A partial that stands alone indents its lines but not the lines of values`() throws
    {
        let page = GroupPage(name: "<\n->")
        let output = try rendered("\\\n {{> part}}\n/\n", ["part": "|\n{{name}}\n\n|\n"], page)
        #expect(output == "\\\n |\n &lt;\n-&gt;\n\n |\n/\n")
    }

    @Test func `A partial that stands alone takes its line away`() throws {
        #expect(try rendered("|\r\n{{> part}}\r\n|", ["part": ">"]) == "|\r\n>|")
        #expect(try rendered("  {{> part}}\n>", ["part": ">\n>"]) == "  >\n  >>")
        #expect(try rendered(">\n  {{> part}}", ["part": ">\n>"]) == ">\n  >\n  >")
    }

    @Test func `Indentation adds up`() throws {
        let others = ["outer": "<ul>\n  {{> inner}}\n</ul>\n", "inner": "<li>\n"]
        #expect(try rendered(" {{> outer}}\n", others) == " <ul>\n   <li>\n </ul>\n")
    }

    @Test func `A partial can be called with an object`() throws {
        let others = ["components/field": "{{label}}: {{hint.text}}\n"]
        #expect(
            try rendered("  {{> components/field email}}\n", others)
                == "  E-mail: naam@voorbeeld.nl\n")
        #expect(
            try rendered("{{#email}}{{> components/field}}{{/email}}", others)
                == "E-mail: naam@voorbeeld.nl\n")
    }
}
