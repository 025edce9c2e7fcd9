import CSQLite
import Foundation
import Glibc

extension Connection {
    /// What a connection may do.
    enum Mode {
        case reading
        case writing
    }

    /// Opens a connection of a database, set up and verified.
    static func open(
        _ path: String, _ mode: Mode, _ configuration: Database.Configuration,
        _ register: StatementRegister = StatementRegister()
    ) throws -> Connection {
        let connection = try bare(path, mode, configuration, register)
        try connection.setUp(mode, configuration)
        try connection.verifySetUp()
        return connection
    }

    /// Opens a connection without touching the file: it may be any file, not ours, or damaged.
    static func bare(
        _ path: String, _ mode: Mode, _ configuration: Database.Configuration = .init(),
        _ register: StatementRegister = StatementRegister()
    ) throws -> Connection {
        if mode == .writing { try createPrivately(path) }
        let access = mode == .writing ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
        return try raw(path, access, configuration, register)
    }

    /// Whether a write-ahead log with content lies beside a file.
    static func hasLog(_ path: String) -> Bool {
        let log = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
        return (log?[.size] as? Int ?? 0) > 0
    }

    /// Opens a file of which nothing is known, so that nothing is changed in it or beside it.
    static func inspecting(_ path: String) throws -> Connection {
        // Merely reading a file in WAL mode makes two more, unless it is declared immutable; that
        // would pass over a log that is there.
        let query = hasLog(path) ? "" : "?immutable=1"
        let address = URL(fileURLWithPath: path).absoluteString + query
        let access = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
        let connection = try raw(address, access, Database.Configuration(), StatementRegister())
        csqlite_switch(connection.handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        return connection
    }

    private static func raw(
        _ path: String, _ access: Int32, _ configuration: Database.Configuration,
        _ register: StatementRegister
    ) throws -> Connection {
        _ = processSetUp
        var handle: OpaquePointer?
        let flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE
        let code = sqlite3_open_v2(path, &handle, flags, configuration.fileLayer)
        guard let handle else { throw SQLiteError.cannotOpen }
        let connection = Connection(
            handle, statementLimit: configuration.statementLimit, register: register)
        guard code == SQLITE_OK else { throw SQLiteError(code: code) }
        connection.waitWhenBusy(configuration.busyTimeout)
        return connection
    }

    /// How long a statement waits for another connection's lock.
    func waitWhenBusy(_ time: Duration) {
        sqlite3_busy_timeout(handle, Int32(clamping: time.milliseconds))
    }

    private static let processSetUp: Void = {
        _ = csqlite_without_memory_statistics()
    }()

    // SQLite would make the file readable for everyone. An existing file is not opened here: closing
    // it would drop the locks that this process holds on it through other connections.
    private static func createPrivately(_ path: String) throws {
        let file = Glibc.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if file >= 0 { Glibc.close(file) }
    }

    private func setUp(_ mode: Mode, _ configuration: Database.Configuration) throws {
        try script("PRAGMA busy_timeout = \(configuration.busyTimeout.milliseconds)")
        try script("PRAGMA journal_mode = WAL")
        try script("PRAGMA synchronous = FULL")
        try script("PRAGMA foreign_keys = ON")
        try script("PRAGMA trusted_schema = OFF")
        try script("PRAGMA secure_delete = ON")
        // A mapped page is looked at anew each time it is used, cell by cell: two fifths of what
        // SQLite does for a page of the site. Who writes looks; who reads relies on the daily check.
        try script("PRAGMA cell_size_check = \(mode == .reading ? "OFF" : "ON")")
        try script("PRAGMA temp_store = MEMORY")
        try script("PRAGMA mmap_size = \(configuration.mappedSize)")
        if mode == .reading { try script("PRAGMA query_only = ON") }
        if configuration.isReplicated { try script("PRAGMA wal_autocheckpoint = 0") }
        setSwitches(configuration)
    }

    private func setSwitches(_ configuration: Database.Configuration) {
        csqlite_switch(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
        csqlite_switch(handle, SQLITE_DBCONFIG_DQS_DML, 0)
        csqlite_switch(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
        csqlite_switch(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0)
        if configuration.isReplicated {
            csqlite_switch(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        }
    }

    // A pragma that cannot do what it is asked says nothing.
    private func verifySetUp() throws {
        let journal: String? = try value("PRAGMA journal_mode")
        let level: Int? = try value("PRAGMA synchronous")
        let hasForeignKeys: Bool? = try value("PRAGMA foreign_keys")
        guard journal == "wal", level == 2, hasForeignKeys == true else {
            throw SQLiteError.cannotOpen
        }
        // The log is opened by the first reading of the file, and only who opened it tidies it up.
        let _: Int? = try value("SELECT COUNT(*) FROM sqlite_schema")
        cache.removeAll()
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
