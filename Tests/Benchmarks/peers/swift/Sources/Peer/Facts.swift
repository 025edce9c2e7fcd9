import GRDB

/// What the benchmark recorded of Coalitie: the statements of every page, the words, what is ready-made,
/// and the bytes around the dashboard's table.
struct Facts: Decodable, Sendable {
    struct Statement: Decodable, Sendable {
        /// What its rows are for; empty for one that the page does not need.
        let role: String
        let sql: String
        let columns: [String]
    }

    /// The place and the menu of a role.
    struct Frame: Decodable, Sendable {
        let place: Place
        let navigation: [Entry]
    }

    /// Pictures of a group, ready-made.
    struct Pictures: Decodable, Sendable {
        let ring: String
        let bars: String
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
    let words: [String: String]
    let templates: [String: String]
    let frames: [String: Frame]
    let pictures: [String: Pictures]
    let statements: [Statement]
    let pages: [Page]

    func word(_ key: String) -> String { words[key] ?? key }

    /// A message with its values.
    func word(_ key: String, _ values: [String: String]) -> String {
        values.reduce(word(key)) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    /// Place and menu by the first right that may look; nil for nobody's.
    func frame(_ grants: Rows?) -> Frame? {
        grants?.lazy.compactMap { frames[$0[0].text] }.first
    }
}
