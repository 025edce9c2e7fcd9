import Crypto
import SQLite

/// That somebody who speaks the language of a sheet read what the computer made of it.
public struct SheetCheck: Sendable {
    /// Roles that say so.
    public static let checkers: Set<Role> = VoicePolicy.listeners

    /// Its ISO 639 code.
    public let language: String
    /// Of the text that was read.
    private let digest: String
    public let at: Instant
    /// Who said so; nil for the program itself.
    public let by: ID<User>?

    /// Every one, by the code of its language; of a text that changed since it holds no longer.
    public static func all(in tx: Transaction) throws -> [String: SheetCheck] {
        let found = try tx.db.all(
            "SELECT language, digest, checked_at, checked_by FROM sheet_checks"
        ) { row in
            SheetCheck(
                language: try row.next(), digest: try row.next(), at: try row.next(),
                by: try row.next())
        }
        return Dictionary(found.map { ($0.language, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether it is of this text.
    public func holds(for text: String) -> Bool { digest == SheetCheck.digest(text) }

    /// Says that a text was read, or no longer.
    ///
    /// - Parameters:
    ///   - language: The code of a language that has a file.
    ///   - text: All that stands in the file.
    /// - Throws: `Refusal.forbidden` without the right.
    public static func set(
        _ isChecked: Bool, _ language: String, text: String, in tx: Transaction
    ) throws {
        guard tx.viewer.holds(checkers, for: FamilyPolicy.programmes) else {
            throw Refusal.forbidden("forbidden.check_in")
        }
        try tx.db.run("DELETE FROM sheet_checks WHERE language = \(language)")
        if isChecked {
            try tx.db.run(
                """
                INSERT INTO sheet_checks (language, digest, checked_at, checked_by)
                VALUES (\(language), \(digest(text)), \(tx.now), \(tx.viewer.userID))
                """)
        }
        try tx.audit(.change, .checkIn, "sheet/\(language)", fields: ["checked"])
    }

    private static func digest(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
