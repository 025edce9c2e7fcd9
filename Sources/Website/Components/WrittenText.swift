import Coalition
import Templates

/// What somebody typed, with its language when that is another than the page's (WCAG 2.2, 3.1.2).
struct WrittenText: PageModel, Hashable {
    let text: String
    /// Nil where the page's own language serves, and where nobody knows.
    let lang: String?

    static let fields: Fields<WrittenText> = [
        .text("text") { $0.text },
        .text("lang") { $0.lang },
    ]
}

extension Words {
    /// - Parameter written: The language of the page on which it was typed; nil when not known.
    func written(_ text: String, in written: String?) -> WrittenText {
        WrittenText(text: text, lang: written == language.rawValue ? nil : written)
    }
}
