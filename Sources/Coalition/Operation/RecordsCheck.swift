import SQLite

extension RecordsAccess {
    /// Everything for which ``alone()`` would be refused, a sentence each, found without changing
    /// anything; a server that has the records is no problem.
    public func problems() -> [StartFailure] {
        var problems: [StartFailure] = []
        func note(_ check: () throws -> Void) {
            do { try check() } catch {
                let problem = StartFailure(error, files)
                if !problems.contains(problem) { problems.append(problem) }
            }
        }
        note { try files.requireWritable() }
        var isNew: Bool?
        note { isNew = try self.isNew() }
        note { try checkKeys(isNew: isNew ?? false) }
        if isNew == false { note { try checkContent() } }
        return problems
    }

    /// A key file is made together with a database, and must be there for one that is there.
    private func checkKeys(isNew: Bool) throws {
        guard isNew, !files.hasKeyFile else {
            _ = try KeyFile.read(files.keyFile)
            return
        }
        try RecordFiles.requireWritableFolder(of: files.keyFile)
    }

    private func checkContent() throws {
        let keys = try? KeyFile.read(files.keyFile)
        try Database.inspect(files.database) { db in
            if isCheckedAtOnce { try db.expectSound("PRAGMA quick_check(1)") }
            if let keys { try KeyCheck.verify(keys, in: db) }
        }
    }

    /// Whether the database is checked for damage before it is served.
    var isCheckedAtOnce: Bool {
        files.hasLog || files.databaseSize < RecordsAccess.checkedAtOnce
    }
}
