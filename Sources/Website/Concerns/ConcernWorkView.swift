import Coalition
import Templates

/// What its handler does about a concern: triage, the steps of the Meldcode, referral, what was
/// agreed, tasks, and its end.
struct ConcernWorkView: PageModel {
    /// Nil for who handles it and does not have its triage.
    let triagePath: String?
    let isTriaged: Bool
    let isOpen: Bool
    let steps: [MeldcodeLine]
    let step: SmallForm?
    /// The first that can be chosen of each.
    let firstStep: Int
    let firstRole: String?
    let referrals: [TermView]
    let referral: SmallForm?
    let notes: [AgreedView]
    let agree: SmallForm
    let tasks: [WorkRow]
    let ask: SmallForm?
    let close: SmallForm?
    /// Forms in which something is wrong.
    let isStepOpen: Bool
    let isReferralOpen: Bool
    let isAskOpen: Bool
    let isCloseOpen: Bool
    let reopenPath: String?
    let kept: [AgreedView]

    init?(_ facts: ConcernFacts, _ problems: [Problem], _ context: Context) {
        guard let opened = facts.opened else { return nil }
        let (words, concern) = (context.words, facts.concern)
        let values = problems.isEmpty ? Values() : Values(context.request).withoutTokens
        let builder = ConcernForms(
            path: facts.path, words: words,
            builder: FieldBuilder(values: values, problems: problems, stored: nil, words: words))
        isOpen = concern.isOpen
        isTriaged = ![.reported, .closed].contains(concern.state)
        triagePath =
            concern.isOpen && concern.mayTriage(context.viewer) ? "\(facts.path)/triage" : nil
        steps = Concern.meldcode.map { number in
            MeldcodeLine(
                text: words("concern.step.\(number)"),
                day: opened.steps[number].map { words.day($0) })
        }
        firstStep = Concern.meldcode.first { opened.steps[$0] == nil } ?? 1
        firstRole = Concern.askedRoles(of: concern).first?.rawValue
        step =
            isTriaged
            ? builder.step(undone: Concern.meldcode.filter { opened.steps[$0] == nil }) : nil
        referrals = opened.referrals.map {
            TermView(words("concern.party.\($0.party.rawValue)"), words.day($0.on))
        }
        referral = isTriaged ? builder.referral : nil
        notes = opened.notes.map { note in
            AgreedView(
                text: note.text,
                hint: TaskWords.joined([
                    words.moment(note.at, context.now, facts.city.zone),
                    note.by.flatMap { facts.names[$0] },
                ]) ?? "")
        }
        agree = builder.agree
        tasks = facts.tasks.filter { ![.concern, .handling].contains($0.kind) }.map {
            WorkRow(WorkItem($0, today: facts.today), facts.work, back: facts.path, context)
        }
        ask = concern.isOpen ? builder.ask(concern) : nil
        close = concern.isOpen ? builder.close : nil
        func isWrong(_ fields: String...) -> Bool {
            problems.contains { fields.contains($0.field) }
        }
        isStepOpen = isWrong("step", "done_on")
        isReferralOpen = isWrong("party", "referred_on")
        isAskOpen = isWrong("title", "role", "due_on")
        isCloseOpen = isWrong("outcome", "outcome_text")
        reopenPath = concern.isOpen ? nil : "\(facts.path)/reopen"
        kept = opened.kept.map {
            AgreedView(
                text: $0.text, hint: words.moment($0.writtenAt, context.now, facts.city.zone))
        }
    }

    static let fields: Fields<ConcernWorkView> = [
        .text("triagePath") { $0.triagePath },
        .flag("isTriaged") { $0.isTriaged },
        .flag("isOpen") { $0.isOpen },
        .list("steps", MeldcodeLine.fields) { $0.steps },
        .object("step", SmallForm.fields) { $0.step },
        .object("referred", TermList.fields) { TermList($0.referrals) },
        .object("referral", SmallForm.fields) { $0.referral },
        .list("notes", AgreedView.fields) { $0.notes },
        .flag("hasNotes") { !$0.notes.isEmpty },
        .object("agree", SmallForm.fields) { $0.agree },
        .list("tasks", WorkRow.fields) { $0.tasks },
        .flag("hasTasks") { !$0.tasks.isEmpty },
        .object("ask", SmallForm.fields) { $0.ask },
        .object("close", SmallForm.fields) { $0.close },
        .flag("hasStep") { $0.step != nil },
        .flag("isStepOpen") { $0.isStepOpen },
        .flag("isReferralOpen") { $0.isReferralOpen },
        .flag("isAskOpen") { $0.isAskOpen },
        .flag("isCloseOpen") { $0.isCloseOpen },
        .text("reopenPath") { $0.reopenPath },
        .list("kept", AgreedView.fields) { $0.kept },
        .flag("hasKept") { !$0.kept.isEmpty },
    ]
}

/// A step of the Meldcode.
struct MeldcodeLine: PageModel {
    let text: String
    /// On which it was taken; nil while it was not.
    let day: String?

    static let fields: Fields<MeldcodeLine> = [
        .text("text") { $0.text },
        .text("day") { $0.day },
    ]
}

/// Something that somebody wrote, with when and who.
struct AgreedView: PageModel {
    let text: String
    let hint: String

    static let fields: Fields<AgreedView> = [
        .text("text") { $0.text },
        .text("hint") { $0.hint },
    ]
}

/// The small forms on the page of a concern.
struct ConcernForms {
    let path: String
    let words: Words
    let builder: FieldBuilder

    /// Nil once all are taken.
    func step(undone: [Int]) -> SmallForm? {
        guard !undone.isEmpty else { return nil }
        let choices = undone.map { Choice(String($0), words("concern.step.\($0)")) }
        return form(
            "steps",
            [
                .radios("step", choices).labelled("concern.step"),
                .day("done_on").labelled("concern.step.on"),
            ], "concern.step.submit")
    }

    var referral: SmallForm {
        form(
            "referrals",
            [
                .radios("party", words.choices(ConcernReferral.Party.self, "concern.party"))
                    .labelled("concern.party"),
                .day("referred_on").labelled("concern.referred_on"),
            ], "concern.refer")
    }

    var agree: SmallForm {
        form("agreed", [.area("agreed", rows: 2).labelled("concern.agreed")], "concern.agree")
    }

    func ask(_ concern: Concern) -> SmallForm {
        form(
            "tasks",
            [
                .text("title").labelled("task.field.title"),
                .radios("role", Concern.askedRoles(of: concern).map { words.choice($0, "role") })
                    .labelled("task.role"),
                .day("due_on").labelled("task.due"),
            ], "concern.ask")
    }

    var close: SmallForm {
        let outcomes = Concern.Outcome.allCases.filter { $0 != .withdrawn }
        return form(
            "close",
            [
                .radios("outcome", outcomes.map { words.choice($0, "concern.outcome") })
                    .labelled("concern.outcome"),
                .area("outcome_text", rows: 2).labelled("concern.outcome_text").optional,
            ], "concern.close")
    }

    private func form(_ place: String, _ specs: [FieldSpec], _ submit: String) -> SmallForm {
        SmallForm(
            path: "\(path)/\(place)", version: nil, fields: specs.map(builder.view),
            submit: words(submit))
    }
}

extension Concern {
    /// The roles of which something can be asked about a concern.
    static func askedRoles(of concern: Concern) -> [Role] {
        [.local, .shelter, .municipality, .network, .safeguarding].filter {
            $0.programmes.contains(concern.programme)
                && (!concern.isPrivate || !Role.ofACity.contains($0))
        }
    }
}
