import Coalition
import HTTP
import Templates

/// Adding a city to the network, and where its coalitions stand.
enum CityForms {
    /// Who keeps the list of cities.
    static let keepers: Set<Role> = [.network, .admin]

    static var routes: [Route] {
        [
            .get("/cities/new", .roles(keepers, for: .any), new),
            .post("/cities", .roles(keepers, for: .any), create),
            .get("/cities/:ref/programmes", .roles(CityProgramme.movers, for: .any), edit),
            .post("/cities/:ref/programmes", .roles(CityProgramme.movers, for: .any), update),
        ]
    }

    static func new(_ context: Context) throws -> Response { try context.show(form(context)) }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ form(context) }) { form, tx in
            let city = try read(form)
            let id = try city.create(in: tx)
            let made = try City.named(id, in: tx)
            return ("/cities/\(made.ref)", Note("note.city_added", ["name": made.nameNL]))
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try programmes(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try programmes(context) }) { form, tx in
            let city = try City.find(try context.parameter("ref"), in: tx)
            let version = try form.version()
            let wanted = try mine(tx.viewer).compactMap { programme in
                try wish(programme, form, city, tx)
            }
            try form.check()
            guard version == (try CityProgramme.version(of: city.id, in: tx)) else {
                throw Refusal.conflict(current: try CityProgramme.version(of: city.id, in: tx))
            }
            for (programme, state, since) in wanted {
                try CityProgramme.set(programme, state, since: since, of: city.id, in: tx)
            }
            return ("/cities/\(city.ref)", Note("note.saved"))
        }
    }

    /// The programmes whose coalitions somebody moves.
    private static func mine(_ viewer: Viewer) -> [Programme] {
        Programme.allCases.filter { viewer.holds(CityProgramme.movers, for: [$0]) }
    }

    /// What was chosen for a programme; nil for one in which the city never took part and does not now.
    private static func wish(
        _ programme: Programme, _ form: Form, _ city: City, _ tx: Transaction
    ) throws -> (Programme, CityProgramme.State, Day?)? {
        let isMember = try CityProgramme.of(city.id, in: tx).contains { $0.programme == programme }
        let state: CityProgramme.State? = form.choice(
            "state_\(programme.rawValue)", isRequired: isMember)
        let since = form.day("since_\(programme.rawValue)")
        return state.map { (programme, $0, since) }
    }

    private static func form(_ context: Context) -> FormView {
        let words = context.words
        var values = Values()
        values.set("country", "NL")
        values.set("time_zone", "Europe/Amsterdam")
        return FormView(
            title: words("city.new.title"), lede: words("city.new.lede"), action: "/cities",
            fields: [
                .text("name_nl"), .text("name_en").optional, .text("country", width: "w4"),
                .text("province").optional, .text("time_zone"), .text("latitude", width: "w8"),
                .text("longitude", width: "w8"),
            ],
            submit: words("city.new.submit"), cancel: "/cities", values: values,
            crumbs: [LinkView(words("nav.cities"), "/cities")])
    }

    private static func read(_ form: Form) throws -> NewCity {
        let name = form.text("name_nl", missing: "problem.name")
        let country = form.text("country").uppercased()
        if country.count != 2 || !country.allSatisfy({ $0.isASCII && $0.isLetter }) {
            form.note("country", "problem.country")
        }
        let zone = Zone(form.text("time_zone"))
        if zone == nil { form.note("time_zone", "problem.time_zone") }
        let latitude = degrees(form, "latitude", 90)
        let longitude = degrees(form, "longitude", 180)
        try form.check()
        return NewCity(
            name, english: form.optionalText("name_en"), country: country,
            province: form.optionalText("province"), zone: zone ?? .amsterdam,
            latitude: latitude, longitude: longitude)
    }

    private static func degrees(_ form: Form, _ name: String, _ most: Double) -> Double {
        let text = form.text(name).replacing(",", with: ".")
        guard let number = Double(text), number.isFinite, abs(number) <= most else {
            form.note(name, "problem.degrees", ["most": .number(Int(most))])
            return 0
        }
        return number
    }

    private static func programmes(_ context: Context) throws -> FormView {
        let words = context.words
        let (city, programmes, version) = try context.read { tx in
            let city = try City.find(try context.parameter("ref"), in: tx)
            return (
                city, try CityProgramme.of(city.id, in: tx),
                try CityProgramme.version(of: city.id, in: tx)
            )
        }
        let name = city.name(context.language.rawValue)
        var values = Values()
        for programme in programmes {
            values.set("state_\(programme.programme.rawValue)", programme.state.rawValue)
            values.set("since_\(programme.programme.rawValue)", programme.since)
        }
        let members = Set(programmes.map(\.programme))
        return FormView(
            title: words("city.programmes.title", ["name": .text(name)]),
            lede: words("city.programmes.lede"), action: "/cities/\(city.ref)/programmes",
            fields: mine(context.viewer).flatMap { programme in
                [
                    FieldSpec.select(
                        "state_\(programme.rawValue)", states(members.contains(programme), words)
                    ).labelled("programme.\(programme.rawValue)"),
                    FieldSpec.day("since_\(programme.rawValue)").labelled("city.since_day")
                        .optional,
                ]
            },
            submit: words("action.save"), cancel: "/cities/\(city.ref)", values: values,
            version: version,
            crumbs: [
                LinkView(words("nav.cities"), "/cities"), LinkView(name, "/cities/\(city.ref)"),
            ])
    }

    /// Who took part once stays a former member, with its history.
    private static func states(_ isMember: Bool, _ words: Words) -> [Choice] {
        (isMember ? [] : [Choice("", words("city.no_programme"))])
            + words.choices(CityProgramme.State.self, "city.state")
    }
}
