import Foundation

/// What can be told of an e-mail address without sending to it, and the one form in which it is kept.
///
/// The part before the @ is ASCII, because a letter of another script can look the same. A domain with
/// other letters is kept as the name system has it: `bücher.example` as `xn--bcher-kva.example`.
public enum EmailAddress {
    /// The longest address, in bytes (RFC 5321, section 4.5.3.1).
    public static let longest = 254

    /// The address in lower case with its domain in ASCII; nil when it cannot be one.
    public static func kept(_ typed: String) -> String? {
        let parts = typed.trimmingCharacters(in: .whitespaces)
            .split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, isLocal(parts[0]), let domain = domain(String(parts[1])) else {
            return nil
        }
        let address = parts[0].lowercased() + "@" + domain
        return address.utf8.count <= longest ? address : nil
    }

    /// What is wrong with an address; nil when it can be one.
    static func problem(_ typed: String) -> Problem? {
        if kept(typed) != nil { return nil }
        let local = typed.prefix { $0 != "@" }
        return Problem(
            "email",
            local.utf8.allSatisfy { $0 < 128 } ? "problem.email" : "problem.email_letters")
    }

    private static func isLocal(_ text: Substring) -> Bool {
        let forbidden = Set("()<>[]:;,\\\"@ ".utf8)
        return (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !forbidden.contains($0) }
    }

    /// The domain folded and in ASCII; nil unless it has two labels or more that can be registered.
    private static func domain(_ typed: String) -> String? {
        // Compatible forms, among them other full stops, are the same name (UTS 46, section 4).
        let folded = typed.lowercased().precomposedStringWithCompatibilityMapping.lowercased()
            .replacing("\u{3002}", with: ".")
        let labels = folded.split(separator: ".", omittingEmptySubsequences: false)
            .map { label(String($0)) }
        let domain = labels.compactMap { $0 }
        guard labels.count >= 2, domain.count == labels.count,
            domain.last?.contains(where: \.isLetter) == true
        else { return nil }
        return domain.joined(separator: ".")
    }

    /// Letters, digits, marks and hyphens only, with no mark in front and no hyphen at either end.
    private static func label(_ text: String) -> String? {
        let scalars = text.precomposedStringWithCanonicalMapping.unicodeScalars
        guard let first = scalars.first, !first.isMark, first != "-", scalars.last != "-",
            scalars.allSatisfy({ $0 == "-" || $0.isMark || $0.isLetterOrDigit })
        else { return nil }
        let label = String(scalars)
        let isASCII = scalars.allSatisfy(\.isASCII)
        // Two hyphens in third place are kept for encodings (RFC 5891, section 4.2.3.1).
        guard isASCII || !label.dropFirst(2).hasPrefix("--"),
            let kept = isASCII ? label : Punycode.encode(label).map({ "xn--" + $0 }),
            kept.utf8.count <= 63
        else { return nil }
        return kept
    }
}

extension Unicode.Scalar {
    fileprivate var isMark: Bool {
        [.nonspacingMark, .spacingMark].contains(properties.generalCategory)
    }

    fileprivate var isLetterOrDigit: Bool {
        switch properties.generalCategory {
        case .lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber: true
        default: false
        }
    }
}
