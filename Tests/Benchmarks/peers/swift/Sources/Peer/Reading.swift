import Crypto
import Foundation
import GRDB

typealias Rows = [[DatabaseValue]]

/// The recorded statements on a pool of GRDB, prepared once per connection.
struct Reading: Sendable {
    private let facts: Facts
    private let pool: DatabasePool
    /// The position of each column of a statement, by its role.
    let columns: [String: [String: Int]]

    init(_ facts: Facts) throws {
        self.facts = facts
        var configuration = Configuration()
        configuration.readonly = true
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            try database.execute(
                sql: "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 17179869184")
        }
        pool = try DatabasePool(path: facts.database, configuration: configuration)
        columns = Dictionary(
            facts.statements.map { ($0.role, Reading.positions($0.columns)) },
            uniquingKeysWith: { first, _ in first })
    }

    private static func positions(_ names: [String]) -> [String: Int] {
        Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { _, last in last })
    }

    /// Runs what the page runs, in one snapshot.
    func read(_ page: Facts.Page, _ token: String) async throws -> Found {
        let hash = Data(SHA256.hash(data: Data(token.utf8))).databaseValue
        return try await pool.read { database in
            var found: [String: Rows] = [:]
            for run in page.runs {
                let statement = facts.statements[run.statement]
                let rows = try rows(statement, run.parameters, hash, database)
                if !statement.role.isEmpty { found[statement.role] = rows }
            }
            return Found(rows: found, columns: columns)
        }
    }

    private func rows(
        _ statement: Facts.Statement, _ parameters: [Facts.Parameter], _ hash: DatabaseValue,
        _ database: Database
    ) throws -> Rows {
        let arguments = parameters.map { parameter in
            if case .value(let value) = parameter { value } else { hash }
        }
        let rows = try Row.fetchCursor(
            database.cachedStatement(sql: statement.sql), arguments: StatementArguments(arguments))
        var found: Rows = []
        while let row = try rows.next() {
            found.append(Array(row.databaseValues))
        }
        return found
    }
}

/// A row whose columns have names.
struct Named {
    let columns: [String: Int]
    let row: [DatabaseValue]

    func text(_ name: String) -> String { self[name].text }
    /// Nil for NULL.
    func textOrNil(_ name: String) -> String? { self[name].textOrNil }
    func number(_ name: String) -> Int64 { self[name].number }

    private subscript(_ name: String) -> DatabaseValue { columns[name].map { row[$0] } ?? .null }
}

/// What a page has read.
struct Found {
    let rows: [String: Rows]
    let columns: [String: [String: Int]]

    subscript(_ role: String) -> Rows { rows[role] ?? [] }

    func named(_ role: String) -> [Named] {
        let names = columns[role] ?? [:]
        return self[role].map { Named(columns: names, row: $0) }
    }
}

extension DatabaseValue {
    var number: Int64 { Int64.fromDatabaseValue(self) ?? 0 }
    var text: String { String.fromDatabaseValue(self) ?? "" }
    /// Nil for NULL.
    var textOrNil: String? { String.fromDatabaseValue(self) }
}
