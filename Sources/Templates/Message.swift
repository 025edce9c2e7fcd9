/// The text of one message, cut at its values.
struct Message: Sendable {
    enum Part: Sendable {
        case text(String)
        case value(String)
    }

    let parts: [Part]
    /// The whole text when no value stands in it.
    let plain: String?

    /// Nil when a brace is not part of a `{name}`.
    init?(_ text: some StringProtocol) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard let close = rest.firstIndex(of: "}") else { return nil }
            guard open < close, rest[open] == "{" else { return nil }
            let name = rest[rest.index(after: open)..<close]
            guard name.isFieldName else { return nil }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(.value(String(name)))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
        plain = if parts.count == 1, case .text(let text) = parts[0] { text } else { nil }
    }

    var values: Set<String> {
        Set(
            parts.compactMap { part in
                if case .value(let name) = part { name } else { nil }
            })
    }
}

/// What a key stands for: one text, or one for a single thing and one for any other number.
enum Wording: Sendable {
    case plain(Message)
    case plural(Plural)

    /// The values that must be given with the key.
    var values: Set<String> {
        switch self {
        case .plain(let message): message.values
        case .plural(let plural):
            plural.one.values.union(plural.other.values).union(["count"])
        }
    }
}

/// The two forms of a message that speaks of a number.
struct Plural: Sendable {
    let one: Message
    let other: Message
}
