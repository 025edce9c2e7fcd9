import Coalition
import HTTP
import Templates

/// Help, privacy and accessibility: words of the catalogue, open to everybody, and who can be asked.
enum AboutPages: Feature {
    static var routes: [Route] {
        [
            .get("/help", .anyone) { try show($0, "help", helpers: helpers($0)) },
            .get("/privacy", .anyone) { try show($0, "privacy") },
            .get("/accessibility", .anyone) { try show($0, "accessibility") },
        ]
    }
    static var pages: [any SitePage.Type] { [AboutPage.self] }

    /// Where what stands between brackets in a section's text leads.
    private static let links = [
        "accessibility.4.text": ["/help", "https://www.nationaleombudsman.nl"],
        "help.1.text": ["tel:112", "tel:08002000"],
        "privacy.3.text": ["/help"],
    ]

    private static func show(
        _ context: Context, _ subject: String, helpers: [Helper] = []
    ) throws -> Response {
        let words = context.words
        let sections = (1...9).prefix { words.has("about.\(subject).\($0).title") }.map {
            AboutSection("about.\(subject).\($0)", links["\(subject).\($0).text"] ?? [], words)
        }
        return try context.show(
            AboutPage(
                title: words("about.\(subject).title"), lede: words("about.\(subject).lede"),
                contact: ReachView(context.site.configuration.contact, context.words),
                isHelp: subject == "help", helpers: helpers.map { ReachView($0, words) },
                sections: sections))
    }

    /// Colleagues are named to who is signed in only.
    private static func helpers(_ context: Context) throws -> [Helper] {
        context.signedIn == nil ? [] : try context.read { try Helper.all(in: $0) }
    }
}

struct AboutPage: SitePage {
    static let template = "about"
    let title: String
    let lede: String
    /// Who helps; nil when the settings do not say.
    let contact: ReachView?
    let isHelp: Bool
    let helpers: [ReachView]
    let sections: [AboutSection]

    static let fields: Fields<AboutPage> = [
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .flag("isHelp") { $0.isHelp },
        .object("contact", ReachView.fields) { $0.contact },
        .flag("hasHelpers") { !$0.helpers.isEmpty },
        .list("helpers", ReachView.fields) { $0.helpers },
        .list("sections", AboutSection.fields) { $0.sections },
    ]
}

/// A heading with a text, of which parts may be links, and perhaps a list.
struct AboutSection: PageModel {
    let title: String
    let text: Sentence
    let items: [String]

    init(_ key: String, _ links: [String], _ words: Words) {
        title = words("\(key).title")
        text = Sentence(words("\(key).text"), links)
        items = (1...9).prefix { words.has("\(key).item.\($0)") }.map { words("\(key).item.\($0)") }
    }

    static let fields: Fields<AboutSection> = [
        .text("title") { $0.title },
        .object("text", Sentence.fields) { $0.text },
        .texts("items") { $0.items },
        .flag("hasItems") { !$0.items.isEmpty },
    ]
}
