import Coalition
import HTTP
import HTTPTypes
import Templates

/// Guests: known by a code name; who they are is shown on request, and each look is written down.
enum GuestPages: Feature {
    static var routes: [Route] {
        [
            .get("/guests", .roles(GuestPolicy.readers, for: StayPolicy.programmes), index),
            .get("/guests/new", .roles(GuestPolicy.writers, for: StayPolicy.programmes), new),
            .post("/guests/draw", .roles(GuestPolicy.writers, for: StayPolicy.programmes), draw),
            .post("/guests", .roles(GuestPolicy.writers, for: StayPolicy.programmes), create),
            .get("/guests/:ref", .roles(GuestPolicy.readers, for: StayPolicy.programmes), show),
            .post(
                "/guests/:ref/identity", .roles(GuestPolicy.readers, for: StayPolicy.programmes),
                open),
            .get(
                "/guests/:ref/identity/edit",
                .roles([.shelter, .network], for: StayPolicy.programmes), editIdentity),
            .post(
                "/guests/:ref/identity/edit",
                .roles([.shelter, .network], for: StayPolicy.programmes), writeIdentity),
        ]
    }
    static var pages: [any SitePage.Type] { [GuestPage.self] }

    static func index(_ context: Context) throws -> Response {
        let values = context.query
        let shown = try context.read { try GuestIndex(values, $0) }
        return try context.show(shown.page(context, values))
    }

    static func new(_ context: Context) throws -> Response {
        try context.show(try GuestForm.new(context))
    }

    /// Other names to choose from: the form draws them anew.
    static func draw(_ context: Context) throws -> Response {
        context.redirect("/guests/new")
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try GuestForm.new(context) }) { form, tx in
            var draft = GuestDraft()
            draft.code = form.text("code", missing: "problem.choose")
            try form.check()
            let guest = try draft.create(in: tx)
            return (
                "\(guest.candidatePath)/edit",
                Note("note.guest_created", ["name": context.words.name(guest.code)])
            )
        }
    }

    static func show(_ context: Context) throws -> Response {
        let facts = try context.read { tx in
            try GuestPageFacts(try Guest.find(try context.parameter("ref"), in: tx), tx)
        }
        return try context.show(GuestPage(context, facts))
    }

    /// Shows the identity in the answer itself, so that no address leads to it. The row of the audit
    /// log and the answer belong to one transaction.
    static func open(_ context: Context) throws -> Response {
        let typed = Values(context.request).text("reason")
        do {
            let (facts, identity) = try context.write { tx in
                let guest = try Guest.find(try context.parameter("ref"), in: tx)
                let identity = try GuestIdentity.open(guest, reason: typed ?? "", in: tx)
                return (try GuestPageFacts(guest, tx), identity)
            }
            return try context.show(GuestPage(context, facts, identity: identity))
        } catch Refusal.invalid(let problems) {
            let facts = try context.read { tx in
                try GuestPageFacts(try Guest.find(try context.parameter("ref"), in: tx), tx)
            }
            return try context.show(
                GuestPage(context, facts, typed: typed, problems: problems),
                status: .unprocessableContent)
        }
    }

    static func editIdentity(_ context: Context) throws -> Response {
        try context.show(try GuestForm.identity(context))
    }

    static func writeIdentity(_ context: Context) throws -> Response {
        try context.submit({ try GuestForm.identity(context) }) { form, tx in
            let guest = try Guest.find(try context.parameter("ref"), in: tx)
            var given: [GuestIdentity.Field: String] = [:]
            for field in GuestIdentity.Field.allCases {
                given[field] = form.area(field.rawValue, max: 2000)
            }
            let version = try form.version()
            try form.check()
            try GuestIdentity.write(given, of: guest, version: version, in: tx)
            return ("/guests/\(guest.ref)", Note("note.saved"))
        }
    }
}

/// The forms about a guest. What is typed about an identity is never kept as a draft.
enum GuestForm {
    static func new(_ context: Context) throws -> FormView {
        let words = context.words
        let names = try context.read { try GuestCode.draw(5, in: $0) }
        var values = Values()
        values.set("code", names.first?.nl)
        return FormView(
            title: words("guest.new.title"), lede: words("guest.new.lede"), action: "/guests",
            fields: [
                .radios("code", names.map { choice($0, words) }).labelled("guest.code")
            ],
            submit: words("guest.new.submit"), cancel: "/guests", values: values,
            crumbs: [LinkView(words("nav.guests"), "/guests")], aside: words("guest.new.aside"),
            secondary: ButtonView(text: words("guest.draw"), path: "/guests/draw"))
    }

    static func identity(_ context: Context) throws -> FormView {
        let words = context.words
        let (guest, known) = try context.read { tx in
            let guest = try Guest.find(try context.parameter("ref"), in: tx)
            guard try GuestPolicy(tx.viewer, guest, in: tx).mayEditIdentity else {
                throw Refusal.forbidden("forbidden.identity")
            }
            return (guest, try GuestIdentity.known(of: guest, in: tx))
        }
        let name = words.name(guest.code)
        return FormView(
            title: words("guest.identity.edit", ["name": .text(name)]),
            lede: words("guest.identity.edit.lede"), action: "/guests/\(guest.ref)/identity/edit",
            fields: GuestIdentity.Field.allCases.map { field in
                let isLine = field == .legalName || field == .country
                return (isLine ? FieldSpec.text(field.rawValue) : .area(field.rawValue)).optional
                    .sealed(known.contains(field) ? .kept : .empty).labelled(
                        "guest.identity.\(field.rawValue)")
            },
            submit: words("action.save"), cancel: "/guests/\(guest.ref)", version: guest.version,
            crumbs: [
                LinkView(words("nav.guests"), "/guests"), LinkView(name, "/guests/\(guest.ref)"),
            ], aside: words("guest.identity.aside"))
    }

    /// The name in the reader's language, with the other language's beside it.
    private static func choice(_ code: CodeName, _ words: Words) -> Choice {
        Choice(code.nl, words.name(code), hint: words.language == .nl ? code.en : code.nl)
    }
}
