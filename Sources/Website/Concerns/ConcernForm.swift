import Coalition
import Templates

/// The form of a report: what somebody worries or complains about, about whom, and how much it
/// presses. Only the words are asked for.
struct ConcernForm: Sendable {
    /// Nil for a concern about no record.
    let subject: TalkSubject?
    /// The tapped report that is completed; nil for a new one.
    let concern: Concern?
    /// Where it can have happened; one where that is known.
    private let cities: [City]
    private let subjects: ConcernSubjects
    /// A complaint, rather than a concern.
    private let isComplaint: Bool
    private let source: Concern.Source?

    private static let record = ConcernDraft.record

    /// A new report.
    static func new(_ context: Context) throws -> ConcernForm {
        let query = context.query
        return try context.read { tx in
            let subject = try query.text("about").map { try TalkSubject.named($0, in: tx) }
            let scope = tx.viewer.scope(of: ConcernSight.readers, for: .any)
            let cities = try City.within(scope, in: tx).filter {
                subject == nil || $0.id == subject?.city
            }
            return try ConcernForm(
                subject, nil, cities, isComplaint: query.text("kind") == "complaint",
                source: query.text("from").flatMap { Concern.Source(rawValue: $0) }, tx)
        }
    }

    /// The rest of a report that was made with one tap.
    static func rest(_ context: Context) throws -> ConcernForm {
        try context.read { tx in
            let concern = try Concern.find(try context.parameter("ref"), in: tx)
            guard concern.isReported(by: tx.viewer) else {
                throw Refusal.forbidden("forbidden.concern")
            }
            guard concern.isUnfinished, concern.isOpen else { throw Refusal.already(nil) }
            let subject = try TalkSubject.of(concern, in: tx)
            return try ConcernForm(
                subject, concern, [try City.named(concern.city, in: tx)], isComplaint: false,
                source: nil, tx)
        }
    }

    private init(
        _ subject: TalkSubject?, _ concern: Concern?, _ cities: [City], isComplaint: Bool,
        source: Concern.Source?, _ tx: Transaction
    ) throws {
        self.subject = subject
        self.concern = concern
        self.cities = cities
        self.isComplaint = isComplaint
        self.source = source
        // Where the city is yet to be chosen nobody can be named.
        let place =
            try subject.map { try ConcernPlace(about: $0, in: tx) }
            ?? (cities.count == 1 ? ConcernPlace(in: cities[0], tx.viewer) : nil)
        subjects = try ConcernSubjects(at: place, in: tx)
    }

    /// Where one comes back to.
    var back: String { concern.map { "/concerns/\($0.ref)" } ?? subject?.path ?? "/" }

    func view(_ context: Context) -> FormView {
        let words = context.words
        let query = subject.map { "?about=\($0.ref)" } ?? ""
        let path = concern.map { "/concerns/\($0.ref)/report" } ?? "/concerns\(query)"
        var values = ConcernForm.record.start
        values.set("kind", (isComplaint ? Concern.Kind.complaint : .unknown).rawValue)
        values.set("source", (source ?? (isComplaint ? .family : .colleague)).rawValue)
        values.set("about", "")
        values.set("severity", "")
        return FormView(
            title: words(isComplaint ? "concern.complain" : "concern.report"),
            lede: subject?.name(words), action: path, fields: fields(words, context),
            submit: words("concern.submit"),
            cancel: concern.map { "/concerns/\($0.ref)/leave" } ?? back,
            values: values, version: concern?.version,
            draft: "concern:" + (concern?.ref ?? subject?.ref ?? "new"),
            crumbs: [LinkView(words("nav.concerns"), "/concerns")])
    }

