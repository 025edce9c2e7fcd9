import Coalition
import Templates

/// The form of a contact: its fields once, for logging and for changing.
enum LogForm {
    /// The durations that most contacts have, in minutes.
    private static let usualMinutes = [15, 30, 45, 60, 90, 120]

    static func view(_ facts: LogFacts, _ context: Context, repeats: Bool = false) -> FormView {
        let words = context.words
        let isNew = facts.entry == nil
        return FormView(
            title: words(isNew ? "log.new" : "log.edit"), lede: words("log.new.lede"),
            action: facts.entry.map { "\(facts.path)/\($0.id.value)" } ?? facts.path,
            fields: fields(facts, words), submit: words("action.save"),
            cancel: "/groups/\(facts.group.ref)",
            values: values(start(facts, repeats: repeats, context.query)),
            version: facts.entry?.version,
            draft: LogFacts.draft(of: facts.group, facts.entry?.id.value),
            crumbs: [
                LinkView(words("nav.groups"), "/groups"),
                LinkView(facts.group.name, "/groups/\(facts.group.ref)"),
            ])
    }

    /// Reads what was typed; what cannot be read is noted at its field.
    static func read(_ form: Form) -> LogDraft {
        var draft = LogDraft()
        draft.happenedOn = form.day("happened_on", isRequired: true)
        draft.isContact = contact(form.values["contact"])
        draft.minutes = form.number("minutes", Minutes.range)
        draft.duration = form.values["duration"] ?? ""
        draft.themes = form.choices("themes")
        draft.medium = form.choice("medium")
        draft.mood = form.number("mood", 1...5)
        draft.members = form.values.all("members").map { ID(Int64($0) ?? 0) }
        draft.hours = hours(form.values)
        draft.newcomers = form.number("newcomers", LogDraft.newcomerRange)
        let ticked = form.values.all("done").filter { !$0.isEmpty }
        if ticked.contains(where: { LogTick.Item(code: $0) == nil }) {
            form.note("done", "problem.log_tick")
        }
        draft.done = done(form.values)
        draft.note = form.values["note"] ?? ""
        draft.worry = form.choice("worry")
        draft.promise = form.values["promise"]
        draft.promisedOn = form.day("promised_on")
        return draft
    }

    /// What was typed beside the members; only what somebody typed.
    private static func hours(_ values: Values) -> [ID<Member>: String] {
        values.names.filter { $0.hasPrefix(hoursField) }.reduce(into: [:]) { hours, name in
            guard let id = Int64(name.dropFirst(hoursField.count)) else { return }
            hours[ID(id)] = values.text(name)
        }
    }

    /// What was ticked; what is no line or step is left out.
    static func done(_ values: Values) -> Set<LogTick.Item> {
        Set(values.all("done").compactMap(LogTick.Item.init))
    }

    /// What the name of the field of one member's hours begins with.
    static let hoursField = "hours_"

    static func contact(_ value: String?) -> Bool? {
        switch value {
        case "made": true
        case "tried": false
        default: nil
        }
    }

    /// Notes all that is wrong, at once, and only once for each field.
    static func check(
        _ draft: LogDraft, _ form: Form, for group: Group, _ entry: LogEntry? = nil,
        in tx: Transaction
    ) throws {
        let known = Set(form.problems.map(\.field))
        for problem in try draft.problems(for: group, entry, in: tx)
        where !known.contains(problem.field) {
            form.note(problem.field, problem.message, problem.values)
        }
        try form.check()
    }

    /// A new contact begins with today, or with the day of the talk that leads here; what a group
    /// answered to a message was a contact.
    private static func start(_ facts: LogFacts, repeats: Bool, _ query: Values) -> LogDraft {
        if let entry = facts.entry { return LogDraft(entry) }
        if repeats, let last = facts.last { return LogDraft(repeating: last, on: facts.today) }
        var draft = LogDraft()
        let day = query.text("day").flatMap { Day(iso: $0) }
        let isAnswer = query.text("answer") != nil
        if day != nil || isAnswer { draft.isContact = true }
        if isAnswer { draft.medium = .message }
        draft.happenedOn = min(day ?? facts.today, facts.today)
        return draft
    }

    private static func fields(_ facts: LogFacts, _ words: Words) -> [FieldSpec] {
        told(facts, words)
            + facts.memberChoices.map { member in
                FieldSpec.text(hoursField + member.value, width: "w8").named(member.label).optional
            } + [
                .number("newcomers").optional,
                .radioChips("medium", words.choices(LogEntry.Medium.self, "medium")).optional,
                .tiles("mood", (1...5).map { Choice(String($0), words("mood.\($0)")) }).optional,
            ]
    }

    private static func told(_ facts: LogFacts, _ words: Words) -> [FieldSpec] {
        let minutes = usualMinutes.map { Choice(String($0), words.shortDuration($0)) }
        return [
            .tiles(
                "contact",
                ["made", "tried"].map { Choice($0, words("log.contact.\($0)")) }),
            .day("happened_on").hinted(["today": words.longDay(facts.today)]),
            .tiles("worry", words.choices(LogEntry.Worry.self, "log.worry")).optional,
            .area("note").optional,
            FieldSpec("done", .checks(facts.ticks.map { Choice($0, facts.today, words) }))
                .labelled("log.done").optional,
            .text("promise").optional,
            .day("promised_on").optional,
            .radioChips("minutes", minutes).optional,
            .text("duration", width: "w8").optional,
            .chips("themes", words.choices(Theme.self, "theme")).labelled("log.themes").optional,
            .chips("members", facts.memberChoices).optional,
        ]
    }

    private static func values(_ draft: LogDraft) -> Values {
        var values = Values()
        values.set("contact", draft.isContact.map { $0 ? "made" : "tried" })
        values.set("happened_on", draft.happenedOn)
        if let minutes = draft.minutes {
            let isUsual = usualMinutes.contains(minutes)
            values.set(isUsual ? "minutes" : "duration", isUsual ? "\(minutes)" : "\(minutes) min")
        }
        values.set("themes", draft.themes.map(\.rawValue))
        values.set("members", draft.members.map { String($0.value) })
        for (member, typed) in draft.hours { values.set("\(hoursField)\(member.value)", typed) }
        values.set("newcomers", draft.newcomers)
        values.set("done", draft.done.map(\.code).sorted())
        values.set("medium", draft.medium?.rawValue)
        values.set("mood", draft.mood)
        values.set("note", draft.note.isEmpty ? nil : draft.note)
        values.set("worry", draft.worry?.rawValue)
        values.set("promise", draft.promise)
        values.set("promised_on", draft.promisedOn)
        return values
    }
}

extension Choice {
    /// A line or step to tick, with its goal and its day.
    fileprivate init(_ tick: LogTick, _ today: Day, _ words: Words) {
        let goal = tick.goal.map { words("log.done.goal", ["goal": .text($0)]) }
        let due = tick.dueOn.map {
            words(
                $0 < today ? "year.was_due" : "year.due", ["day": .text(words.dayOfYear($0, today))]
            )
        }
        self.init(
            tick.item.code, tick.title(words.language.rawValue),
            hint: TaskWords.joined([goal, due]))
    }
}

extension Words {
    /// "45 min", "1,5 uur", for chips and tables.
    func shortDuration(_ minutes: Int) -> String {
        minutes < 60 ? "\(minutes) min" : duration(minutes)
    }
}
