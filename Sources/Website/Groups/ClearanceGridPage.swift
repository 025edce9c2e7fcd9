import Coalition
import Templates

/// The table of members by what each of them did, with a day on top of each column that fills down.
struct ClearanceGridPage: SitePage {
    static let template = "groups/grid"
    let form: FormBody
    let columns: [ClearanceColumn]
    let rows: [ClearanceRow]
    let crumbs: [LinkView]
    /// Where the others of the group are added.
    let more: LinkView

    init(_ grid: ClearanceGrid, _ form: FormBody, _ context: Context) {
        let words = context.words
        let fields = Dictionary(form.fields.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        let isAll = Set(Values(context.request).names)
        self.form = form
        columns = grid.kinds.compactMap { kind in
            fields["day.\(kind.name)"].map {
                ClearanceColumn(
                    title: grid.title(of: kind, words), day: $0, all: "all.\(kind.name)",
                    ticks: kind.name, isAll: isAll.contains("all.\(kind.name)"))
            }
        }
        rows = grid.clearance.members.map { ClearanceRow($0, grid, fields, words) }
        crumbs = grid.view(context).crumbs
        more = LinkView(words("member.rows.link"), "/groups/\(grid.group.ref)/members/many")
    }

    static let fields: Fields<ClearanceGridPage> = [
        .object("form", FormBody.fields) { $0.form },
        .list("columns", ClearanceColumn.fields) { $0.columns },
        .list("rows", ClearanceRow.fields) { $0.rows },
        .list("problems", LinkView.fields) { $0.form.problems },
        .flag("hasProblems") { !$0.form.problems.isEmpty },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .object("more", LinkView.fields) { $0.more },
    ]
}

/// A column: what was done, the day that holds where none is typed, and everybody at once.
struct ClearanceColumn: PageModel {
    let title: String
    let day: FieldView
    let all: String
    /// The name of the ticks that "everybody" sets.
    let ticks: String
    let isAll: Bool

    static let fields: Fields<ClearanceColumn> = [
        .text("title") { $0.title },
        .object("day", FieldView.fields) { $0.day },
        .text("all") { $0.all },
        .text("ticks") { $0.ticks },
        .flag("isAll") { $0.isAll },
    ]
}

/// A member with a cell for each column.
struct ClearanceRow: PageModel {
    let name: String
    let path: String
    let cells: [ClearanceCell]

    init(
        _ member: Member, _ grid: ClearanceGrid, _ fields: [String: FieldView], _ words: Words
    ) {
        name = member.name
        path = "/groups/\(grid.group.ref)/members/\(member.id.value)/edit"
        cells = grid.kinds.compactMap { ClearanceCell($0, member, grid, fields, words) }
    }

    static let fields: Fields<ClearanceRow> = [
        .text("name") { $0.name },
        .text("path") { $0.path },
        .list("cells", ClearanceCell.fields) { $0.cells },
    ]
}

/// What a member has of one thing, and the tick and day of what is new.
struct ClearanceCell: PageModel {
    let title: String
    /// How it stands; nil for nothing.
    let status: TagView?
    /// Nil where nothing can be added, as a code of conduct is signed once.
    let tick: ChoiceView?
    let day: FieldView
    /// That a VOG was asked for; nil where there is one or one is on its way.
    let requested: ChoiceView?
    /// Whether "everybody" leaves the tick alone.
    let isHeld: Bool

    init?(
        _ kind: GroupClearance.Kind, _ member: Member, _ grid: ClearanceGrid,
        _ fields: [String: FieldView], _ words: Words
    ) {
        let id = String(member.id.value)
        func choice(_ name: String, _ label: String) -> ChoiceView? {
            fields[name]?.group?.choices.first { $0.value == id }.map { $0.labelled(label) }
        }
        guard let day = fields["\(kind.name).\(id)"] else { return nil }
        title = grid.title(of: kind, words)
        self.day = day
        isHeld = grid.holds(kind, member)
        let isSigned = kind == .conduct && member.codeOfConductOn != nil
        tick = isSigned ? nil : choice(kind.name, "\(title): \(member.name)")
        requested =
            kind == .vog && member.vog.mayBeRequested ? choice("requested", member.name) : nil
        status = ClearanceCell.status(kind, member, grid, words)
    }

    private static func status(
        _ kind: GroupClearance.Kind, _ member: Member, _ grid: ClearanceGrid, _ words: Words
    ) -> TagView? {
        switch kind {
        case .requested: nil
        case .conduct: member.codeOfConductOn.map { TagView(words.shortDay($0), .ok) }
        case .vog:
            member.vog.status == .seen
                ? grid.until(member.vog.validUntil, words)
                : member.vog.status == .none
                    ? nil : member.vogTag(grid.today, grid.group, grid.notice, words)
        case .training(let id):
            grid.clearance.training(id, of: member).map { grid.until($0, words) }
        }
    }

    static let fields: Fields<ClearanceCell> = [
        .text("title") { $0.title },
        .object("status", TagView.fields) { $0.status },
        .object("tick", ChoiceView.fields) { $0.tick },
        .flag("hasTick") { $0.tick != nil },
        .flag("isHeld") { $0.tick != nil && $0.isHeld },
        .object("day", FieldView.fields) { $0.day },
        .object("requested", ChoiceView.fields) { $0.requested },
    ]
}

extension ChoiceView {
    fileprivate func labelled(_ label: String) -> ChoiceView {
        ChoiceView(
            id: id, name: name, type: type, value: value, label: label, hint: hint,
            isChosen: isChosen)
    }
}

extension ClearanceGrid {
    /// Until when something holds, in the colour of how near that is.
    fileprivate func until(_ day: Day?, _ words: Words) -> TagView {
        guard let day else { return TagView(words("clearance.held"), .ok) }
        let text = words("member.valid_until", ["day": .text(words.shortDay(day))])
        return TagView(text, notice.stand(of: day, group, on: today)?.look ?? .ok)
    }
}
