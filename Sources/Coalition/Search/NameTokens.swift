import SQLite

/// Keyed tokens of the words of sealed names: what a name is found by without being opened
/// (<doc:Sealing>).
///
/// A token is 16 bits, made with table, column and city. Many words share one, so that the tokens of
/// a name do not tell it; what they point at is opened and compared before it is shown.
struct NameTokens {
    /// The table of the records.
    let kind: String
    /// Its columns with a name, without what sealing adds.
    let columns: [String]

    /// So many names are opened for one search in a city at most.
    static let most = 60

    /// Who may read a name without a reason: those of a programme, and the municipality where it
    /// announced the family or has a duty for it.
    struct Readers: Hashable, Sendable {
        let programme: Programme
        var isOpenToMunicipality = false

        var stored: String { programme.rawValue + (isOpenToMunicipality ? " announced" : "") }
    }

    /// Writes what a record is found by; what it was found by before is gone already.
    ///
    /// - Parameter names: The name in each column; nil for none.
    func write(
        _ names: [String?], of id: Int64, in city: ID<City>, for readers: Readers,
        _ db: Connection, _ keys: KeyRing
    ) throws {
        var tokens = Set<Int>()
        for case (let column, let name?) in zip(columns, names) {
            for word in SearchText.found(name) {
                tokens.insert(try keys.shortToken(word, place(column, city)))
            }
        }
        for token in tokens {
            try db.run(
                """
                INSERT OR IGNORE INTO name_tokens (kind, city_id, readers, token, record_id)
                VALUES (\(kind), \(city), \(readers.stored), \(token), \(id))
                """)
        }
    }

    /// Records of a city of which each word of the query may be one of the name.
    func candidates(
        _ query: SearchQuery, in city: ID<City>, for readers: Set<Readers>, _ tx: Transaction
    ) throws -> [Int64] {
        // A single letter stands for a first name, and is compared once the name is open.
        let words = query.words.filter { $0.unicodeScalars.count > 1 || $0.utf8.count > 1 }
        guard let leading = words.max(by: { $0.utf8.count < $1.utf8.count }) else { return [] }
        let others = try words.filter { $0 != leading }.map { word -> SQL in
            """
             AND EXISTS (SELECT 1 FROM name_tokens AS other
                WHERE other.kind = one.kind AND other.city_id = one.city_id
                AND other.readers = one.readers AND other.token IN \(list: try tokens(word, city, tx))
                AND other.record_id = one.record_id)
            """
        }.joined(separator: "")
        // One look-up for each: of lists SQLite would rather read the tokens of all cities.
        let wanted = try tokens(leading, city, tx)
        let found = try readers.map(\.stored).sorted().flatMap { readers in
            try wanted.flatMap { token -> [Int64] in
                try tx.db.values(
                    """
                    SELECT one.record_id FROM name_tokens AS one
                    WHERE one.kind = \(kind) AND one.city_id = \(city) AND one.readers = \(readers)
                        AND one.token = \(token)\(others)
                    LIMIT \(NameTokens.most)
                    """)
            }
        }
        return Array(Set(found).sorted().prefix(NameTokens.most))
    }

    /// Of every column, by every key that was in use once.
    private func tokens(_ word: String, _ city: ID<City>, _ tx: Transaction) throws -> [Int] {
        columns.flatMap { tx.keys.shortTokens(word, place($0, city)) }
    }

    private func place(_ column: String, _ city: ID<City>) -> String {
        "\(kind).\(column):\(city.value)"
    }
}
