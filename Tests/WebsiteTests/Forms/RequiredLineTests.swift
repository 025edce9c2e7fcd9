import Coalition
import Templates
import Testing

@testable import Website

@Suite("What a form says is required")
struct RequiredLineTests {
    let words: Words

    init() throws { words = try DemoSite.shared.get().site.templates.catalogue.words(.nl) }

    private let free = FieldSpec.text("neighbourhood").optional

    @Test("page P42 is one line, and no field is marked")
    func line() throws {
        let browser = try DemoSite.shared.get().browser("lokaal.nijmegen")
        browser.get("/families/new")
        #expect(browser.page.contains("Alleen “Route” en “Met hoeveel personen?” zijn verplicht."))
        for path in ["/families/new", "/groups/new", "/tasks/new", "/account/password"] {
            browser.get(path)
            #expect(!browser.page.contains("niet verplicht)"), "\(path)")
        }
        #expect(browser.page.contains("Vul alles in."))
    }

    @Test("names the shorter of both lists")
    func lists() {
        let required = ["name", "email", "phone", "country", "skills"].map { FieldSpec.text($0) }
        #expect(words.required([required[0], free]) == "Alleen “Naam” is verplicht.")
        #expect(words.required(required + [free]) == "Alles is verplicht, behalve “Wijk”.")
        #expect(words.required([free, free]) == "Niets is verplicht. Vul in wat u weet.")
        #expect(words.required(required) == "Vul alles in.")
    }

    @Test("is nothing where one thing is asked")
    func single() {
        #expect(words.required([.text("name")]) == nil)
        #expect(words.required([.text("name"), .tick("is_adult")]) == nil)
        #expect(words.required([]) == nil)
    }

    @Test("leaves out what has a word for nothing, and what stays sealed")
    func answers() {
        let open = FieldSpec.select("guest", [Choice("", "Nog geen gast"), Choice("a", "Merel")])
        #expect(!open.isRequired)
        #expect(!FieldSpec.text("legal_name").sealed(.kept).isRequired)
        #expect(FieldSpec.radios("kind", [Choice("a", "A")]).isRequired)
    }

    @Test("page W30 says of each described field that lacks an answer what to do, in its own words")
    func sentences() {
        let generic = ["problem.choose", "problem.required", "problem.day_required"]
        for about in RecordDescription.all {
            for field in about.fields where field.isRequired && generic.contains(field.missing) {
                let key = about.question(field, words) + ".missing"
                #expect(words.has(key), "\(about.name).\(field.name): \(key)")
            }
        }
    }
}
