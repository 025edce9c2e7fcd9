import Coalition
import HTTP
import HTTPTypes
import Templates

/// Another code name for a family, the way back, and what an address with a former one answers.
enum FamilyCodePages: Feature {
    static var routes: [Route] {
        [
            .get(
                "/families/:ref/code",
                .roles(FamilyPolicy.announcers, for: FamilyPolicy.programmes), form),
            .post(
                "/families/:ref/code",
                .roles(FamilyPolicy.announcers, for: FamilyPolicy.programmes), redraw),
            .post(
                "/families/:ref/code/undo",
                .roles(FamilyPolicy.announcers, for: FamilyPolicy.programmes), undo),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func form(_ context: Context) throws -> Response {
        try context.show(try view(context))
    }

    static func redraw(_ context: Context) throws -> Response {
        try context.submit({ try view(context) }) { form, tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            let reason = form.code(
                "reason", of: FormerCode.Reason.given.map(\.rawValue),
                missing: "problem.code_reason"
            ).flatMap(FormerCode.Reason.init(rawValue:))
            let version = try form.version()
            try form.check()
            let code = try family.redrawCode(because: reason ?? .other, version: version, in: tx)
            return (
                family.path,
                Note(
                    "note.family_renamed", ["name": context.words.name(code)],
                    undo: "\(family.path)/code/undo")
            )
        }
    }

    static func undo(_ context: Context) throws -> Response {
        try context.act { _, tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            guard let code = try family.takeBackCode(in: tx) else { throw Refusal.already(nil) }
            return (
                family.path,
                Note("note.family_code_back", ["name": context.words.name(code)])
            )
        }
    }

    private static func view(_ context: Context) throws -> FormView {
        let words = context.words
        let family = try context.read { tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            try FamilyPolicy(tx.viewer, family).requireArrivalEdit()
            return family
        }
        let name = ["name": MessageValue.text(words.name(family.code))]
        return FormView(
            title: words("family.code.title", name), lede: words("family.code.lede", name),
            action: "\(family.path)/code",
            fields: [
                FieldSpec.radios(
                    "reason", FormerCode.Reason.given.map { words.choice($0, "family.code.reason") }
                ).labelled("family.code.reason")
            ],
            submit: words("family.redraw"), cancel: family.path, version: family.version,
            crumbs: family.crumbs(words), aside: words("family.code.aside", name))
    }

    /// What is said of a code name that stands in an address in place of a reference: the way to the
    /// family that is called so, or what a family that was called so is called now.
    ///
    /// - Throws: `Refusal.notFound` when the viewer knows of no such family.
    static func named(_ context: Context) throws -> Response {
        let name = try context.parameter("ref")
        let found = try context.read { tx -> (hit: SearchHit, today: Day, zone: Zone)? in
            guard Ref(name, .family) == nil, let hit = try Family.called(name, in: tx),
                let city = try hit.city.map({ try City.named($0, in: tx) })
            else { return nil }
            return (hit, city.today(tx), city.zone)
        }
        guard let found else { throw Refusal.notFound }
        let path = "/families/\(found.hit.ref)"
        guard let former = found.hit.former else { return context.redirect(path) }
        let words = context.words
        let values = former.renaming(to: found.hit.name, words, found.zone, found.today)
        return try context.show(
            ErrorPage(
                title: words("error.404.title"),
                text: words("note.family_former", values.mapValues { .text($0) }), number: nil,
                helpers: [],
                link: LinkView(words.name(found.hit.name), path)),
            status: .notFound)
    }
}

extension FormerCode {
    /// "Gezin Tulpenboom heet sinds 27 november Lobelia": the values of `note.family_former`.
    func renaming(
        to name: CodeName, _ words: Words, _ zone: Zone, _ today: Day
    ) -> [String: String] {
        [
            "former": words.name(code), "name": words.name(name),
            "day": words.dayOfYear(zone.day(of: droppedAt), today),
        ]
    }
}
