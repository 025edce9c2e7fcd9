import Coalition
import HTTP
import Templates

/// Help, privacy and accessibility: words of the catalogue, open to everybody.
enum AboutPages: Feature {
    static var routes: [Route] {
        [
            .get("/help", .anyone) { try show($0, "help") },
            .get("/privacy", .anyone) { try show($0, "privacy") },
            .get("/accessibility", .anyone) { try show($0, "accessibility") },
        ]
    }
    static var pages: [any SitePage.Type] { [AboutPage.self] }

    private static func show(_ context: Context, _ subject: String) throws -> Response {
        let words = context.words
        let sections = (1...9).prefix { words.has("about.\(subject).\($0).title") }.map { number in
            AboutSection(
                title: words("about.\(subject).\(number).title"),
                text: words("about.\(subject).\(number).text"))
        }
        return try context.show(
            AboutPage(
                title: words("about.\(subject).title"), lede: words("about.\(subject).lede"),
                sections: sections))
    }
}

struct AboutPage: SitePage {
    static let template = "about"
    let title: String
    let lede: String
    let sections: [AboutSection]

    static let fields: Fields<AboutPage> = [
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .list("sections", AboutSection.fields) { $0.sections },
    ]
}

struct AboutSection: PageModel {
    let title: String
    let text: String

    static let fields: Fields<AboutSection> = [
        .text("title") { $0.title },
        .text("text") { $0.text },
    ]
}
