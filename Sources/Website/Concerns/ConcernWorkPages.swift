import Coalition
import HTTP
import HTTPTypes
import Synchronization
import Templates

/// One concern for who handles it: its text, triage, steps, referral, agreements, tasks and end.
enum ConcernWorkPages: Feature {
    /// Roles that can handle a concern.
    private static let handlers: Set<Role> = [.safeguarding, .network, .local, .shelter]

    static var routes: [Route] {
        let handlers = Access.roles(handlers, for: .any)
        let one = "/concerns/:ref"
        return [
            .get("\(one)/triage", handlers) { context in
                try context.unlessItStands { try context.show(try TriageForm.view(context)) }
            },
            .post("\(one)/triage", handlers, triage),
            .post("\(one)/steps", handlers, step),
            .post("\(one)/referrals", handlers, refer),
            .post("\(one)/agreed", handlers, agree),
            .post("\(one)/tasks", handlers, ask),
            .post("\(one)/close", handlers, close),
            .post("\(one)/reopen", handlers, reopen),
        ]
    }
    static var pages: [any SitePage.Type] { [ConcernPage.self] }

    /// Who reads it opens it by looking, which is written down in the same transaction; the network is
    /// asked why.
    static func show(_ context: Context, _ problems: [Problem]) throws -> Response {
        let facts = try facts(context, reason: nil, isAsked: false)
        return try context.show(
            ConcernPage(facts, problems, context),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    static func open(_ context: Context) throws -> Response {
        let form = Form(Values(context.request))
        let reason = form.area("reason", max: 500)
        do {
            try form.check()
            let facts = try facts(context, reason: reason, isAsked: true)
            return try context.show(ConcernPage(facts, [], context))
        } catch Refusal.invalid(let problems) {
            let facts = try facts(context, reason: nil, isAsked: false)
            return try context.show(
                ConcernPage(facts, typed: form.values["reason"], problems, context),
                status: .unprocessableContent)
        }
    }

    private static func facts(
        _ context: Context, reason: String?, isAsked: Bool
    ) throws -> ConcernFacts {
        let isRead = try context.read { tx in
            try Concern.find(try context.parameter("ref"), in: tx).level(in: tx) == .text
        }
        func facts(_ tx: Transaction) throws -> ConcernFacts {
            let concern = try Concern.find(try context.parameter("ref"), in: tx)
            let opened =
                isRead || isAsked ? try OpenConcern.open(concern, reason: reason, in: tx) : nil
            return try ConcernFacts(concern, opened, tx)
        }
        return isRead || isAsked ? try context.write(facts) : try context.read(facts)
    }

    /// A handler who is whom it is about is refused, and that is written down.
    static func triage(_ context: Context) throws -> Response {
        let isRefused = Mutex(false)
        let response = try context.submit({ try TriageForm.view(context) }) { form, tx in
            let concern = try Concern.find(try context.parameter("ref"), in: tx)
            let (draft, phone) = TriageForm.read(form, tx.viewer)
            let version = try form.version()
            try form.check()
            do {
                try draft.triage(concern, phone: phone, version: version, in: tx)
            } catch Refusal.invalid(let problems) {
                isRefused.withLock {
                    $0 = problems.contains { $0.message == "problem.concern_handler" }
                }
                throw Refusal.invalid(problems)
            }
            return ("/concerns/\(concern.ref)", Note("note.concern_triaged"))
        }
        if isRefused.withLock({ $0 }) { context.noteDenial("problem.concern_handler") }
        return response
    }

    static func step(_ context: Context) throws -> Response {
        try act(context, "note.concern_step") { concern, form, tx in
            let number = form.number("step", Concern.meldcode, isRequired: true)
            let day = form.day("done_on", isRequired: true)
            try form.check()
            if let number, let day { try concern.take(step: number, on: day, in: tx) }
        }
    }

    static func refer(_ context: Context) throws -> Response {
        try act(context, "note.concern_referred") { concern, form, tx in
            let party: ConcernReferral.Party? = form.choice("party", isRequired: true)
            let day = form.day("referred_on", isRequired: true)
            try form.check()
            if let party, let day { try concern.refer(to: party, on: day, in: tx) }
        }
    }

    static func agree(_ context: Context) throws -> Response {
        try act(context, "note.concern_agreed") { concern, form, tx in
            let text = form.area("agreed", max: Concern.noteLimit)
            try form.check()
            try concern.agree(text ?? "", in: tx)
        }
    }

    /// Something that somebody else does about it.
    static func ask(_ context: Context) throws -> Response {
        try act(context, "note.concern_asked") { concern, form, tx in
            var draft = TaskDraft()
            draft.title = form.text("title", max: TaskDraft.titleLimit)
            let role: Role? = form.choice("role", isRequired: true)
            draft.dueOn = form.day("due_on", isRequired: true)
            try form.check()
            if let role { draft.role = role }
            _ = try concern.ask(draft, in: tx)
        }
    }

    static func close(_ context: Context) throws -> Response {
        try act(context, "note.concern_closed") { concern, form, tx in
            let outcome: Concern.Outcome? = form.choice("outcome")
            let text = form.area("outcome_text", max: Concern.noteLimit)
            try form.check()
            try concern.close(outcome, text, in: tx)
        }
    }

    static func reopen(_ context: Context) throws -> Response {
        try act(context, "note.concern_reopened") { concern, _, tx in try concern.reopen(in: tx) }
    }

    private static func act(
        _ context: Context, _ note: String,
        _ work: (Concern, Form, Transaction) throws -> Void
    ) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let concern = try Concern.find(try context.parameter("ref"), in: tx)
            try concern.requireHandling(in: tx)
            try work(concern, form, tx)
            return ("/concerns/\(concern.ref)", Note(note))
        }
    }
}

