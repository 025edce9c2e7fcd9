import Coalition
import HTTP
import Templates

/// The goals of a plan: writing them down, changing them, and saying what is done. A family has them, and
/// a group that does not know its family yet.
enum GoalPages: Feature {
    static var routes: [Route] {
        let readers = NeedPolicy.wholeReaders.union(NeedPolicy.titleReaders)
        return [
            .get(
                "/families/:ref/needs", .roles(readers, for: FamilyPolicy.programmes),
                FamilyGoalsPage.show)
        ] + routes("/families/:ref/needs", for: FamilyPolicy.programmes)
            + routes("/groups/:ref/goals", for: GroupPolicy.programmes)
    }
    static var pages: [any SitePage.Type] { [FamilyGoalsPage.self] }

    private static func routes(_ path: String, for programmes: Set<Programme>) -> [Route] {
        let writers = Access.roles([.local], for: programmes)
        return [
            .get("\(path)/new", writers, new), .post(path, writers, create),
            .get("\(path)/:id/edit", writers, edit), .post("\(path)/:id", writers, update),
            .post("\(path)/:id/met", writers, meet),
            .post("\(path)/:id/steps/:step", writers, tick),
        ]
    }

    static func new(_ context: Context) throws -> Response {
        try context.show(try GoalForm.new(context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try GoalForm.new(context) }) { form, tx in
            let facts = try GoalForm(context, tx)
            let draft = facts.read(form, nil)
            try form.check()
            try draft.add(to: facts.holder, in: tx)
            return (back(context, facts.holder), Note("note.saved"))
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try GoalForm.edit(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try GoalForm.edit(context) }) { form, tx in
            let facts = try GoalForm(context, tx)
            let need = try found(context, facts.holder, tx)
            let draft = facts.read(form, try NeedDraft.stored(need.id, in: tx).values)
            let version = try form.version()
            try form.check()
            try draft.update(need, of: facts.holder, version: version, in: tx)
            return (back(context, facts.holder), Note("note.saved"))
        }
    }

    static func meet(_ context: Context) throws -> Response {
        try context.act(again: { try again(context, $0) }) { form, tx in
            let holder = try GoalForm.holder(context, tx)
            let need = try found(context, holder, tx)
            try need.setStatus(form.values["value"] == "yes" ? .met : .open, of: holder, in: tx)
            return (back(context, holder), Note("note.saved"))
        }
    }

    static func tick(_ context: Context) throws -> Response {
        try context.act(again: { try again(context, $0) }) { form, tx in
            let holder = try GoalForm.holder(context, tx)
            let need = try found(context, holder, tx)
            try need.tick(
                try context.number("step"), isDone: form.values["value"] == "yes", of: holder,
                in: tx)
            return (back(context, holder), Note("note.saved"))
        }
    }

    static func found(_ context: Context, _ holder: PlanHolder, _ tx: Transaction) throws -> Need {
        try Need.find(try context.number("id"), of: holder, in: tx)
    }

    /// Where one came from; by itself the page of whose plan it is.
    static func back(_ context: Context, _ holder: PlanHolder) -> String {
        (context.query.back ?? holder.page) + "#doelen"
    }

    private static func again(_ context: Context, _ problems: [Problem]) throws -> Response {
        context.isOfGroup
            ? try GroupPages.show(context, problems) : try FamilyPages.show(context, problems)
    }
}

extension Context {
    /// Whether the address is one of a group.
    fileprivate var isOfGroup: Bool { route.pattern.hasPrefix("/groups") }
}

/// The form of a goal, with who can be chosen in it.
struct GoalForm {
    let holder: PlanHolder
    private let members: [Member]
    private let contacts: [FormalContact]
    private let adults: [FamilyMember]
    private let rights: FieldRights
    private let words: Words
    private let back: String?

    /// - Parameter kept: The contact of the goal, which can stay though nobody chooses it anymore.
    init(_ context: Context, keeping kept: ID<FormalContact>? = nil, _ tx: Transaction) throws {
        holder = try GoalForm.holder(context, tx)
        members = try holder.members(in: tx)
        let known = try holder.contacts(in: tx)
        let isThere = kept.map { kept in known.contains { $0.id == kept } } ?? true
        let former = isThere ? nil : try kept.map { try FormalContact.find($0.value, in: tx) }
        contacts = known + (former.map { [$0] } ?? [])
        adults = try holder.adults(in: tx)
        rights = FieldRights(tx.viewer, for: holder.programmes, in: holder.city)
        words = context.words
        back = context.query.back
    }

    /// Whose plan the address names, for those who write in it.
    static func holder(_ context: Context, _ tx: Transaction) throws -> PlanHolder {
        guard context.isOfGroup else {
            return .family(try FamilyMemberPages.editable(context, tx))
        }
        let group = try Group.find(try context.parameter("ref"), in: tx)
        try GroupPolicy(tx.viewer, group).requireEdit()
        return .group(group)
    }

