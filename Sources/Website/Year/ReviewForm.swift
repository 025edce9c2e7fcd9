import Coalition
import Templates

extension ReviewFacts {
    /// The form; its draft is kept for this match and review.
    func view(_ context: Context) throws -> FormView {
        guard mayHold else { throw Refusal.notFound }
        let words = context.words
        return FormView(
            title: title(words), lede: lede(words), action: path, fields: fields(words),
            submit: words(review == nil ? "review.submit" : "action.save"),
            cancel: "\(match.path)/plan", values: values, version: review?.version,
            draft: "review:\(match.ref)/\(path.split(separator: "/").last ?? "")",
            crumbs: crumbs(words))
    }

    func title(_ words: Words) -> String {
        words("review.title.\(kind.rawValue)", ["match": .text(line.pair(words))])
    }

    func crumbs(_ words: Words) -> [LinkView] {
        [
            LinkView(words("nav.matches"), "/matches"),
            LinkView(line.title(words), match.path),
            LinkView(words("record.year"), "\(match.path)/plan"),
        ]
    }

    private func lede(_ words: Words) -> String? {
        guard review == nil, let window else { return nil }
        return words(
            today > window.until ? "review.lede.late" : "review.lede",
            ["from": .text(words.day(window.from)), "until": .text(words.day(window.until))])
    }

    private func fields(_ words: Words) -> [FieldSpec] {
        monthLines(words)
            + [
                .day("held_on"),
                .radioChips("audience", words.choices(Review.Audience.self, "review.audience")),
            ] + questions.map { question($0, words) }
            + [.radios("outcome", words.choices(Review.Outcome.self, "review.outcome"))]
            + (1...ReviewDraft.mostTasks).flatMap { task($0, words) }
    }

    /// The lines of the month that are open, to be ticked; those that are done stand in the hint.
    private func monthLines(_ words: Words) -> [FieldSpec] {
        let language = words.language.rawValue
        let open = lines.filter { $0.tick == nil }.map(\.line)
        guard !open.isEmpty else { return [] }
        let done = lines.filter { $0.tick != nil }.map { $0.line.title(language) }
        let spec = FieldSpec(
            "lines", .checks(open.map { Choice(String($0.id.value), $0.title(language)) })
        ).optional.labelled("review.lines")
        guard !done.isEmpty else { return [spec] }
        let told = done.joined(separator: "; ")
        return [spec.hinted(words("review.lines.done", ["lines": .text(told)]))]
    }

    private func question(_ line: ChecklistLine, _ words: Words) -> FieldSpec {
        let name = "answer.\(line.code)"
        let spec: FieldSpec =
            line.answer == .scale
            ? .radioChips(name, (1...5).map { Choice(String($0), words("review.scale.\($0)")) })
            : .area(name, rows: 3)
        return spec.optional.named(line.title(words.language.rawValue))
    }

    private func task(_ number: Int, _ words: Words) -> [FieldSpec] {
        let which = ["number": MessageValue.number(number)]
        return [
            FieldSpec.text("task_title.\(number)").optional
                .named(words("review.task.title", which)),
            FieldSpec.day("task_due.\(number)").optional.named(words("review.task.due", which)),
            FieldSpec.radioChips(
                "task_role.\(number)",
                [Role.local, .municipality].map { words.choice($0, "role") }
            ).optional.named(words("review.task.role", which)),
        ]
    }

    private var values: Values {
        var values = Values()
        values.set("held_on", review?.heldOn ?? today)
        values.set("audience", review?.audience.rawValue)
        values.set("outcome", review?.outcome?.rawValue)
        for (code, answer) in answers { values.set("answer.\(code)", answer) }
        for number in 1...ReviewDraft.mostTasks {
            values.set("task_role.\(number)", Role.local.rawValue)
        }
        return values
    }

    /// What was typed; every problem is noted at its field.
    func read(_ form: Form) -> ReviewDraft {
        var draft = ReviewDraft(kind)
        let open = lines.filter { $0.tick == nil }.map(\.line)
        let codes = form.codes("lines", of: lines.map { String($0.line.id.value) })
        draft.lines = open.filter { codes.contains(String($0.id.value)) }
        draft.heldOn = form.day("held_on", isRequired: true)
        draft.audience = form.choice("audience", isRequired: true)
        draft.outcome = form.choice("outcome", isRequired: true)
        for question in questions {
            let name = "answer.\(question.code)"
            let answer =
                question.answer == .scale
                ? form.number(name, 1...5).map(String.init)
                : form.area(name, max: ReviewDraft.longest)
            if let answer { draft.answers[question.code] = answer }
        }
        draft.tasks = (1...ReviewDraft.mostTasks).compactMap { task($0, form) }
        return draft
    }

    private func task(_ number: Int, _ form: Form) -> ReviewDraft.FollowUp? {
        let (title, due) = ("task_title.\(number)", "task_due.\(number)")
        let day = form.day(due)
        guard let text = form.optionalText(title, max: TaskDraft.titleLimit) else {
            if day != nil { form.note(title, "problem.required") }
            return nil
        }
        if day == nil, !form.problems.contains(where: { $0.field == due }) {
            form.note(due, "problem.day_required")
        }
        let role: Role? = form.choice("task_role.\(number)")
        let known: [Role] = [.local, .municipality]
        if let role, !known.contains(role) {
            form.note("task_role.\(number)", "problem.choice")
        }
        return ReviewDraft.FollowUp(text, dueOn: day, role: role ?? .local)
    }
}
