import Coalition
import Templates

/// What a sheet is made of.
struct VoiceSheetFacts: Sendable {
    let family: Family
    /// ISO 639 codes of what the family speaks.
    let spoken: [String]
    /// Whom a family can turn to independently.
    let contact: String
    let checks: [String: SheetCheck]
    let names: [ID<User>: String]
    let zone: Zone

    init(_ family: Family, _ tx: Transaction) throws {
        let city = try City.named(family.city, in: tx)
        self.family = family
        spoken = try family.languages(in: tx)
        contact = try IndependentContact.of(city, in: tx).line ?? "Justice & Peace Nederland"
        checks = try SheetCheck.all(in: tx)
        names = try User.names(Set(checks.values.compactMap(\.by)), in: tx)
        zone = city.zone
    }
}

/// A sheet with the questions, to be filled in by hand in somebody's own language: nothing on it tells
/// of which family it is.
struct VoiceSheetPage: SitePage {
    static let template = "voice/sheet"
    let crumbs: [LinkView]
    /// The sheets of other languages.
    let languages: [SheetChoice]
    /// One, or the Dutch and the English one.
    let sheets: [SheetView]
    /// Whether each was read, for who says so.
    let checks: [SheetCheckView]
    /// Says that there is no sheet in the family's own language; nil where there is.
    let lacking: String?

    init(_ facts: VoiceSheetFacts, _ context: Context) {
        let words = context.words
        let (family, spoken) = (facts.family, facts.spoken)
        let all = context.site.sheets
        let asked = context.query.text("language")
        let chosen = all.words(for: asked.map { [$0] } ?? spoken).languages
        crumbs = family.voiceCrumbs(words)
        sheets = chosen.map { SheetView($0, facts) }
        checks =
            context.viewer.holds(SheetCheck.checkers, for: FamilyPolicy.programmes)
            ? chosen.filter { !$0.isChecked }.map { SheetCheckView($0, facts, words) } : []
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
        .list("checks", SheetCheckView.fields) { $0.checks },
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
    private let isChecked: Bool

    init(_ language: SheetLanguage, _ facts: VoiceSheetFacts) {
        (self.language, contact) = (language, facts.contact)
        isChecked = language.isRead(facts.checks)
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
        .flag("isMachine") { !$0.isChecked },
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

/// Whether somebody who speaks its language read a sheet, with the button that says so.
struct SheetCheckView: PageModel {
    let path: String
    let code: String
    let text: String
    /// What the button asks for: `yes` or `no`.
    let value: String
    let submit: String

    init(_ language: SheetLanguage, _ facts: VoiceSheetFacts, _ words: Words) {
        path = "\(facts.family.voicePath)/sheet"
        code = language.code
        let check = facts.checks[code].flatMap { $0.holds(for: language.text) ? $0 : nil }
        let name = language.name
        guard let check else {
            text = words("voice.sheet.unchecked", ["language": .text(name)])
            (value, submit) = ("yes", words("voice.sheet.check"))
            return
        }
        let who = check.by.flatMap { facts.names[$0] } ?? "Coalitie"
        let day = words.day(facts.zone.day(of: check.at))
        text = words(
            "voice.sheet.checked",
            ["language": .text(name), "day": .text(day), "name": .text(who)])
        (value, submit) = ("no", words("voice.sheet.uncheck"))
    }

    static let fields: Fields<SheetCheckView> = [
        .text("path") { $0.path },
        .text("code") { $0.code },
        .text("text") { $0.text },
        .text("value") { $0.value },
        .text("submit") { $0.submit },
    ]
}

extension SheetLanguage {
    /// Whether somebody who speaks it read it: as its file says, or since then.
    func isRead(_ checks: [String: SheetCheck]) -> Bool {
        isChecked || checks[code]?.holds(for: text) ?? false
    }
}
