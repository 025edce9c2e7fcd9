import Crypto
import CryptoExtras
import Foundation

/// Passwords: scrypt with its cost stored beside each hash (design: security).
public enum Password {
    /// What one derivation costs. N is a power of two; the program refuses less than 2^15 outside
    /// tests.
    public struct Cost: Hashable, Sendable {
        public let rounds: Int
        public let blockSize: Int
        public let parallelism: Int

        public init(rounds: Int, blockSize: Int = 8, parallelism: Int = 3) {
            self.rounds = rounds
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        public static let standard = Cost(rounds: 1 << 15)
    }

    /// 12 to 128 characters; no rules of composition (NIST SP 800-63B section 5.1.1.2).
    public static let length = 12...128

    /// The message key of what is wrong with a new password; nil when it may be used.
    public static func problem(_ password: String, for user: User) -> String? {
        guard password.count >= length.lowerBound else { return "problem.password_short" }
        guard password.count <= length.upperBound else { return "problem.password_long" }
        return CommonPasswords.contains(password, name: user.name, email: user.email)
            ? "problem.password_common" : nil
    }

    /// `scrypt$N$r$p$salt$key`, salt and key in base 64.
    public static func hash(_ password: String, cost: Cost) throws -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let key = try derive(password, salt, cost)
        return [
            "scrypt", "\(cost.rounds)", "\(cost.blockSize)", "\(cost.parallelism)",
            Data(salt).base64EncodedString(), Data(key).base64EncodedString(),
        ].joined(separator: "$")
    }

    /// Whether a password belongs to a hash. Without a hash the same work is done in vain, so that
    /// an unknown account takes as long as a known one.
    public static func verify(_ password: String, _ hash: String?, cost: Cost) throws -> Bool {
        guard let hash, let stored = Stored(hash) else {
            _ = try derive(password, [UInt8](repeating: 0, count: 16), cost)
            return false
        }
        let key = try derive(password, stored.salt, stored.cost)
        return zip(key, stored.key).reduce(key.count ^ stored.key.count) {
            $0 | Int($1.0 ^ $1.1)
        } == 0
    }

    private struct Stored {
        let cost: Cost
        let salt: [UInt8]
        let key: [UInt8]

        init?(_ hash: String) {
            let parts = hash.split(separator: "$").map(String.init)
            guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]),
                let blockSize = Int(parts[2]), let parallelism = Int(parts[3]),
                let salt = Data(base64Encoded: parts[4]), let key = Data(base64Encoded: parts[5])
            else { return nil }
            cost = Cost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
            self.salt = Array(salt)
            self.key = Array(key)
        }
    }

    private static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost) throws -> [UInt8]
    {
        // NFC, so that the same password typed on another keyboard is the same password.
        let bytes = Array(password.precomposedStringWithCanonicalMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: 32, rounds: cost.rounds,
            blockSize: cost.blockSize, parallelism: cost.parallelism)
        return key.withUnsafeBytes { Array($0) }
    }
}

/// Passwords that an attacker tries first: common ones, and words of this work.
enum CommonPasswords {
    private static let words: Set<String> = [
        "password", "wachtwoord", "welkom", "welcome", "geheim", "secret", "qwerty", "azerty",
        "123456789012", "1234567890", "abcdefghijkl", "letmein", "iloveyou", "administrator",
        "gemeente", "samenhier", "sheltercity", "coalitie", "coalition", "justice", "peace",
        "nijmegen", "haarlem", "amsterdam", "rotterdam", "denhaag", "utrecht", "almere", "tilburg",
        "groningen", "zwolle", "deventer", "maastricht", "middelburg", "eindhoven", "amstelveen",
        "nederland", "netherlands", "vluchteling", "refugee", "zomer", "winter", "lente", "herfst",
    ]

    /// A common word, alone or filled up with digits and signs; or the person's own name or address.
    static func contains(_ password: String, name: String, email: String) -> Bool {
        let letters = SortKey.folded(password).filter(\.isLetter)
        let own = [name, email.split(separator: "@").first.map(String.init) ?? ""]
            .map { SortKey.folded($0).filter(\.isLetter) }
        if Set(password).count < 4 || words.contains(SortKey.folded(password)) { return true }
        if letters.isEmpty { return isSequence(password) }
        return words.contains(letters) || own.contains(letters)
            || words.contains(where: { letters == $0 + $0 })
    }

    private static func isSequence(_ digits: String) -> Bool {
        let values = digits.compactMap(\.wholeNumberValue)
        guard values.count == digits.count else { return false }
        return zip(values, values.dropFirst()).allSatisfy { ($0 + 1) % 10 == $1 || $0 == $1 }
    }
}
