import SQLite

/// A line of a list: what is to be done by whom and when, or a question of a review.
public struct ChecklistLine: Sendable {
    public let id: ID<ChecklistLine>
    /// What the line is through all versions of its list.
    public let code: String
    public let titleNL: String
    public let titleEN: String
    public let owner: Checklist.Owner
    /// Nil for what is to be done.
    public let answer: Checklist.Answer?
    /// Days from the day from which its list is reckoned, negative before it; nil for no day.
    public let dueDays: Int?
    /// What a family has reached with it; nil for nothing.
    public let milestone: Milestone.Kind?
    /// For which families; all for none.
    public let routes: Set<Family.Route>
    /// For which groups; all for none.
    public let kinds: Set<Group.Kind>
    /// In which reviews it is asked; all for none.
    public let reviews: Set<Review.Kind>

    static let columns: SQL = """
        id, code, title_nl, title_en, owner, answer, due_days, milestone, routes, kinds, reviews
        """

    init(_ row: inout Row) throws {
        id = try row.next()
        code = try row.next()
        titleNL = try row.next()
        titleEN = try row.next()
        owner = try row.next()
        answer = try row.next()
        dueDays = try row.next()
        milestone = try row.next()
        routes = try Set(codes: try row.next() as String?)
        kinds = try Set(codes: try row.next() as String?)
        reviews = try Set(codes: try row.next() as String?)
    }

    /// What it says, by the code of a language.
    public func title(_ language: String) -> String { language == "nl" ? titleNL : titleEN }

    /// Whether it is for a family of this route and a group of this kind; what is not known yet leaves
    /// out nothing but what is for others.
    func isFor(_ route: Family.Route?, _ kind: Group.Kind) -> Bool {
        (routes.isEmpty || route.map(routes.contains) ?? false)
            && (kinds.isEmpty || kinds.contains(kind))
    }

    /// The lines of each of these versions, in their order.
    static func all(
        of versions: [ID<Checklist>], in tx: Transaction
    ) throws -> [ID<Checklist>: [ChecklistLine]] {
        guard !versions.isEmpty else { return [:] }
        var lines: [ID<Checklist>: [(Int, ChecklistLine)]] = [:]
        try tx.db.each(
            """
            SELECT template_id, position, \(columns) FROM checklist_lines
            WHERE template_id IN \(list: versions)
            """
        ) { row in
            let (version, position): (ID<Checklist>, Int) = (try row.next(), try row.next())
            lines[version, default: []].append((position, try ChecklistLine(&row)))
        }
        return lines.mapValues { $0.sorted { $0.0 < $1.0 }.map(\.1) }
    }

    /// Several lines by id, such as those that tasks are.
    public static func find(
        _ ids: Set<ID<ChecklistLine>>, in tx: Transaction
    ) throws -> [ID<ChecklistLine>: ChecklistLine] {
        guard !ids.isEmpty else { return [:] }
        let wanted = ids.sorted { $0.value < $1.value }
        let found = try tx.db.all(
            "SELECT \(columns) FROM checklist_lines WHERE id IN \(list: wanted)",
            ChecklistLine.init)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    }
}

extension Set where Element: Code {
    /// Codes with a blank between them; empty for nil.
    ///
    /// - Throws: `Damaged.code` for one that the program does not know.
    init(codes text: String?) throws {
        self = Set(
            try (text ?? "").split(separator: " ").map { word in
                guard let code = Element(rawValue: String(word)) else {
                    throw Damaged.code(String(word))
                }
                return code
            })
    }

    /// The codes in their order with a blank between them; nil for none.
    var codes: String? {
        let words = Element.allCases.filter(contains).map(\.rawValue)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