    private func fields(_ words: Words, _ context: Context) -> [FieldSpec] {
        let typed = ConcernForm.record.about.specs(
            words, FieldRights(context.viewer, for: .any, in: nil))
        let city =
            cities.count > 1 && subject == nil ? [CityChoice.field(cities, context)] : []
        let rest = typed.filter { $0.name != "text" }
            .changing("severity") { spec in
                spec.controlled(
                    .radioChips(
                        words.choices(Concern.Severity.self, "concern.severity")
                            + [Choice("", words("answer.unknown"))])
                ).optional
            }
            .changing("kind") { spec in
                spec.controlled(.select(words.choices(Concern.Kind.self, "concern.kind")))
            }
            .changing("source") { spec in
                spec.controlled(.select(words.choices(Concern.Source.self, "concern.source")))
            }
        return typed.filter { $0.name == "text" }.map(\.focused.asked) + city + rest.prefix(1)
            + [subjects.field(words)] + rest.dropFirst()
    }

    func read(_ form: Form, _ viewer: Viewer) -> ConcernDraft {
        var draft = ConcernForm.record.read(form, FieldRights(viewer, for: .any, in: nil))
        draft.about = ConcernSubjects.read(form)
        return draft
    }

    /// Where it is reported.
    func place(_ form: Form, _ tx: Transaction) throws -> ConcernPlace {
        if let subject { return try ConcernPlace(about: subject, in: tx) }
        let city =
            cities.count == 1
            ? cities[0]
            : try City.chosen(
                form.values.text("city"), for: ConcernSight.readers, of: .any, in: tx)
        return ConcernPlace(in: city, tx.viewer)
    }
}

extension ConcernSubjects {
    /// Whom it is about: nobody in particular, a role, a colleague, or a member.
    func field(_ words: Words, usual: Concern.About = .unsaid) -> FieldSpec {
        let roles = ConcernSubjects.roles.map {
            Choice(
                "role:\($0.rawValue)", words("role.\($0.rawValue)"),
                under: words("concern.about.roles"))
        }
        let people = accounts.map {
            Choice($0.ref, $0.name, under: words("concern.about.accounts"))
        }
        let members = members.map {
            Choice("member:\($0.id.value)", $0.name, under: words("concern.about.members"))
        }
        return FieldSpec.select(
            "about", [Choice("", words("concern.about.unsaid"))] + roles + people + members
        ).labelled("concern.about").optional
    }

    static func read(_ form: Form) -> Concern.About {
        guard let text = form.values.text("about") else { return .unsaid }
        if let role = Role(rawValue: String(text.dropFirst("role:".count))), text.hasPrefix("role:")
        {
            return .role(role)
        }
        if text.hasPrefix("member:"), let id = Int64(text.dropFirst("member:".count)) {
            return .member(ID(id))
        }
        return .account(text)
    }

    /// As ``read(_:)`` reads it.
    static func value(_ about: Concern.About) -> String {
        switch about {
        case .unsaid: ""
        case .account(let ref): ref
        case .member(let id): "member:\(id.value)"
        case .role(let role): "role:\(role.rawValue)"
        }
    }
}

extension TalkSubject {
    /// The record with this reference, whatever its kind.
    static func named(_ ref: String, in tx: Transaction) throws -> TalkSubject {
        let kinds: [(Ref.Kind, Subject)] = [
            (.group, .group), (.family, .family), (.match, .match), (.stay, .stay),
        ]
        guard let kind = kinds.first(where: { Ref(ref, $0.0) != nil })?.1 else {
            throw Refusal.notFound
        }
        return try find(kind, ref, in: tx)
    }
}

/// A report: the numbers to call stand before its form.
struct ConcernFormPage: SitePage {
    static let template = "concerns/form"
    let form: FormBody
    let crumbs: [LinkView]
    var typing: Typing { form.typing }

    static let fields: Fields<ConcernFormPage> = [
        .object("form", FormBody.fields) { $0.form },
        .text("title") { $0.form.title },
        .flag("hasProblems") { !$0.form.problems.isEmpty },
        .list("crumbs", LinkView.fields) { $0.crumbs },
    ]
}
