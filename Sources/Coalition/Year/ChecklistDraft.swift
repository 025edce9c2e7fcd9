import SQLite

/// A list as somebody writes it anew; saved it is a new version, for what begins from then on.
public struct ChecklistDraft: Sendable {
    /// A line as it is typed.
    public struct Line: Sendable {
        /// What it was before; nil for a new one.
        public var code: String?
        public var titleNL = ""
        public var titleEN = ""
        public var owner = Checklist.Owner.group
        public var answer: Checklist.Answer?
        public var dueDays: Int?
        public var milestone: Milestone.Kind?
        public var routes: Set<Family.Route> = []
        public var kinds: Set<Group.Kind> = []
        public var reviews: Set<Review.Kind> = []

        public init() {}
    }

    /// How many lines a list has at most.
    public static let most = 60
    /// Characters in a title.
    public static let longest = 200
    /// Days before and after the day from which a list is reckoned.
    public static let days = -365...365

    public let kind: Checklist.Kind
    /// Nil for the network's.
    public let city: City?
    public var lines: [Line] = []

    public init(_ kind: Checklist.Kind, of city: City?) {
        (self.kind, self.city) = (kind, city)
    }

    /// Whether a viewer may write the lists of a city, or for nil the network's.
    public static func isEditor(_ viewer: Viewer, of city: ID<City>?) -> Bool {
        guard let city else { return viewer.holds([.network], for: GroupPolicy.programmes) }
        return viewer.holds([.local], for: GroupPolicy.programmes, in: city)
    }

    /// Saves it as a new version.
    ///
    /// - Parameter seen: The id of the version that was changed.
    /// - Throws: `Refusal.forbidden` without the right; `.invalid` on `title_nl.0` for a list without
    ///   lines; `.conflict` when somebody else saved first.
    public func save(seen: Int, in tx: Transaction) throws {
        try require(seen: seen, tx)
        guard (1...ChecklistDraft.most).contains(lines.count) else {
            throw Refusal.problem(
                "title_nl.0", lines.isEmpty ? "problem.checklist_empty" : "problem.checklist_long",
                ["maximum": .number(ChecklistDraft.most)])
        }
        let version = try insert(isGivenBack: false, tx)
        for (index, line) in lines.enumerated() {
            let code = line.code ?? "own_\(version.value)_\(index + 1)"
            try tx.db.run(
                """
                INSERT INTO checklist_lines (template_id, position, code, title_nl, title_en, owner,
                    answer, due_days, milestone, routes, kinds, reviews)
                VALUES (\(version), \(index + 1), \(code), \(TypedText.line(line.titleNL)),
                    \(TypedText.line(line.titleEN)), \(line.owner), \(line.answer), \(line.dueDays),
                    \(line.milestone), \(line.routes.codes), \(line.kinds.codes),
                    \(line.reviews.codes))
                """)
        }
    }

    /// Gives a city the network's again.
    ///
    /// - Throws: As ``save(seen:in:)``; `Refusal.already` for a city that has it.
    public func giveBack(seen: Int, in tx: Transaction) throws {
        guard city != nil else { throw Refusal.notFound }
        let stands = try Checklist.find(kind, of: city?.id, at: tx.now, in: tx)
        guard stands.version.isOwn else { throw Refusal.already(nil) }
        try require(seen: seen, tx)
        _ = try insert(isGivenBack: true, tx)
    }

    private func require(seen: Int, _ tx: Transaction) throws {
        guard ChecklistDraft.isEditor(tx.viewer, of: city?.id) else {
            throw Refusal.forbidden("forbidden.checklist")
        }
        let stands = try Checklist.find(kind, of: city?.id, at: tx.now, in: tx)
        try tx.requireVersion(seen, stands: Int(stands.version.id.value))
    }

    private func insert(isGivenBack: Bool, _ tx: Transaction) throws -> ID<Checklist> {
        let place = city?.id.value ?? 0
        try tx.db.run(
            """
            INSERT INTO checklist_templates
                (city_id, kind, number, is_given_back, created_at, created_by)
            SELECT \(city?.id), \(kind), ifnull(max(number), 0) + 1, \(isGivenBack), \(tx.now),
                \(tx.viewer.userID)
            FROM checklist_templates WHERE ifnull(city_id, 0) = \(place) AND kind = \(kind)
            """)
        let id = ID<Checklist>(tx.db.lastInsertedRowID)
        try tx.audit(
            .change, .city, city?.ref ?? "-", city: city?.id, of: .samenHier,
            fields: ["checklist.\(kind.rawValue)"])
        return id
    }
}
