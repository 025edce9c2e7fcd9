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
            lede = words(
                "match.choose.group.lede",
                [
                    "count": .number(family.householdSize),
                    "support": .text(
                        words(family.needsLevel.map { "support_level.\($0)" } ?? "unknown")
                            .lowercased()),
                ])
            sections = PairRows(context, pairs, isOfGroups: true).sections
        } else if let group {
            let (group, pairs) = try context.read { tx in
                let group = try Group.find(group, in: tx)
                return (group, try Pairing.families(for: group, in: tx))
            }
            title = words("match.choose.family", ["name": .text(group.name)])
            crumbs = [list, LinkView(group.name, "/groups/\(group.ref)")]
            lede =
                group.maxHousehold.map {
                    words("match.choose.family.lede", ["most": .number($0)])
                } ?? words("match.choose.lede")
            sections = PairRows(context, pairs, isOfGroups: false).sections
        } else {
            title = words("match.new.title")
            crumbs = [list]
            lede = words("match.choose.lede")
            sections = try PairChoicePage.starts(context)
        }
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
        return [candidates(open), section("match.choose.blocked", blocked)]
    }

    private func section(_ key: String, _ pairs: [Pairing]) -> ChoiceSection {
        ChoiceSection(
            words(key), words("match.choose.none"),
            headers: [isOfGroups ? "match.group" : "match.family", "column.state", "pairing.why"],
            rows: pairs.map(row), words)
    }

    /// What to compare candidates by; who wants to know more opens the pair.
    private func candidates(_ pairs: [Pairing]) -> ChoiceSection {
        ChoiceSection(
            words("match.choose.open"), words("match.choose.none"),
            headers: [isOfGroups ? "match.group" : "match.family"]
                + (pairs.first.map(compared) ?? []).map(\.key),
            rows: pairs.map { pair in
                RowView(
                    name: name(pair), path: path(pair), cells: compared(pair).map(\.cell))
            }, words)
    }

    /// The columns of candidates, each by the key of its head.
    private func compared(_ pair: Pairing) -> [(key: String, cell: CellView)] {
        let (family, group) = (pair.family, pair.group)
        let support = isOfGroups ? group.supportLevel : family.needsLevel
        let since = isOfGroups ? pair.readySince : family.waitingSince
        let all: [(String, (String) -> CellView)?] = [
            ("pairing.verdict", { .tags($0, [pair.fitTag(words)]) }),
            ("pairing.language", { language(pair, $0) }),
            (
                "match.room",
                { .tight($0, words("match.room.of", pair.roomValues)) }
            ),
            (
                "group.support_level",
                { .text($0, support.map { words("support_level.\($0)") }) }
            ),
            isOfGroups ? ("field.neighbourhood", { .text($0, neighbourhood(pair)) }) : nil,
            (
                isOfGroups ? "match.ready_since" : "family.waiting_since",
                { .tight($0, since.map(words.shortDay)) }
            ),
        ]
        return all.compactMap { $0 }.map { ($0, $1(words($0))) }
    }

    private func language(_ pair: Pairing, _ label: String) -> CellView {
        guard pair.sharedLanguages.isEmpty else {
            return .text(label, words.languages(pair.sharedLanguages))
        }
        // What makes up for it stands in the column before.
        if pair.needsInterpreter || pair.needsBuilder {
            return .text(label, words("match.interpreter"))
        }
        let key =
            pair.family.isInterpreterNeeded == nil
            ? "match.language_unknown" : "match.no_language"
        return .tags(label, [TagView(words(key), .warnDiamond)])
    }

    /// Of the group; that the family lives there too is told to who reads where it lives.
    private func neighbourhood(_ pair: Pairing) -> String? {
        guard let place = pair.group.neighbourhood else { return nil }
        let isSame =
            pair.family.neighbourhood == place
            && FamilyPolicy(context.viewer, pair.family).maySeeSensitiveNotes
        return isSame ? words("match.same_place", ["place": .text(place)]) : place
    }

    private func name(_ pair: Pairing) -> String {
        isOfGroups ? pair.group.name : words.name(pair.family.code)
    }

    private func path(_ pair: Pairing) -> String {
        "/matches/new?family=\(pair.family.ref)&group=\(pair.group.ref)"
    }

    private func row(_ pair: Pairing) -> RowView {
        let state = isOfGroups ? pair.group.stateTag(words) : pair.family.stateTag(words)
        return RowView(
            name: name(pair), path: path(pair),
            cells: [.tags(words("column.state"), [state]), .text(words("pairing.why"), why(pair))])
    }

    /// What stands in the way besides the phase, which has a column.
    private func why(_ pair: Pairing) -> String {
        let further = pair.unmet.filter { ![.ready, .waiting].contains($0.rule) }
        return (further.isEmpty ? pair.unmet : further).map { words.pairing($0) }
            .joined(separator: " ")
    }
}

extension Pairing {
    /// How many of the family there are of how many the group can carry.
    fileprivate var roomValues: [String: MessageValue] {
        [
            "count": .number(family.householdSize),
            "most": group.maxHousehold.map { .number($0) } ?? .text("?"),
        ]
    }

    /// Whether they fit, in a word or two.
    func fitTag(_ words: Words) -> TagView {
        switch (isOpen, needsInterpreter, needsBuilder) {
        case (false, _, _): TagView(words("pairing.fit.reason"), .warnDiamond)
        case (true, _, true): TagView(words("pairing.fit.builder"), .warnHalf)
        case (true, true, false): TagView(words("pairing.fit.interpreter"), .warnHalf)
        case (true, false, false): TagView(words("pairing.fit"), .ok)
        }
    }
}
