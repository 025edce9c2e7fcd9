import Coalition
import HTTP
import Templates

/// Two records of one family: making one of them, and the way back.
enum MergePages: Feature {
    static var routes: [Route] {
        let writers = Access.roles([.local], for: FamilyPolicy.programmes)
        return [
            .get("/families/:ref/merge", writers, form),
            .post("/families/:ref/merge", writers, merge),
            .get("/families/:ref/merge/undo", writers) { try $0.show(try undoView($0)) },
            .post("/families/:ref/merge/undo", writers, undo),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    /// Which of the two goes on.
    enum Kept: String, Code { case this, other }

    static func form(_ context: Context) throws -> Response {
        try context.show(try view(context))
    }

    static func merge(_ context: Context) throws -> Response {
        try context.submit({ try view(context) }) { form, tx in
            let family = try FamilyMemberPages.editable(context, tx)
            let typed = form.text("other")
            let keeps: Kept? = form.choice("kept", isRequired: true)
            try form.check()
            let other = try named(typed, tx)
            let kept = keeps == .other ? other : family
            guard let kept else { throw Refusal.problem("other", "guard.merge.unknown") }
            try FamilyMerge.merge(keeps == .other ? family : other, into: kept, in: tx)
            return (
                kept.path,
                Note(
                    "note.family_merged", ["name": context.words.name(kept.code)],
                    undo: "\(kept.path)/merge/undo")
            )
        }
    }

    static func undo(_ context: Context) throws -> Response {
        try context.submit({ try undoView(context) }) { _, tx in
            let kept = try FamilyMemberPages.editable(context, tx)
            guard let merge = try FamilyMerge.undoable(into: kept, in: tx) else {
                throw Refusal.already(nil)
            }
            let other = try merge.undo(in: tx)
            let name = ["name": context.words.name(other.code)]
            return (kept.path, Note("note.family_apart_again", name))
        }
    }

    /// The family that somebody means by a code name or a reference; nil for none in reach.
    private static func named(_ typed: String, _ tx: Transaction) throws -> Family? {
        do {
            if Ref(typed, .family) != nil { return try Family.find(typed, in: tx) }
            return try Family.called(typed, in: tx).map { try Family.find($0.ref, in: tx) }
        } catch Refusal.notFound { return nil }
    }

    private static func view(_ context: Context) throws -> FormView {
        let words = context.words
        let (family, doubles, days) = try context.read { tx in
            let family = try FamilyMemberPages.editable(context, tx)
            try family.requireHere()
            return (
                family, try family.doubles(in: tx), try FamilyMerge.daysToUndo(on: tx.today, in: tx)
            )
        }
        let name = words.name(family.code)
        let hints = doubles.prefix(5).map { words.name($0.code) }
        var values = Values()
        if hints.count == 1 { values.set("other", hints[0]) }
        values.set("kept", Kept.this.rawValue)
        let hint =
            hints.isEmpty
            ? words("merge.no_hint")
            : words("merge.hint", ["names": .text(words.list(Array(hints)))])
        return FormView(
            title: words("merge.title", ["name": .text(name)]), lede: words("merge.lede"),
            action: "\(family.path)/merge",
            fields: [
                .text("other").labelled("merge.other").suggesting(Array(hints)).filled("off")
                    .hinted(hint),
                .radioChips(
                    "kept",
                    [
                        Choice("this", words("merge.this", ["name": .text(name)])),
                        Choice("other", words("merge.that")),
                    ]
                ).labelled("merge.kept"),
            ],
            submit: words("merge.submit"), cancel: family.path, values: values,
            crumbs: family.crumbs(words), aside: words("merge.aside", ["days": .number(days)]))
    }

    private static func undoView(_ context: Context) throws -> FormView {
        let words = context.words
        let (kept, other) = try context.read { tx in
            let kept = try FamilyMemberPages.editable(context, tx)
            guard let merge = try FamilyMerge.undoable(into: kept, in: tx) else {
                throw Refusal.notFound
            }
            return (kept, try Family.find(merge.merged, in: tx))
        }
        return FormView(
            title: words("merge.undo.title"),
            lede: words(
                "merge.undo.lede",
                [
                    "name": .text(words.name(kept.code)), "other": .text(words.name(other.code)),
                ]),
            action: "\(kept.path)/merge/undo", fields: [], submit: words("merge.undo.submit"),
            cancel: kept.path, crumbs: kept.crumbs(words))
    }
}
