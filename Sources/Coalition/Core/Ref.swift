import SQLite

/// The public name of a record in URLs: a letter and random characters, such as `G-7K3Q`.
///
/// Crockford's base 32 (no I, L, O, U), read case-insensitively; I and L are read as 1, O as 0.
/// Four characters, six for tasks and documents (<doc:Names>).
public struct Ref: Hashable, Sendable, CustomStringConvertible {
    /// What a reference points at, by its letter.
    public enum Kind: Character, CaseIterable, Sendable {
        case city = "C"
        case group = "G"
        case family = "F"
        case match = "M"
        case stay = "S"
        case accommodation = "A"
        case task = "T"
        case user = "U"
        case guest = "H"
        case host = "B"
        case concern = "Z"

        var length: Int { self == .task ? 6 : 4 }
    }

    public let kind: Kind
    /// The canonical form, `G-7K3Q`.
    public let description: String

    /// Nil for anything that cannot be a reference of this kind.
    public init?(_ text: String, _ kind: Kind) {
        // Other letters can become these in upper case, so only ASCII is looked at.
        guard text.utf8.allSatisfy({ $0 < 128 }) else { return nil }
        let characters = Array(text.uppercased())
        guard characters.count == kind.length + 2, characters[0] == kind.rawValue,
            characters[1] == "-"
        else { return nil }
        var canonical = "\(kind.rawValue)-"
        for character in characters.dropFirst(2) {
            guard let read = Ref.reading[character] else { return nil }
            canonical.append(read)
        }
        self.kind = kind
        description = canonical
    }

    /// A new random reference.
    package init(_ kind: Kind, drawing next: () -> UInt64) {
        self.kind = kind
        var bits = next()
        var text = "\(kind.rawValue)-"
        for _ in 0..<kind.length {
            text.append(Ref.alphabet[Int(bits & 31)])
            bits >>= 5
        }
        description = text
    }

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let reading: [Character: Character] = {
        var table = Dictionary(uniqueKeysWithValues: alphabet.map { ($0, $0) })
        table["I"] = "1"
        table["L"] = "1"
        table["O"] = "0"
        return table
    }()
}

extension Ref: SQLBindable {
    public var sqlValue: SQLValue { .text(description) }
}
