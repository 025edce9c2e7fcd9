import Coalition
import HTTP
import Templates

/// The records that still have older rules than a version: how many, what would change for them, and
/// moving all of a kind.
enum RuleRecordPages: Feature {
    static var routes: [Route] {
        [
            .get("/rules/:version/records", .roles(RuleProposal.makers, for: .any), show),
            .post("/rules/:version/records", .roles([.network], for: .any), move),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func show(_ context: Context) throws -> Response { try show(context, []) }

    static func move(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let version = try RulePages.version(context, tx)
            let records: RuleRecords? = form.choice("records", isRequired: true)
            let ref = form.values.text("city")
            try form.check()
            guard let records else { throw Refusal.notFound }
            let city = try ref.map { try City.find($0, in: tx) }
            let moved = try OlderRecords.move(records, in: city?.id, to: version, tx)
            let left = try OlderRecords(records, before: version, in: tx).total(in: city?.id)
            return (
                "/rules/\(version.number)/records",
                Note(
                    left == 0 ? "note.rules_moved" : "note.rules_moved_some",
                    [
                        "count": context.words(
                            "rules.count.\(records.rawValue)", ["count": .number(moved)]),
                        "left": String(left),
                    ])
            )
        }
    }

    private static func show(_ context: Context, _ problems: [Problem]) throws -> Response {
        let facts = try context.read { tx in
            try RuleRecordFacts(try RulePages.version(context, tx), tx)
        }
        return try context.show(
            facts.page(context, problems), status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// What older records there are, and which groups would have too few members.
struct RuleRecordFacts: Sendable {
    let version: RuleVersion
    let older: [OlderRecords]
    let versions: [Int: RuleVersion]
    let cities: [City]
    /// Empty for who may not see groups.
    let falling: [Group]
    let fallingCount: Int
    let mayMove: Bool

    /// - Throws: `Refusal.notFound` for a version that is not in force, and for the first of all.
    init(_ version: RuleVersion, _ tx: Transaction) throws {
        guard version.number > 1, version.withdrawnAt == nil, !version.isAhead(on: tx.today)
        else { throw Refusal.notFound }
        self.version = version
        let viewer = tx.viewer
        older = try RuleRecords.allCases.filter {
            viewer.holds(RuleProposal.makers, for: $0.programmes)
        }.map { try OlderRecords($0, before: version, in: tx) }.filter { $0.total > 0 }
        versions = Dictionary(
            uniqueKeysWithValues: try RuleVersion.all(in: tx).map { ($0.number, $0) })
        let places = Set(older.flatMap(\.counts).map(\.city))
        cities = try City.all(in: tx).filter { places.contains($0.id) }
        let seesGroups = viewer.holds([.network], for: GroupPolicy.programmes)
        falling = seesGroups ? try OlderRecords.falling(below: version, in: tx) : []
        let counts = viewer.holds(RuleProposal.makers, for: GroupPolicy.programmes)
        fallingCount = counts ? try OlderRecords.fallingCount(below: version, in: tx) : 0
        mayMove = viewer.holds([.network], for: .any)
    }

    func page(_ context: Context, _ problems: [Problem]) -> SheetPage {
        let words = context.words
        let day = words.day(version.inForceFrom)
        var page = SheetPage(title: words("rules.older.title", ["day": .text(day)]))
        page.lede = words(older.isEmpty ? "rules.older.none" : "rules.older.lede")
        page.problems = problems.map { LinkView(words.problem($0), "#inhoud") }
        page.crumbs =
            SetupPages.crumbs(context) + [
                LinkView(words("rules.title"), "/rules"),
                LinkView(
                    words("rules.of_day", ["day": .text(day)]), "/rules/\(version.number)"),
            ]
        if fallingCount > 0 {
            page.notices = [words("rules.falling", ["count": .number(fallingCount)])]
        }
        if !older.isEmpty { page.tables = tables(context) }
        if mayMove, !older.isEmpty { page.forms = [form(context, problems)] }
        if !mayMove, !older.isEmpty { page.notices.append(words("rules.older.network")) }
        return page
    }

    private func tables(_ context: Context) -> [TableView] {
        let words = context.words
        return [counts(words)]
            + (falling.isEmpty ? [] : [named(context)])
            + older.flatMap { older in
                older.changes.filter { !$0.changes.isEmpty }.map { change in
                    TableView.changes(
                        change.changes,
                        caption: words(
                            "rules.older.changes",
                            [
                                "records": .text(words("rules.records.\(older.records.rawValue)")),
                                "day": .text(day(change.version, words)),
                            ]), words)
                }
            }
    }

    private func counts(_ words: Words) -> TableView {
        TableView(
            label: words("rules.older.table"), caption: words("rules.older.table"),
            headers: [
                HeaderView(words("rules.kind")), HeaderView(words("rules.now")),
                HeaderView(words("rules.number"), isNumber: true),
            ],
            rows: older.flatMap { older in
                older.changes.map { change in
                    RowView(
                        name: words("rules.records.\(older.records.rawValue)"), path: "",
                        cells: [
                            .tight(
                                words("rules.now"),
                                words("rules.of_day", ["day": .text(day(change.version, words))])),
                            .number(
                                words("rules.number"),
                                older.counts.filter { $0.version == change.version }
                                    .reduce(0) { $0 + $1.count }),
                        ])
                }
            })
    }

    private func named(_ context: Context) -> TableView {
        let words = context.words
        let names = Dictionary(
            uniqueKeysWithValues: cities.map { ($0.id, $0.name(context.language.rawValue)) })
        return TableView(
            label: words("rules.falling.table"), caption: words("rules.falling.table"),
            headers: [
                HeaderView(words("field.name")), HeaderView(words("field.city")),
                HeaderView(words("rules.members"), isNumber: true),
            ],
            rows: falling.map { group in
                RowView(
                    name: group.name, path: "/groups/\(group.ref)/rules",
                    cells: [
                        .text(words("field.city"), names[group.city]),
                        .number(words("rules.members"), group.memberCount),
                    ])
            })
    }

    private func form(_ context: Context, _ problems: [Problem]) -> SmallForm {
        let words = context.words
        let kinds = older.map { older in
            Choice(
                older.records.rawValue,
                words("rules.count.\(older.records.rawValue)", ["count": .number(older.total)]))
        }
        let places = cities.map { Choice($0.ref, $0.name(context.language.rawValue)) }
        let builder = FieldBuilder(
            values: Values(), problems: problems, stored: nil, words: words)
        return SmallForm(
            path: "/rules/\(version.number)/records", version: nil,
            fields: [
                builder.view(.radios("records", kinds).labelled("rules.move.records")),
                builder.view(
                    .select("city", [Choice("", words("rules.move.everywhere"))] + places)
                        .labelled("rules.move.city")),
            ], submit: words("rules.move.submit"))
    }

    private func day(_ number: Int, _ words: Words) -> String {
        versions[number].map { words.day($0.inForceFrom) } ?? String(number)
    }
}
