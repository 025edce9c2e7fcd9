import Coalition
import Templates

extension Words {
    /// A value of a rule with what it counts, such as "28 dagen".
    func value(_ value: Int, of rule: RuleDescription) -> String {
        self("rule.unit.\(rule.unit.rawValue)", ["count": .number(value)])
    }

    /// What a rule becomes, such as "28 dagen wordt 21 dagen".
    func becomes(_ change: RuleChange) -> String {
        guard let rule = change.about else { return "" }
        return self(
            "rule.becomes",
            [
                "from": .text(value(change.from, of: rule)),
                "to": .text(value(change.to, of: rule)),
            ])
    }

    func tag(_ stand: RuleVersion.Stand) -> TagView {
        let look: TagView.Look =
            switch stand {
            case .current: .ok
            case .planned: .infoHalf
            case .waiting: .warnHalf
            case .former: .mute
            case .withdrawn: .muteStill
            }
        return TagView(self("rules.stand.\(stand.rawValue)"), look)
    }

    /// Who did something and when, as far as that is known.
    func by(_ user: ID<User>?, at instant: Instant?, _ names: [ID<User>: String]) -> String? {
        instant.map { instant in
            let day = day(Zone.amsterdam.day(of: instant))
            return user.flatMap { names[$0] }.map {
                self("rules.by", ["name": .text($0), "day": .text(day)])
            } ?? day
        }
    }
}

extension TableView {
    /// All rules of one version, a table for each heading.
    static func rules(_ rules: Rules, _ words: Words) throws -> [TableView] {
        try RuleDescription.Section.allCases.map { section in
            let shown = RuleDescription.all.filter { $0.section == section }
            let columns = ["rules.rule", "rules.value", "rules.bounds", "rules.source"]
            return TableView(
                label: words("rule.section.\(section.rawValue)"),
                caption: words("rule.section.\(section.rawValue)"),
                headers: columns.map { HeaderView(words($0)) },
                rows: try shown.map { rule in
                    RowView(
                        name: words(rule.message), path: "",
                        hint: rule.isOfSafety ? words("rule.safety") : nil,
                        cells: [
                            .tight(
                                words("rules.value"),
                                words.value(try rules.value(rule.key), of: rule)
                            ).at(.tag),
                            .tight(words("rules.bounds"), words.bounds(of: rule)).at(nil),
                            .text(
                                words("rules.source"), words("rule.source.\(rule.source.rawValue)")
                            ).at(nil),
                        ])
                })
        }
    }

    /// What changes, rule by rule; which of it takes a second person is told where something does.
    static func changes(
        _ changes: [RuleChange], caption: String, _ words: Words
    ) -> TableView {
        let told = changes.compactMap { change in change.about.map { (change, $0) } }
        return TableView(
            label: caption, caption: caption,
            headers: ["rules.rule", "rules.change"].map { HeaderView(words($0)) },
            rows: told.map { change, rule in
                RowView(
                    name: words(rule.message), path: "",
                    hint: rule.isOfSafety ? words("rule.safety") : nil,
                    cells: [.text(words("rules.change"), words.becomes(change))])
            })
    }
}

extension Words {
    func bounds(of rule: RuleDescription) -> String {
        self(
            "rules.from_to",
            [
                "least": .number(rule.bounds.lowerBound), "most": .number(rule.bounds.upperBound),
            ])
    }
}

/// Messages about rules and trainings that no template names.
enum RuleKeys {
    static let all: [String] =
        RuleDescription.all.map(\.message)
        + MessageKeys.codes(RuleDescription.Unit.self, "rule.unit")
        + MessageKeys.codes(RuleDescription.Section.self, "rule.section")
        + MessageKeys.codes(RuleDescription.Source.self, "rule.source")
        + MessageKeys.codes(RuleVersion.Stand.self, "rules.stand")
        + MessageKeys.codes(RuleRecords.self, "rules.records")
        + MessageKeys.codes(RuleRecords.self, "rules.count")
        + MessageKeys.codes(Vog.ExemptionReason.self, "exempt.reason")
        + [
            "rule_above", "rule_below", "rules_in_force", "rules_not_in_force", "rules_planned",
            "rules_same", "training_retired", "exempt_seen", "exempt_until",
        ].map { "problem.\($0)" }
        + ["rules", "rules_move", "second_person", "trainings", "vog_exempt"].flatMap {
            ["forbidden.\($0).title", "forbidden.\($0).text"]
        }
}
