import Coalition
import Templates

/// What one record is judged by, and what the rules of today would change for it.
struct RecordRuleFacts: Sendable {
    private enum Record: Sendable { case group(Group), match(MatchList.Line) }

    private let record: Record
    let own: RuleVersion
    /// The version in force today.
    let newest: RuleVersion
    private let rules: Rules
    private let changes: [RuleChange]
    /// What would be needed of a group that has enough members now and would have too few.
    private let minimum: Int?
    /// The planned end as it would be; nil where it stays.
    private let end: Day?

    init(group: Group, _ tx: Transaction) throws {
        record = .group(group)
        own = try RuleVersion.find(group.ruleVersion, in: tx)
        newest = try RuleVersion.current(in: tx)
        rules = try own.rules(in: tx)
        changes = try group.changes(to: newest, in: tx)
        let wished = try newest.rules(in: tx)
        minimum = try group.falls(below: wished) ? try wished.minimum(of: group.kind) : nil
        end = nil
    }

    init(match: Match, _ tx: Transaction) throws {
        guard let line = try MatchList.lines([match], in: tx).first else { throw Refusal.notFound }
        record = .match(line)
        own = try RuleVersion.find(match.ruleVersion, in: tx)
        newest = try RuleVersion.current(in: tx)
        rules = try own.rules(in: tx)
        changes = try match.changes(to: newest, in: tx)
        let until = try match.plannedUntil(try newest.rules(in: tx), former: rules)
        end = until == match.plannedUntil ? nil : until
        minimum = nil
    }

    var path: String {
        switch record {
        case .group(let group): "/groups/\(group.ref)"
        case .match(let line): line.match.path
        }
    }

    private var records: RuleRecords {
        switch record {
        case .group: .groups
        case .match: .matches
        }
    }

    private func name(_ words: Words) -> String {
        switch record {
        case .group(let group): words("group.called", ["name": .text(group.name)])
        case .match(let line): line.title(words)
        }
    }

    func page(_ context: Context, _ problems: [Problem]) throws -> SheetPage {
        let words = context.words
        let isNewest = own.number >= newest.number
        let day = words.day(own.inForceFrom)
        var page = SheetPage(
            title: words("rules.record.title", ["name": .text(name(words))]),
            lede: words(
                isNewest ? "rules.record.newest" : "rules.record.older", ["day": .text(day)]))
        page.problems = problems.map { LinkView(words.problem($0), "#inhoud") }
        page.crumbs = crumbs(words)
        if !isNewest {
            page.notices = consequences(words)
            let newDay = words.day(newest.inForceFrom)
            if !changes.isEmpty {
                page.tables = [
                    .changes(
                        changes,
                        caption: words("rules.record.changes", ["day": .text(newDay)]), words)
                ]
            }
            page.forms = [
                SmallForm(
                    path: "\(path)/rules", version: String(newest.number), fields: [],
                    submit: words("rules.record.move", ["day": .text(newDay)]))
            ]
        }
        let values = try values(words)
        if isNewest {
            page.tables = [values]
        } else {
            page.fold = FoldView(title: words("rules.record.all"), tables: [values])
        }
        return page
    }

    /// What moving it does besides the rules themselves.
    private func consequences(_ words: Words) -> [String] {
        if case .group(let group) = record, let minimum {
            return [
                words(
                    "rules.record.falls",
                    ["count": .number(group.memberCount), "minimum": .number(minimum)])
            ]
        }
        if case .match(let line) = record, let end, let planned = line.match.plannedUntil {
            return [
                words(
                    "rules.record.end",
                    ["from": .text(words.day(planned)), "to": .text(words.day(end))])
            ]
        }
        return changes.isEmpty ? [words("rules.record.nothing")] : []
    }

    /// The rules by which it is judged now.
    private func values(_ words: Words) throws -> TableView {
        TableView(
            label: words("rules.record.all"),
            headers: ["rules.rule", "rules.value"].map { HeaderView(words($0)) },
            rows: try RuleDescription.all.filter { $0.records == records }.map { rule in
                RowView(
                    name: words(rule.message), path: "",
                    cells: [
                        .tight(
                            words("rules.value"), words.value(try rules.value(rule.key), of: rule))
                    ])
            })
    }

    private func crumbs(_ words: Words) -> [LinkView] {
        let (key, list) =
            records == .groups ? ("nav.groups", "/groups") : ("nav.matches", "/matches")
        return [LinkView(words(key), list), LinkView(name(words), path)]
    }
}

extension TermView {
    /// Since when the rules hold by which a record is judged, with the page that moves it to others.
    init(rulesOf from: Day, _ path: String, _ words: Words) {
        self.init(
            words("rules.of_record"), words("rules.of_day", ["day": .text(words.day(from))]),
            link: "\(path)/rules")
    }
}
