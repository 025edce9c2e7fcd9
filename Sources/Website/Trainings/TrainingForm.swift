import Coalition
import Templates

/// A training as the network describes it.
enum TrainingForm {
    /// - Parameter training: Nil for a new one.
    static func view(_ training: Training?, _ context: Context) -> FormView {
        let words = context.words
        let about = TrainingDraft.record.about
        var draft = TrainingDraft()
        if let training {
            (draft.titleNL, draft.titleEN) = (training.titleNL, training.titleEN)
            // What waits for a second person is what its form goes on from.
            draft.isRequired = training.wish?.isRequired ?? training.isRequired
            draft.validMonths =
                training.wish.map(\.validMonths) ?? training.validMonths
            draft.isOffered = training.wish?.isOffered ?? training.isOffered
        }
        let path = training.map { "/trainings/\($0.id)" } ?? "/trainings"
        return FormView(
            title: training.map {
                words(
                    "trainings.edit.title", ["name": .text($0.title(context.language.rawValue))])
            } ?? words("trainings.new.title"),
            lede: words("trainings.edit.lede"), action: path,
            fields: about.specs(words, about.rights(of: context.viewer, in: nil)),
            submit: words("action.save"), cancel: path,
            values: about.values(TrainingDraft.record.values(draft)),
            version: training?.version,
            crumbs: SetupPages.crumbs(context) + [LinkView(words("trainings.title"), "/trainings")])
    }
}

/// The list of trainings.
struct TrainingIndex: Sendable {
    let all: [Training]

    func page(_ context: Context) -> SheetPage {
        let words = context.words
        var page = SheetPage(title: words("trainings.title"), lede: words("trainings.lede"))
        page.crumbs = SetupPages.crumbs(context)
        if context.viewer.holds(TrainingDraft.keepers, for: GroupPolicy.programmes) {
            page.actions = [LinkView(words("trainings.new.title"), "/trainings/new")]
        }
        let waiting = all.filter { $0.wish != nil }.count
        if waiting > 0, context.viewer.holds(TrainingDraft.lookers, for: GroupPolicy.programmes) {
            page.notices = [words("trainings.waiting", ["count": .number(waiting)])]
        }
        page.tables = [table(context)]
        return page
    }

    private func table(_ context: Context) -> TableView {
        let words = context.words
        let mayLook = context.viewer.holds(TrainingDraft.lookers, for: GroupPolicy.programmes)
        return TableView(
            label: words("trainings.title"),
            headers: [
                HeaderView(words("trainings.name")), HeaderView(words("trainings.stand")),
                HeaderView(words("training.valid_months")),
            ],
            rows: all.map { training in
                RowView(
                    name: training.title(context.language.rawValue),
                    path: mayLook ? "/trainings/\(training.id)" : "",
                    cells: [
                        .tags(words("trainings.stand"), training.tags(words)),
                        .tight(
                            words("training.valid_months"), words.validity(training.validMonths)),
                    ])
            })
    }
}

extension Training {
    /// Whether it is required or retired, and whether something waits.
    func tags(_ words: Words) -> [TagView] {
        let stand =
            !isOffered
            ? TagView(words("trainings.retired"), .muteStill)
            : isRequired
                ? TagView(words("trainings.required"), .info)
                : TagView(words("trainings.free"), .infoOpen)
        return [stand] + (wish == nil ? [] : [TagView(words("trainings.waits"), .warnHalf)])
    }
}

extension Words {
    /// For how long a training counts.
    func validity(_ months: Int?) -> String {
        months.map { self("rule.unit.months", ["count": .number($0)]) } ?? self("trainings.no_end")
    }
}
