import Foundation
import SQLite

/// The key file on disk: mode 0600, outside the database and its backups.
public enum KeyFile {
    /// Reads the key ring.
    ///
    /// - Throws: `KeyError` naming what is wrong with the file.
    public static func read(_ path: String) throws -> KeyRing {
        var status = stat()
        guard stat(path, &status) == 0 else { throw KeyError.absent(path) }
        guard status.st_mode & 0o077 == 0 else { throw KeyError.readableByOthers(path) }
        guard let bytes = FileManager.default.contents(atPath: path),
            let text = String(data: bytes, encoding: .utf8)
        else { throw KeyError.unreadable(path) }
        return try KeyRing(text: text)
    }

    /// Makes a new file that nobody else may read; an existing one is never overwritten.
    public static func create(_ path: String) throws -> KeyRing {
        let ring = try KeyRing.generate()
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw KeyError.unreadable(path) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try file.write(contentsOf: Data(ring.text.utf8))
        try file.synchronize()
        try file.close()
        try syncFolder(of: path)
        return ring
    }

    /// A key that is lost in a power cut takes every sealed value with it.
    private static func syncFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw KeyError.unreadable(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw KeyError.unreadable(path) }
    }
}

/// The sealed constants by which a wrong key file is recognised before anything is read or written.
enum KeyCheck {
    private static let constant = "coalitie"

    /// Writes a constant for every key that has none yet.
    static func store(_ keys: KeyRing, in db: Connection) throws {
        for (number, purpose) in keys.numbers {
            guard let key = keys.key(UInt8(number)) else { continue }
            let sealed = try keys.seal(constant, place(number), key)
            try db.run(
                """
                INSERT INTO key_checks (number, purpose, check_sealed)
                VALUES (\(number), \(purpose), \(sealed)) ON CONFLICT (number) DO NOTHING
                """)
        }
    }

    /// Whether a key of the ring has no constant yet: a new database, or a key that was added.
    static func lacks(_ keys: KeyRing, in db: Connection) throws -> Bool {
        let known: [Int] = try db.values("SELECT number FROM key_checks")
        return !Set(keys.numbers.map(\.number)).isSubset(of: known)
    }

    /// - Throws: `KeyError.notOfThisDatabase` with the number of the first key that does not fit.
    static func verify(_ keys: KeyRing, in db: Connection) throws {
        let rows = try db.all("SELECT number, purpose, check_sealed FROM key_checks") { row in
            (try row.next() as Int, try row.next() as KeyRing.Purpose, try row.next() as [UInt8])
        }
        for (number, purpose, sealed) in rows {
            let opened = try? keys.open(sealed, place(number), purpose)
            guard opened == constant else { throw KeyError.notOfThisDatabase(number) }
        }
    }

    private static func place(_ number: Int) -> SealedPlace {
        SealedPlace("key_checks.check", Int64(number))
    }
}
