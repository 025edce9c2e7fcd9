/// One file of messages: `key = text` a line, `#` before a remark.
struct MessageFile {
    let name: String
    private(set) var messages: [String: Message] = [:]
    private(set) var lines: [String: Int] = [:]
    private(set) var flaws: [TemplateError.Flaw] = []

    init(_ text: String, name: String) {
        self.name = name
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() where !line.isBlank {
            if line.trimmed.first != "#" { read(line, number: index + 1) }
        }
        for key in messages.keys.sorted() { checkForms(of: key) }
    }

    /// What the other language has and this one lacks, or has with other values.
    func differences(from other: MessageFile) -> [TemplateError.Flaw] {
        other.messages.keys.sorted().compactMap { key in
            guard let message = messages[key] else {
                return other.flaw(key, "\(name) lacks this message")
            }
            guard let theirs = other.messages[key] else { return nil }
            let optional: Set = key.hasSuffix(".one") ? ["count"] : []
            let difference = message.values.symmetricDifference(theirs.values)
            guard !difference.subtracting(optional).isEmpty else { return nil }
            return flaw(key, "the values differ from those in \(other.name)")
        }
    }

    private mutating func read(_ line: Substring, number: Int) {
        let pair = line.split(separator: "=", maxSplits: 1).map(\.trimmed)
        guard pair.count == 2, pair[0].isMessageKey, !pair[1].isEmpty else {
            return refuse(number, line.trimmed, "a message is key = text")
        }
        let key = pair[0]
        guard let message = Message(pair[1]) else {
            return refuse(number, key, "a brace is not part of a {name}")
        }
        if let first = lines[key] { return refuse(number, key, "line \(first) has this key too") }
        messages[key] = message
        lines[key] = number
    }

    /// A singular needs its plural; a key that ends in "other" alone is a word like any other.
    private mutating func checkForms(of key: String) {
        guard key.hasSuffix(".one") else { return }
        let sibling = String(key.dropLast(".one".count)) + ".other"
        if messages[sibling] == nil { flaws.append(flaw(key, "the form \(sibling) is missing")) }
    }

    private func flaw(_ key: String, _ reason: String) -> TemplateError.Flaw {
        TemplateError.Flaw(file: name, line: lines[key] ?? 0, tag: key, reason: reason)
    }

    private mutating func refuse(_ line: Int, _ tag: String, _ reason: String) {
        flaws.append(TemplateError.Flaw(file: name, line: line, tag: tag, reason: reason))
    }
}
