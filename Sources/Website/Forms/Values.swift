import Coalition
import Foundation
import HTTP

/// What stands in the fields of a form: as typed, as kept in a draft, or as a record has it.
struct Values: Sendable, Equatable {
    private var entries: [(name: String, value: String)] = []

    init() {}

    /// The body of a request; unreadable ones have no fields, the handler sees them as empty.
    init(_ request: Request) {
        self.init((try? FormFields(parsing: request.body)))
    }

    /// A query or a kept draft.
    init(parsing text: String) {
        self.init(try? FormFields(parsing: text.utf8))
    }

    private init(_ fields: FormFields?) {
        for name in fields?.names ?? [] {
            for value in fields?.all(name) ?? [] { entries.append((name, value)) }
        }
    }

    static func == (left: Values, right: Values) -> Bool {
        left.entries.elementsEqual(right.entries) { $0.name == $1.name && $0.value == $1.value }
    }

    var isEmpty: Bool { entries.isEmpty }
    var names: Set<String> { Set(entries.map(\.name)) }

    /// The first value of a field; nil when it was not sent.
    subscript(_ name: String) -> String? { entries.first { $0.name == name }?.value }

    /// The value without blanks around it; nil when it is empty or was not sent.
    func text(_ name: String) -> String? {
        self[name].map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
            .flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A code out of a list; nil for anything else.
    func code<C: Code>(_ name: String) -> C? { text(name).flatMap { C(rawValue: $0) } }

    func all(_ name: String) -> [String] { entries.filter { $0.name == name }.map(\.value) }

    mutating func set(_ name: String, _ value: String?) {
        entries.removeAll { $0.name == name }
        if let value { entries.append((name, value)) }
    }

    mutating func set(_ name: String, _ value: Int?) { set(name, value.map(String.init)) }
    mutating func set(_ name: String, _ isTicked: Bool) { set(name, isTicked ? "1" : nil) }

    mutating func set(_ name: String, _ values: [String]) {
        entries.removeAll { $0.name == name }
        entries += values.map { (name, $0) }
    }

    /// A day as the three fields in which it is typed.
    mutating func set(_ name: String, _ day: Day?) {
        set(name + "_day", day?.day)
        set(name + "_month", day?.month)
        set(name + "_year", day?.year)
    }

    /// What stands in the fields of either.
    static func + (left: Values, right: Values) -> Values {
        var both = left
        both.entries += right.entries
        return both
    }

    private static let tokens: Set<String> = [
        "csrf", "once", "draft_form", "draft_back", "draft_start", "cancel_to",
    ]

    /// Without the fields that belong to one sending: token, one-time token, names of buttons.
    var withoutTokens: Values {
        var rest = self
        rest.entries.removeAll { Values.tokens.contains($0.name) }
        return rest
    }

    /// Where one came from, within the site; nil where the address does not say so.
    var back: String? { text("back").map(LocalPath.checked) }
    /// The same as an address of a form hands it on; empty without it.
    var backQuery: String { back.map { "?back=\(Percent.encode($0))" } ?? "" }

    /// The page on which the form stands, for a form of which drafts are kept.
    var formPath: String? { text("draft_back").map(LocalPath.checked) }

    /// Stands before the name of a field whose text at the opening of the form is sent along.
    static let seenPrefix = "was."

    /// What stood in the fields when the form was opened; nil for a form that does not say.
    var seen: Values? {
        var seen = Values()
        seen.entries = entries.filter { $0.name.hasPrefix(Values.seenPrefix) }
            .map { (String($0.name.dropFirst(Values.seenPrefix.count)), $0.value) }
        return seen.isEmpty ? nil : seen
    }

    /// All but the tokens, to be sent again.
    var repeated: [(name: String, value: String)] {
        entries.filter { !["csrf", "once"].contains($0.name) }
    }

    /// What one sending is known by: all that was typed, in an order of its own. A password is left
    /// out, for nothing that is made of one may be quicker to guess than its hash.
    var digested: String {
        var rest = withoutTokens
        rest.entries.removeAll { $0.name.contains("password") }
        rest.entries.sort { ($0.name, $0.value) < ($1.name, $1.value) }
        return rest.encoded
    }

    /// `application/x-www-form-urlencoded`, as it is kept in a draft or stands in a link.
    var encoded: String {
        entries.map { Percent.encode($0.name) + "=" + Percent.encode($0.value) }
            .joined(separator: "&")
    }
}

/// Percent-encoding of a name or value in a query (URL standard, section 5.2).
enum Percent {
    static func encode(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."), UInt8(ascii: "*"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0" + digits : "%" + digits
            }
        }
        return result
    }
}
