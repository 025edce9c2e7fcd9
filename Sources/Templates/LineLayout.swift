/// Decides which lines vanish because only tags stand on them, as the Mustache specification
/// describes for standalone tags and, for layouts and blocks, in its inheritance module.
struct LineLayout {
    private var open: [Tag.Kind] = []

    mutating func arrange(_ lines: [[Token]]) -> [Token] {
        lines.flatMap { arrange($0) }
    }

    private mutating func arrange(_ line: [Token]) -> [Token] {
        let tags = line.compactMap(\.tag)
        let kinds = tags.map { meaning(of: $0) }
        if line.allSatisfy(\.isTagOrBlank), isStandalone(tags, kinds) {
            return standalone(tags, margin: line.leadingSpace)
        }
        if tags.isEmpty, line.allSatisfy(\.isLineBreak) { return line }
        return inline(line)
    }

    /// The kind of a tag, where a closing tag counts as what it closes.
    private mutating func meaning(of tag: Tag) -> Tag.Kind {
        if tag.kind.opens { open.append(tag.kind) }
        return tag.kind == .close ? open.popLast() ?? .close : tag.kind
    }

    /// One tag that prints nothing itself, or several tags of layouts and blocks. A block that
    /// is opened and closed on one line outside a layout tag is filled in on that line, which
    /// therefore stays.
    private func isStandalone(_ tags: [Tag], _ kinds: [Tag.Kind]) -> Bool {
        if kinds.count == 1 { return kinds[0] != .variable && kinds[0] != .message }
        guard !kinds.isEmpty, kinds.allSatisfy({ $0 == .layout || $0 == .block }) else {
            return false
        }
        if tags.contains(where: { $0.kind == .layout }) { return true }
        return !zip(tags, tags.dropFirst()).contains { $0.kind == .block && $1.kind == .close }
    }

    private func standalone(_ tags: [Tag], margin: String) -> [Token] {
        tags.map { tag in
            var tag = tag
            tag.isStandalone = true
            tag.margin = margin
            return .tag(tag)
        }
    }

    /// A line that stays. A block that begins it owns the white space before it, since what is
    /// put into the block may bring lines of its own.
    private func inline(_ line: [Token]) -> [Token] {
        let margin = line.leadingSpace
        let rest = line.droppingLeadingSpace
        guard case .tag(var tag) = rest.first, tag.kind == .block else {
            return [.margin(margin)] + rest
        }
        tag.margin = margin
        return [.tag(tag)] + rest.dropFirst()
    }
}

extension Token {
    fileprivate var tag: Tag? {
        if case .tag(let tag) = self { tag } else { nil }
    }

    fileprivate var isTagOrBlank: Bool {
        if case .text(let text) = self { text.isBlank } else { true }
    }

    fileprivate var isLineBreak: Bool {
        if case .text(let text) = self { text.allSatisfy(\.isNewline) } else { false }
    }
}

extension [Token] {
    fileprivate var leadingSpace: String {
        guard case .text(let text) = first else { return "" }
        return String(text.prefix { $0 == " " || $0 == "\t" })
    }

    fileprivate var droppingLeadingSpace: [Token] {
        guard case .text(let text) = first else { return self }
        let rest = text.drop { $0 == " " || $0 == "\t" }
        return (rest.isEmpty ? [] : [.text(String(rest))]) + dropFirst()
    }
}
