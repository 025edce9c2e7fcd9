import Coalition
import Templates

/// Who looked at what is sealed, when and why, for a second person to see.
struct DisclosureTable: Sendable {
    private let disclosures: [DisclosureRecord]
    private let names: [ID<User>: String]
    private let zone: Zone

    init(_ disclosures: [DisclosureRecord], in zone: Zone, _ tx: Transaction) throws {
        self.disclosures = disclosures
        self.zone = zone
        names = try User.names(Set(disclosures.compactMap(\.user)), in: tx)
    }

    /// Nil when nobody looked.
    func table(_ words: Words) -> TableView? {
        guard !disclosures.isEmpty else { return nil }
        return TableView(
            label: words("look.table"),
            headers: (disclosures.contains { $0.part != nil }
                ? ["look.who", "look.when", "look.what", "look.why"]
                : ["look.who", "look.when", "look.why"]).map { HeaderView(words($0)) },
            rows: disclosures.map { past in
                let day = words.shortDay(zone.day(of: past.at))
                return RowView(
                    name: past.user.flatMap { names[$0] } ?? "Coalitie", path: "",
                    cells: [
                        .tight(words("look.when"), "\(day), \(words.time(past.at, zone))")
                    ]
                        + (past.part.map {
                            [
                                CellView.text(
                                    words("look.what"), words("opening.part.\($0.rawValue)"))
                            ]
                        } ?? [])
                        + [
                            .text(words("look.why"), past.reason ?? words("look.no_reason"))
                        ])
            })
    }
}

extension DisclosureTable {
    /// When somebody looked last, and who, with the way to where it can be seen.
    func last(_ words: Words, of term: String, at place: String) -> TermView {
        guard let last = disclosures.first else { return TermView(term, words("look.never")) }
        return TermView(
            term,
            words(
                "look.last",
                [
                    "day": .text(words.day(zone.day(of: last.at))),
                    "who": .text(last.user.flatMap { names[$0] } ?? "Coalitie"),
                ]), link: place)
    }
}

/// What is sealed on a page, and the way to see it: a button, and a reason where one is asked.
struct SealedPanel: PageModel {
    let path: String
    let submit: String
    /// Nil when no reason is asked.
    let reason: FieldView?
    /// What was opened just now; empty when nothing was, or there is nothing.
    let terms: [TermView]
    let isOpen: Bool
    /// Whether there is anything to open.
    let isThere: Bool
    /// What is known, told without opening it.
    let hint: String
    let disclosures: TableView?

    static let fields: Fields<SealedPanel> = [
        .text("path") { $0.path },
        .text("submit") { $0.submit },
        .object("reason", FieldView.fields) { $0.reason },
        .list("terms", TermView.fields) { $0.terms },
        .flag("isOpen") { $0.isOpen },
        .flag("isClosed") { $0.isThere && !$0.isOpen },
        .text("hint") { $0.hint },
        .object("disclosures", TableView.fields) { $0.disclosures },
    ]

    /// The field in which the reason is typed, with what was wrong with it.
    static func reasonField(_ typed: String?, _ problems: [Problem], _ words: Words) -> FieldView {
        var values = Values()
        values.set("reason", typed)
        return FieldBuilder(values: values, problems: problems, stored: nil, words: words)
            .view(FieldSpec.area("reason", rows: 2).labelled("look.reason"))
    }
}
