import Foundation

/// One numbered file with the statements that lead from one version of the schema to the next.
struct MigrationFile {
    let number: Int
    /// The file's name, like `001-groups.sql`.
    let name: String
    let text: String
    let checksum: String

    /// The files of a folder in the order of their numbers.
    static func all(in folder: URL, _ checksum: ([UInt8]) -> String) throws -> [MigrationFile] {
        let manager = FileManager.default
        guard let names = try? manager.contentsOfDirectory(atPath: folder.path) else {
            throw MigrationError.unreadable(folder: folder.path)
        }
        let files = try names.filter { $0.hasSuffix(".sql") }.sorted()
            .map { try MigrationFile(named: $0, in: folder, checksum) }
        guard !files.isEmpty else { throw MigrationError.unreadable(folder: folder.path) }
        for (file, next) in zip(files, files.dropFirst()) where file.number == next.number {
            throw MigrationError.duplicate(number: file.number)
        }
        return files
    }

    private init(named name: String, in folder: URL, _ checksum: ([UInt8]) -> String) throws {
        guard let match = name.wholeMatch(of: /([0-9]{3})-[a-z0-9]+(-[a-z0-9]+)*\.sql/),
            let number = Int(match.1), number > 0
        else { throw MigrationError.misnamed(file: name) }
        guard let data = try? Data(contentsOf: folder.appending(path: name)),
            let text = String(validating: data, as: UTF8.self), !text.contains("\0")
        else { throw MigrationError.unreadable(folder: folder.path) }
        self.number = number
        self.name = name
        self.text = text
        self.checksum = checksum([UInt8](data))
    }
}

/// A migration as the database remembers it.
struct RecordedMigration {
    let number: Int
    let name: String
    let checksum: String

    init(row: inout Row) throws {
        number = try row.next()
        name = try row.next()
        checksum = try row.next()
    }

    /// What the database remembers, in the order of numbers.
    static func all(_ connection: Connection) throws -> [RecordedMigration] {
        let table: Int? = try connection.value(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations'")
        guard table != nil else { return [] }
        return try connection.all(
            "SELECT number, name, checksum FROM migrations ORDER BY number", RecordedMigration.init)
    }
}
