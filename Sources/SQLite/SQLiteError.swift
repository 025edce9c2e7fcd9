/// What SQLite refused; it never carries a stored or bound value.
public enum SQLiteError: Error, Hashable, Sendable {
    /// A UNIQUE or PRIMARY KEY rule; columns like `families.code`, or the name of the index when
    /// it is one over an expression.
    case unique(columns: [String])
    /// A CHECK rule, by its name, or its expression when it has no name.
    case check(name: String)
    /// A FOREIGN KEY rule.
    case foreignKey
    /// A NOT NULL rule; the column like `families.code`.
    case notNull(column: String)
    /// A value of the wrong type for a column of a STRICT table; the column like `families.code`.
    case datatype(column: String)
    /// A trigger's RAISE, with the text that stands in the schema.
    case trigger(message: String)
    /// Another transaction held the writer for too long.
    case busy
    /// Another process serves this database.
    case locked
    /// The disk, or the permitted number of pages, is full.
    case full
    /// A change on a connection or file that only allows reading.
    case readOnly
    /// The file is damaged.
    case corrupt
    /// The file is no SQLite database.
    case notADatabase
    /// The file holds another program's data.
    case foreignApplication
    /// The file cannot be opened, made or set up.
    case cannotOpen
    /// Reading, writing or syncing a file failed.
    case io
    /// A text, blob or statement is above SQLite's limit.
    case tooBig
    /// The database was closed.
    case closed
    /// A read or write stands inside another on the same thread; told in a debug build.
    case nested
    /// A column, counted from 0, that does not fit the type that was to be read.
    case decode(column: Int, expected: String)
    /// A statement that cannot be prepared, with SQLite's reason; texts of statements are literals
    /// of the program, so the reason holds no values.
    case statement(reason: String)
    /// Any other refusal, by SQLite's extended result code.
    case other(code: Int32)
}

extension SQLiteError: CustomStringConvertible {
    /// A sentence for logs.
    public var description: String {
        switch self {
        case .unique(let columns): "Not unique: \(columns.joined(separator: ", "))"
        case .check(let name): "Check failed: \(name)"
        case .foreignKey: "A foreign key points nowhere"
        case .notNull(let column): "Must not be NULL: \(column)"
        case .datatype(let column): "Wrong type of value for \(column)"
        case .trigger(let message): "Refused by a trigger: \(message)"
        case .decode(let column, let type): "Column \(column) cannot be read as \(type)"
        case .statement(let reason): "Statement refused: \(reason)"
        case .other(let code): "SQLite result code \(code)"
        default: plainDescription
        }
    }

    private var plainDescription: String {
        switch self {
        case .busy: "The database is busy"
        case .locked: "Another process serves this database"
        case .full: "The disk is full"
        case .readOnly: "The database is read-only"
        case .corrupt: "The database file is damaged"
        case .notADatabase: "The file is not a database"
        case .foreignApplication: "The file belongs to another program"
        case .cannotOpen: "The database cannot be opened"
        case .io: "Reading or writing a file failed"
        case .tooBig: "A value or statement is too big"
        case .nested: "A read or write stands inside another on the same thread"
        default: "The database is closed"
        }
    }
}
