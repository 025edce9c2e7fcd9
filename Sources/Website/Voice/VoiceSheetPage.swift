import Coalition
import Templates

/// A sheet with the questions, to be filled in by hand in somebody's own language: nothing on it tells
/// of which family it is.
struct VoiceSheetPage: SitePage {
    static let template = "voice/sheet"
    let crumbs: [LinkView]
    /// The sheets of other languages.
    let languages: [SheetChoice]
    /// One, or the Dutch and the English one.
    let sheets: [SheetView]
    /// Says that there is no sheet in the family's own language; nil where there is.
    let lacking: String?

    init(_ family: Family, _ spoken: [String], _ contact: String, _ context: Context) {
        let words = context.words
        let all = context.site.sheets
        let asked = context.query.text("language")
        let chosen = all.words(for: asked.map { [$0] } ?? spoken).languages
        crumbs = family.voiceCrumbs(words)
        sheets = chosen.map { SheetView($0, contact) }
        let path = "\(family.voicePath)/sheet"
        languages = all.all.map { language in
            SheetChoice(
                name: language.name, lang: language.lang, direction: language.direction,
                path: "\(path)?language=\(language.code)",
                isCurrent: chosen.contains { $0.code == language.code })
        }
        let wanted = asked.map { [$0] } ?? spoken
        let isThere = wanted.isEmpty || wanted.contains { all[$0] != nil }
        lacking =
            isThere
            ? nil : words("voice.sheet.lacking", ["languages": .text(words.languages(wanted))])
    }

    static let fields: Fields<VoiceSheetPage> = [
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .list("languages", SheetChoice.fields) { $0.languages },
        .list("sheets", SheetView.fields) { $0.sheets },
        .text("lacking") { $0.lacking },
    ]
}

/// A language of which there is a sheet.
struct SheetChoice: PageModel {
    let name: String
    let lang: String
    let direction: String
    let path: String
    let isCurrent: Bool

    static let fields: Fields<SheetChoice> = [
        .text("name") { $0.name },
        .text("lang") { $0.lang },
        .text("direction") { $0.direction },
        .text("path") { $0.path },
        .flag("isCurrent") { $0.isCurrent },
    ]
}

/// A sheet in one language.
struct SheetView: PageModel {
    private let language: SheetLanguage
    private let contact: String

    init(_ language: SheetLanguage, _ contact: String) {
        (self.language, self.contact) = (language, contact)
    }

    /// The lines of the file that stand on the sheet, by the names that the template has for them.
    static let lines: [String] = [
        "title", "intro", "voluntary", "group", "readers", "day", "no_talk", "through",
        "by_builder",
        "by_interpreter", "by_self", "how", "freedom",
        "unknown", "change", "again", "share", "yes", "no", "contact", "danger", "envelope",
        "machine",
    ]

    private struct Question: PageModel {
        let text: String
        static let fields: Fields<Question> = [.text("text") { $0.text }]
    }

    static let fields: Fields<SheetView> = [
        .text("lang") { $0.language.lang },
        .text("direction") { $0.language.direction },
        .flag("isMachine") { !$0.language.isChecked },
        .text("contactLine") { $0.contact },
        .text("title") { $0.language["sheet.title"] },
        .text("intro") { $0.language["sheet.intro"] },
        .text("voluntary") { $0.language["sheet.voluntary"] },
        .text("group") { $0.language["sheet.group"] },
        .text("readers") { $0.language["sheet.readers"] },
        .text("day") { $0.language["sheet.day"] },
        .text("noTalk") { $0.language["sheet.no_talk"] },
        .text("through") { $0.language["sheet.through"] },
        .text("byBuilder") { $0.language["sheet.by_builder"] },
        .text("byInterpreter") { $0.language["sheet.by_interpreter"] },
        .text("bySelf") { $0.language["sheet.by_self"] },
        .list("questions", Question.fields) { sheet in
            CheckInDraft.questions.map { Question(text: sheet.language["sheet.\($0)"]) }
        },
        .text("again") { $0.language["sheet.again"] },
        .text("share") { $0.language["sheet.share"] },
        .text("yes") { $0.language["sheet.yes"] },
        .text("no") { $0.language["sheet.no"] },
        .text("contact") { $0.language["sheet.contact"] },
        .text("danger") { $0.language["sheet.danger"] },
        .text("envelope") { $0.language["sheet.envelope"] },
        .text("machine") { $0.language["sheet.machine"] },
    ]
}