    static func new(_ context: Context) throws -> FormView {
        let facts = try context.read { try GoalForm(context, $0) }
        let words = context.words
        var values = NeedDraft.record.start
        values.set("steps", "")
        return FormView(
            title: words("need.new.title"), lede: words("need.new.lede"),
            action: facts.address(facts.holder.goals), fields: facts.fields(isNew: true),
            submit: words("action.save"), cancel: facts.back ?? facts.holder.page, values: values,
            draft: "need:\(facts.holder.ref)", crumbs: facts.holder.crumbs(words))
    }

    static func edit(_ context: Context) throws -> FormView {
        let words = context.words
        let (facts, need, stored, steps) = try context.read { tx in
            let holder = try GoalForm.holder(context, tx)
            let need = try GoalPages.found(context, holder, tx)
            return (
                try GoalForm(context, keeping: need.contact, tx), need,
                try NeedDraft.stored(need.id, in: tx).values,
                try NeedStep.all(of: need, in: tx)
            )
        }
        var values = NeedDraft.record.about.values(stored)
        values.set("steps", steps.map(\.title).joined(separator: "\n"))
        let path = "\(facts.holder.goals)/\(need.id.value)"
        return FormView(
            title: words("need.edit.title"), action: facts.address(path),
            fields: facts.fields(isNew: false), submit: words("action.save"),
            cancel: facts.back ?? facts.holder.page, values: values, version: need.version,
            draft: "need:\(facts.holder.ref)/\(need.id.value)",
            crumbs: facts.holder.crumbs(words))
    }

    /// What was typed.
    ///
    /// - Parameter stored: What stands in the goal; nil for a new one.
    func read(_ form: Form, _ stored: [FieldValue]?) -> NeedDraft {
        var draft = NeedDraft.record.read(
            form, rights, only: names(isNew: stored == nil), over: stored ?? start)
        let most = NeedStep.most * (NeedStep.titleLengths.upperBound + 2)
        draft.steps = (form.area("steps", max: most) ?? "").components(separatedBy: "\n")
        return draft
    }

    private var start: [FieldValue] { NeedDraft.record.values(NeedDraft()) }

    /// The fields for which there is something to choose or to keep.
    private func names(isNew: Bool) -> Set<String> {
        var names: Set<String> = ["title", "theme", "owner", "due_on", "priority", "agreed"]
        if !isNew { names.insert("status") }
        if !members.isEmpty { names.insert("member") }
        if !contacts.isEmpty { names.insert("contact") }
        if !adults.isEmpty { names.insert("person") }
        // Before a family is known there is nobody to ask.
        if holder.family != nil { names.formUnion(["is_private", "shared_on"]) }
        return names
    }

    private func fields(isNew: Bool) -> [FieldSpec] {
        let household = Choice("", words("need.household"))
        let people = adults.map {
            Choice(
                String($0.id.value),
                $0.name ?? $0.originalName ?? words("family_member.nameless"),
                hint: nil)
        }
        let group = Choice("", words("need.whole_group"))
        let doers = members.map { Choice(String($0.id.value), $0.name) }
        let nobody = Choice("", words("need.nobody"))
        let fields = NeedDraft.record.about
            .specs(words, rights, only: names(isNew: isNew))
            .changing("theme") { $0.asChips }
            .changing("owner") { $0.asChips }
            .changing("status") { $0.asChips }
            .changing("member") { $0.controlled(.select([group] + doers)) }
            .changing("contact") {
                $0.controlled(.select([nobody] + contacts.map { $0.choice(words) }))
            }
            .changing("person") { $0.controlled(.select([household] + people)) }
        let steps = FieldSpec.area("steps", rows: 4).optional.labelled("need.field.steps")
        let place = fields.firstIndex { $0.name == "agreed" } ?? fields.endIndex
        return Array(fields[..<place]) + [steps] + Array(fields[place...])
    }

    private func address(_ path: String) -> String {
        back.map { "\(path)?back=\(Percent.encode($0))" } ?? path
    }
}

extension PlanHolder {
    /// The page of whose plan it is.
    var page: String {
        switch self {
        case .family(let family): family.path
        case .group(let group): "/groups/\(group.ref)"
        }
    }

    /// Where its goals are.
    var goals: String {
        switch self {
        case .family: "\(page)/needs"
        case .group: "\(page)/goals"
        }
    }

    var ref: String {
        switch self {
        case .family(let family): family.ref
        case .group(let group): group.ref
        }
    }

    func crumbs(_ words: Words) -> [LinkView] {
        switch self {
        case .family(let family): family.crumbs(words)
        case .group(let group):
            [
                LinkView(words("nav.groups"), "/groups"),
                LinkView(words("group.called", ["name": .text(group.name)]), page),
            ]
        }
    }
}
