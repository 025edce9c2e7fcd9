import Templates
import Testing

@Suite struct SectionTests {
    @Test func `A flag shows its section and hides its inverted section`() throws {
        let template = "{{#isComplete}}yes {{name}}{{/isComplete}}{{^isComplete}}no{{/isComplete}}"
        #expect(try rendered(template, [:], GroupPage(isComplete: true)) == "yes Hatert")
        #expect(try rendered(template, [:], GroupPage(isComplete: false)) == "no")
    }

    @Test func `A list repeats its section in order`() throws {
        let page = GroupPage(members: [anna, omar])
        let template = "{{#members}}[{{who}} {{hours}}]{{/members}}{{^members}}none{{/members}}"
        #expect(try rendered(template, [:], page) == "[Anna 4][Omar 1]")
        #expect(try rendered(template) == "none")
    }

    @Test func `A list within a list sees its own rows`() throws {
        let page = GroupPage(members: [anna, omar])
        let template = "{{#members}}{{who}}:{{#languages}} {{.}}{{/languages}};{{/members}}"
        #expect(try rendered(template, [:], page) == "Anna: nl en;Omar: ar;")
    }

    @Test func `Texts are printed escaped by a dot`() throws {
        let page = GroupPage(tags: ["a<b", "c"])
        #expect(try rendered("{{#tags}}({{.}}){{/tags}}", [:], page) == "(a&lt;b)(c)")
        #expect(try rendered("{{^tags}}none{{/tags}}") == "none")
    }

    @Test func `An optional text is printed inside its section by a dot or its name`() throws {
        let template = "{{#note}}{{.}}|{{note}}|{{name}}{{/note}}{{^note}}no note{{/note}}"
        #expect(try rendered(template, [:], GroupPage(note: "<x>")) == "&lt;x&gt;|&lt;x&gt;|Hatert")
        #expect(try rendered(template) == "no note")
        #expect(try rendered(template, [:], GroupPage(note: "")) == "||Hatert")
    }

    @Test func `A dot means the innermost optional value`() throws {
        let page = GroupPage(note: "n", banner: "<b>")
        let template = "{{#note}}{{#banner}}{{.}}{{note}}{{/banner}}{{.}}{{/note}}"
        #expect(try rendered(template, [:], page) == "<b>nn")
    }

    @Test func `An object's section enters its scope`() throws {
        let template = "{{#email}}{{label}}{{#isRequired}}*{{/isRequired}}{{hint.text}}{{/email}}"
        #expect(try rendered(template) == "E-mail*naam@voorbeeld.nl")
        #expect(try rendered("{{#email.isRequired}}{{name}}{{/email.isRequired}}") == "Hatert")
        #expect(try rendered("{{#email.hint}}{{text}}{{/email.hint}}") == "naam@voorbeeld.nl")
    }

    @Test func `An optional object's section is shown when there is one`() throws {
        let template = "{{#buddy}}{{who}}{{/buddy}}{{^buddy}}nobody for {{name}}{{/buddy}}"
        #expect(try rendered(template, [:], GroupPage(buddy: omar)) == "Omar")
        #expect(try rendered(template) == "nobody for Hatert")
    }

    @Test func `Sections of the frame work in any scope`() throws {
        let page = GroupPage(members: [anna])
        let template = """
            {{#members}}{{#@isSignedIn}}{{who}}{{/@isSignedIn}}{{#@person}}({{@person}}{{.}}){{/@person}}\
            {{#@cities}}<{{.}}>{{/@cities}}{{^@isSignedIn}}out{{/@isSignedIn}}{{/members}}
            """
        #expect(try rendered(template, [:], page) == "Anna(AnnaAnna)<Nijmegen><Arnhem>")
    }

    @Test func `The lines of tags that stand alone vanish`() throws {
        let template = "a\n  {{#isComplete}}\n  b\n  {{/isComplete}}\nc\n"
        #expect(try rendered(template, [:], GroupPage(isComplete: true)) == "a\n  b\nc\n")
        #expect(try rendered(template) == "a\nc\n")
    }

    @Test func `Carriage returns belong to the line that vanishes`() throws {
        let template = "|\r\n{{#isComplete}}\r\n{{/isComplete}}\r\n|"
        #expect(try rendered(template) == "|\r\n|")
    }

    @Test func `A tag that stands alone may be the first or the last of the file`() throws {
        let page = GroupPage(isComplete: true)
        #expect(try rendered("  {{#isComplete}}\n#{{/isComplete}}\n/", [:], page) == "#\n/")
        #expect(try rendered("#{{#isComplete}}\n/\n  {{/isComplete}}", [:], page) == "#\n/\n")
    }

    @Test func `White space around tags inside a line is kept`() throws {
        let template = " | {{#isComplete}}\t|\t{{/isComplete}} | \n"
        #expect(try rendered(template, [:], GroupPage(isComplete: true)) == " | \t|\t | \n")
        let two = " {{#isComplete}}YES{{/isComplete}}\n {{^isComplete}}NO{{/isComplete}}\n"
        #expect(try rendered(two, [:], GroupPage(isComplete: true)) == " YES\n \n")
    }
}
