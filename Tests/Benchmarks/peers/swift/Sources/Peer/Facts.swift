import GRDB

/// What the benchmark recorded of Coalitie: the statements of every page, the words, and the bytes
/// around the table.
struct Facts: Decodable, Sendable {
    struct Statement: Decodable, Sendable {
        /// What its rows are for; empty for one that the table does not need.
        let role: String
        let sql: String
        let columns: [String]
        let sealed: [Sealed]
    }

    /// Where a sealed value of a row stands, and from which column its row's number comes.
    struct Sealed: Decodable, Sendable {
        let column: Int
        let place: String
        let id: Int
    }

    struct Page: Decodable, Sendable {
        let path: String
        let kind: String
        let before: String
        let after: String
        let order: [Int64]
        let runs: [Run]
    }

    struct Run: Decodable, Sendable {
        let statement: Int
        let parameters: [Parameter]
    }

    enum Parameter: Decodable, Sendable {
        case value(DatabaseValue)
        /// The hash of the session's token.
        case token

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .value(.null)
            } else if let number = try? container.decode(Int64.self) {
                self = .value(number.databaseValue)
            } else if let text = try? container.decode(String.self) {
                self = .value(text.databaseValue)
            } else {
                self = .token
            }
        }
    }

    let files: String
    let database: String
    let today: String
    let keys: [String: String]
    let words: [String: String]
    let languages: [String: String]
    let statements: [Statement]
    let pages: [Page]

    func word(_ key: String) -> String { words[key] ?? key }

    /// The position of each column of the statement with a role.
    func columns(_ role: String) -> [String: Int] {
        let names = statements.first { $0.role == role }?.columns ?? []
        return Dictionary(
            names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
}
