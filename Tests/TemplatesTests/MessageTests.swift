import Templates
import Testing

@Suite struct MessageTests {
    @Test func `A message is written in the language of the page`() throws {
        #expect(try rendered("{{_ groups.title}}") == "Groepen")
        #expect(try rendered("{{_groups.title}}", [:], GroupPage(), .en) == "Groups")
    }

    @Test func `A message is a text, not markup`() throws {
        let expected = "Onze &quot;groepen&quot; &amp; &lt;meer&gt;"
        #expect(try rendered("{{_ groups.quote}}") == expected)
    }

    @Test func `Values are put in escaped, as often as they are named`() throws {
        let page = GroupPage(name: "A&B")
        let template = "{{_ groups.welcome name=name}}"
        #expect(try rendered(template, [:], page) == "Welkom A&amp;B, A&amp;B!")
        #expect(try rendered(template, [:], page, .en) == "A&amp;B is welcome, A&amp;B!")
    }

    @Test func `Values may come from objects, the frame and open optional texts`() throws {
        let template = """
            {{_ groups.welcome name=email.label}}{{_ groups.welcome name=@csrf}}\
            {{#note}}{{_ groups.welcome name=note}}{{/note}}{{#@person}}{{_ groups.welcome name=.}}{{/@person}}
            """
        let expected =
            "Welkom E-mail, E-mail!Welkom tok&lt;en&gt;, tok&lt;en&gt;!Welkom n, n!Welkom Anna, Anna!"
        #expect(try rendered(template, [:], GroupPage(note: "n")) == expected)
    }

    @Test(arguments: [(0, "0 leden"), (1, "1 lid"), (2, "2 leden"), (-1, "-1 leden")])
    func `The form is chosen by the count`(count: Int, expected: String) throws {
        let page = GroupPage(count: count)
        #expect(try rendered("{{_ groups.of count=count}}", [:], page) == expected)
        #expect(try rendered("{{_ groups.of count=email.visits}}") == "1 lid")
        #expect(try rendered("{{_ groups.of count=@inbox}}") == "3 leden")
    }

    @Test func `The form for one may leave the count out`() throws {
        let template = "{{_ groups.members count=count name=name}}"
        #expect(try rendered(template, [:], GroupPage(count: 1)) == "Eén lid")
        #expect(try rendered(template, [:], GroupPage(count: 5)) == "5 leden van Hatert")
        #expect(try rendered(template, [:], GroupPage(count: 5), .en) == "Hatert has 5 members")
    }

    @Test func `Swift reads the same messages unescaped`() throws {
        let words = try Catalogue(nl: dutch, en: english).words(.nl)
        #expect(words.language == .nl)
        #expect(words("groups.quote") == "Onze \"groepen\" & <meer>")
        #expect(words("groups.welcome", ["name": .text("<A>")]) == "Welkom <A>, <A>!")
        #expect(words("groups.of", ["count": .number(1)]) == "1 lid")
        #expect(
            words("groups.members", ["count": .number(5), "name": .text("Hatert")])
                == "5 leden van Hatert")
    }

    @Test func `What is missing in Swift shows in brackets`() throws {
        let words = try Catalogue(nl: dutch, en: english).words(.en)
        #expect(words("groups.titel") == "[groups.titel]")
        #expect(words("groups.of") == "[groups.of]")
        #expect(words("groups.welcome") == "[name] is welcome, [name]!")
    }

    @Test func `The program can ask whether its keys are there`() throws {
        let catalogue = try Catalogue(nl: dutch, en: english)
        #expect(catalogue.words(.nl).has("groups.title"))
        #expect(catalogue.words(.nl).has("groups.of"))
        #expect(!catalogue.words(.nl).has("groups"))
        try catalogue.require(["groups.title", "groups.of"])
        let error = #expect(throws: TemplateError.self) {
            try catalogue.require(["groups.title", "groups.a", "groups.b"])
        }
        #expect(error?.flaws.map(\.tag) == ["groups.a", "groups.b"])
    }
}
