import Coalition
import Templates

/// Who looked at what is sealed, when and why, for a second person to see.
struct LookTable: Sendable {
    private let looks: [Look]
    private let names: [ID<User>: String]
    private let zone: Zone

    init(_ looks: [Look], in zone: Zone, _ tx: Transaction) throws {
        self.looks = looks
        self.zone = zone
        names = try User.names(Set(looks.compactMap(\.user)), in: tx)
    }

    /// Nil when nobody looked.
    func table(_ words: Words) -> TableView? {
        guard !looks.isEmpty else { return nil }
        return TableView(
            label: words("look.table"),
            headers: ["look.who", "look.when", "look.why"].map { HeaderView(words($0)) },
            rows: looks.map { look in
                let day = words.shortDay(zone.day(of: look.at))
                return RowView(
                    name: look.user.flatMap { names[$0] } ?? "Coalitie", path: "",
                    cells: [
                        .tight(words("look.when"), "\(day), \(words.time(look.at, zone))"),
                        .text(words("look.why"), look.reason ?? words("look.no_reason")),
                    ])
            })
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
    let looks: TableView?

    static let fields: Fields<SealedPanel> = [
        .text("path") { $0.path },
        .text("submit") { $0.submit },
        .object("reason", FieldView.fields) { $0.reason },
        .list("terms", TermView.fields) { $0.terms },
        .flag("isOpen") { $0.isOpen },
        .flag("isClosed") { $0.isThere && !$0.isOpen },
        .text("hint") { $0.hint },
        .object("looks", TableView.fields) { $0.looks },
    ]

    /// The field in which the reason is typed, with what was wrong with it.
    static func reasonField(_ typed: String?, _ problems: [Problem], _ words: Words) -> FieldView {
        var values = Values()
        values.set("reason", typed)
        return FieldBuilder(values: values, problems: problems, stored: nil, words: words)
            .view(FieldSpec.area("reason", rows: 2).labelled("look.reason"))
    }
}
