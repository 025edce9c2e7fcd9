import Coalition
import HTTP
import Templates

/// When somebody is away and who stands in: named by that person under "Mijn account", or by the
/// network on the page of a colleague.
enum AbsencePages: Feature {
    static var routes: [Route] {
        routes(.own, "/account", .roles(TaskPolicy.doers, for: .any))
            + routes(.colleague, "/colleagues/:ref", .roles([.network], for: .any))
    }
    static var pages: [any SitePage.Type] { [] }

    /// Whose absence it is.
    enum Whose: Sendable {
        case own, colleague
    }

    private static func routes(_ whose: Whose, _ place: String, _ access: Access) -> [Route] {
        let absences = "\(place)/absences"
        return [
            .get("\(absences)/new", access) { try $0.show(try new(whose, $0)) },
            .post(absences, access) { try create(whose, $0) },
            .get("\(absences)/:id/edit", access) { try $0.show(try edit(whose, $0)) },
            .post("\(absences)/:id", access) { try update(whose, $0) },
            .get("\(absences)/:id/end", access) { try $0.show(try ending(whose, $0)) },
            .post("\(absences)/:id/end", access) { try end(whose, $0) },
        ]
    }

    private static func create(_ whose: Whose, _ context: Context) throws -> Response {
        try context.submit({ try new(whose, context) }) { form, tx in
            let person = try found(whose, context, tx)
            let draft = read(form)
            try form.check()
            try draft.create(for: person.id, in: tx)
            return (whose.path(person), Note("note.absence"))
        }
    }

    private static func update(_ whose: Whose, _ context: Context) throws -> Response {
        try context.submit({ try edit(whose, context) }) { form, tx in
            let person = try found(whose, context, tx)
            let absence = try Absence.find(try context.number("id"), of: person.id, in: tx)
            let draft = read(form)
            let version = try form.version()
            try form.check()
            try draft.update(absence, version: version, in: tx)
            return (whose.path(person), Note("note.absence"))
        }
    }

    private static func end(_ whose: Whose, _ context: Context) throws -> Response {
        try context.submit({ try ending(whose, context) }) { form, tx in
            let person = try found(whose, context, tx)
            let absence = try Absence.find(try context.number("id"), of: person.id, in: tx)
            try absence.end(version: try form.version(), in: tx)
            return (whose.path(person), Note("note.absence_ended"))
        }
    }

    private static func read(_ form: Form) -> AbsenceDraft {
        var draft = AbsenceDraft()
        draft.from = form.day("from_on", isRequired: true)
        draft.until = form.day("until_on", isRequired: true)
        draft.deputy = form.values.text("deputy")
        return draft
    }

    /// - Throws: `Refusal.notFound` for somebody whose absence the viewer may not name.
    private static func found(
        _ whose: Whose, _ context: Context, _ tx: Transaction
    ) throws -> User {
        switch whose {
        case .own: return try context.person().user
        case .colleague: return try User.colleague(try context.parameter("ref"), in: tx)
        }
    }

    private static func new(_ whose: Whose, _ context: Context) throws -> FormView {
        let (person, deputies) = try context.read { tx in
            let person = try found(whose, context, tx)
            return (person, try Deputies.candidates(for: person, in: tx))
        }
        var values = Values()
        values.set("deputy", deputies.count == 1 ? deputies[0].ref : nil)
        return form(
            whose, person, deputies, values, nil, at: "\(whose.path(person))/absences", context)
    }

    private static func edit(_ whose: Whose, _ context: Context) throws -> FormView {
        let (person, absence, deputies, deputy) = try context.read { tx in
            let person = try found(whose, context, tx)
            let absence = try Absence.find(try context.number("id"), of: person.id, in: tx)
            return (
                person, absence, try Deputies.candidates(for: person, in: tx),
                try absence.deputyRef(in: tx)
            )
        }
        var values = Values()
        values.set("from_on", absence.from)
        values.set("until_on", absence.until)
        values.set("deputy", deputy)
        return form(
            whose, person, deputies, values, absence.version,
            at: "\(whose.path(person))/absences/\(absence.id.value)", context)
    }