/// The form of a triage.
enum TriageForm {
    private static let record = TriageDraft.record

    static func view(_ context: Context) throws -> FormView {
        let (concern, able, subjects, phone) = try context.read { tx in
            let concern = try Concern.find(try context.parameter("ref"), in: tx)
            guard try concern.level(in: tx) == .text, concern.mayTriage(tx.viewer) else {
                throw Refusal.forbidden("forbidden.concern")
            }
            guard concern.isOpen else { throw Refusal.already(nil) }
            return (
                concern, try concern.handlers(in: tx),
                try ConcernSubjects(at: try ConcernPlace(of: concern, in: tx), in: tx),
                try concern.phone(in: tx)
            )
        }
        let words = context.words
        var values = record.start
        values.set("kind", concern.kind == .unknown ? "" : concern.kind.rawValue)
        values.set("severity", concern.severity?.rawValue)
        values.set("is_private", concern.isPrivate)
        values.set("about", ConcernSubjects.value(concern.about))
        values.set("handler", concern.handler)
        values.set("phone", phone)
        let path = "/concerns/\(concern.ref)"
        return FormView(
            title: words("concern.triage"), lede: concern.called(words),
            action: "\(path)/triage", fields: fields(able, subjects, context),
            submit: words("action.save"), cancel: path, values: values, version: concern.version,
            crumbs: [
                LinkView(words("nav.concerns"), "/concerns"), LinkView(concern.called(words), path),
            ])
    }

    private static func fields(
        _ able: [(role: Role, colleague: Colleague)], _ subjects: ConcernSubjects,
        _ context: Context
    ) -> [FieldSpec] {
        let words = context.words
        let people = able.map {
            Choice(
                $0.colleague.ref, words.called($0.colleague),
                under: words("role.\($0.role.rawValue)"))
        }
        let kinds = Concern.Kind.allCases.filter { $0 != .unknown }
        let typed = record.about.specs(words, FieldRights(context.viewer, for: .any, in: nil))
            .changing("kind") { spec in
                spec.controlled(
                    .select(
                        [Choice("", words("concern.choose"))]
                            + kinds.map { words.choice($0, "concern.kind") })
                ).prompted
            }
            .changing("severity") { $0.asChips.asked }
            .changing("handler") { spec in
                spec.controlled(.select([Choice("", words("concern.choose"))] + people)).prompted
                    .asked
            }
        return typed.filter { ["kind", "severity"].contains($0.name) }
            + [subjects.field(words)]
            + typed.filter { !["kind", "severity"].contains($0.name) }
            + [FieldSpec.phone("phone").labelled("concern.phone").optional]
    }

    static func read(_ form: Form, _ viewer: Viewer) -> (TriageDraft, phone: String?) {
        var draft = record.read(form, FieldRights(viewer, for: .any, in: nil))
        draft.about = ConcernSubjects.read(form)
        return (draft, form.optionalText("phone", max: 40))
    }
}
