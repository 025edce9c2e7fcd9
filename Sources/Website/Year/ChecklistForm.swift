import Coalition
import Templates

/// The lines of a list in one form: a card for each, and some empty ones below.
struct ChecklistForm: Sendable {
    /// Empty cards below those that are filled.
    private static let spare = 3

    let list: Checklist
    /// Nil for the network's.
    let city: City?
    /// How many cards the form has.
    let count: Int

    /// - Parameter typed: What was typed or kept before; nil for a form that begins.
    init(_ context: Context, _ typed: Values?, _ tx: Transaction) throws {
        guard let kind = Checklist.Kind(rawValue: try context.parameter("kind")) else {
            throw Refusal.notFound
        }
        city = try ChecklistPages.place(context, tx).city
        list = try Checklist.find(kind, of: city?.id, at: tx.now, in: tx)
        let most = ChecklistDraft.most + ChecklistForm.spare
        let sent = typed.flatMap { typed in (0..<most).last { typed["title_nl.\($0)"] != nil } }
        count = sent.map { $0 + 1 } ?? list.lines.count + ChecklistForm.spare
    }

    private var kind: Checklist.Kind { list.version.kind }
    private var query: String { city.map { "?city=\($0.ref)" } ?? "" }
    var path: String { "/checklists/\(kind.rawValue)\(query)" }
    var networkPath: String { "/checklists/\(kind.rawValue)/network\(query)" }
    var indexPath: String { "/checklists\(query)" }
    var draft: String { "checklist:\(kind.rawValue):\(city?.ref ?? "")" }
    var asksQuestions: Bool { kind == .review }

    func view(_ context: Context) -> FormView {
        let words = context.words
        let name = words("checklist.kind.\(kind.rawValue)")
        return FormView(
            title: name, lede: words(city == nil ? "checklist.lede" : "checklist.lede.city"),
            action: path, fields: (0..<count).flatMap { specs($0, words) },
            submit: words("checklist.save"), cancel: indexPath, values: values,
            version: Int(list.version.id.value), draft: draft,
            crumbs: [LinkView(words("checklist.title"), indexPath)])
    }

    private func specs(_ index: Int, _ words: Words) -> [FieldSpec] {
        func field(_ name: String, _ control: FieldSpec.Control) -> FieldSpec {
            FieldSpec("\(name).\(index)", control).optional.labelled("checklist.field.\(name)")
        }
        let line: FieldSpec.Control = .text(kind: "text", width: "w100")
        let titles = [field("title_nl", line), field("title_en", line)]
        let order = field("order", .text(kind: "numeric", width: "w4"))
        if asksQuestions {
            return titles + [
                field(
                    "answer",
                    .radioChips(words.choices(Checklist.Answer.self, "checklist.answer"))),
                order,
                field("reviews", .chips(words.choices(Review.Kind.self, "review"))),
            ]
        }
        let none = [Choice("", words("checklist.no_milestone"))]
        return titles + [
            field("owner", .select(words.choices(Checklist.Owner.self, "checklist.owner"))),
            field("days", .text(kind: "text", width: "w4")), order,
            field(
                "milestone", .select(none + words.choices(Milestone.Kind.self, "milestone.kind"))),
            field("routes", .chips(words.choices(Family.Route.self, "route"))),
            field("kinds", .chips(words.choices(Group.Kind.self, "group.kind"))),
        ]
    }

    private var values: Values {
        var values = Values()
        for (index, line) in list.lines.enumerated() {
            values.set("code.\(index)", line.code)
            values.set("title_nl.\(index)", line.titleNL)
            values.set("title_en.\(index)", line.titleEN)
            values.set("owner.\(index)", line.owner.rawValue)
            values.set("answer.\(index)", line.answer?.rawValue)
            values.set("days.\(index)", line.dueDays)
            values.set("milestone.\(index)", line.milestone?.rawValue ?? "")
            values.set("routes.\(index)", line.routes.map(\.rawValue).sorted())
            values.set("kinds.\(index)", line.kinds.map(\.rawValue).sorted())
            values.set("reviews.\(index)", line.reviews.map(\.rawValue).sorted())
        }
        for index in 0..<count { values.set("order.\(index)", index + 1) }
        for index in list.lines.count..<max(count, list.lines.count) {
            values.set("owner.\(index)", Checklist.Owner.group.rawValue)
            values.set("answer.\(index)", Checklist.Answer.text.rawValue)
        }
        return values
    }

