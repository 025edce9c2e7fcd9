import Dispatch

/// A database file with one connection that writes and several that read.
public final class Database: Sendable {
    /// The file's path.
    public let path: String
    let configuration: Configuration
    private let register = StatementRegister()
    private let nesting = Nesting()
    private let writer: ConnectionPool
    private let readers: ConnectionPool

    /// Opens the file, or makes an empty one that only its owner may read.
    ///
    /// Every connection is opened now, so that a shortage of any kind shows at the start.
    /// - Throws: ``SQLiteError/foreignApplication``, ``SQLiteError/notADatabase``,
    ///   ``SQLiteError/corrupt`` or ``SQLiteError/cannotOpen``; the file is then unchanged.
    public init(at path: String, _ configuration: Configuration = Configuration()) throws {
        self.path = path
        self.configuration = configuration
        try Self.refuseForeign(path, configuration)
        let register = register
        writer = ConnectionPool([try .open(path, .writing, configuration, register)])
        let count = max(1, configuration.readers)
        readers = ConnectionPool(
            try (0..<count).map { _ in try .open(path, .reading, configuration, register) })
    }

    deinit {
        close()
    }

    /// Reads one snapshot: what is committed meanwhile is not seen. Waits while all readers are out.
    ///
    /// Must not stand inside another `read` or `write` on the same thread, which a debug build traps.
    /// - Throws: ``SQLiteError``, or what `work` throws.
    public func read<T: Sendable>(_ work: (Connection) throws -> T) throws -> T {
        try nesting.enter()
        defer { nesting.leave() }
        return try readers.with(until: .distantFuture) { try $0.transaction("BEGIN", work) }
    }

    /// Changes all or nothing; returns once the changes are safe on the disk.
    ///
    /// Must not stand inside another `read` or `write` on the same thread, which a debug build traps.
    /// - Throws: ``SQLiteError/busy`` when the writer did not come free within
    ///   ``Configuration/writerWait``, any other ``SQLiteError``, or what `work` throws; then
    ///   nothing has changed.
    public func write<T: Sendable>(_ work: (Connection) throws -> T) throws -> T {
        try withWriter { connection, deadline in
            // Another process may hold the lock: what is left of the time is for that.
            connection.waitWhenBusy(max(.zero, deadline - .now))
            return try connection.transaction("BEGIN IMMEDIATE", work)
        }
    }

    /// Closes every connection once it has come back; later reads and writes throw
    /// ``SQLiteError/closed``. Must not stand inside `read` or `write`.
    public func close() {
        // A connection that only reads cannot tidy up the write-ahead log, so the writer is last.
        readers.close()
        writer.close()
    }

    /// The distinct texts of queries and changes prepared so far on any connection, sorted; without
    /// those that have no plan, like `PRAGMA` and `CREATE`.
    public var statements: [String] { register.all }

    /// Lends the writing connection outside a transaction.
    func withWriter<T>(_ work: (Connection, ContinuousClock.Instant) throws -> T) throws -> T {
        try nesting.enter()
        defer { nesting.leave() }
        let deadline = ContinuousClock.now + configuration.writerWait
        let wait = Int(clamping: configuration.writerWait.milliseconds)
        return try writer.with(until: .now() + .milliseconds(wait)) { connection in
            defer { connection.waitWhenBusy(configuration.busyTimeout) }
            return try work(connection, deadline)
        }
    }
}

extension Database {
    /// How a database is opened.
    public struct Configuration: Sendable {
        /// How many connections read, at least 1: the workers, the slow lane and one to spare.
        public var readers = 8
        /// How long a statement waits for another connection's lock.
        public var busyTimeout = Duration.seconds(5)
        /// How long a write waits for its turn.
        public var writerWait = Duration.seconds(2)
        /// Whether another process copies the write-ahead log and alone may shorten it.
        public var isReplicated = false
        /// How many prepared statements each connection keeps.
        public var statementLimit = 256
        /// How many bytes of the file are mapped into memory at most; SQLite itself stops at 2 GiB.
        public var mappedSize: Int64 = 1 << 31
        /// The `application_id` a file with content must have; nil accepts any.
        public var applicationID: Int32?
        /// How files are reached, by a name that SQLite knows; nil for the system's own way.
        var fileLayer: String?

        /// The settings the server uses.
        public init() {}
    }
}
