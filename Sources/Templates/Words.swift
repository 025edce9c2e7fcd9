/// The messages of one language, for words that are chosen in Swift.
public struct Words: Sendable {
    /// The language of these messages.
    public let language: Language
    private let entries: KeyTable<Entry>

    /// What a key stands for: plain, in two forms by number, or both.
    private struct Entry: Sendable {
        var plain: Message?
        var plural: Plural?
    }

    init(_ language: Language, _ messages: [String: Message]) {
        self.language = language
        var entries = messages.mapValues { Entry(plain: $0) }
        for (key, one) in messages where key.hasSuffix(".one") {
            let stem = String(key.dropLast(".one".count))
            entries[stem, default: Entry()].plural =
                messages[stem + ".other"].map { Plural(one: one, other: $0) }
        }
        self.entries = KeyTable(entries)
    }

    /// The text of a message, not escaped; its forms are chosen by the value `count`.
    ///
    /// A key that does not exist comes back in brackets, and so does a value that was not given:
    /// both are mistakes in the program, which `Catalogue.require` and tests find.
    public func callAsFunction(_ key: String, _ values: [String: MessageValue] = [:]) -> String {
        guard let message = message(key, values["count"]) else { return "[\(key)]" }
        if let plain = message.plain { return plain }
        var result = ""
        for part in message.parts {
            switch part {
            case .text(let text): result += text
            case .value(let name): result += values[name]?.text ?? "[\(name)]"
            }
        }
        return result
    }

    /// Whether the key is there, plain or with the two forms `.one` and `.other`.
    public func has(_ key: String) -> Bool {
        entries[key].map { $0.plain != nil || $0.plural != nil } ?? false
    }

    /// What a key stands for; the forms by number only when a count is given.
    func wording(_ key: String, hasCount: Bool) -> Wording? {
        guard let entry = entries[key] else { return nil }
        if hasCount, let plural = entry.plural { return .plural(plural) }
        return entry.plain.map(Wording.plain)
    }

    private func message(_ key: String, _ count: MessageValue?) -> Message? {
        guard let entry = entries[key] else { return nil }
        guard case .number(let count) = count, let plural = entry.plural else {
            return entry.plain
        }
        return count == 1 ? plural.one : plural.other
    }
}

/// A value put into a message.
public enum MessageValue: Hashable, Sendable {
    /// A whole number, printed in digits.
    case number(Int)
    /// A text, printed as it is.
    case text(String)

    var text: String {
        switch self {
        case .number(let number): String(number)
        case .text(let text): text
        }
    }
}
