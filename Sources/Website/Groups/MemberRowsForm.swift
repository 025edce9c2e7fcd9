import Coalition
import Templates

/// The rows in which several new members of a group are typed: which there are, their fields, and what
/// was typed in them.
struct MemberRowsForm: Sendable {
    /// Rows of a form in which nothing was typed: a group of five.
    private static let usual = 5
    /// The most characters that can be pasted.
    static let mostPasted = 20_000

    let group: Group
    let today: Day
    let trainings: [Training]
    /// How many members the group has room for.
    let room: Int
    let hasContact: Bool
    /// How many rows the form has.
    let count: Int
    /// The certificates of which something was pasted.
    let certificates: [MemberColumn]

    /// - Parameter typed: What was typed, pasted or kept before; nil for a form that begins.
    init(_ context: Context, _ typed: Values?, _ tx: Transaction) throws {
        group = try Group.find(try context.parameter("ref"), in: tx)
        try GroupPolicy(tx.viewer, group).requireEdit()
        today = try City.named(group.city, in: tx).today(tx)
        trainings = try Training.offered(in: tx)
        room = max(0, try MemberDraft.most(in: group, tx) - group.memberCount)
        hasContact = try Member.hasContact(group.id, in: tx)
        let sent = typed.map { MemberRowsForm.rows(in: $0) } ?? 0
        count = sent == 0 ? min(MemberRowsForm.usual, max(1, room)) : sent
        let rows = 0..<count
        certificates = MemberColumn.certificates(trainings).filter { column in
            rows.contains { typed?.text("\(column.field).\($0)") != nil }
        }
    }

    /// So many rows follow one another in what was sent.
    static func rows(in typed: Values) -> Int {
        (0..<2 * PastedMembers.most).first { typed["name.\($0)"] == nil } ?? 2 * PastedMembers.most
    }

    var path: String { "/groups/\(group.ref)/members" }

    func view(_ context: Context) -> FormView {
        let words = context.words
        var values = Values()
        if !hasContact { values.set("contact", 0) }
        for index in 0..<count { values.set("languages.\(index)", words.languages(["nl"])) }
        return FormView(
            title: words("member.rows.title", ["name": .text(group.name)]),
            lede: words("member.rows.lede", ["count": .number(room)]), action: "\(path)/many",
            fields: (0..<count).flatMap { specs($0, words) }
                + [
                    .radios("contact", (0..<count).map { Choice(String($0), String($0 + 1)) }),
                    .tick("adults").labelled("member.rows.adults"),
                    .area(PastedMembers.field, rows: 5).labelled("member.rows.paste"),
                ],
            submit: words("member.rows.submit"), cancel: "/groups/\(group.ref)", values: values,
            draft: "members:\(group.ref)",
            crumbs: [
                LinkView(words("nav.groups"), "/groups"),
                LinkView(group.name, "/groups/\(group.ref)"),
            ])
    }

    private func specs(_ index: Int, _ words: Words) -> [FieldSpec] {
        let row = words("member.rows.row", ["number": .number(index + 1)]).lowercased()
        func field(_ control: FieldSpec.Control, _ name: String) -> FieldSpec {
            FieldSpec("\(name).\(index)", control)
                .named("\(words("member.rows.\(name)")), \(row)").filled("off")
        }
        let days = certificates.map { column in
            FieldSpec.text("\(column.field).\(index)", width: "w8")
                .named("\(label(of: column, words)), \(row)")
        }
        return [
            field(.text(kind: "text", width: "w20"), "name"),
            field(.text(kind: "email", width: "w20"), "email"),
            field(.text(kind: "tel", width: "w20"), "phone"),
            field(.text(kind: "numeric", width: "w4"), "birth_year"),
            field(.text(kind: "text", width: "w20"), "languages"),
        ] + days
    }

    /// What a column is called.
    func label(of column: MemberColumn, _ words: Words) -> String {
        switch column {
        case .name, .email, .phone, .birthYear, .languages, .contact:
            words("member.rows.\(column.field)")
        case .conduct, .vog: words("clearance.\(column.field)")
        case .training(let id):
            trainings.first { $0.id == id }?.title(words.language.rawValue) ?? ""
        }
    }
}

extension MemberRowsForm {
    /// What was typed; every problem is noted at its field.
    func read(_ form: Form, by viewer: Viewer, _ words: Words) -> MemberRows {
        MemberRows((0..<count).map { row($0, form, viewer, words) })
    }

    private func row(
        _ index: Int, _ form: Form, _ viewer: Viewer, _ words: Words
    ) -> MemberRows.Row {
        let names = ["name", "email", "phone", "birth_year"]
        let own = names + certificates.map(\.field)
        guard own.contains(where: { form.values.text("\($0).\(index)") != nil }) else {
            return MemberRows.Row(MemberDraft(), isBlank: true)
        }
        var values = Values()
        for name in names { values.set(name, form.values["\(name).\(index)"]) }
        values.set("is_contact", form.values["contact"] == String(index))
        values.set("is_adult", form.tick("adults"))
        values.set("joined_on", today)
        let languages = TypedLanguages.codes(form.values["languages.\(index)"] ?? "", words)
        if let languages {
            values.set("languages", languages)
        } else {
            form.note("languages.\(index)", "problem.typed_languages")
        }
        let line = Form(values)
        var draft = MemberForm.read(line, of: group, by: viewer)
        for problem in line.problems {
            form.note("\(problem.field).\(index)", problem.message, problem.values)
        }
        draft.codeOfConductOn = day(.conduct, index, form)
        let attended = trainings.compactMap { training in
            day(.training(training.id), index, form).map { (training.id, $0) }
        }
        return MemberRows.Row(
            draft, vogSeenOn: day(.vog, index, form),
            trainings: Dictionary(attended, uniquingKeysWith: { $1 }))
    }

    private func day(_ column: MemberColumn, _ index: Int, _ form: Form) -> Day? {
        form.typedDay("\(column.field).\(index)", today)
    }

    /// Where a problem of the domain has its field in the form.
    static func place(of problem: Problem) -> Problem {
        guard let dot = problem.field.lastIndex(of: ".") else { return problem }
        let index = problem.field[dot...]
        switch problem.field[..<dot] {
        case "is_adult": return Problem("adults", "problem.adults_tick")
        case "code_of_conduct_on":
            return Problem("conduct\(index)", problem.message, problem.values)
        default: return problem
        }
    }
}

/// Languages typed in one line, by their names in either language or their codes.
enum TypedLanguages {
    private static let codes: [String: String] = SpokenLanguages.all.reduce(into: [:]) {
        for name in [$1.code, $1.nl, $1.en] { $0[SortKey.folded(name)] = $1.code }
    }

    /// Nil when one of them is not known.
    static func codes(_ text: String, _ words: Words) -> [String]? {
        let joint = " \(words("list.and")) "
        let parts = text.replacing(joint, with: ",").split { ",;/+&".contains($0) }
            .map { SortKey.folded(String($0)).trimmed }.filter { !$0.isEmpty }
        let found = parts.map { codes[$0] }
        return found.contains(nil) ? nil : found.compactMap { $0 }
    }
}

extension String {
    /// Without blanks around it.
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
