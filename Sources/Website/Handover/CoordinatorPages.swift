import Coalition
import HTTP
import Templates

/// Who coordinates a group, family, match or stay: handed on to a colleague with a note.
enum CoordinatorPages: Feature {
    static var routes: [Route] { TalkPlace.all.flatMap(routes) }
    static var pages: [any SitePage.Type] { [] }

    /// Sent where a record is given to everybody with its role.
    private static let anyone = "-"

    private static func routes(_ place: TalkPlace) -> [Route] {
        let role: Role = place.kind == .stay ? .shelter : .local
        let access = Access.roles([role, .network], for: place.programmes)
        let pattern = "/\(place.folder)/:ref/coordinator"
        return [
            .get(pattern, access) { try $0.show(try form(place, $0)) },
            .post(pattern, access) { try hand(place, $0) },
        ]
    }

    private static func hand(_ place: TalkPlace, _ context: Context) throws -> Response {
        try context.submit({ try form(place, context) }) { form, tx in
            let subject = try TalkSubject.find(place.kind, try context.parameter("ref"), in: tx)
            let record = subject.coordinated
            let codes = try record.coordinators(in: tx).map(\.ref) + [anyone]
            let chosen = form.code("coordinator", of: codes, missing: "problem.choose")
            let remark = form.optionalText("remark", max: Task.remarkLimit)
            let version = try form.version()
            try form.check()
            let ref = chosen == anyone ? nil : chosen
            // Who wants what stands already need not hear that somebody else did it.
            if try record.coordinator(in: tx)?.ref != ref {
                try record.requireCoordinator(version, in: tx)
            }
            try record.hand(to: ref, remark: remark, in: tx)
            let name = try ref.flatMap { try User.names(refs: [$0], in: tx)[$0] }
            return (
                "\(subject.path)#mensen",
                Note(
                    name == nil ? "note.coordinator_all" : "note.coordinator",
                    ["name": name, "record": subject.name(context.words)].compactMapValues { $0 })
            )
        }
    }

    private static func form(_ place: TalkPlace, _ context: Context) throws -> FormView {
        let words = context.words
        let (subject, current, version, colleagues) = try context.read { tx in
            let subject = try TalkSubject.find(place.kind, try context.parameter("ref"), in: tx)
            let record = subject.coordinated
            guard record.mayHand(tx.viewer) else {
                throw Refusal.forbidden("forbidden.coordinator")
            }
            return (
                subject, try record.coordinator(in: tx), try record.coordinatorVersion(in: tx),
                try record.coordinators(in: tx)
            )
        }
        let role: Role = place.kind == .stay ? .shelter : .local
        let all = words("task.anyone", ["role": .text(words("role.\(role.rawValue)"))])
        var values = Values()
        values.set("coordinator", current?.ref ?? anyone)
        let choices =
            colleagues.map { Choice($0.ref, words.called($0)) } + [Choice(anyone, all)]
        let spec =
            choices.count > 12
            ? FieldSpec.select("coordinator", choices) : .radios("coordinator", choices)
        return FormView(
            title: words("coordinator.title", ["name": .text(subject.name(words))]),
            lede: words("coordinator.lede"), action: "\(subject.path)/coordinator",
            fields: [
                spec.labelled("coordinator.field"),
                FieldSpec.text("remark").labelled("task.remark").optional,
            ],
            submit: words("task.hand.submit"), cancel: subject.path, values: values,
            version: version,
            crumbs: [
                LinkView(words(place.list), "/\(place.folder)"),
                LinkView(subject.name(words), subject.path),
            ])
    }
}

extension TalkSubject {
    /// The record that somebody coordinates.
    var coordinated: any Coordinated {
        switch self {
        case .group(let group): group
        case .family(let family): family
        case .match(let line): line.match
        case .stay(let stay): stay
        }
    }
}

/// Who coordinates a record, for its page.
struct CoordinatorFacts: Sendable {
    let coordinator: Coordinator?
    let role: Role
    /// Whether the viewer hands the record on.
    let mayHand: Bool

    init<Kind: Coordinated>(_ record: Kind, _ tx: Transaction) throws {
        coordinator = try record.coordinator(in: tx)
        role = Kind.coordinatorRole
        mayHand = record.mayHand(tx.viewer)
    }
}

extension PersonLine {
    /// The colleague who coordinates a record, or everybody with its role.
    ///
    /// - Parameter path: The record's page.
    init(_ facts: CoordinatorFacts, at path: String, today: Day, _ words: Words) {
        let role = words("role.\(facts.role.rawValue)")
        name = facts.coordinator?.name ?? words("coordinator.all", ["role": .text(role)])
        self.path = facts.mayHand ? "\(path)/coordinator" : nil
        guard let coordinator = facts.coordinator else { return }
        let away = coordinator.awayUntil.map { until in
            let day = MessageValue.text(words.dayOfYear(until, today))
            return coordinator.deputy.map {
                words("coordinator.away_deputy", ["day": day, "name": .text($0)])
            } ?? words("coordinator.away", ["day": day])
        }
        hint = [words("coordinator.is"), away].compactMap { $0 }.joined(separator: ", ")
    }
}
