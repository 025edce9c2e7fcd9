import Coalition
import HTTP
import Templates

/// Whom the families of a city can turn to independently: one line, kept by the network.
enum CityContactForm: Feature {
    static var routes: [Route] {
        [
            .get("/cities/:ref/contact", .roles(CityProgramme.movers, for: .any)) {
                try $0.show(try form($0))
            },
            .post("/cities/:ref/contact", .roles(CityProgramme.movers, for: .any), save),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func save(_ context: Context) throws -> Response {
        try context.submit({ try form(context) }) { form, tx in
            let city = try City.find(try context.parameter("ref"), in: tx)
            let line = form.optionalText(
                "independent_contact", max: IndependentContact.limit)
            let version = try form.version()
            try form.check()
            try IndependentContact.set(line, of: city, version: version, in: tx)
            return ("/cities/\(city.ref)", Note("note.saved"))
        }
    }

    private static func form(_ context: Context) throws -> FormView {
        let words = context.words
        let (city, contact) = try context.read { tx in
            let city = try City.find(try context.parameter("ref"), in: tx)
            return (city, try IndependentContact.of(city, in: tx))
        }
        let name = city.name(context.language.rawValue)
        var values = Values()
        values.set("independent_contact", contact.line)
        return FormView(
            title: words("city.contact.title", ["name": .text(name)]),
            lede: words("city.contact.lede"), action: "/cities/\(city.ref)/contact",
            fields: [FieldSpec.text("independent_contact").labelled("city.contact").optional],
            submit: words("action.save"), cancel: "/cities/\(city.ref)", values: values,
            version: contact.version,
            crumbs: [
                LinkView(words("nav.cities"), "/cities"), LinkView(name, "/cities/\(city.ref)"),
            ])
    }
}
