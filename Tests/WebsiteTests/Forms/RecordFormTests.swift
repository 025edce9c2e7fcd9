import Coalition
import Fixtures
import Testing

@testable import Website

@Suite("The form of a described record")
struct RecordFormTests {
    /// A group of which only the network sees one required field.
    private struct Sketch: RecordDraft {
        typealias Entity = Group
        var name = ""
        var secret = ""

        static let record = RecordKind<Sketch>(
            "group", table: "groups", programmes: [.samenHier],
            [
                .line("name", \.name).required("problem.name"),
                .line("secret", \.secret).seen(by: [.network]),
            ])
    }

    let city: ShelterCity

    init() throws { city = try ShelterCity() }

    @Test("asks nobody for a field that he or she does not see, not even a required one")
    func hidden() throws {
        let fixture = city.site.fixture
        let words = city.site.site.templates.catalogue.words(.nl)
        for (viewer, names) in [
            (fixture.network, ["name", "secret"]), (fixture.hanneke, ["name"]),
        ] {
            let rights = Sketch.record.about.rights(of: viewer, in: fixture.nijmegen.id)
            let specs = Sketch.record.about.specs(words, rights)
            #expect(specs.map(\.name) == names)
            let form = Form(Values(parsing: "name=Hees"))
            let draft = Sketch.record.read(form, rights)
            #expect(draft.name == "Hees")
            #expect(form.problems.map(\.field) == (names.count == 2 ? ["secret"] : []))
        }
    }

    @Test("shows what is stored in each field, and of a sealed one only that something is")
    func edit() throws {
        let shelter = try city.browser(.shelter)
        shelter.get("/accommodations/\(city.waal.ref)/edit")
        #expect(shelter.page.contains(#"value="NIJ-A""#))
        #expect(shelter.page.contains("Nieuw adres"))
        #expect(!shelter.page.contains("Waalkade"))
    }

    @Test(
        "fault R36 the page of a conflict says of a sealed field that it is kept, not that it is empty"
    )
    func conflict() throws {
        let shelter = try city.browser(.shelter)
        let path = "/accommodations/\(city.waal.ref)"
        shelter.get("\(path)/edit")
        var fields = ["name": "NIJ-A", "kind": "apartment", "beds": "2", "version": "1"]
        #expect(shelter.post(path, fields).status == .seeOther)
        fields["beds"] = "3"
        #expect(shelter.post(path, fields).status == .conflict)
        #expect(shelter.page.components(separatedBy: "Nu opgeslagen:").count == 2)
        fields["address"] = "Elders 1"
        #expect(shelter.post(path, fields).status == .conflict)
        #expect(shelter.page.contains("er is iets bewaard, en dat wordt hier niet getoond"))
        #expect(!shelter.page.contains("Nu opgeslagen:</b> niets"))
        #expect(!shelter.page.contains("Waalkade"))
    }

    @Test("names everything that its fields need in both languages")
    func messages() throws {
        let catalogue = city.site.site.templates.catalogue
        try catalogue.require(MessageKeys.described(catalogue.words(.nl)))
        #expect(throws: (any Error).self) {
            let about = Sketch.record.about
            try catalogue.require(about.messages(catalogue.words(.nl)))
        }
    }
}
