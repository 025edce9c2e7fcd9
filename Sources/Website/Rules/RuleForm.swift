import Coalition
import Templates

/// New rules, with today's values filled in: only what differs is told.
struct RuleForm: Sendable {
    let rules: Rules
    /// The first day from which they can count.
    let first: Day
    /// A version that is still to come, and in whose place none can be planned; nil for none.
    let ahead: RuleVersion?

    init(_ tx: Transaction) throws {
        let facts = try RuleFacts(tx)
        rules = facts.rules
        ahead = facts.ahead
        first = tx.today + 1
    }

    func view(_ context: Context) throws -> FormView {
        let words = context.words
        var values = Values()
        for rule in RuleDescription.all { values.set(rule.key, try rules.value(rule.key)) }
        values.set("from_on", first.firstOfNextMonth)
        return FormView(
            title: words("rules.new.title"), lede: words("rules.new.lede"), action: "/rules",
            fields: try RuleDescription.all.map { try spec($0, words) } + [
                .day("from_on").labelled("rules.from_on")
            ],
            submit: words("rules.new.submit"), cancel: "/rules", values: values,
            draft: "rules",
            crumbs: SetupPages.crumbs(context) + [LinkView(words("rules.title"), "/rules")])
    }

    private func spec(_ rule: RuleDescription, _ words: Words) throws -> FieldSpec {
        let now = words.value(try rules.value(rule.key), of: rule)
        let hint = words(
            "rules.field.hint", ["now": .text(now), "bounds": .text(words.bounds(of: rule))])
        let safety = rule.isOfSafety ? " " + words("rules.field.safety") : ""
        return FieldSpec.number(rule.key).named(words(rule.message)).hinted(hint + safety)
    }

    /// - Throws: `Refusal.invalid` for each field with a problem.
    static func read(_ form: Form) throws -> RuleProposal {
        var values: [String: Int] = [:]
        for rule in RuleDescription.all {
            values[rule.key] = form.number(rule.key, rule.bounds, isRequired: true)
        }
        let from = form.day("from_on", isRequired: true)
        try form.check()
        guard let from else { throw Refusal.problem("from_on", "problem.day_required") }
        return RuleProposal(values, from: from)
    }
}

extension Day {
    /// A day on which rules often begin, not before this one.
    fileprivate var firstOfNextMonth: Day {
        day == 1 ? self : (self + (1 - day)).adding(months: 1)
    }
}

/// The form of new rules, under the headings of the rules.
struct RuleFormPage: SitePage {
    static let template = "rules/form"
    let form: FormBody
    let sections: [RuleSection]
    let from: FieldView?
    let crumbs: [LinkView]
    var typing: Typing { form.typing }

    init(_ form: FormBody, _ context: Context) {
        let words = context.words
        let fields = Dictionary(form.fields.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        self.form = form
        from = fields["from_on"]
        sections = RuleDescription.Section.allCases.map { section in
            RuleSection(
                title: words("rule.section.\(section.rawValue)"),
                fields: RuleDescription.all.filter { $0.section == section }.compactMap {
                    fields[$0.key]
                })
        }
        crumbs = SetupPages.crumbs(context) + [LinkView(words("rules.title"), "/rules")]
    }

    static let fields: Fields<RuleFormPage> = [
        .object("form", FormBody.fields) { $0.form },
        .list("problems", LinkView.fields) { $0.form.problems },
        .flag("hasProblems") { !$0.form.problems.isEmpty },
        .list("sections", RuleSection.fields) { $0.sections },
        .object("from", FieldView.fields) { $0.from },
        .list("crumbs", LinkView.fields) { $0.crumbs },
    ]
}

/// Rules under one heading.
struct RuleSection: PageModel {
    let title: String
    let fields: [FieldView]

    static let fields: Fields<RuleSection> = [
        .text("title") { $0.title },
        .list("fields", FieldView.fields) { $0.fields },
    ]
}
