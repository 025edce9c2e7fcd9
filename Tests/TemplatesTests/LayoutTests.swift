import Templates
import Testing

@Suite struct LayoutTests {
    @Test func `A block that nobody fills shows its own content`() throws {
        #expect(try rendered("{{$title}}Default {{name}}{{/title}}\n") == "Default Hatert\n")
        #expect(try rendered("{{< main}}{{/ main}}", ["main": "{{$a}}own{{/a}}"]) == "own")
    }

    @Test func `A page fills the blocks of its layout in its own scope`() throws {
        let main = """
            <title>{{$title}}Coalitie{{/title}}</title>
            <main>
              {{$content}}{{/content}}
            </main>
            """
        let page = """
            {{< layouts/main}}
            {{$title}}{{name}}{{/title}}
            {{$content}}
            <h1>{{name}}</h1>
              <p>{{count}}</p>
            {{/content}}
            {{/ layouts/main}}
            """
        let expected = """
            <title>Hatert</title>
            <main>
              <h1>Hatert</h1>
                <p>2</p>

            </main>
            """
        #expect(try rendered(page, ["layouts/main": main]) == expected)
    }

    @Test func `The same layout can be used twice with other blocks`() throws {
        let others = ["card": "|{{$a}}...{{/a}}{{$b}} own{{/b}}|"]
        let page = "x {{<card}}{{$a}}1{{/a}}{{/card}} {{<card}}{{$a}}2{{/a}}{{/card}}\n"
        #expect(try rendered(page, others) == "x |1 own| |2 own|\n")
    }

    @Test func `A layout may have a layout, and the page wins`() throws {
        let others = [
            "middle": "{{<outer}}{{$a}}middle{{/a}}{{/outer}}", "outer": "[{{$a}}outer{{/a}}]",
        ]
        #expect(try rendered("{{<middle}}{{$a}}page{{/a}}{{/middle}}", others) == "[page]")
        #expect(try rendered("{{<middle}}{{/middle}}", others) == "[middle]")
    }

    @Test func `A layout's filling may have blocks of its own`() throws {
        let others = [
            "middle": "{{<outer}}{{$a}}<{{$side}}none{{/side}}>{{/a}}{{/outer}}",
            "outer": "[{{$a}}{{/a}}]",
        ]
        #expect(try rendered("{{<middle}}{{$side}}s{{/side}}{{/middle}}", others) == "[<s>]")
    }

    @Test func `A filling does not reach into the components that the page uses`() throws {
        let others = [
            "main": "{{$title}}{{/title}}{{$a}}{{/a}}", "card": "({{$title}}own{{/title}})",
        ]
        let page = "{{<main}}{{$title}}T{{/title}}{{$a}}{{<card}}{{/card}}{{/a}}{{/main}}"
        #expect(try rendered(page, others) == "T(own)")
    }

    @Test func `A component can stand within itself`() throws {
        let page = "{{<box}}{{$a}}x{{<box}}{{$a}}y{{/a}}{{/box}}{{/a}}{{/box}}"
        #expect(try rendered(page, ["box": "<{{$a}}{{/a}}>"]) == "<x<y>>")
    }

    @Test func `A filling is read where its block stands`() throws {
        let others = ["main": "{{#email}}{{$a}}{{/a}}{{/email}}"]
        #expect(try rendered("{{<main}}{{$a}}{{label}}{{/a}}{{/main}}", others) == "E-mail")
    }

    @Test func `The line break after an opening and before a closing vanishes`() throws {
        let page = "{{<main}}{{$a}}\npeaked\n\n:(\n{{/a}}{{/main}}"
        #expect(try rendered(page, ["main": "{{$a}}peaking{{/a}}"]) == "peaked\n\n:(\n")
    }

    @Test func `A layout tag that stands alone indents the layout`() throws {
        #expect(
            try rendered("Hi,\n  {{<main}}{{/main}}\n", ["main": "one\ntwo\n"])
                == "Hi,\n  one\n  two\n")
    }

    @Test func `A filling is indented like the block, without its own indentation`() throws {
        let inline = ["main": "Hi,\n  {{$a}}{{/a}}\n"]
        #expect(
            try rendered("{{<main}}{{$a}}\none\ntwo{{/a}}\n{{/main}}\n", inline)
                == "Hi,\n  one\n  two\n")
        #expect(try rendered("{{<main}}{{$a}}one{{/a}}{{/main}}", inline) == "Hi,\n  one\n")
        let alone = ["main": "Hi,\n  {{$a}}\n  {{/a}}\n"]
        #expect(
            try rendered("{{<main}}{{$a}}\n    one\n    two\n{{/a}}{{/main}}\n", alone)
                == "Hi,\n  one\n  two\n")
    }

    @Test func `A block on lines of its own is indented like its content`() throws {
        let others = ["main": "Hi,\n{{$a}}\n  default\n{{/a}}\n"]
        #expect(
            try rendered("{{<main}}{{$a}}\none\ntwo\n{{/a}}{{/main}}\n", others)
                == "Hi,\n  one\n  two\n")
        #expect(try rendered("{{<main}}{{/main}}\n", others) == "Hi,\n  default\n")
    }
}
