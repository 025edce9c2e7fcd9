import Coalition
import Templates

/// The rows of new members, with the field into which others are pasted.
struct MemberRowsPage: SitePage {
    static let template = "groups/rows"
    let form: FormBody
    let rows: [MemberRowView]
    let lede: String?
    let adults: FieldView
    let pasted: FieldView
    let pastePath: String
    let columns: String
    /// That pasted rows stand in the form now and are to be looked at; nil when none were pasted.
    let note: String?
    let isFull: Bool
    /// Each problem with the row that it is about, as a link to its field.
    let problems: [LinkView]
    let crumbs: [LinkView]

    init(_ facts: MemberRowsForm, _ form: FormBody, _ context: Context, hasPasted: Bool = false) {
        let words = context.words
        let fields = Dictionary(form.fields.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        let view = facts.view(context)
        let contact = fields["contact"]?.group?.choices ?? []
        self.form = form
        rows = (0..<facts.count).compactMap {
            MemberRowView($0, facts, fields, contact, words)
        }
        let builder = FieldBuilder(values: Values(), problems: [], stored: nil, words: words)
        func field(_ name: String) -> FieldView { fields[name] ?? builder.view(.tick(name)) }
        let (adults, pasted) = (field("adults"), field(PastedMembers.field))
        (self.adults, self.pasted) = (adults, pasted)
        lede = form.lede
        pastePath = "\(facts.path)/pasted"
        columns = words.list(
            MemberColumn.usual(facts.trainings).map { column in
                facts.label(of: column, words)
            })
        note = hasPasted && pasted.error == nil ? words("member.rows.pasted") : nil
        isFull = facts.room == 0
        problems =
            rows.flatMap { row in
                row.all.compactMap { field in
                    field.error.map { LinkView("\(row.label): \($0)", "#\(field.id)") }
                }
            }
            + [adults, pasted].compactMap { field in
                field.error.map { LinkView($0, "#\(field.id)") }
            }
        crumbs = view.crumbs
    }

    static let fields: Fields<MemberRowsPage> = [
        .object("form", FormBody.fields) { $0.form },
        .list("rows", MemberRowView.fields) { $0.rows },
        .text("lede") { $0.lede },
        .text("pastePath") { $0.pastePath },
        .object("adults", FieldView.fields) { $0.adults },
        .object("pasted", FieldView.fields) { $0.pasted },
        .text("columns") { $0.columns },
        .text("note") { $0.note },
        .flag("isFull") { $0.isFull },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .list("crumbs", LinkView.fields) { $0.crumbs },
    ]
}

/// A row of the form: one person.
struct MemberRowView: PageModel {
    /// "Rij 2".
    let label: String
    let fields: [CellFieldView]
    let contact: ChoiceView
    /// Days that were pasted.
    let certificates: [CellFieldView]

    var all: [FieldView] { (fields + certificates).map(\.field) }

    init?(
        _ index: Int, _ facts: MemberRowsForm, _ fields: [String: FieldView],
        _ contacts: [ChoiceView], _ words: Words
    ) {
        func cell(_ column: MemberColumn) -> CellFieldView? {
            fields["\(column.field).\(index)"].map {
                CellFieldView(label: facts.label(of: column, words), field: $0)
            }
        }
        guard contacts.indices.contains(index) else { return nil }
        label = words("member.rows.row", ["number": .number(index + 1)])
        self.fields = [.name, .email, .phone, .birthYear, .languages].compactMap(cell)
        contact = contacts[index]
        certificates = facts.certificates.compactMap(cell)
    }

    static let fields: Fields<MemberRowView> = [
        .text("label") { $0.label },
        .list("cells", CellFieldView.fields) { $0.fields },
        .object("contact", ChoiceView.fields) { $0.contact },
        .list("certificates", CellFieldView.fields) { $0.certificates },
        .flag("hasCertificates") { !$0.certificates.isEmpty },
    ]
}

/// A field in a cell of a table, with the name of its column.
struct CellFieldView: PageModel {
    let label: String
    let field: FieldView

    static let fields: Fields<CellFieldView> = [
        .text("label") { $0.label },
        .object("field", FieldView.fields) { $0.field },
    ]
}
