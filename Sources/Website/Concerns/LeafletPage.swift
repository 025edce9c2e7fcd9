import Coalition
import Templates

/// What a leaflet is made of.
struct LeafletFacts: Sendable {
    /// Whom somebody can turn to independently.
    let contact: String
    let checks: [String: SheetCheck]

    init(_ tx: Transaction) throws {
        let cities = try City.within(
            tx.viewer.scope(of: ConcernSight.readers, for: .any), in: tx)
        let own = cities.count == 1 ? try IndependentContact.of(cities[0], in: tx).line : nil
        contact = own ?? "Justice & Peace Nederland"
        checks = try SheetCheck.all(in: tx)
    }
}

/// How to complain, to be printed in the languages of the sheets.
struct LeafletPage: SitePage {
    static let template = "concerns/leaflet"
    let crumbs: [LinkView]
    let languages: [SheetChoice]
    let sheets: [LeafletView]

    init(_ facts: LeafletFacts, _ context: Context) {
        let words = context.words
        let all = context.site.sheets
        let chosen = all.words(for: context.query.text("language").map { [$0] } ?? []).languages
        crumbs = [LinkView(words("nav.concerns"), "/concerns")]
        languages = all.all.map { language in
            SheetChoice(
                name: language.name, lang: language.lang, direction: language.direction,
                path: "/concerns/leaflet?language=\(language.code)",
                isCurrent: chosen.contains { $0.code == language.code })
        }
        sheets = chosen.map { LeafletView($0, facts) }
    }

    static let fields: Fields<LeafletPage> = [
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .list("languages", SheetChoice.fields) { $0.languages },
        .list("sheets", LeafletView.fields) { $0.sheets },
    ]
}

/// A leaflet in one language.
struct LeafletView: PageModel {
    private let language: SheetLanguage
    private let contact: String
    private let isMachine: Bool

    init(_ language: SheetLanguage, _ facts: LeafletFacts) {
        (self.language, contact) = (language, facts.contact)
        isMachine = !language.isRead(facts.checks)
    }

    /// The lines of the file that stand on it.
    static let lines: [String] = ["title", "intro", "who", "never", "safe", "answer"]

    static let fields: Fields<LeafletView> = [
        .text("lang") { $0.language.lang },
        .text("direction") { $0.language.direction },
        .flag("isMachine") { $0.isMachine },
        .text("contactLine") { $0.contact },
        .text("title") { $0.language["leaflet.title"] },
        .text("intro") { $0.language["leaflet.intro"] },
        .text("who") { $0.language["leaflet.who"] },
        .text("never") { $0.language["leaflet.never"] },
        .text("safe") { $0.language["leaflet.safe"] },
        .text("answer") { $0.language["leaflet.answer"] },
        .text("danger") { $0.language["sheet.danger"] },
        .text("contact") { $0.language["sheet.contact"] },
        .text("machine") { $0.language["sheet.machine"] },
    ]
}
