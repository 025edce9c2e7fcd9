import Crypto
import Foundation
import SQLite

/// The schema of the records: numbered files in the home folder's `Migrations`.
public enum Schema {
    /// "COAL" in ASCII; a file with another number is not ours.
    public static let applicationID: Int32 = 0x434F_414C

    /// - Throws: `MigrationError` for a folder whose files are not whole.
    public static func migrations(home: URL) throws -> Migrations {
        try migrations(folder: home.appending(path: "Migrations"))
    }

    /// The schema in a folder of its own.
    ///
    /// - Parameter keys: With which a migration makes what SQL cannot, of records that are there;
    ///   nil to look, and for a database without any.
    /// - Throws: `MigrationError` for a folder whose files are not whole.
    public static func migrations(folder: URL, keys: KeyRing? = nil) throws -> Migrations {
        try Migrations(
            directory: folder, applicationID: applicationID,
            steps: keys.map(steps) ?? [:]
        ) { bytes in
            SHA256.hash(data: bytes).map { byte in
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
        }
    }

    /// What a migration does besides its file, by its number.
    private static func steps(_ keys: KeyRing) -> [Int: Migrations.Step] {
        [17: { try SearchFilling.all($0, keys) }, 27: { try DraftHiding.all($0, keys) }]
    }
}
