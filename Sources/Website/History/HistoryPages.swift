import Coalition
import HTTP
import Templates

/// Who did what and when with a group, family, match or stay, back to the first day.
enum HistoryPages: Feature {
    static var routes: [Route] {
        TalkPlace.all.map { place in
            .get(
                "/\(place.folder)/:ref/history", .roles(place.readers, for: place.programmes)
            ) { try show(place, $0) }
        }
    }
    static var pages: [any SitePage.Type] { [] }

    private static func show(_ place: TalkPlace, _ context: Context) throws -> Response {
        let facts = try context.read { tx in
            try HistoryFacts(
                try TalkSubject.find(place.kind, try context.parameter("ref"), in: tx),
                context.query, tx)
        }
        return try context.show(facts.page(context))
    }
}

/// A page of a record's history, read in one snapshot.
struct HistoryFacts: Sendable {
    private let subject: TalkSubject
    private let page: Page<RecordHistory.Row>
    private let names: [ID<User>: User]
    private let kinds: [RecordHistory.Kind]
    private let zone: Zone
    private let values: Values

    init(_ subject: TalkSubject, _ values: Values, _ tx: Transaction) throws {
        self.subject = subject
        self.values = values
        var history = try RecordHistory(of: subject.coordinated, in: tx)
        kinds = history.sight.kinds
        // A kind that the viewer cannot choose, and a person whom no line names, find nothing.
        let wanted: RecordHistory.Kind? = values.code("kind")
        history.kind = wanted
        let person = values.text("by").map { try? User.find(ref: $0, in: tx) }
        history.by = person.flatMap { $0?.id }
        let isKnown =
            (wanted.map(kinds.contains) ?? (values.text("kind") == nil))
            && (person == nil || history.by != nil)
        page = isKnown ? try history.page(values.cursor, in: tx) : .empty
        zone = try City.named(subject.city, in: tx).zone
        let people = Set(page.rows.compactMap(\.user))
        names = try people.reduce(into: [:]) { $0[$1] = try User.find($1, in: tx) }
    }

    private var path: String { "\(subject.path)/history" }

    private var address: ListAddress { ListAddress(path, values, names: ["kind", "by"]) }

    func page(_ context: Context) -> ListPage {
        let words = context.words
        let isEmpty = page.rows.isEmpty
        return ListPage(
            title: words("history.title", ["name": .text(subject.name(words))]),
            lede: words("history.lede"), count: nil,
            crumbs: [
                LinkView(words(subject.place.list), "/\(subject.place.folder)"),
                LinkView(subject.name(words), subject.path),
            ],
            filter: FilterView(address, filters(words), values, words, keeps: ["by"]),
            table: isEmpty ? nil : table(context),
            empty: isEmpty
                ? EmptyView(
                    title: words("history.empty.title"), text: words("history.empty.text")) : nil)
    }

    private func filters(_ words: Words) -> [FieldSpec] {
        let all = Choice("", words("history.kind.all"))
        let kind = FieldSpec.select(
            "kind", [all] + kinds.map { words.choice($0, "history.kind") })
        guard let by = values.text("by"), let person = names.values.first(where: { $0.ref == by })
        else { return [kind.labelled("history.kind")] }
        // Whoever is named by a line can be chosen there, and taken away here.
        return [
            kind.labelled("history.kind"),
            FieldSpec.select("by", [Choice("", words("history.by.all")), Choice(by, person.name)])
                .labelled("history.who"),
        ]
    }

    private func table(_ context: Context) -> TableView {
        let words = context.words
        return TableView(
            label: words("history.table"),
            headers: ["history.what", "history.who", "history.when"].map { HeaderView(words($0)) },
            rows: page.rows.map { row in
                RowView(
                    name: HistoryWords.line(row, of: subject.record.kind, words), path: "",
                    cells: [
                        who(row, words),
                        .tight(
                            words("history.when"), words.dayAndTime(row.at, context.now, zone)
                        ).at(.day),
                    ])
            },
            paging: PagingView(page, address, of: nil, words))
    }

