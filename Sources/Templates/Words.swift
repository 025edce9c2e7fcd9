/// The messages of one language, for words that are chosen in Swift.
public struct Words: Sendable {
    /// The language of these messages.
    public let language: Language
    let messages: [String: Message]

    /// The text of a message, not escaped; its forms are chosen by the value `count`.
    ///
    /// A key that does not exist comes back in brackets, and so does a value that was not given:
    /// both are mistakes in the program, which `Catalogue.require` and tests find.
    public func callAsFunction(_ key: String, _ values: [String: MessageValue] = [:]) -> String {
        guard let message = message(key, values["count"]) else { return "[\(key)]" }
        return message.parts.map { part in
            switch part {
            case .text(let text): text
            case .value(let name): values[name]?.text ?? "[\(name)]"
            }
        }.joined()
    }

    /// Whether the key is there, plain or with the two forms `.one` and `.other`.
    public func has(_ key: String) -> Bool {
        messages[key] != nil || messages[key + ".other"] != nil
    }

    /// What a key stands for; the forms by number only when a count is given.
    func wording(_ key: String, hasCount: Bool) -> Wording? {
        if hasCount, let one = messages[key + ".one"], let other = messages[key + ".other"] {
            return .plural(one: one, other: other)
        }
        return messages[key].map(Wording.plain)
    }

    private func message(_ key: String, _ count: MessageValue?) -> Message? {
        guard case .number(let count) = count else { return messages[key] }
        return messages[key + (count == 1 ? ".one" : ".other")] ?? messages[key]
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