    /// What was typed; every problem is noted at its field, and a card without a title is left out.
    func read(_ form: Form) -> ChecklistDraft {
        var draft = ChecklistDraft(kind, of: city)
        let typed = (0..<count).compactMap { index -> (Int, ChecklistDraft.Line)? in
            guard let line = line(index, form) else { return nil }
            return (form.number("order.\(index)", 1...999) ?? index + 1, line)
        }
        draft.lines = typed.enumerated()
            .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
        return draft
    }

    private func line(_ index: Int, _ form: Form) -> ChecklistDraft.Line? {
        let (dutch, english) = ("title_nl.\(index)", "title_en.\(index)")
        let known = [dutch, english].contains { form.values.text($0) != nil }
        guard known else { return nil }
        var line = ChecklistDraft.Line()
        line.code = list.lines.indices.contains(index) ? list.lines[index].code : nil
        line.titleNL = form.text(dutch, max: ChecklistDraft.longest)
        line.titleEN = form.text(
            english, max: ChecklistDraft.longest, missing: "problem.checklist_english")
        if asksQuestions {
            line.owner = .coordinator
            line.answer = form.choice("answer.\(index)") ?? .text
            line.reviews = Set(form.choices("reviews.\(index)"))
            return line
        }
        line.owner = form.choice("owner.\(index)") ?? .group
        line.dueDays = form.number("days.\(index)", ChecklistDraft.days)
        line.milestone = form.choice("milestone.\(index)")
        line.routes = Set(form.choices("routes.\(index)"))
        line.kinds = Set(form.choices("kinds.\(index)"))
        return line
    }
}

/// The page on which a list is written.
struct ChecklistPage: SitePage {
    static let template = "checklists/edit"
    let form: FormBody
    let cards: [ChecklistCard]
    /// Where a city takes the network's again; nil where it has it.
    let networkPath: String?
    let problems: [LinkView]
    let crumbs: [LinkView]
    var typing: Typing { form.typing }

    init(_ facts: ChecklistForm, _ form: FormBody, _ context: Context) {
        let words = context.words
        self.form = form
        let fields = Dictionary(grouping: form.fields) {
            $0.name.split(separator: ".").last.map(String.init) ?? ""
        }
        let cards = (0..<facts.count).map { index in
            ChecklistCard(index, fields[String(index)] ?? [], words)
        }
        self.cards = cards
        networkPath = facts.city != nil && facts.list.version.isOwn ? facts.networkPath : nil
        problems = cards.flatMap { card in
            (card.titles + card.rest + card.folded).compactMap { field in
                field.error.map { LinkView("\(card.label): \($0)", "#\(field.id)") }
            }
        }
        crumbs = facts.view(context).crumbs
    }

    static let fields: Fields<ChecklistPage> = [
        .object("form", FormBody.fields) { $0.form },
        .list("cards", ChecklistCard.fields) { $0.cards },
        .text("networkPath") { $0.networkPath },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .list("crumbs", LinkView.fields) { $0.crumbs },
    ]
}

/// One line of a list, as it is written.
struct ChecklistCard: PageModel {
    let label: String
    let titles: [FieldView]
    let rest: [FieldView]
    /// What most lines leave open.
    let folded: [FieldView]
    let isUnfolded: Bool

    init(_ index: Int, _ fields: [FieldView], _ words: Words) {
        label = words("checklist.line", ["number": .number(index + 1)])
        let rare = ["milestone", "routes", "kinds", "reviews"]
        folded = fields.filter { field in rare.contains { field.name.hasPrefix($0 + ".") } }
        titles = fields.filter { $0.name.hasPrefix("title_") }
        rest = fields.filter { field in
            !(rare + ["title_nl", "title_en"]).contains { field.name.hasPrefix($0 + ".") }
        }
        isUnfolded = folded.contains { $0.error != nil }
    }

    static let fields: Fields<ChecklistCard> = [
        .text("label") { $0.label },
        .list("titles", FieldView.fields) { $0.titles },
        .list("rest", FieldView.fields) { $0.rest },
        .list("folded", FieldView.fields) { $0.folded },
        .flag("isUnfolded") { $0.isUnfolded },
    ]
}
