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

    /// Keeps a time that somebody made up from the records of real people.
    ///
    /// - Throws: `StartFailure` for records that are not the demo; those still to be made may become it.
    public func requireInvented() throws {
        guard try !isNew(), try !isDemo() else { return }
        throw StartFailure(
            .configuration, "\(files.database) is not the demo, so no clock file says its time.")
    }

    /// What people typed is not thrown away by a slip of the hand.
    private func requireDemo() throws {
        guard (try? isDemo()) == true else {
            throw StartFailure(
                .data, "\(files.database) is not the demo; remove it yourself if that is meant.")
        }
    }

    /// Whether the demo's administrator is in it, or nobody; needs no keys, as they may be lost.
    private func isDemo() throws -> Bool {
        do {
            return try Database.inspect(files.database) { db in
                let known: Int? = try db.value(
                    """
                    SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM users)
                    OR EXISTS (SELECT 1 FROM users WHERE email = \(DemoAccounts.administrator))
                    """)
                return known != nil
            }
        } catch { throw StartFailure(error, files) }
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
