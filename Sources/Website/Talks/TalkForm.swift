import Coalition
import Templates

/// The form of a talk: what for, when, where and with whom.
enum TalkForm {
    static func new(_ place: TalkPlace, _ context: Context) throws -> FormView {
        let subject = try context.read { tx in
            try TalkSubject.find(place.kind, try context.parameter("ref"), in: tx)
        }
        try require(subject.mayPlan(context.viewer), subject, context)
        let about = TalkDraft.record.about
        var draft = TalkDraft()
        draft.kind = subject.kinds.first
        return FormView(
            title: context.words("talk.plan"), lede: subject.name(context.words),
            action: "\(subject.path)/talks", fields: fields(subject, context),
            submit: context.words("action.save"), cancel: subject.path,
            values: about.values(TalkDraft.record.values(draft)), draft: "talk:\(subject.ref)",
            crumbs: crumbs(subject, context.words))
    }

    static func edit(_ place: TalkPlace, _ context: Context) throws -> FormView {
        let (line, stored) = try context.read { tx in
            let line = try TalkLine.found(place, context, tx)
            return (line, try TalkDraft.stored(line.talk.id, in: tx).values)
        }
        let (subject, talk) = (line.subject, line.talk)
        try require(subject.mayPlan(context.viewer) && talk.isOpen, subject, context)
        return FormView(
            title: context.words("talk.edit"), lede: line.title(context.words), action: line.path,
            fields: fields(subject, context), submit: context.words("action.save"),
            cancel: line.path, values: TalkDraft.record.about.values(stored),
            version: talk.version, draft: "talk:\(subject.ref):\(talk.id.value)",
            crumbs: crumbs(subject, context.words))
    }

    static func read(_ form: Form, _ subject: TalkSubject, _ viewer: Viewer) -> TalkDraft {
        TalkDraft.record.read(form, rights(subject, viewer))
    }

    static func crumbs(_ subject: TalkSubject, _ words: Words) -> [LinkView] {
        [
            LinkView(words(subject.place.list), "/\(subject.place.folder)"),
            LinkView(subject.name(words), subject.path),
        ]
    }

    private static func fields(_ subject: TalkSubject, _ context: Context) -> [FieldSpec] {
        let words = context.words
        return TalkDraft.record.about.specs(words, rights(subject, context.viewer))
            .changing("kind") { spec in
                spec.controlled(.radioChips(subject.kinds.map { words.choice($0, "talk.kind") }))
            }
    }

    private static func rights(_ subject: TalkSubject, _ viewer: Viewer) -> FieldRights {
        FieldRights(viewer, for: subject.place.programmes, in: subject.city)
    }

    /// Who may not is refused; of what is over there is nothing to plan.
    private static func require(
        _ isOffered: Bool, _ subject: TalkSubject, _ context: Context
    ) throws {
        guard subject.mayWrite(context.viewer) else { throw Refusal.forbidden("forbidden.talk") }
        guard isOffered else { throw Refusal.notFound }
    }
}
