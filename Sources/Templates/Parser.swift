/// Builds the tree of a template out of its tokens.
struct Parser {
    private struct Open {
        let tag: Tag
        var nodes: [Node] = []
    }

    private let file: String
    private var root: [Node] = []
    private var open: [Open] = []
    private(set) var flaws: [TemplateError.Flaw] = []

    /// Parses one template.
    static func parse(_ text: String, file: String) -> (nodes: [Node], flaws: [TemplateError.Flaw])
    {
        var scanner = Scanner(text, file: file)
        scanner.scan()
        var layout = LineLayout()
        var parser = Parser(file: file)
        layout.arrange(scanner.lines).forEach { parser.read($0) }
        parser.finish()
        return (parser.root, scanner.flaws + parser.flaws)
    }

    private init(file: String) {
        self.file = file
    }

    private mutating func read(_ token: Token) {
        switch token {
        case .margin(let space): add(.margin(space))
        case .text(let text): add(.text(text))
        case .tag(let tag): read(tag)
        }
    }

    private mutating func read(_ tag: Tag) {
        switch tag.kind {
        case .comment: break
        case .variable: variable(tag)
        case .section, .inverted, .layout, .block: begin(tag)
        case .close: close(tag)
        case .partial: partial(tag)
        case .message: message(tag)
        }
    }

    private mutating func variable(_ tag: Tag) {
        guard tag.content.isPath else { return refuse(tag, "this is not the name of a field") }
        add(.variable(tag))
    }

    private mutating func begin(_ tag: Tag) {
        let isPath = tag.kind == .section || tag.kind == .inverted
        if isPath ? !tag.content.isPath : !tag.content.isTemplateName {
            refuse(tag, isPath ? "this is not the name of a field" : "this is not a name")
        }
        open.append(Open(tag: tag))
    }

    private mutating func close(_ tag: Tag) {
        guard let start = open.lastIndex(where: { $0.tag.content == tag.content }) else {
            return refuse(tag, "nothing of this name is open here")
        }
        while open.count > start + 1 { abandon() }
        end(open.removeLast())
    }

    /// Reports what was opened and not closed, and keeps its content so that the rest is checked.
    private mutating func abandon() {
        let lost = open.removeLast()
        refuse(lost.tag, "this is opened and never closed")
        lost.nodes.forEach { add($0) }
    }

    private mutating func end(_ ended: Open) {
        switch ended.tag.kind {
        case .block: add(.block(Block(tag: ended.tag, body: ended.nodes)))
        case .layout: add(.layout(ended.tag, blocks(of: ended)))
        default: add(.section(ended.tag, ended.nodes))
        }
    }

    /// The blocks that fill a layout. The specification ignores what stands between them; here
    /// it is refused, because it would vanish silently.
    private mutating func blocks(of layout: Open) -> [Block] {
        var blocks: [Block] = []
        for node in layout.nodes {
            switch node {
            case .block(let block) where blocks.contains { $0.name == block.name }:
                refuse(block.tag, "this block is filled twice")
            case .block(let block): blocks.append(block)
            case .margin: break
            case .text(let text) where text.isBlank: break
            default: refuse(layout.tag, "what stands here outside a block would never be shown")
            }
        }
        return blocks
    }

    private mutating func partial(_ tag: Tag) {
        let words = tag.content.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let name = words.first, name.isTemplateName, words.count <= 2,
            words.dropFirst().allSatisfy(\.isPath)
        else { return refuse(tag, "a partial is {{> name}} or {{> name object}}") }
        add(.partial(tag, PartialCall(name: name, object: words.dropFirst().first)))
    }

    private mutating func message(_ tag: Tag) {
        let words = tag.content.split(whereSeparator: \.isWhitespace)
        guard let key = words.first, key.isMessageKey else {
            return refuse(tag, "a message is {{_ key}} or {{_ key value=field}}")
        }
        var values: [String: String] = [:]
        for word in words.dropFirst() {
            let pair = word.split(separator: "=", omittingEmptySubsequences: false)
            guard pair.count == 2, pair[0].isFieldName, pair[1].isPath else {
                return refuse(tag, "'\(word)' is not value=field")
            }
            guard values.updateValue(String(pair[1]), forKey: String(pair[0])) == nil else {
                return refuse(tag, "the value '\(pair[0])' is given twice")
            }
        }
        add(.message(tag, MessageCall(key: String(key), values: values)))
    }

    private mutating func finish() {
        while !open.isEmpty { abandon() }
    }

    private mutating func add(_ node: Node) {
        if open.isEmpty {
            root.append(node)
        } else {
            open[open.count - 1].nodes.append(node)
        }
    }

    private mutating func refuse(_ tag: Tag, _ reason: String) {
        flaws.append(tag.flaw(in: file, reason))
    }
}

extension Tag {
    func flaw(in file: String, _ reason: String) -> TemplateError.Flaw {
        TemplateError.Flaw(file: file, line: line, column: column, tag: source, reason: reason)
    }
}

extension StringProtocol {
    /// Field names joined by slashes, such as `groups/show`.
    var isTemplateName: Bool {
        split(separator: "/", omittingEmptySubsequences: false).allSatisfy(\.isFieldName)
    }

    /// Letters, digits, `_` and `-`, in parts joined by dots.
    var isMessageKey: Bool {
        split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && ("k" + part).isFieldName
        }
    }
}
