import Coalition
import HTTP
import Templates

/// Opening what is closed of a group or family, with a reason and for an hour.
enum LookPages: Feature {
    private static let places = [TalkPlace.groups, TalkPlace.families]

    static var routes: [Route] {
        places.flatMap { place in
            let access = Access.roles([.network, .safeguarding], for: place.programmes)
            return [
                Route.get("/\(place.folder)/:ref/open", access) {
                    try $0.show(try form(place, $0))
                },
                Route.post("/\(place.folder)/:ref/open", access) { try open(place, $0) },
            ]
        }
    }
    static var pages: [any SitePage.Type] { [] }

    private static func open(_ place: TalkPlace, _ context: Context) throws -> Response {
        try context.submit({ try form(place, context) }) { form, tx in
            let subject = try TalkSubject.find(place.kind, try context.parameter("ref"), in: tx)
            guard let record = subject.openable else { throw Refusal.notFound }
            let parts: [OpenedPart] = form.choices("parts")
            let reason = form.area("reason", max: 500)
            if parts.isEmpty { form.note("parts", "problem.choose") }
            let concern = try concern(chosen: form.optionalText("concern"), record, form, tx)
            try form.check()
            try record.open(Set(parts), reason: reason, for: concern, in: tx)
            let until = tx.now.adding(seconds: Opening.minutes * 60)
            let time = context.words.time(until, .amsterdam)
            return ("\(subject.path)#mensen", Note("note.opened", ["time": time]))
        }
    }

    /// For a look that belongs to no concern, where there is one to which it could.
    private static let none = "no"

    /// The concern to which the look belongs, asked only where there is one that the city may not know
    /// of; nil for none.
    private static func concern(
        chosen: String?, _ record: any Openable, _ form: Form, _ tx: Transaction
    ) throws -> Concern? {
        let closed = try record.closedConcerns(in: tx)
        guard !closed.isEmpty, chosen != none else { return nil }
        let concern = closed.first { $0.ref == chosen }
        if concern == nil { form.note("concern", "problem.choose") }
        return concern
    }

    private static func concernField(_ closed: [Concern], _ words: Words) -> [FieldSpec] {
        guard !closed.isEmpty else { return [] }
        let choices = closed.map {
            Choice($0.ref, words("opening.concern.of", ["ref": .text($0.ref)]))
        }
        return [
            .radios("concern", choices + [Choice(none, words("opening.concern.none"))])
                .labelled("opening.concern")
        ]
    }

    private static func form(_ place: TalkPlace, _ context: Context) throws -> FormView {
        let words = context.words
        let (subject, closed) = try context.read { tx in
            let subject = try TalkSubject.find(place.kind, try context.parameter("ref"), in: tx)
            return (subject, try subject.openable?.closedConcerns(in: tx) ?? [])
        }
        let parts = subject.openable?.openable(by: context.viewer) ?? []
        guard !parts.isEmpty else { throw Refusal.forbidden("forbidden.opening") }
        var values = Values()
        if parts.count == 1 { values.set("parts", parts.map(\.rawValue)) }
        return FormView(
            title: words("opening.title", ["name": .text(subject.name(words))]),
            lede: words("opening.lede", ["minutes": .number(Opening.minutes)]),
            action: "\(subject.path)/open",
            fields: [
                FieldSpec("parts", .checks(parts.map { words.choice($0, "opening.part") }))
                    .labelled("opening.parts")
            ] + concernField(closed, words) + [
                FieldSpec.area("reason", rows: 2).labelled("look.reason")
            ],
            submit: words("opening.submit"), cancel: subject.path, values: values,
            crumbs: [
                LinkView(words(place.list), "/\(place.folder)"),
                LinkView(subject.name(words), subject.path),
            ])
    }
}

extension TalkSubject {
    /// The record of which parts can be opened; nil for a kind of which none are.
    var openable: (any Openable)? {
        switch self {
        case .group(let group): group
        case .family(let family): family
        case .match, .stay: nil
        }
    }
}

/// Who looked at what is closed of a record, and what the viewer has open now.
struct LookFacts: Sendable {
    let opening: Opening
    let mayOpen: Bool
    let looks: DisclosureTable
    let zone: Zone

    init<Kind: Openable>(_ record: Kind, in zone: Zone, _ tx: Transaction) throws {
        self.zone = zone
        opening = try record.opening(in: tx)
        mayOpen = !record.openable(by: tx.viewer).isEmpty
        looks = try DisclosureTable(try record.looks(in: tx), in: zone, tx)
    }
}

/// The looks of a record in its part "Meer", with the way to open what is closed.
struct LookPanel: PageModel {
    /// Nil for who opens nothing.
    let path: String?
    /// "Namen open tot 15:42"; empty while nothing is open.
    let open: [String]
    let table: TableView?

    /// Nil with nothing to show.
    ///
    /// - Parameter path: The record's page.
    init?(_ facts: LookFacts, at path: String, _ words: Words) {
        self.path = facts.mayOpen ? "\(path)/open" : nil
        open = OpenedPart.allCases.compactMap { part in
            facts.opening.parts[part].map { until in
                words(
                    "opening.until",
                    [
                        "part": .text(words("opening.part.\(part.rawValue)")),
                        "time": .text(words.time(until, facts.zone)),
                    ])
            }
        }
        table = facts.looks.table(words)
        if self.path == nil, table == nil { return nil }
    }

    static let fields: Fields<LookPanel> = [
        .text("path") { $0.path },
        .texts("open") { $0.open },
        .object("table", TableView.fields) { $0.table },
    ]
}

/// Messages about looks that no template names.
enum LookKeys {
    static let all: [String] =
        MessageKeys.codes(OpenedPart.self, "opening.part")
        + [
            "forbidden.opening.title", "forbidden.opening.text", "note.opened", "look.what",
            "opening.until", "opening.concern", "opening.concern.none", "opening.concern.of",
        ]
}
