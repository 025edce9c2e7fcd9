/// A piece of a line of a template.
enum Token {
    case margin(String)
    case text(String)
    case tag(Tag)
}

/// Cuts a template into lines of texts and tags.
///
/// A line ends after a line feed outside tags, so that a tag of several lines stays whole.
struct Scanner {
    private let file: String
    private let source: [UInt8]
    private var index = 0
    private var line = 1
    private var column = 1
    private var pending: [Token] = []
    private(set) var lines: [[Token]] = []
    private(set) var flaws: [TemplateError.Flaw] = []

    init(_ text: String, file: String) {
        self.file = file
        source = Array(text.utf8)
    }

    mutating func scan() {
        while index < source.count {
            if opensTag(at: index) {
                scanTag()
            } else {
                scanText()
            }
        }
        endLine()
    }

    private mutating func scanText() {
        var end = index
        while end < source.count, !opensTag(at: end) {
            end += 1
            if source[end - 1] == 0x0A { break }
        }
        pending.append(.text(take(upTo: end)))
        if source[end - 1] == 0x0A { endLine() }
    }

    private mutating func endLine() {
        if !pending.isEmpty { lines.append(pending) }
        pending = []
    }

    private mutating func scanTag() {
        let (line, column) = (line, column)
        guard let end = endOfTag() else {
            let text = take(upTo: source.count)
            let tag = String(text.prefix { $0 != "\n" })
            return refuse(tag, line, column, "this tag is not closed with }}")
        }
        let text = take(upTo: end)
        let inner = text.dropFirst(2).dropLast(2)
        if let reason = refusal(of: inner) { return refuse(text, line, column, reason) }
        let kind = inner.first.flatMap(Tag.Kind.init(rawValue:)) ?? .variable
        let content = inner.dropFirst(kind == .variable ? 0 : 1).trimmed
        pending.append(
            .tag(Tag(kind: kind, content: content, source: text, line: line, column: column)))
    }

    /// The index after the closing braces. Another opening before them means that the tag was
    /// never closed, except in a comment.
    private func endOfTag() -> Int? {
        let isComment = index + 2 < source.count && source[index + 2] == 0x21
        var end = index + 2
        while end + 1 < source.count {
            if source[end] == 0x7D, source[end + 1] == 0x7D { return end + 2 }
            if !isComment, end > index + 2, opensTag(at: end) { return nil }
            end += 1
        }
        return nil
    }

    private func refusal(of inner: Substring) -> String? {
        switch inner.first {
        case "{", "&":
            "a value is never printed unescaped by a tag; make its field markup (SafeHTML)"
        case "=": "the braces of tags cannot be changed"
        default: nil
        }
    }

    private mutating func refuse(_ tag: String, _ line: Int, _ column: Int, _ reason: String) {
        flaws.append(
            TemplateError.Flaw(file: file, line: line, column: column, tag: tag, reason: reason))
    }

    private func opensTag(at index: Int) -> Bool {
        index + 1 < source.count && source[index] == 0x7B && source[index + 1] == 0x7B
    }

    private mutating func take(upTo end: Int) -> String {
        for byte in source[index..<end] {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        defer { index = end }
        return String(decoding: source[index..<end], as: UTF8.self)
    }
}

extension StringProtocol {
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }

    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
