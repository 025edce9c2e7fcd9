import Coalition
import Foundation
import SQLite

extension OpenRecords {
    /// Fills records without an account or a city with the demo when it is wanted; records that were
    /// there stay as they are.
    ///
    /// - Parameter size: How much the demo holds; nil for the ordinary one.
    public func fill(demo isWanted: Bool, size: Demo.Size? = nil) throws {
        guard isWanted, try isEmpty() else { return }
        try Demo.fill(records.database, keys: records.keys, at: records.clock.now, size: size)
    }

    /// Keeps accounts whose password everybody knows from the network.
    ///
    /// - Throws: `StartFailure` when others could reach the demo.
    public func requirePrivacy(of plan: ServicePlan) throws {
        guard plan.isReachable, try Demo.isPresent(in: records) else { return }
        throw StartFailure(
            .configuration, "These records are the demo, which is served on loopback only.")
    }

    private func isEmpty() throws -> Bool {
        try records.read(as: .system) { tx in
            try User.all(in: tx).isEmpty && City.all(in: tx).isEmpty
        }
    }
}

extension RecordsAccess {
    /// Throws an earlier demo away and makes a new one in its place, keys included.
    ///
    /// - Parameter size: How much it holds; nil for the ordinary demo.
    /// - Throws: `StartFailure` while a server has the records, and for anything that is not the demo.
    public func remakeDemo(_ size: Demo.Size? = nil) throws {
        do {
            try files.requireWritable()
            let isNew = try isNew()
            if !isNew { try requireDemo() }
            let lock = try FileLock(for: files.database)
            if !isNew { try files.remove() }
            lock.release()
            let open = try alone()
            defer { open.close() }
            try open.fill(demo: true, size: size)
        } catch { throw StartFailure(error, files) }
    }

    /// What people typed is not thrown away by a slip of the hand; needs no keys, as they may be lost.
    private func requireDemo() throws {
        let database = try Database(at: files.database, configuration)
        defer { database.close() }
        let known: Int? = try? database.read { db in
            try db.value("SELECT 1 FROM users WHERE email = \(DemoAccounts.administrator)")
        }
        let accounts: Int? = try? database.read { db in try db.value("SELECT count(*) FROM users") }
        guard known == 1 || accounts == 0 else {
            throw StartFailure(
                .data, "\(files.database) is not the demo; remove it yourself if that is meant.")
        }
    }
}

extension RecordFiles {
    /// Removes the database, what SQLite keeps beside it, and the keys.
    fileprivate func remove() throws {
        for path in ["", "-wal", "-shm"].map({ database + $0 }) + [keyFile]
        where FileManager.default.fileExists(atPath: path) {
            do {
                try FileManager.default.removeItem(atPath: path)
            } catch { throw StartFailure(.cannotCreate, "\(path) cannot be removed.") }
        }
    }
}
