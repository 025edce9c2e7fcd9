import Crypto
import Foundation

/// The keys of one key file: text, a line per key, `NUMBER PURPOSE BASE64`.
///
/// Each key is 256 random bits of its own. Of each purpose the highest number seals; all of them
/// open, so that one can be rotated alone (<doc:Sealing>).
public struct KeyRing: Sendable {
    /// What a key is for.
    public enum Purpose: String, Code {
        /// Names, addresses and special categories of data.
        case personal
        /// What can endanger a defender's life; opened in one file only.
        case life
        /// Keyed hashes by which sealed values are found.
        case index
        /// The chain of the two logs.
        case audit
    }

    struct Key: Sendable {
        let number: UInt8
        let purpose: Purpose
        let secret: SymmetricKey
    }

    private let byNumber: [UInt8: Key]
    private let current: [Purpose: Key]

    init(_ keys: [Key]) throws(KeyError) {
        byNumber = Dictionary(keys.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        guard byNumber.count == keys.count else { throw .malformed }
        current = Dictionary(
            keys.sorted { $0.number < $1.number }.map { ($0.purpose, $0) },
            uniquingKeysWith: { _, latest in latest })
        for purpose in Purpose.allCases where current[purpose] == nil {
            throw .missing(purpose)
        }
    }

    /// Four new keys, one of each purpose.
    public static func generate() throws(KeyError) -> KeyRing {
        try KeyRing(
            Purpose.allCases.enumerated().map { offset, purpose in
                Key(
                    number: UInt8(offset + 1), purpose: purpose,
                    secret: SymmetricKey(size: .bits256))
            })
    }

    /// Reads the text of a key file.
    ///
    /// - Throws: `KeyError.malformed` for a line that is not a key, `.missing` for an absent purpose.
    public init(text: String) throws(KeyError) {
        var keys: [Key] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            keys.append(try KeyRing.key(line))
        }
        try self.init(keys)
    }

    /// The text of the key file.
    public var text: String {
        byNumber.values.sorted { $0.number < $1.number }.map { key in
            let bytes = key.secret.withUnsafeBytes { Data($0) }
            return "\(key.number) \(key.purpose.rawValue) \(bytes.base64EncodedString())\n"
        }.joined()
    }

    /// A key as it may be shown: never its secret.
    public struct Entry: Hashable, Sendable {
        public let number: Int
        public let purpose: Purpose
        /// Whether new values of its purpose are sealed with it.
        public let isInUse: Bool
    }

    /// Every key by number, without the secrets.
    public var list: [Entry] {
        numbers.map { number, purpose in
            Entry(
                number: number, purpose: purpose,
                isInUse: current[purpose].map { Int($0.number) == number } ?? false)
        }
    }

    /// The number of every key with its purpose, in order.
    var numbers: [(number: Int, purpose: Purpose)] {
        byNumber.values.sorted { $0.number < $1.number }.map { (Int($0.number), $0.purpose) }
    }

    func sealing(_ purpose: Purpose) throws(KeyError) -> Key {
        guard let key = current[purpose] else { throw .missing(purpose) }
        return key
    }

    func key(_ number: UInt8) -> Key? { byNumber[number] }

    private static func key(_ line: Substring) throws(KeyError) -> Key {
        let parts = line.split(separator: " ")
        guard parts.count == 3, let number = UInt8(parts[0]), number > 0,
            let purpose = Purpose(rawValue: String(parts[1])),
            let secret = Data(base64Encoded: String(parts[2])), secret.count == 32,
            secret.base64EncodedString() == parts[2]
        else { throw .malformed }
        return Key(number: number, purpose: purpose, secret: SymmetricKey(data: secret))
    }
}

/// Why a key file cannot be used; said without a byte of it.
public enum KeyError: Error, Equatable, Sendable {
    case absent(String)
    case unreadable(String)
    case readableByOthers(String)
    case malformed
    case missing(KeyRing.Purpose)
    /// The file's key does not open what this database sealed with it.
    case notOfThisDatabase(Int)
}
