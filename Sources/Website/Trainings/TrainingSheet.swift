import Coalition
import Templates

/// One training: what it is, what waits for a second person, and who can say yes to that.
struct TrainingFacts: Sendable {
    let training: Training
    let names: [ID<User>: String]
    /// Groups that are ready now and would fall back with what is wished.
    let falling: Int

    init(_ training: Training, _ tx: Transaction) throws {
        self.training = training
        names = try User.names(Set([training.wish?.by].compactMap { $0 }), in: tx)
        let becomesRequired = training.wish?.isRequired == true && !training.isRequired
        falling = becomesRequired ? try training.readyGroupsWithout(in: tx) : 0
    }

    func page(_ context: Context, _ problems: [Problem]) -> SheetPage {
        let words = context.words
        var page = SheetPage(
            title: training.title(context.language.rawValue), tags: training.tags(words))
        page.problems = problems.map { LinkView(words.problem($0), "#inhoud") }
        page.crumbs =
            SetupPages.crumbs(context) + [LinkView(words("trainings.title"), "/trainings")]
        let other = training.title(context.language == .nl ? "en" : "nl")
        page.terms = [
            TermView(words("trainings.other_name"), other),
            TermView(words("training.is_required"), yes(training.isRequired, words)),
            TermView(words("training.valid_months"), words.validity(training.validMonths)),
            TermView(words("training.is_offered"), yes(training.isOffered, words)),
        ]
        if context.viewer.holds(TrainingDraft.keepers, for: GroupPolicy.programmes) {
            page.actions = [LinkView(words("action.edit"), "/trainings/\(training.id)/edit")]
        }
        if let wish = training.wish { wishes(wish, &page, context) }
        return page
    }

    private func wishes(_ wish: Training.Wish, _ page: inout SheetPage, _ context: Context) {
        let (words, viewer) = (context.words, context.viewer)
        let isYours = SecondPerson.isMet(
            by: viewer, after: wish.by, for: GroupPolicy.programmes)
        let isOwn = viewer.userID != nil && viewer.userID == wish.by
        page.notices = [
            words(
                isYours
                    ? "trainings.wish.you" : isOwn ? "trainings.wish.own" : "trainings.wish.other"),
            words("trainings.wish.falling", ["count": .number(falling)]),
        ]
        page.tables = [changes(wish, words)]
        if let by = words.by(wish.by, at: wish.at, names) {
            page.terms.append(TermView(words("rules.proposed"), by))
        }
        if isYours {
            page.forms.append(button("confirmation", words("rules.confirm")))
        }
        if viewer.holds(SecondPerson.roles, for: GroupPolicy.programmes) {
            page.forms.append(button("withdrawal", words("rules.withdraw")))
        }
    }

    private func changes(_ wish: Training.Wish, _ words: Words) -> TableView {
        let rows: [(String, String, String)] = [
            (
                "training.is_required", yes(training.isRequired, words),
                yes(wish.isRequired, words)
            ),
            (
                "training.valid_months", words.validity(training.validMonths),
                words.validity(wish.validMonths)
            ),
            ("training.is_offered", yes(training.isOffered, words), yes(wish.isOffered, words)),
        ]
        return TableView(
            label: words("rules.changes"), caption: words("rules.changes"),
            headers: ["rules.what", "rules.change"].map { HeaderView(words($0)) },
            rows: rows.filter { $0.1 != $0.2 }.map { key, from, to in
                RowView(
                    name: words(key), path: "",
                    cells: [
                        .text(
                            words("rules.change"),
                            words("rule.becomes", ["from": .text(from), "to": .text(to)]))
                    ])
            })
    }

    private func button(_ what: String, _ submit: String) -> SmallForm {
        SmallForm(
            path: "/trainings/\(training.id)/\(what)", version: nil, fields: [], submit: submit)
    }

    private func yes(_ isSo: Bool, _ words: Words) -> String {
        words(isSo ? "answer.yes" : "answer.no")
    }
}
