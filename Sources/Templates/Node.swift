/// A tag as it was written, with its place.
struct Tag: Sendable {
    enum Kind: Character, Sendable {
        case variable = "."
        case section = "#"
        case inverted = "^"
        case close = "/"
        case comment = "!"
        case partial = ">"
        case layout = "<"
        case block = "$"
        case message = "_"

        var opens: Bool {
            self == .section || self == .inverted || self == .layout || self == .block
        }
    }

    let kind: Kind
    /// What follows the sign, without white space around it.
    let content: String
    let source: String
    let line: Int
    let column: Int
    /// The white space before the tag when the tag begins its line and indents what it brings in.
    var margin: String?
    /// Whether the tag's line vanishes from the page.
    var isStandalone = false
}

/// A piece of a parsed template.
indirect enum Node: Sendable {
    /// The white space that begins a line, apart from the text because partials and blocks
    /// indent whole lines.
    case margin(String)
    case text(String)
    case variable(Tag)
    case section(Tag, [Node])
    case partial(Tag, PartialCall)
    case layout(Tag, [Block])
    case block(Block)
    case message(Tag, MessageCall)
}

/// `{{$name}}body{{/name}}`: a place in a layout, or what a page puts there.
struct Block: Sendable {
    let tag: Tag
    let body: [Node]

    var name: String { tag.content }
}

/// `{{> name}}` or `{{> name object}}`.
struct PartialCall: Sendable {
    let name: String
    let object: String?
}

/// `{{_ key value=field}}`.
struct MessageCall: Sendable {
    let key: String
    let values: [String: String]
}

extension [Node] {
    /// The white space of the first line that begins in these nodes; nil when none does.
    var firstMargin: String? {
        lazy.compactMap(\.ownMargin).first
    }

    /// Whether the first thing in these nodes begins a line of its own.
    var beginsLine: Bool {
        switch first {
        case .margin: true
        case .section(let tag, let body): tag.isStandalone && body.beginsLine
        case .partial(let tag, _), .layout(let tag, _): tag.margin != nil
        case .block(let block): block.tag.margin != nil
        default: false
        }
    }
}

extension Node {
    fileprivate var ownMargin: String? {
        switch self {
        case .margin(let space): space
        case .section(_, let body): body.firstMargin
        case .partial(let tag, _), .layout(let tag, _): tag.margin
        case .block(let block): block.tag.margin ?? block.body.firstMargin
        default: nil
        }
    }
}
