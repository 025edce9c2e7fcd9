import CSQLite

extension SQLiteError {
    /// The error for SQLite's last result on a connection.
    init(_ connection: OpaquePointer) {
        self.init(
            code: sqlite3_extended_errcode(connection),
            message: String(cString: sqlite3_errmsg(connection)))
    }

    /// The error for a result while preparing, where SQLite's message is about the text alone.
    init(preparing connection: OpaquePointer) {
        guard sqlite3_errcode(connection) == SQLITE_ERROR else {
            self.init(connection)
            return
        }
        self = .statement(reason: String(cString: sqlite3_errmsg(connection)))
    }

    /// The error for a result code, with the message from which the names of a rule are read.
    init(code: Int32, message: String = "") {
        // The low byte is the primary code: https://sqlite.org/rescode.html
        switch code & 0xff {
        case SQLITE_CONSTRAINT: self.init(constraint: code, message: message)
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
        case SQLITE_FULL: self = .full
        case SQLITE_READONLY: self = .readOnly
        case SQLITE_CORRUPT: self = .corrupt
        case SQLITE_NOTADB: self = .notADatabase
        case SQLITE_CANTOPEN: self = .cannotOpen
        case SQLITE_IOERR: self = .io
        case SQLITE_TOOBIG: self = .tooBig
        default: self = .other(code: code)
        }
    }

    private init(constraint code: Int32, message: String) {
        let subject = message.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? ""
        // Extended codes are macros that Swift does not import: SQLITE_CONSTRAINT | (n << 8).
        switch code >> 8 {
        case 8, 6, 10: self = .unique(columns: Self.columns(in: subject))
        case 1: self = .check(name: subject)
        case 3: self = .foreignKey
        case 5: self = .notNull(column: subject)
        case 7: self = .trigger(message: message)
        case 12: self = .datatype(column: String(message.split(separator: " ").last ?? ""))
        default: self = .other(code: code)
        }
    }

    private static func columns(in subject: String) -> [String] {
        if subject.hasPrefix("index '") { return [String(subject.dropFirst(7).dropLast())] }
        return subject.split(separator: ", ").map(String.init)
    }
}
