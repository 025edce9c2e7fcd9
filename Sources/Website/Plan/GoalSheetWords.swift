import Coalition
import Templates

/// The headings of a plan on paper: in the language of the family, and Dutch beside it for the group;
/// Dutch and English where there is no file in a language of the family.
struct GoalSheetWords {
    private let first: SheetLanguage?
    private let second: SheetLanguage?

    /// Whether somebody who speaks it read the file.
    let isChecked: Bool

    /// - Parameter spoken: ISO 639 codes, the likeliest first.
    init(_ spoken: [String], _ sheets: Sheets, _ checks: [String: SheetCheck]) {
        let found = sheets.words(for: spoken).languages
        first = found.first
        isChecked = found.first?.isRead(checks) ?? true
        let beside = found.count > 1 ? found[1] : sheets["nl"]
        second = beside?.code == first?.code ? nil : beside
    }

    /// For the attribute `dir` of the whole sheet.
    var direction: String { first?.direction ?? "ltr" }

    func callAsFunction(_ key: String) -> SheetText {
        let (text, beside) = (first?[key] ?? key, second?[key])
        return SheetText(
            text: text, lang: first?.lang ?? "nl", direction: direction,
            beside: beside == text ? nil : second.map { SheetBeside($0, key) })
    }
}

/// Words in one language, and the same in another.
struct SheetText: PageModel {
    let text: String
    /// For the attribute `lang` (BCP 47).
    let lang: String
    /// For the attribute `dir`.
    let direction: String
    /// Nil where both say the same.
    let beside: SheetBeside?

    static let fields: Fields<SheetText> = [
        .text("text") { $0.text },
        .text("lang") { $0.lang },
        .text("direction") { $0.direction },
        .object("beside", SheetBeside.fields) { $0.beside },
    ]
}

/// The second of two languages.
struct SheetBeside: PageModel {
    let text: String
    let lang: String
    let direction: String

    init(_ language: SheetLanguage, _ key: String) {
        (text, lang, direction) = (language[key], language.lang, language.direction)
    }

    static let fields: Fields<SheetBeside> = [
        .text("text") { $0.text },
        .text("lang") { $0.lang },
        .text("direction") { $0.direction },
    ]
}

/// Some words, and others to which they lead.
struct SheetLine: PageModel {
    let head: SheetText
    let parts: [SheetText]

    static let fields: Fields<SheetLine> = [
        .object("head", SheetText.fields) { $0.head },
        .list("parts", SheetText.fields) { $0.parts },
    ]
}

/// One of those for whom the plan is printed.
struct AudienceView: PageModel {
    let text: String
    let path: String
    let isCurrent: Bool

    static let fields: Fields<AudienceView> = [
        .text("text") { $0.text },
        .text("path") { $0.path },
        .flag("isCurrent") { $0.isCurrent },
    ]
}

extension GoalSheet {
    static let fields: Fields<GoalSheet> = [
        .text("title") { $0.title },
        .object("heading", SheetText.fields) { $0.heading },
        .text("headingText") { $0.heading.text },
        .text("back") { $0.back },
        .text("direction") { $0.direction },
        .list("audiences", AudienceView.fields) { $0.audiences },
        .flag("hasAudiences") { $0.audiences.count > 1 },
        .list("columns", SheetColumn.fields) { $0.columns },
        .flag("isEmpty") { $0.columns.isEmpty },
        .object("withheld", SheetLine.fields) { $0.withheld },
        .list("details", SheetDetail.fields) { $0.details },
        .flag("hasDetails") { !$0.details.isEmpty },
        .object("stepsHeading", SheetText.fields) { $0.stepsHeading },
        .text("more") { $0.more },
        .object("machine", SheetText.fields) { $0.machine },
    ]
}

extension SheetColumn {
    static let fields: Fields<SheetColumn> = [
        .object("name", SheetText.fields) { $0.name },
        .list("headings", SheetText.fields) { $0.headings },
        .list("rows", SheetRow.fields) { $0.rows },
    ]
}

extension SheetRow {
    static let fields: Fields<SheetRow> = [
        .text("title") { $0.title },
        .object("theme", SheetText.fields) { $0.theme },
        .object("status", SheetText.fields) { $0.status },
        .flag("isWhole") { $0.isWhole },
        .text("who") { $0.who },
        .text("due") { $0.due },
    ]
}

extension SheetDetail {
    static let fields: Fields<SheetDetail> = [
        .text("title") { $0.title },
        .text("agreed") { $0.agreed },
        .object("agreedHeading", SheetText.fields) { $0.agreedHeading },
        .list("steps", GoalStepView.fields) { $0.steps },
        .flag("hasSteps") { !$0.steps.isEmpty },
    ]
}
