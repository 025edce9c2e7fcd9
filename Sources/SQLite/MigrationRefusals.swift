extension Migrations {
    /// The files to be applied, once nothing stands against it; changes nothing.
    func waiting(at path: String) throws -> [MigrationFile] {
        guard let found = try Inspection(path), !found.isEmpty else {
            try refuse([])
            return files
        }
        guard found.applicationID == applicationID else {
            throw MigrationError.foreignApplication(id: found.applicationID)
        }
        let recorded = try Self.recorded(at: path)
        try refuse(found.userVersion, recorded)
        try refuse(recorded)
        return Array(files.dropFirst(recorded.count))
    }

    private static func recorded(at path: String) throws -> [RecordedMigration] {
        try RecordedMigration.all(Connection.inspecting(path))
    }

    private func refuse(_ userVersion: Int, _ recorded: [RecordedMigration]) throws {
        guard userVersion <= version else { throw MigrationError.newer(version: userVersion) }
        let last = recorded.last?.number ?? 0
        guard last <= version else { throw MigrationError.newer(version: last) }
        guard last == userVersion else {
            throw MigrationError.disagreement(version: userVersion, recorded: last)
        }
    }

    private func refuse(_ recorded: [RecordedMigration]) throws {
        let byNumber = Dictionary(uniqueKeysWithValues: files.map { ($0.number, $0) })
        for old in recorded {
            guard let file = byNumber[old.number], file.name == old.name else {
                throw MigrationError.missing(name: old.name)
            }
            guard file.checksum == old.checksum else { throw MigrationError.edited(name: old.name) }
        }
        for (index, file) in files.enumerated() where file.number != index + 1 {
            throw MigrationError.gap(number: index + 1)
        }
        for (old, file) in zip(recorded, files) where old.number != file.number {
            throw MigrationError.outOfOrder(name: file.name)
        }
    }
}
