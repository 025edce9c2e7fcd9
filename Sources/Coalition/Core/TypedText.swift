import Foundation

/// What people type, as it is kept: composed (NFC), without blanks around it and without characters
/// that nobody sees, such as overrides of the direction, which make a name read backwards or look
/// like another (Unicode Technical Report 36, section 2).
public enum TypedText {
    /// One line: controls, breaks and every kind of blank become a space.
    public static func line(_ text: String) -> String {
        if isPlain(text) { return text }
        return cleaned(text) { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator: " "
            default: scalar
            }
        }
    }

    /// Several lines, each ending in a line feed; tabs stay, other controls are dropped.
    public static func lines(_ text: String) -> String {
        if isPlain(text) { return text }
        let unix = text.replacingOccurrences(of: "\r\n", with: "\n")
        return cleaned(unix) { scalar in
            switch scalar.properties.generalCategory {
            case .control where scalar == "\r": "\n"
            case .control: scalar == "\n" || scalar == "\t" ? scalar : nil
            case .lineSeparator, .paragraphSeparator: "\n"
            default: scalar
            }
        }
    }

    /// Whether there is nothing to change, which most texts are.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && text.utf8.first != 0x20
            && text.utf8.last != 0x20
    }

    private static func cleaned(
        _ text: String, _ kept: (Unicode.Scalar) -> Unicode.Scalar?
    ) -> String {
        let scalars = Array(text.precomposedStringWithCanonicalMapping.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            guard !scalar.isUnseen || scalar.isNeeded(between: result.last, next) else { continue }
            if let scalar = kept(scalar) { result.append(scalar) }
        }
        return String(result).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension Unicode.Scalar {
    /// Whether it takes no room of its own, or looks like a blank and is none.
    fileprivate var isUnseen: Bool {
        properties.isDefaultIgnorableCodePoint || (0xFFF9...0xFFFB).contains(value)
            || value == 0x2800
    }

    /// Whether a scalar that is not seen changes how its neighbours are written: a joiner or
    /// non-joiner inside a word of a script that joins its letters (RFC 5892, appendix A), a joiner
    /// inside an emoji, and a variation of what stands before it.
    fileprivate func isNeeded(between last: Unicode.Scalar?, _ next: Unicode.Scalar?) -> Bool {
        guard let last else { return false }
        switch value {
        case 0x200C, 0x200D:
            let isInWord = last.joins && (next?.joins ?? false)
            let isChillu = value == 0x200D && last.properties.canonicalCombiningClass == .virama
            let isInEmoji = value == 0x200D && last.isOfEmoji && (next?.isOfEmoji ?? false)
            return isInWord || isChillu || isInEmoji
        case 0xFE00...0xFE0F: return !last.isUnseen && !last.properties.isWhitespace
        case 0x180B...0x180D, 0x180F: return (0x1800...0x18AF).contains(last.value)
        default: return false
        }
    }

    /// Whether it is a letter or mark of Arabic, Syriac, the scripts of India and their like.
    private var joins: Bool {
        switch value {
        case 0x600...0x1AFF, 0xA800...0xABFF, 0x10A00...0x11FFF, 0x1E900...0x1E95F:
            properties.isAlphabetic || properties.generalCategory == .nonspacingMark
        default: false
        }
    }

    /// Whether it is an emoji, the tone of its skin, or the variation that makes it one.
    private var isOfEmoji: Bool { (value > 0xFF && properties.isEmoji) || value == 0xFE0F }
}

/// Text of one line: whoever sets it, it is kept as ``TypedText/line(_:)`` makes it. Optional text of
/// which nothing is left is nil.
@propertyWrapper
public struct TypedLine<Text: Typed & Sendable>: Sendable {
    private var kept: Text

    public init(wrappedValue: Text) { kept = wrappedValue.typed(TypedText.line) }

    public var wrappedValue: Text {
        get { kept }
        set { kept = newValue.typed(TypedText.line) }
    }
}

/// Text of several lines: whoever sets it, it is kept as ``TypedText/lines(_:)`` makes it.
@propertyWrapper
public struct TypedLines<Text: Typed & Sendable>: Sendable {
    private var kept: Text

    public init(wrappedValue: Text) { kept = wrappedValue.typed(TypedText.lines) }

    public var wrappedValue: Text {
        get { kept }
        set { kept = newValue.typed(TypedText.lines) }
    }
}

/// What holds text that somebody typed: a text, one that may be missing, or several by their names.
public protocol Typed {
    /// The same with each text made as it is kept.
    func typed(_ kept: (String) -> String) -> Self
}

extension String: Typed {
    public func typed(_ kept: (String) -> String) -> String { kept(self) }
}

extension Optional: Typed where Wrapped == String {
    public func typed(_ kept: (String) -> String) -> String? {
        map(kept).flatMap { $0.isEmpty ? nil : $0 }
    }
}

extension Dictionary: Typed where Value == String {
    public func typed(_ kept: (String) -> String) -> [Key: String] { mapValues(kept) }
}