    private static func form(
        _ whose: Whose, _ person: User, _ deputies: [Colleague], _ values: Values,
        _ version: Int?, at action: String, _ context: Context
    ) -> FormView {
        let words = context.words
        let choices =
            deputies.map { Choice($0.ref, words.called($0)) }
            + [Choice("", words("absence.nobody"))]
        let deputy =
            choices.count > 12
            ? FieldSpec.select("deputy", choices) : .radios("deputy", choices)
        return FormView(
            title: whose == .own
                ? words("absence.title") : words("absence.of", ["name": .text(person.name)]),
            lede: words("absence.lede"), action: action,
            fields: [
                FieldSpec.day("from_on").labelled("absence.from_on"),
                FieldSpec.day("until_on").labelled("absence.until_on"),
                deputy.labelled("absence.deputy"),
            ],
            submit: words("action.save"), cancel: whose.path(person), values: values,
            version: version, crumbs: whose.crumbs(person, words))
    }

    private static func ending(_ whose: Whose, _ context: Context) throws -> FormView {
        let words = context.words
        let (person, absence, today) = try context.read { tx in
            let person = try found(whose, context, tx)
            return (
                person, try Absence.find(try context.number("id"), of: person.id, in: tx), tx.today
            )
        }
        return FormView(
            title: words("absence.end.title"),
            lede: words(
                absence.isRunning(on: today) ? "absence.end.running" : "absence.end.ahead",
                ["day": .text(words.day(absence.until))]),
            action: "\(whose.path(person))/absences/\(absence.id.value)/end", fields: [],
            submit: words("absence.end.submit"), cancel: whose.path(person),
            version: absence.version, crumbs: whose.crumbs(person, words))
    }
}

extension AbsencePages.Whose {
    /// The page on which somebody's absences stand.
    func path(_ person: User) -> String {
        switch self {
        case .own: "/account"
        case .colleague: "/colleagues/\(person.ref)"
        }
    }

    func crumbs(_ person: User, _ words: Words) -> [LinkView] {
        switch self {
        case .own: [LinkView(words("nav.account"), "/account")]
        case .colleague:
            [
                LinkView(words("colleagues.title"), "/colleagues"),
                LinkView(person.name, path(person)),
            ]
        }
    }
}

/// The absences of somebody that are not over, with the way to change them and to hand over.
struct AbsenceList: PageModel {
    let lines: [Line]
    let newPath: String
    /// The hand-over of that person; nil while it is not open to the viewer.
    let handover: String?

    /// One absence.
    struct Line: PageModel {
        let text: String
        let hint: String
        let path: String

        static let fields: Fields<Line> = [
            .text("text") { $0.text },
            .text("hint") { $0.hint },
            .text("path") { $0.path },
        ]
    }

    init(
        _ facts: AbsenceFacts, _ whose: AbsencePages.Whose, _ person: User, _ words: Words
    ) {
        let path = whose.path(person)
        newPath = "\(path)/absences/new"
        handover = facts.mayHandOver ? "/handover/\(person.ref)" : nil
        lines = facts.absences.map { absence in
            Line(
                text: words(
                    "absence.line",
                    [
                        "from": .text(words.day(absence.from)),
                        "until": .text(words.day(absence.until)),
                    ]),
                hint: absence.deputy.flatMap { facts.names[$0] }.map {
                    words("absence.stands_in", ["name": .text($0)])
                } ?? words("absence.nobody"),
                path: "\(path)/absences/\(absence.id.value)")
        }
    }

    static let fields: Fields<AbsenceList> = [
        .list("lines", Line.fields) { $0.lines },
        .flag("isEmpty") { $0.lines.isEmpty },
        .text("newPath") { $0.newPath },
        .text("handover") { $0.handover },
    ]
}

/// What is known of somebody's absences.
struct AbsenceFacts: Sendable {
    let absences: [Absence]
    let names: [ID<User>: String]
    let mayHandOver: Bool

    init(of person: User, _ tx: Transaction) throws {
        absences = try Absence.ahead(of: person.id, in: tx)
        names = try User.names(Set(absences.compactMap(\.deputy)), in: tx)
        mayHandOver = try Handover.isOpen(person, in: tx)
    }
}
