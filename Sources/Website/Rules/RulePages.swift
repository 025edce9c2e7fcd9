import Coalition
import HTTP
import Templates

/// The rules of the network: what they are, who changed them when, and new ones from a day on.
enum RulePages: Feature {
    static var routes: [Route] {
        let readers = Access.roles(RuleProposal.readers, for: .any)
        let makers = Access.roles(RuleProposal.makers, for: .any)
        return [
            .get("/rules", readers, index),
            .get("/rules/new", makers, new),
            .post("/rules", makers, create),
            .get("/rules/:version", readers, show),
            .post("/rules/:version/confirmation", readers, confirm),
            .post("/rules/:version/withdrawal", readers, withdraw),
        ]
    }
    static var pages: [any SitePage.Type] { [SheetPage.self, RuleFormPage.self] }

    static func index(_ context: Context) throws -> Response {
        let facts = try context.read { try RuleFacts($0) }
        return try context.show(try facts.page(context))
    }

    static func show(_ context: Context) throws -> Response { try show(context, []) }

    static func new(_ context: Context) throws -> Response {
        let form = try context.read { try RuleForm($0) }
        guard form.ahead == nil else { return context.redirect("/rules") }
        return try context.show(RuleFormPage(try context.formBody(form.view(context)), context))
    }

    static func create(_ context: Context) throws -> Response {
        let shown = try context.read { try RuleForm($0) }
        return try context.submit(
            { try shown.view(context) },
            again: { body, status in
                try context.show(RuleFormPage(body, context), status: status)
            }
        ) { form, tx in
            let version = try RuleForm.read(form).propose(in: tx)
            let key = version.confirmedAt == nil ? "note.rules_waiting" : "note.rules_planned"
            let day = context.words.day(version.inForceFrom)
            return ("/rules/\(version.number)", Note(key, ["day": day]))
        }
    }

    static func confirm(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let version = try version(context, tx)
            try version.confirm(in: tx)
            let day = context.words.day(max(version.inForceFrom, tx.today))
            return ("/rules/\(version.number)", Note("note.rules_confirmed", ["day": day]))
        }
    }

    static func withdraw(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let version = try version(context, tx)
            try version.withdraw(in: tx)
            return ("/rules", Note("note.rules_withdrawn"))
        }
    }

    /// - Throws: `Refusal.notFound` for anything that is no number of a version.
    static func version(_ context: Context, _ tx: Transaction) throws -> RuleVersion {
        guard let number = Int(try context.parameter("version")), number < 1_000_000 else {
            throw Refusal.notFound
        }
        return try RuleVersion.find(number, in: tx)
    }

    private static func show(_ context: Context, _ problems: [Problem]) throws -> Response {
        let facts = try context.read { tx in
            try RuleVersionFacts(try version(context, tx), tx)
        }
        return try context.show(
            try facts.page(context, problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// All rules with their versions.
struct RuleFacts: Sendable {
    let rules: Rules
    let versions: [RuleVersion]
    let changes: [Int: [RuleChange]]
    let names: [ID<User>: String]
    let current: RuleVersion
    let today: Day

    /// The version that is still to come; nil for none.
    var ahead: RuleVersion? { versions.first { $0.isAhead(on: today) } }

    init(_ tx: Transaction) throws {
        today = tx.today
        versions = try RuleVersion.all(in: tx)
        current = try RuleVersion.current(in: tx)
        rules = try current.rules(in: tx)
        changes = Dictionary(
            uniqueKeysWithValues: try versions.map { ($0.number, try $0.changes(in: tx)) })
        names = try User.names(Set(versions.compactMap(\.proposedBy)), in: tx)
    }

    func page(_ context: Context) throws -> SheetPage {
        let words = context.words
        let mayMake = context.viewer.holds(RuleProposal.makers, for: .any)
        var page = SheetPage(title: words("rules.title"), lede: words("rules.lede"))
        page.crumbs = SetupPages.crumbs(context)
        if mayMake, ahead == nil {
            page.actions = [LinkView(words("rules.new"), "/rules/new")]
        }
        if let ahead {
            page.notices = [words.ahead(ahead)]
            page.actions = [LinkView(words("rules.ahead.look"), "/rules/\(ahead.number)")]
            page.tables.append(
                .changes(
                    changes[ahead.number] ?? [],
                    caption: words(
                        "rules.ahead.caption", ["day": .text(words.day(ahead.inForceFrom))]),
                    words))
        }
        page.tables += try TableView.rules(rules, words)
        page.tables.append(history(words))
        return page
    }

    private func history(_ words: Words) -> TableView {
        TableView(
            label: words("rules.versions"), caption: words("rules.versions"),
            headers: ["rules.from", "rules.stand", "rules.changed", "rules.who"].map {
                HeaderView(words($0))
            },
            rows: versions.map { version in
                let changed = changes[version.number]?.count ?? 0
                return RowView(
                    name: words.day(version.inForceFrom), path: "/rules/\(version.number)",
                    cells: [
                        .tags(
                            words("rules.stand"),
                            [words.tag(version.stand(on: today, current: current.number))]),
                        .tight(
                            words("rules.changed"),
                            changed == 0
                                ? nil : words("rules.changed.count", ["count": .number(changed)])),
                        .text(
                            words("rules.who"),
                            words.by(version.proposedBy, at: version.proposedAt, names)),
                    ])
            })
    }
}

extension Words {
    /// What is said of a version that is still to come.
    fileprivate func ahead(_ version: RuleVersion) -> String {
        self(
            version.confirmedAt == nil ? "rules.ahead.waiting" : "rules.ahead.planned",
            ["day": .text(day(version.inForceFrom))])
    }
}
