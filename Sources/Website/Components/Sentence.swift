import Coalition
import Templates

extension Words {
    /// A sentence about a number; about none in words of its own.
    func counted(_ key: String, _ count: Int) -> String {
        count == 0 ? self("\(key).none") : self(key, ["count": .number(count)])
    }
}

/// A sentence of which parts are links: what stands between square brackets in its message.
struct Sentence: PageModel {
    struct Part: PageModel, Hashable {
        let text: String
        /// Nil for words that are no link.
        let path: String?
        /// How many the list has to which the words lead; nil when that is not told.
        var count: String?

        static let fields: Fields<Part> = [
            .text("text") { $0.text },
            .text("path") { $0.path },
            .text("count") { $0.count },
        ]
    }

    let parts: [Part]

    /// - Parameter paths: Where each pair of brackets leads, in their order; a pair without a path
    ///   is plain text.
    init(_ text: String, _ paths: String...) { self.init(text, paths) }

    init(_ text: String, _ paths: [String]) {
        var parts: [Part] = []
        var rest = text[...]
        var paths = paths[...]
        while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            parts.append(Part(text: String(rest[..<open]), path: nil))
            let words = String(rest[rest.index(after: open)..<close])
            parts.append(Part(text: words, path: paths.popFirst()))
            rest = rest[rest.index(after: close)...]
        }
        parts.append(Part(text: String(rest), path: nil))
        self.parts = parts.filter { !$0.text.isEmpty }
    }

    /// A sentence whose one link opens a list of so many.
    init(_ text: String, count: String, _ path: String) {
        parts = Sentence(text, path).parts.map { part in
            Part(text: part.text, path: part.path, count: part.path.map { _ in count })
        }
    }

    /// A sentence about a number, which opens its list; about none in words of its own when the
    /// catalogue has them.
    init(_ key: String, _ figure: Figure, _ words: Words) {
        let text =
            words.has("\(key).none")
            ? words.counted(key, figure.count) : words(key, ["count": .number(figure.count)])
        parts = Sentence(text, figure.path).parts.map { part in
            Part(text: part.text, path: part.path, count: part.path.map { _ in figure.text })
        }
    }

    static let fields: Fields<Sentence> = [.list("parts", Part.fields) { $0.parts }]
}
