import Coalition
import HTTP
import Templates

/// Code of conduct, VOG and trainings of a group: who has what, and what is new written down for several
/// people at once.
enum TrainingPages: Feature {
    static var routes: [Route] {
        [
            .get("/groups/:ref/trainings", .roles([.local], for: GroupPolicy.programmes), new),
            .post("/groups/:ref/trainings", .roles([.local], for: GroupPolicy.programmes), create),
        ]
    }
    static var pages: [any SitePage.Type] { [ClearanceGridPage.self] }

    static func new(_ context: Context) throws -> Response {
        let grid = try context.read { try ClearanceGrid(context, $0) }
        let form = try context.formBody(grid.view(context))
        return try context.show(ClearanceGridPage(grid, form, context))
    }

    static func create(_ context: Context) throws -> Response {
        let shown = try context.read { try ClearanceGrid(context, $0) }
        return try context.submit(
            { shown.view(context) },
            again: { form, status in
                try context.show(ClearanceGridPage(shown, form, context), status: status)
            }
        ) { form, tx in
            let grid = try ClearanceGrid(context, tx)
            let entries = grid.read(form)
            if entries.isEmpty, form.problems.isEmpty { form.note("grid", "problem.grid_nothing") }
            try form.check()
            do {
                try GroupClearance.write(entries, of: grid.group, in: tx)
            } catch Refusal.invalid(let problems) {
                for problem in problems.map({ grid.place(of: $0, form) }) {
                    form.note(problem.field, problem.message, problem.values)
                }
                try form.check()
            }
            return (
                "/groups/\(grid.group.ref)",
                Note("note.clearance_saved", ["number": String(entries.count)])
            )
        }
    }
}

/// The members of a group beside all that each can have done.
struct ClearanceGrid: Sendable {
    let group: Group
    let today: Day
    let clearance: GroupClearance
    let notice: ClearanceNotice

    /// - Throws: `Refusal.notFound` for a group without members.
    init(_ context: Context, _ tx: Transaction) throws {
        group = try Group.find(try context.parameter("ref"), in: tx)
        try GroupPolicy(tx.viewer, group).requireEdit()
        clearance = try GroupClearance(group, in: tx)
        guard !clearance.members.isEmpty else { throw Refusal.notFound }
        today = try City.named(group.city, in: tx).today(tx)
        notice = try ClearanceNotice(in: tx)
    }

    /// What has a column with a day.
    var kinds: [GroupClearance.Kind] {
        [.conduct, .vog] + clearance.trainings.map { .training($0.id) }
    }

    func title(of kind: GroupClearance.Kind, _ words: Words) -> String {
        guard case .training(let id) = kind else { return words("clearance.\(kind.name)") }
        return clearance.trainings.first { $0.id == id }?.title(words.language.rawValue) ?? ""
    }

    func view(_ context: Context) -> FormView {
        let words = context.words
        let path = "/groups/\(group.ref)"
        let requested = FieldSpec.chips("requested", choices(words))
            .named(words("clearance.requested"))
        return FormView(
            title: words("training.many.title", ["name": .text(group.name)]),
            lede: words("training.many.lede"), action: "\(path)/trainings",
            fields: kinds.flatMap { specs($0, words) } + [requested],
            submit: words("action.save"), cancel: path, draft: "trainings:\(group.ref)",
            crumbs: [LinkView(words("nav.groups"), "/groups"), LinkView(group.name, path)])
    }

    private func specs(_ kind: GroupClearance.Kind, _ words: Words) -> [FieldSpec] {
        let title = title(of: kind, words)
        let days = clearance.members.map { member in
            FieldSpec.text("\(kind.name).\(member.id.value)", width: "w8")
                .named(
                    words("clearance.day_of", ["what": .text(title), "name": .text(member.name)])
                )
                .filled("off")
        }
        return [
            FieldSpec.text("day.\(kind.name)", width: "w8")
                .named(words("clearance.day", ["what": .text(title)])).filled("off"),
            .chips(kind.name, choices(words)).named(title),
        ] + days
    }

    private func choices(_ words: Words) -> [Choice] {
        clearance.members.map { Choice(String($0.id.value), $0.name) }
    }
}

extension ClearanceGrid {
    /// Whether a member has it, today and without an end in sight that is told.
    func holds(_ kind: GroupClearance.Kind, _ member: Member) -> Bool {
        switch kind {
        case .conduct: member.codeOfConductOn != nil
        case .vog: member.vog.holds(on: today)
        case .requested: !member.vog.mayBeRequested
        case .training(let id):
            switch clearance.training(id, of: member) {
            case nil: false
            case .some(nil): true
            case .some(let until?): until > today
            }
        }
    }

    /// What was ticked, each with its own day or else the one on top of its column.
    func read(_ form: Form) -> [GroupClearance.Entry] {
        let requested = members(ticked: "requested", form).map {
            GroupClearance.Entry($0, .requested, on: today)
        }
        return requested + kinds.flatMap { read($0, form) }
    }

    private func read(_ kind: GroupClearance.Kind, _ form: Form) -> [GroupClearance.Entry] {
        let top = form.typedDay("day.\(kind.name)", today)
        let ticked = members(ticked: kind.name, form)
        let ids = Set(ticked.map(\.id))
        // Without script "everybody" stands for the ticks of all who lack it.
        let others =
            form.tick("all.\(kind.name)")
            ? clearance.members.filter { !ids.contains($0.id) && !holds(kind, $0) } : []
        for member in clearance.members
        where !ids.contains(member.id) && !others.contains(where: { $0.id == member.id }) {
            let field = "\(kind.name).\(member.id.value)"
            if form.values.text(field) != nil { form.note(field, "problem.day_unticked") }
        }
        return (ticked + others).compactMap { member in
            let field = "\(kind.name).\(member.id.value)"
            let own = form.typedDay(field, today)
            if let day = own ?? top { return GroupClearance.Entry(member, kind, on: day) }
            let isWrong = ["day.\(kind.name)", field].contains { name in
                form.problems.contains { $0.field == name }
            }
            if !isWrong { form.note("day.\(kind.name)", "problem.day_on_top") }
            return nil
        }
    }

    private func members(ticked name: String, _ form: Form) -> [Member] {
        let chosen = Set(form.codes(name, of: clearance.members.map { String($0.id.value) }))
        return clearance.members.filter { chosen.contains(String($0.id.value)) }
    }

    /// A problem of a day that stands on top of its column is said there.
    func place(of problem: Problem, _ form: Form) -> Problem {
        guard form.values.text(problem.field) == nil, let dot = problem.field.lastIndex(of: ".")
        else { return problem }
        return Problem("day.\(problem.field[..<dot])", problem.message, problem.values)
    }
}
