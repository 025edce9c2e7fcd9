import HTTPTypes

/// What a conditional or a range request gets of a representation with a strong entity tag.
enum Selection: Equatable, Sendable {
    case whole
    case notModified
    case part(Range<Int>)
    case unsatisfiable
    case preconditionFailed

    /// RFC 9110 section 13.2.2; `tag` with its quotes, `length` in bytes.
    init(_ head: RequestHead, tag: String, length: Int) {
        guard head.method == .get || head.method == .head else {
            self = .whole
            return
        }
        if let match = head[.ifMatch], !Self.contains(match, tag, allowsWeak: false) {
            self = .preconditionFailed
        } else if let match = head[.ifNoneMatch], Self.contains(match, tag, allowsWeak: true) {
            self = .notModified
        } else if head.method == .get, let range = head[.range], Self.allowsRange(head, tag) {
            self = Self.range(range, length)
        } else {
            self = .whole
        }
    }

    /// RFC 9110 section 8.8.3.2. Our tags hold no comma, so that a list can be split at them.
    private static func contains(_ list: String, _ tag: String, allowsWeak: Bool) -> Bool {
        list.split(separator: ",").contains { entry in
            let candidate = entry.trimmingBlanks
            return candidate == tag || candidate == "*" || (allowsWeak && candidate == "W/" + tag)
        }
    }

    /// RFC 9110 section 13.1.5: only a strong tag that matches; a date never does.
    private static func allowsRange(_ head: RequestHead, _ tag: String) -> Bool {
        head[.ifRange].map { $0 == tag } ?? true
    }

    /// RFC 9110 section 14.2: a field that is not understood, or has several ranges, is ignored.
    private static func range(_ value: String, _ length: Int) -> Selection {
        guard value.lowercased().hasPrefix("bytes=") else { return .whole }
        let spec = value.dropFirst(6).trimmingBlanks
        let parts = spec.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return .whole }
        switch (number(parts[0]), number(parts[1])) {
        case (.some(let first), .some(let last)) where first <= last:
            return first < length ? .part(first..<min(last, length - 1) + 1) : .unsatisfiable
        case (.some(let first), nil) where parts[1].isEmpty:
            return first < length ? .part(first..<length) : .unsatisfiable
        case (nil, .some(let count)) where parts[0].isEmpty:
            let isUsable = count > 0 && length > 0
            return isUsable ? .part(max(0, length - count)..<length) : .unsatisfiable
        default: return .whole
        }
    }

    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 15, text.utf8.allSatisfy(\.isDigit) else {
            return nil
        }
        return Int(text)
    }
}
