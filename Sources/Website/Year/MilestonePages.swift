import Coalition
import HTTP
import Templates

/// What a family has reached: writing it down, changing it, taking it out.
enum MilestonePages: Feature {
    static var routes: [Route] {
        let editors = Access.roles([.local], for: FamilyPolicy.programmes)
        return [
            .get("/families/:ref/milestones/new", editors) { try $0.show(newForm($0)) },
            .post("/families/:ref/milestones", editors, create),
            .get("/families/:ref/milestones/:id/edit", editors) { try $0.show(editForm($0)) },
            .post("/families/:ref/milestones/:id", editors, update),
            .post("/families/:ref/milestones/:id/remove", editors, remove),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    private static let place = "#mijlpalen"

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try newForm(context) }) { form, tx in
            let family = try FamilyMemberPages.editable(context, tx)
            let draft = try MilestoneForm(family, tx).read(form)
            try form.check()
            try draft.add(to: family, in: tx)
            return (family.path + place, Note("note.saved"))
        }
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try editForm(context) }) { form, tx in
            let (family, milestone) = try found(context, tx)
            let draft = try MilestoneForm(family, tx).read(form)
            let version = try form.version()
            try form.check()
            try draft.update(milestone, of: family, version: version, in: tx)
            return (family.path + place, Note("note.saved"))
        }
    }

    static func remove(_ context: Context) throws -> Response {
        try context.act(again: { try FamilyPages.show(context, $0) }) { form, tx in
            let (family, milestone) = try found(context, tx)
            let words = context.words
            try Confirmation.require(
                form,
                Confirmation(
                    title: words("milestone.remove.title"),
                    text: words("milestone.kind.\(milestone.kind.rawValue)"),
                    submit: words("milestone.remove.submit"), cancel: family.path))
            try milestone.remove(of: family, in: tx)
            return (family.path + place, Note("note.milestone_removed"))
        }
    }

    private static func found(
        _ context: Context, _ tx: Transaction
    ) throws -> (Family, Milestone) {
        let family = try FamilyMemberPages.editable(context, tx)
        return (family, try Milestone.find(try context.number("id"), of: family, in: tx))
    }

    private static func newForm(_ context: Context) throws -> FormView {
        let words = context.words
        let form = try context.read {
            try MilestoneForm(try FamilyMemberPages.editable(context, $0), $0)
        }
        let family = form.family
        var values = MilestoneDraft.record.start
        values.set("reached_on", form.today)
        values.set("person", "" as String?)
        return FormView(
            title: words("milestone.new.title"), lede: words("milestone.new.lede"),
            action: "\(family.path)/milestones", fields: form.fields(context),
            submit: words("action.save"), cancel: family.path, values: values,
            draft: "milestone:\(family.ref)", crumbs: family.crumbs(words))
    }

    private static func editForm(_ context: Context) throws -> FormView {
        let words = context.words
        let (form, milestone, stored) = try context.read { tx in
            let (family, milestone) = try found(context, tx)
            return (
                try MilestoneForm(family, tx), milestone,
                try MilestoneDraft.stored(milestone.id, in: tx).values
            )
        }
        let family = form.family
        let path = "\(family.path)/milestones/\(milestone.id.value)"
        var values = MilestoneDraft.record.about.values(stored)
        if milestone.precision != .day { values.set("reached_on_day", nil as String?) }
        if milestone.precision == .year { values.set("reached_on_month", nil as String?) }
        values.set("person", milestone.person.map { String($0.value) } ?? "")
        return FormView(
            title: words("milestone.edit.title"), action: path, fields: form.fields(context),
            submit: words("action.save"), cancel: family.path, values: values,
            version: milestone.version, draft: "milestone:\(family.ref)/\(milestone.id.value)",
            crumbs: family.crumbs(words),
            secondary: ButtonView(
                text: words("milestone.remove"), path: "\(path)/remove", value: "remove"))
    }
}

/// The form of a milestone, and what was typed in it.
private struct MilestoneForm {
    let family: Family
    let today: Day
    private let members: [FamilyMember]

    init(_ family: Family, _ tx: Transaction) throws {
        self.family = family
        today = try City.named(family.city, in: tx).today(tx)
        members = try FamilyMember.all(of: family, in: tx)
    }

    func fields(_ context: Context) -> [FieldSpec] {
        let words = context.words
        let about = MilestoneDraft.record.about
        let all = [Choice("", words("milestone.everybody"))]
        let people = members.map {
            Choice(String($0.id.value), $0.name ?? words("family_member.nameless"))
        }
        let person = FieldSpec.radioChips("person", all + people).labelled("milestone.who")
        return about.specs(
            words, family.fieldRights(of: context.viewer),
            only: ["kind", "reached_on", "source"]
        ).map { spec in
            guard spec.name == "kind", case .radios(let kinds) = spec.control else {
                return spec.asChips
            }
            return spec.controlled(.select([Choice("", words("milestone.choose"))] + kinds))
                .prompted
        } + (people.isEmpty ? [] : [person])
    }

    /// The day or the month may be left open: then no more is known.
    func read(_ form: Form) -> MilestoneDraft {
        var typed = form.values
        let parts = ["day", "month"].map { form.values.text("reached_on_\($0)") }
        let year = form.values.text("reached_on_year")
        var precision = Milestone.Precision.day
        if year != nil, parts[0] == nil {
            precision = parts[1] == nil ? .year : .month
            typed.set("reached_on_day", 1)
            if precision == .year { typed.set("reached_on_month", 1) }
        }
        let day = Form(typed)
        var draft = MilestoneDraft()
        draft.kind = form.choice("kind")
        draft.reachedOn = day.day("reached_on")
        for problem in day.problems { form.note(problem.field, problem.message, problem.values) }
        draft.precision = precision
        draft.source = form.choice("source") ?? .group
        if let person = form.values.text("person") {
            let id = Int64(person).map { ID<FamilyMember>($0) }
            if id == nil || !members.contains(where: { $0.id == id }) {
                form.note("person", "problem.choice")
            }
            draft.person = id
        }
        return draft
    }
}
