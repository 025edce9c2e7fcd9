import Coalition
import Templates

/// One version of the rules: what it changes, who proposed it and who looked.
struct RuleVersionFacts: Sendable {
    let version: RuleVersion
    let rules: Rules
    let changes: [RuleChange]
    let stand: RuleVersion.Stand
    let names: [ID<User>: String]

    init(_ version: RuleVersion, _ tx: Transaction) throws {
        self.version = version
        rules = try version.rules(in: tx)
        changes = try version.changes(in: tx)
        stand = version.stand(on: tx.today, current: try RuleVersion.current(in: tx).number)
        let people = [version.proposedBy, version.confirmedBy, version.withdrawnBy]
        names = try User.names(Set(people.compactMap { $0 }), in: tx)
    }

    func page(_ context: Context, _ problems: [Problem]) throws -> SheetPage {
        let words = context.words
        var page = SheetPage(
            title: words("rules.of_day", ["day": .text(words.day(version.inForceFrom))]),
            tags: [words.tag(stand)])
        page.problems = problems.map { LinkView(words.problem($0), "#inhoud") }
        page.notices = notices(context)
        page.terms = terms(words)
        if !changes.isEmpty {
            page.tables = [.changes(changes, caption: words("rules.changes"), words)]
        }
        page.forms = forms(context)
        page.fold = FoldView(title: words("rules.all"), tables: try TableView.rules(rules, words))
        if [.current, .former].contains(stand), version.number > 1,
            context.viewer.holds(RuleProposal.makers, for: .any)
        {
            page.actions = [
                LinkView(words("rules.older"), "/rules/\(version.number)/records")
            ]
        }
        page.crumbs =
            SetupPages.crumbs(context) + [LinkView(words("rules.title"), "/rules")]
        return page
    }

    private func notices(_ context: Context) -> [String] {
        let (words, viewer) = (context.words, context.viewer)
        guard stand == .waiting else { return [] }
        if SecondPerson.isMet(by: viewer, after: version.proposedBy, for: .any) {
            return [words("rules.waiting.you")]
        }
        let isOwn = viewer.userID != nil && viewer.userID == version.proposedBy
        return [words(isOwn ? "rules.waiting.own" : "rules.waiting.other")]
    }

    private func forms(_ context: Context) -> [SmallForm] {
        let (words, viewer) = (context.words, context.viewer)
        var forms: [SmallForm] = []
        if stand == .waiting,
            SecondPerson.isMet(by: viewer, after: version.proposedBy, for: .any)
        {
            forms.append(button("confirmation", words("rules.confirm")))
        }
        if [.waiting, .planned].contains(stand), version.mayWithdraw(viewer) {
            forms.append(button("withdrawal", words("rules.withdraw")))
        }
        return forms
    }

    private func button(_ what: String, _ submit: String) -> SmallForm {
        SmallForm(
            path: "/rules/\(version.number)/\(what)", version: nil, fields: [], submit: submit)
    }

    private func terms(_ words: Words) -> [TermView] {
        let rows = [
            ("rules.proposed", version.proposedBy, version.proposedAt),
            (
                "rules.confirmed", version.confirmedBy,
                version.confirmedBy == nil ? nil : version.confirmedAt
            ),
            ("rules.withdrawn", version.withdrawnBy, version.withdrawnAt),
        ]
        return rows.compactMap { key, user, at in
            words.by(user, at: at, names).map { TermView(words(key), $0) }
        }
    }
}
