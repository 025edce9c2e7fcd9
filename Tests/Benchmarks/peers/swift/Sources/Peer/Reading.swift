import Crypto
import Foundation
import GRDB

typealias Rows = [[DatabaseValue]]

/// The recorded statements on a pool of GRDB, prepared once per connection.
struct Reading: Sendable {
    private let facts: Facts
    private let pool: DatabasePool
    private let keys: [UInt8: SymmetricKey]

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
        keys = Dictionary(
            uniqueKeysWithValues: facts.keys.compactMap { number, text in
                guard let number = UInt8(number), let secret = Data(base64Encoded: text) else {
                    return nil
                }
                return (number, SymmetricKey(data: secret))
            })
    }

    /// Runs what the page runs, in one snapshot.
    func read(_ page: Facts.Page, _ token: String) async throws -> [String: Rows] {
        let hash = Data(SHA256.hash(data: Data(token.utf8))).databaseValue
        return try await pool.read { database in
            var found: [String: Rows] = [:]
            for run in page.runs {
                let statement = facts.statements[run.statement]
                let rows = try rows(statement, run.parameters, hash, database)
                if !statement.role.isEmpty { found[statement.role] = rows }
            }
            return found
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
            var values = Array(row.databaseValues)
            for sealed in statement.sealed {
                guard case .blob(let bytes) = values[sealed.column].storage,
                    case .int64(let id) = values[sealed.id].storage
                else { continue }
                values[sealed.column] = try open(bytes, "\(sealed.place):\(id)").databaseValue
            }
            found.append(values)
        }
        return found
    }

    /// Format 1, key number, nonce, ciphertext, tag.
    private func open(_ sealed: Data, _ place: String) throws -> String {
        guard let key = keys[sealed[sealed.startIndex + 1]] else { throw CancellationError() }
        let box = try AES.GCM.SealedBox(combined: sealed.dropFirst(2))
        return String(
            decoding: try AES.GCM.open(box, using: key, authenticating: Data(place.utf8)),
            as: UTF8.self)
    }
}

extension DatabaseValue {
    var number: Int64 { Int64.fromDatabaseValue(self) ?? 0 }
    var text: String { String.fromDatabaseValue(self) ?? "" }
    /// Nil for NULL.
    var textOrNil: String? { String.fromDatabaseValue(self) }
}
