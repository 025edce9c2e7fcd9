import Synchronization

/// The statements one connection has prepared, by the parts of their text.
final class StatementCache {
    private var statements: [[SQLPart]: Statement] = [:]
    private var uses = 0
    private let limit: Int
    private let register: StatementRegister

    init(limit: Int, register: StatementRegister) {
        self.limit = max(1, limit)
        self.register = register
    }

    var count: Int { statements.count }

    /// The statement, marked as in use; a second one when the first is still being read.
    func take(_ sql: SQL, on connection: OpaquePointer) throws -> Statement {
        uses += 1
        let known = statements[sql.parts]
        let statement: Statement
        if let known, !known.isInUse {
            statement = known
        } else {
            let text = sql.text
            statement = try Statement(text, on: connection)
            if known == nil { keep(statement, for: sql.parts, text) }
        }
        statement.isInUse = true
        statement.lastUse = uses
        return statement
    }

    func removeAll() {
        statements.removeAll()
    }

    private func keep(_ statement: Statement, for parts: [SQLPart], _ text: String) {
        if statements.count >= limit { dropOldest() }
        statements[parts] = statement
        register.insert(text)
    }

    private func dropOldest() {
        let idle = statements.filter { !$0.value.isInUse }
        guard let oldest = idle.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
        statements[oldest.key] = nil
    }
}

/// The queries and changes prepared so far on any connection of a database.
final class StatementRegister: Sendable {
    private let texts = Mutex<Set<String>>([])
    // Lists of values make texts of many lengths; the register must not grow without end.
    private static let limit = 10_000

    // SQLite makes no plan for these, and prepares some only once.
    private static let planless: Set<Substring> = [
        "ALTER", "ANALYZE", "ATTACH", "BEGIN", "COMMIT", "CREATE", "DETACH", "DROP", "EXPLAIN",
        "PRAGMA", "REINDEX", "RELEASE", "ROLLBACK", "SAVEPOINT", "VACUUM",
    ]

    func insert(_ text: String) {
        let word = text.drop(while: \.isWhitespace).prefix { !$0.isWhitespace }
        guard !Self.planless.contains(word.uppercased()[...]) else { return }
        texts.withLock { if $0.count < Self.limit { $0.insert(text) } }
    }

    var all: [String] { texts.withLock { $0.sorted() } }
}
