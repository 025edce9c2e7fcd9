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

        static let fields: Fields<Part> = [
            .text("text") { $0.text },
            .text("path") { $0.path },
        ]
    }

    let parts: [Part]

    /// - Parameter paths: Where each pair of brackets leads, in their order; a pair without a path
    ///   is plain text.
    init(_ text: String, _ paths: String...) {
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

    static let fields: Fields<Sentence> = [.list("parts", Part.fields) { $0.parts }]
}
