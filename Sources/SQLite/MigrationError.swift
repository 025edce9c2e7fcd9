/// Why the migrations were not applied; the database is as it was before the one that is named.
public enum MigrationError: Error, Hashable, Sendable {
    /// The folder cannot be read, or holds no migrations.
    case unreadable(folder: String)
    /// A file that is not named like `001-groups.sql`.
    case misnamed(file: String)
    /// Two files with one number.
    case duplicate(number: Int)
    /// No file with this number, although there are later ones.
    case gap(number: Int)
    /// A migration that was applied has no file any more, or its file has another name.
    case missing(name: String)
    /// A migration's file has changed since it was applied.
    case edited(name: String)
    /// A migration was not applied although later ones were.
    case outOfOrder(name: String)
    /// The database was made by a later version of the program.
    case newer(version: Int)
    /// The database's version is not that of its last recorded migration.
    case disagreement(version: Int, recorded: Int)
    /// The file holds another program's data.
    case foreignApplication(id: Int32)
    /// A migration left rows of this table whose foreign keys point nowhere.
    case foreignKeys(name: String, table: String)
    /// A migration's file begins or ends a transaction.
    case transaction(name: String)
    /// A migration's statement was refused.
    case refused(name: String, SQLiteError)
    /// A step is registered for a number that has no file.
    case unknownStep(number: Int)
}

extension MigrationError: CustomStringConvertible {
    /// A sentence for the person who starts the program.
    public var description: String {
        switch self {
        case .refused(let name, let error): "Migration \(name) failed: \(error)."
        case .foreignKeys(let name, let table):
            "Migration \(name) leaves rows in \(table) whose foreign keys point nowhere."
        case .transaction(let name): "Migration \(name) must not begin or end a transaction."
        case .newer, .disagreement, .foreignApplication: databaseDescription
        default: folderDescription
        }
    }

    private var databaseDescription: String {
        switch self {
        case .newer(let version):
            "The database has version \(version), made by a later version of this program."
        case .disagreement(let version, let recorded):
            "The database has version \(version), but its last recorded migration is \(recorded)."
        case .foreignApplication(let id):
            "The file belongs to another program (application_id \(id))."
        default: ""
        }
    }

    private var folderDescription: String {
        switch self {
        case .unreadable(let folder): "There are no migrations to be read in \(folder)."
        case .misnamed(let file): "The migration \(file) must be named like 001-groups.sql."
        case .duplicate(let number): "There are two migrations with the number \(number)."
        case .gap(let number): "There is no migration with the number \(number)."
        case .missing(let name): "The migration \(name) was applied, but its file is missing."
        case .edited(let name): "The migration \(name) was changed after it was applied."
        case .outOfOrder(let name): "The migration \(name) was not applied, but later ones were."
        case .unknownStep(let number):
            "A step is registered for migration \(number), which has no file."
        default: ""
        }
    }
}
