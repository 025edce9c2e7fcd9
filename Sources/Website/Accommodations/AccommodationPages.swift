import Coalition
import HTTP
import HTTPTypes
import Templates

/// Accommodations of Shelter City: the list, one of them, its form, and its address on request.
enum AccommodationPages: Feature {
    static var routes: [Route] {
        let programmes = StayPolicy.programmes
        let readers = Access.roles(AccommodationPolicy.readers, for: programmes)
        let writers = Access.roles(AccommodationPolicy.writers, for: programmes)
        return [
            .get("/accommodations", readers, index),
            .get("/accommodations/new", writers, new),
            .post("/accommodations", writers, create),
            .get("/accommodations/:ref", readers, show),
            .get("/accommodations/:ref/edit", writers, edit),
            .post("/accommodations/:ref", writers, update),
            .post("/accommodations/:ref/address", readers, openAddress),
        ]
    }
    static var pages: [any SitePage.Type] { [AccommodationPage.self] }

    static func index(_ context: Context) throws -> Response {
        let values = context.query
        let shown = try context.read { try AccommodationIndex(values, $0) }
        return try context.show(shown.page(context, values))
    }

    static func new(_ context: Context) throws -> Response {
        try context.show(try AccommodationForm.new(context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try AccommodationForm.new(context) }) { form, tx in
            let draft = AccommodationDraft.record.read(form, tx.viewer, in: nil)
            try form.check()
            let city = try City.chosen(
                form.values.text("city"), for: AccommodationPolicy.writers,
                of: StayPolicy.programmes, in: tx)
            let home = try draft.create(in: city, tx)
            return (
                "/accommodations/\(home.ref)",
                Note("note.accommodation_created", ["name": home.name])
            )
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try AccommodationForm.edit(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try AccommodationForm.edit(context) }) { form, tx in
            let home = try Accommodation.find(try context.parameter("ref"), in: tx)
            let draft = AccommodationDraft.record.read(form, tx.viewer, in: home.city)
            let version = try form.version()
            try form.check()
            try draft.update(home, version: version, in: tx)
            return ("/accommodations/\(home.ref)", Note("note.saved"))
        }
    }

    static func show(_ context: Context) throws -> Response {
        try context.show(AccommodationPage(context, try facts(context)))
    }

    /// Shows the address in the answer itself; the look is written down in the same transaction.
    static func openAddress(_ context: Context) throws -> Response {
        let typed = Values(context.request).text("reason")
        do {
            let (facts, address) = try context.write { tx in
                let home = try Accommodation.find(try context.parameter("ref"), in: tx)
                let address = try home.openAddress(reason: typed, in: tx)
                return (try AccommodationFacts(home, tx), address)
            }
            return try context.show(
                AccommodationPage(context, facts, address: address, isOpen: true))
        } catch Refusal.invalid(let problems) {
            return try context.show(
                AccommodationPage(context, try facts(context), typed: typed, problems: problems),
                status: .unprocessableContent)
        }
    }

    private static func facts(_ context: Context) throws -> AccommodationFacts {
        try context.read { tx in
            try AccommodationFacts(
                try Accommodation.find(try context.parameter("ref"), in: tx), tx)
        }
    }
}

/// The form of an accommodation. Its address is typed, never shown.
enum AccommodationForm {
    static func new(_ context: Context) throws -> FormView {
        let words = context.words
        let record = AccommodationDraft.record
        let cities = try context.read {
            try City.within(
                $0.viewer.scope(of: AccommodationPolicy.writers, for: StayPolicy.programmes), in: $0
            )
        }
        var fields = record.about.specs(
            words, record.about.rights(of: context.viewer, in: nil))
        if cities.count > 1 { fields.insert(CityChoice.field(cities, context), at: 0) }
        return FormView(
            title: words("accommodation.new.title"), action: "/accommodations", fields: fields,
            submit: words("accommodation.new.submit"), cancel: "/accommodations",
            values: record.start,
            crumbs: [LinkView(words("nav.accommodations"), "/accommodations")],
            aside: words("accommodation.aside"))
    }

    static func edit(_ context: Context) throws -> FormView {
        let words = context.words
        let about = AccommodationDraft.record.about
        let (home, stored) = try context.read { tx in
            let home = try Accommodation.find(try context.parameter("ref"), in: tx)
            try AccommodationPolicy(tx.viewer, home).requireEdit()
            return (home, try AccommodationDraft.stored(home.id, in: tx).values)
        }
        return FormView(
            title: words("accommodation.edit.title", ["name": .text(home.name)]),
            action: "/accommodations/\(home.ref)",
            fields: about.specs(
                words, about.rights(of: context.viewer, in: home.city), stored: stored),
            submit: words("action.save"), cancel: "/accommodations/\(home.ref)",
            values: about.values(stored), version: home.version,
            crumbs: [
                LinkView(words("nav.accommodations"), "/accommodations"),
                LinkView(home.name, "/accommodations/\(home.ref)"),
            ], aside: words("accommodation.aside"))
    }
}