    private func who(_ row: RecordHistory.Row, _ words: Words) -> CellView {
        guard let user = row.user.flatMap({ names[$0] }) else {
            return .text(words("history.who"), words("changes.by_itself")).at(.fact)
        }
        return .link(words("history.who"), user.name, address.with(("by", user.ref))).at(.fact)
    }
}

/// What was done, in words: the kind of change and the names of its fields.
enum HistoryWords {
    static func line(_ row: RecordHistory.Row, of kind: Subject, _ words: Words) -> String {
        let text = lineText(row, of: kind, words)
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private static func lineText(
        _ row: RecordHistory.Row, of kind: Subject, _ words: Words
    ) -> String {
        let what = words("history.action.\(row.action.rawValue)")
        let about = place(row).map { words("history.in.\($0)") }
        let head = [about, what].compactMap { $0 }.joined(separator: ": ")
        if row.action == .transition {
            let states = row.fields.filter { words.has("\(kind.rawValue).state.\($0)") }.map {
                inSentence(words("\(kind.rawValue).state.\($0)"))
            }
            let isBack = row.fields.contains("taken_back")
            return head + " " + states.joined(separator: ", ")
                + (isBack ? " (\(words("history.taken_back")))" : "")
        }
        var names: [String] = []
        for field in row.fields {
            let name = label(field, row, kind, words)
            if !names.contains(name) { names.append(name) }
        }
        return names.isEmpty ? head : "\(head): \(words.list(names))"
    }

    /// In what of the record it was; nil for the record itself.
    private static func place(_ row: RecordHistory.Row) -> String? {
        switch row.subject {
        case .volunteer: "member"
        case .family where row.isInside: "family_member"
        case .log: "log"
        case .talk: "talk"
        case .checkIn: "voice"
        case .review: "review"
        case .nomination: "nomination"
        default: nil
        }
    }

    /// What a field is called on its form or page; what has no name of its own is "other data".
    private static func label(
        _ field: String, _ row: RecordHistory.Row, _ kind: Subject, _ words: Words
    ) -> String {
        let stem = field.split(separator: ".").first.map(String.init) ?? field
        let prefix = place(row) ?? kind.rawValue
        if row.action == .open, field == "name" { return words("history.field.names") }
        let keys = [
            "history.field.\(stem)", "\(prefix).\(field)", "\(prefix).field.\(field)",
            "field.\(field)",
        ]
        let key = keys.first { words.has($0) } ?? "history.field.other"
        return inSentence(words(key))
    }

    /// Within a sentence only an abbreviation keeps its capitals.
    private static func inSentence(_ text: String) -> String {
        let isAbbreviation = text.prefix(2).allSatisfy(\.isUppercase)
        return isAbbreviation ? text : text.prefix(1).lowercased() + text.dropFirst()
    }
}

/// Messages of the history that no template names.
enum HistoryKeys {
    static let all: [String] =
        MessageKeys.codes(RecordHistory.Kind.self, "history.kind")
        + ["create", "change", "transition", "delete", "open"].map { "history.action.\($0)" }
        + ["member", "family_member", "log", "talk", "voice", "review"].map { "history.in.\($0)" }
        + [
            "history.taken_back", "history.field.other", "history.what", "history.who",
            "history.when", "history.by.all", "history.kind", "history.kind.all",
        ]
        + fields.map { "history.field.\($0)" }

    /// Fields that no form has.
    static let fields = [
        "coordinator", "need", "milestone", "review", "checklist", "sensitive_notes", "code",
        "rule_version", "paused_until", "training", "vog", "log_texts", "formal_contact",
        "community_builder", "family", "group", "guest", "accommodation", "contact", "left_on",
        "names", "happened_on", "medium", "minutes", "themes", "members", "mood", "note", "promise",
        "promised_on", "done", "newcomers", "concern", "worry", "outcome", "place", "begins",
        "kind",
        "happens_on", "people", "remark",
        "left_reason", "family_decision", "group_decision", "settled_on", "programme",
    ]
}
