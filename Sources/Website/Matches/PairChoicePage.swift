import Coalition
import Templates

/// Choosing a family, a group, or for one of them the other, with why and why not.
struct PairChoicePage: SitePage {
    static let template = "matches/choose"
    let title: String
    let lede: String
    let crumbs: [LinkView]
    let sections: [ChoiceSection]

    static let fields: Fields<PairChoicePage> = [
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .list("sections", ChoiceSection.fields) { $0.sections },
    ]

    init(_ context: Context, family: String?, group: String?) throws {
        let words = context.words
        let list = LinkView(words("nav.matches"), "/matches")
        if let family {
            let (family, pairs) = try context.read { tx in
                let family = try Family.find(family, in: tx)
                return (family, try Pairing.groups(for: family, in: tx))
            }
            title = words("match.choose.group", ["name": .text(words.name(family.code))])
            crumbs = [list, LinkView(family.title(words), family.path)]
            sections = PairRows(context, pairs, isOfGroups: true).sections
        } else if let group {
            let (group, pairs) = try context.read { tx in
                let group = try Group.find(group, in: tx)
                return (group, try Pairing.families(for: group, in: tx))
            }
            title = words("match.choose.family", ["name": .text(group.name)])
            crumbs = [list, LinkView(group.name, "/groups/\(group.ref)")]
            sections = PairRows(context, pairs, isOfGroups: false).sections
        } else {
            title = words("match.new.title")
            crumbs = [list]
            sections = try PairChoicePage.starts(context)
        }
        lede = words("match.choose.lede")
    }

    /// Who waits and who is ready, to begin with either.
    private static func starts(_ context: Context) throws -> [ChoiceSection] {
        let words = context.words
        let (families, groups) = try context.read { tx in
            var (waiting, ready) = (FamilyList(), GroupList())
            waiting.state = .waiting
            ready.state = .ready
            return (try waiting.page(nil, in: tx).rows, try ready.page(nil, in: tx).rows)
        }
        return [
            ChoiceSection(
                words("match.choose.waiting"), words("match.choose.no_waiting"),
                headers: ["family.column.code", "field.household_size", "family.waiting_since"],
                rows: families.map { family in
                    RowView(
                        name: words.name(family.code), path: "/matches/new?family=\(family.ref)",
                        cells: [
                            .number(words("field.household_size"), family.householdSize),
                            .tight(
                                words("family.waiting_since"),
                                family.waitingSince.map(words.shortDay)),
                        ])
                }, words),
            ChoiceSection(
                words("match.choose.ready"), words("match.choose.no_ready"),
                headers: ["match.group", "group.kind", "group.max_household"],
                rows: groups.map { group in
                    RowView(
                        name: group.name, path: "/matches/new?group=\(group.ref)",
                        cells: [
                            .text(words("group.kind"), words("group.kind.\(group.kind.rawValue)")),
                            .text(
                                words("group.max_household"),
                                group.maxHousehold.map {
                                    words("family.people", ["count": .number($0)])
                                }),
                        ])
                }, words),
        ]
    }
}

/// A heading with a table of candidates, or what stands there when there is none.
struct ChoiceSection: PageModel {
    let title: String
    let none: String
    let table: TableView?

    init(_ title: String, _ none: String, headers: [String], rows: [RowView], _ words: Words) {
        self.title = title
        self.none = none
        table =
            rows.isEmpty
            ? nil
            : TableView(
                label: title,
                headers: headers.map { key in
                    HeaderView(words(key), isNumber: key == "field.household_size")
                }, rows: rows)
    }

    static let fields: Fields<ChoiceSection> = [
        .text("title") { $0.title },
        .text("none") { $0.none },
        .object("table", TableView.fields) { $0.table },
        .flag("isEmpty") { $0.table == nil },
    ]
}

/// Pairs as candidates: those that may be proposed, and those that may not with the reason.
struct PairRows {
    private let context: Context
    private let pairs: [Pairing]
    private let isOfGroups: Bool
    private var words: Words { context.words }

    init(_ context: Context, _ pairs: [Pairing], isOfGroups: Bool) {
        self.context = context
        self.pairs = pairs
        self.isOfGroups = isOfGroups
    }

    var sections: [ChoiceSection] {
        let open = pairs.filter { $0.isOpen(to: context.viewer) }
        let blocked = pairs.filter { !$0.isOpen(to: context.viewer) }
        return [
            section("match.choose.open", open), section("match.choose.blocked", blocked),
        ]
    }

    private func section(_ key: String, _ pairs: [Pairing]) -> ChoiceSection {
        ChoiceSection(
            words(key), words("match.choose.none"),
            headers: [isOfGroups ? "match.group" : "match.family", "column.state", "pairing.why"],
            rows: pairs.map(row), words)
    }

    private func row(_ pair: Pairing) -> RowView {
        let state = isOfGroups ? pair.group.stateTag(words) : pair.family.stateTag(words)
        return RowView(
            name: isOfGroups ? pair.group.name : words.name(pair.family.code),
            path: "/matches/new?family=\(pair.family.ref)&group=\(pair.group.ref)",
            cells: [.tags(words("column.state"), [state]), .text(words("pairing.why"), why(pair))])
    }

    /// What stands in the way besides the phase, which has a column; or that nothing does.
    private func why(_ pair: Pairing) -> String {
        if pair.isOpen { return words(pair.verdict) }
        let further = pair.unmet.filter { ![.ready, .waiting].contains($0.rule) }
        return (further.isEmpty ? pair.unmet : further).map { words.pairing($0) }
            .joined(separator: " ")
    }
}
