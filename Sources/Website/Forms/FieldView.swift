import Coalition
import Templates

/// A field as the template places it: every word and attribute already decided.
struct FieldView: PageModel {
    let name: String
    let id: String
    let label: String
    let hint: String?
    let error: String?
    /// What the record has now and what becomes of it, when that differs from what was typed.
    let keep: KeepView?
    let describedBy: String?
    let text: TextView?
    let area: AreaView?
    let date: DateView?
    let group: ChoiceGroupView?
    let select: SelectView?
    let isTick: Bool
    let isTicked: Bool
    /// A button below it that sends the form another way.
    let button: ButtonView?

    /// Whether something stands in it or is chosen.
    var isFilled: Bool {
        isTicked || text?.value.isEmpty == false || area?.value.isEmpty == false
            || [date?.day, date?.month, date?.year].contains { $0?.isEmpty == false }
            || [group?.choices, select?.choices].contains {
                $0?.contains(where: \.isChosen) == true
            }
    }

    static let fields: Fields<FieldView> = [
        .text("name") { $0.name },
        .text("id") { $0.id },
        .text("label") { $0.label },
        .text("hint") { $0.hint },
        .text("error") { $0.error },
        .flag("hasError") { $0.error != nil },
        .object("keep", KeepView.fields) { $0.keep },
        .text("describedBy") { $0.describedBy },
        .object("text", TextView.fields) { $0.text },
        .object("area", AreaView.fields) { $0.area },
        .object("date", DateView.fields) { $0.date },
        .object("group", ChoiceGroupView.fields) { $0.group },
        .object("select", SelectView.fields) { $0.select },
        .flag("hasLabel") { $0.text != nil || $0.area != nil || $0.select != nil },
        .flag("isTick") { $0.isTick },
        .flag("isTicked") { $0.isTicked },
        .object("button", ButtonView.fields) { $0.button },
    ]
}

/// An input of one line.
struct TextView: PageModel {
    let id: String
    let name: String
    let value: String
    let type: String
    let inputMode: String?
    let width: String
    let autocomplete: String?
    let describedBy: String?
    let hasError: Bool
    let isRequired: Bool
    /// What is offered while somebody types.
    let suggestions: [String]

    static let fields: Fields<TextView> = [
        .text("id") { $0.id },
        .text("name") { $0.name },
        .text("value") { $0.value },
        .text("type") { $0.type },
        .text("inputMode") { $0.inputMode },
        .text("width") { $0.width },
        .text("autocomplete") { $0.autocomplete },
        .text("describedBy") { $0.describedBy },
        .flag("hasError") { $0.hasError },
        .flag("isRequired") { $0.isRequired },
        .texts("suggestions") { $0.suggestions },
        .flag("hasSuggestions") { !$0.suggestions.isEmpty },
    ]
}

/// An input of several lines.
struct AreaView: PageModel {
    let id: String
    let name: String
    let value: String
    let rows: Int
    let describedBy: String?
    let hasError: Bool
    let isRequired: Bool
    /// Whether one can type in it at once.
    let isFocused: Bool

    static let fields: Fields<AreaView> = [
        .text("id") { $0.id },
        .text("name") { $0.name },
        .text("value") { $0.value },
        .number("rows") { $0.rows },
        .text("describedBy") { $0.describedBy },
        .flag("hasError") { $0.hasError },
        .flag("isRequired") { $0.isRequired },
        .flag("isFocused") { $0.isFocused },
    ]
}

/// A day in three inputs.
struct DateView: PageModel {
    let id: String
    let name: String
    let day: String
    let month: String
    let year: String
    let hasError: Bool
    let isRequired: Bool

    static let fields: Fields<DateView> = [
        .text("id") { $0.id },
        .text("name") { $0.name },
        .text("day") { $0.day },
        .text("month") { $0.month },
        .text("year") { $0.year },
        .flag("hasError") { $0.hasError },
        .flag("isRequired") { $0.isRequired },
    ]
}

/// A select: its options, those of one heading together.
struct SelectView: PageModel {
    let id: String
    let name: String
    let describedBy: String?
    let hasError: Bool
    let runs: [OptionRun]

    /// All options, whatever they stand under.
    var choices: [ChoiceView] { runs.flatMap(\.choices) }

    static let fields: Fields<SelectView> = [
        .text("id") { $0.id },
        .text("name") { $0.name },
        .text("describedBy") { $0.describedBy },
        .flag("hasError") { $0.hasError },
        .list("runs", OptionRun.fields) { $0.runs },
    ]
}

/// Options that stand under one heading, or under none.
struct OptionRun: PageModel {
    let heading: String?
    var choices: [ChoiceView]

    static let fields: Fields<OptionRun> = [
        .text("heading") { $0.heading },
        .list("choices", ChoiceView.fields) { $0.choices },
    ]
}

/// Radios or checkboxes.
struct ChoiceGroupView: PageModel {
    let id: String
    let name: String
    /// `radio` or `checkbox`.
    let type: String
    /// The class of the container: `tiles`, `chips`, or empty for a plain list.
    let look: String
    let describedBy: String?
    let hasError: Bool
    let choices: [ChoiceView]
    /// Choices that come in sight on request.
    let folded: [ChoiceView]

    static let fields: Fields<ChoiceGroupView> = [
        .text("id") { $0.id },
        .text("name") { $0.name },
        .text("look") { $0.look },
        .flag("isPlain") { $0.look.isEmpty },
        .text("describedBy") { $0.describedBy },
        .flag("hasError") { $0.hasError },
        .list("choices", ChoiceView.fields) { $0.choices },
        .list("folded", ChoiceView.fields) { $0.folded },
        .number("foldedCount") { $0.folded.count },
        .flag("isFolded") { !$0.folded.isEmpty },
    ]
}

struct ChoiceView: PageModel {
    let id: String
    let name: String
    let type: String
    let value: String
    let label: String
    let hint: String?
    let isChosen: Bool

    static let fields: Fields<ChoiceView> = [
        .text("id") { $0.id },
        .text("name") { $0.name },
        .text("type") { $0.type },
        .text("value") { $0.value },
        .text("label") { $0.label },
        .text("hint") { $0.hint },
        .flag("isChosen") { $0.isChosen },
    ]
}
