import Templates
import Testing

@Suite struct RefusalTests {
    @Test func `A name without a field is refused with its place and the names there are`() {
        let names = "name, note, count, isComplete, map, banner, members, email, buddy, tags"
        #expect(
            refusals("ab\n  {{nam}}") == [
                "page.html:2:3: {{nam}}: GroupPage has no field 'nam'; it has: \(names)"
            ])
    }

    @Test(arguments: [
        ("{{isComplete}}", "'isComplete' is a flag, which cannot be printed"),
        ("{{members}}", "'members' is a list, which cannot be printed"),
        ("{{email}}", "'email' is an object, which cannot be printed"),
        ("{{buddy}}", "'buddy' is an optional object, which cannot be printed"),
        ("{{note}}", "'note' may be absent; print it inside {{#note}}...{{/note}}"),
        ("{{banner}}", "'banner' may be absent; print it inside {{#banner}}...{{/banner}}"),
        ("{{@person}}", "'@person' may be absent; print it inside {{#@person}}...{{/@person}}"),
        ("{{#name}}{{/name}}", "'name' is a text that is always there, not a condition"),
        ("{{#count}}{{/count}}", "'count' is a number that is always there, not a condition"),
        ("{{#map}}{{/map}}", "'map' is markup that is always there, not a condition"),
        ("{{^email}}{{/email}}", "'email' is an object that is always there, not a condition"),
        (
            "{{^note}}{{note}}{{/note}}",
            "'note' may be absent; print it inside {{#note}}...{{/note}}"
        ),
    ])
    func `A field of the wrong kind is refused`(template: String, reason: String) {
        #expect(refusals(template).map { String($0.suffix(reason.count)) } == [reason])
    }

    @Test(arguments: [
        "{{#members}}{{name}}{{/members}}", "{{#email}}{{name}}{{/email}}",
        "{{#buddy}}{{count}}{{/buddy}}", "{{#tags}}{{name}}{{/tags}}",
        "{{#@cities}}{{csrf}}{{/@cities}}", "{{#members}}{{#email}}{{/email}}{{/members}}",
        "{{#members}}{{#note}}{{/note}}{{/members}}", "{{csrf}}", "{{@name}}", "{{.}}",
        "{{#members}}{{.}}{{/members}}", "{{#note}}{{#members}}{{.}}{{/members}}{{/note}}",
        "{{buddy.who}}", "{{members.who}}", "{{name.length}}", "{{email.hint.nothing}}",
    ])
    func `A scope never falls through to another`(template: String) throws {
        let found = refusals(template)
        #expect(found.count == 1)
        #expect(try #require(found.first).contains("has no field"))
    }

    @Test(arguments: [
        ("{{{name}}}", "a value is never printed unescaped"),
        ("{{&name}}", "a value is never printed unescaped"),
        ("{{=<% %>=}}", "the braces of tags cannot be changed"),
        ("{{}}", "this is not the name of a field"),
        ("{{ # isComplete}}", "this is not the name of a field"),
        ("{{name | upper}}", "this is not the name of a field"),
        ("{{a..b}}", "this is not the name of a field"),
        ("{{>*name}}", "a partial is {{> name}}"),
        ("{{> a b c}}", "a partial is {{> name}}"),
        ("{{> ../secret}}", "a partial is {{> name}}"),
        ("{{name", "this tag is not closed with }}"),
        ("{{name {{count}}", "this tag is not closed with }}"),
        ("{{! never ends", "this tag is not closed with }}"),
        ("{{_ }}", "a message is {{_ key}}"),
        ("{{_ groups.welcome name}}", "'name' is not value=field"),
        ("{{_ groups.welcome name=name name=name}}", "the value 'name' is given twice"),
    ])
    func `What the dialect does not have is refused`(template: String, reason: String) throws {
        let found = refusals(template)
        #expect(try #require(found.first).contains(reason))
    }

    @Test func `Sections must be closed in order`() {
        #expect(
            refusals("{{#isComplete}}{{#note}}x{{/isComplete}}") == [
                "page.html:1:16: {{#note}}: this is opened and never closed"
            ])
        #expect(
            refusals("a{{/note}}") == [
                "page.html:1:2: {{/note}}: nothing of this name is open here"
            ])
        #expect(
            refusals("\n\n {{#isComplete}}") == [
                "page.html:3:2: {{#isComplete}}: this is opened and never closed"
            ])
        #expect(
            refusals("é{{$a}}") == ["page.html:1:2: {{$a}}: this is opened and never closed"])
    }

    @Test func `Templates that are not there are refused`() {
        #expect(
            refusals("{{> no/such}}").first?.hasSuffix("there is no template 'no/such'") == true)
        #expect(
            refusals("{{< nothing}}{{$a}}{{/a}}{{/ nothing}}") == [
                "page.html:1:1: {{< nothing}}: there is no template 'nothing'"
            ])
        let site = site("")
        _ = site.page("groups/show", GroupPage.self)
        #expect(throws: TemplateError.self) { try site.check() }
    }

    @Test func `A flaw in a partial names the partial`() {
        #expect(
            refusals("{{#tags}}{{> part}}{{/tags}}", ["part": "\n{{who}}"]) == [
                "part.html:2:1: {{who}}: String has no field 'who'; it has: ."
            ])
    }

    @Test func `Templates that contain themselves are refused`() {
        #expect(
            refusals("{{> page}}") == [
                "page.html:1:1: {{> page}}: a template cannot contain itself: page > page"
            ])
        let others = ["a": "{{#isComplete}}{{> b}}{{/isComplete}}", "b": "{{<a}}{{/a}}"]
        #expect(
            refusals("{{> a}}", others) == [
                "b.html:1:1: {{<a}}: a template cannot contain itself: page > a > b > a"
            ])
    }

    @Test func `A partial is called only with an object that is always there`() {
        for path in ["name", "buddy", "members", "isComplete"] {
            let found = refusals("{{> part \(path)}}", ["part": ""])
            #expect(found.count == 1)
            #expect(found.first?.hasSuffix("not an object always there") == true)
        }
    }

    @Test func `A block that no layout has is refused`() {
        let main = ["main": "{{$content}}{{/content}}"]
        #expect(
            refusals("{{<main}}{{$contents}}{{/contents}}{{/main}}", main) == [
                "page.html:1:10: {{$contents}}: 'main' has no block 'contents'"
            ])
        #expect(
            refusals("{{<main}}{{$content}}{{/content}}{{$content}}{{/content}}{{/main}}", main)
                == ["page.html:1:34: {{$content}}: this block is filled twice"])
    }

    @Test func `What stands between the blocks of a layout is refused`() {
        for lost in ["text", "{{name}}", "{{#isComplete}}{{/isComplete}}"] {
            let found = refusals("{{<main}}\n{{! fine }}\n \(lost)\n{{/main}}", ["main": ""])
            #expect(
                found == [
                    "page.html:1:1: {{<main}}: what stands here outside a block would never be shown"
                ])
        }
    }

    @Test(arguments: [
        ("{{_ groups.titel}}", ["there is no such message"]),
        ("{{_ groups.of}}", ["this message needs a count"]),
        ("{{_ groups.welcome}}", ["the message needs the value 'name'"]),
        ("{{_ groups.title name=name}}", ["the message has no value 'name'"]),
        ("{{_ groups.title count=count}}", ["the message has no value 'count'"]),
        ("{{_ groups.members count=count}}", ["the message needs the value 'name'"]),
        ("{{_ groups.welcome name=map}}", ["'map' is markup, which cannot stand in a message"]),
        (
            "{{_ groups.welcome name=isComplete}}",
            ["'isComplete' is a flag, which cannot be printed"]
        ),
        ("{{_ groups.of count=name}}", ["'name' is a text; count takes a number"]),
    ])
    func `A message is given exactly its values`(template: String, reasons: [String]) {
        let found = refusals(template)
        #expect(found == reasons.map { "page.html:1:1: \(template): \($0)" })
    }

    @Test func `All flaws of a load are reported, each once`() throws {
        let site = TemplateSet<SiteFrame>(
            templates: ["one": "{{a}}{{b}}", "two": "{{c}}", "unused": "{{{d}}}"],
            messages: [.nl: "x = y", .en: "z"])
        _ = site.page("one", GroupPage.self)
        _ = site.page("two", GroupPage.self)
        let error = #expect(throws: TemplateError.self) { try site.check() }
        #expect(
            error?.flaws.map(\.tag) == ["{{{d}}", "z", "x", "{{a}}", "{{b}}", "{{c}}"])
    }

    @Test func `A field table with a name twice or one that no tag can write is refused`() {
        let site = TemplateSet<SiteFrame>(templates: ["page": ""])
        _ = site.page("page", Muddle.self)
        let error = #expect(throws: TemplateError.self) { try site.check() }
        #expect(error?.flaws.map(\.tag) == ["a", "b c"])
        #expect(error?.flaws.map(\.file) == ["Muddle", "Muddle"])
    }
}

private struct Muddle: PageModel {
    static let fields: Fields<Muddle> = [
        .text("a") { _ in "" }, .flag("a") { _ in true }, .text("b c") { _ in "" },
    ]
}
