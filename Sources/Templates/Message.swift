/// The text of one message, cut at its values.
struct Message: Sendable {
    enum Part: Sendable {
        case text(String)
        case value(String)
    }

    let parts: [Part]

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
    case plural(one: Message, other: Message)

    /// The values that must be given with the key.
    var values: Set<String> {
        switch self {
        case .plain(let message): message.values
        case .plural(let one, let other): one.values.union(other.values).union(["count"])
        }
    }
}
