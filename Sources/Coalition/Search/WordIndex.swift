import SQLite

/// The words of names that lie in the clear, in the order in which they are looked up.
///
/// A look-up begins with the scope and goes by an index, so that what it costs depends on nothing
/// outside it.
struct WordIndex {
    /// The table of the records.
    let kind: String

    /// So many records are read for one word at most.
    static let most = 40
    /// So many words are compared with one that has a wrong letter.
    private static let mostCompared = 300

    /// Writes what a record is found by; what it was found by before is gone already.
    func write(_ names: [String], of id: Int64, in city: ID<City>, _ db: Connection) throws {
        for word in names.reduce(into: Set<String>(), { $0.formUnion(SearchText.found($1)) }) {
            try db.run(
                """
                INSERT OR IGNORE INTO search_words (kind, city_id, word, record_id, back)
                VALUES (\(kind), \(city), \(word), \(id), \(OneLetter.backwards(word)))
                """)
        }
    }

    /// Records of which a word begins with the leading one of the query, and other words with the
    /// others; those that have the word itself first.
    func records(_ query: SearchQuery, in scope: Scope, _ db: Connection) throws -> [Int64] {
        let others = query.others.map { other -> SQL in
            let range = WordIndex.range(of: other)
            return """
                 AND EXISTS (SELECT 1 FROM search_words AS other
                    WHERE other.kind = one.kind AND other.record_id = one.record_id
                    AND other.word >= \(range.from) AND other.word < \(range.until))
                """
        }.joined(separator: "")
        let range = WordIndex.range(of: query.leading)
        return try each(scope) { place in
            try db.values(
                """
                SELECT one.record_id FROM search_words AS one
                WHERE one.kind = \(kind)\(place) AND one.word >= \(range.from)
                    AND one.word < \(range.until)\(others)
                ORDER BY one.word, one.record_id LIMIT \(WordIndex.most)
                """)
        }
    }

    /// Words of records within the scope that differ from one in a single letter.
    func near(_ word: String, in scope: Scope, _ db: Connection) throws -> [String] {
        let halves = OneLetter.Halves(word)
        var found = Set<String>()
        found.formUnion(try beginnings(halves.beginning, in: scope, db))
        found.formUnion(try ends(halves.end, in: scope, db).map(OneLetter.backwards))
        found.formUnion(try beginnings(halves.turned, in: scope, db))
        return found.filter { OneLetter.differs($0, word) }.sorted()
    }

    /// The different words that begin so, each sought after the one before it rather than read of
    /// every record.
    private func beginnings(
        _ beginning: String, in scope: Scope, _ db: Connection
    ) throws -> [String] {
        let (from, until) = (beginning, beginning + WordIndex.last)
        return try each(scope) { place in
            try db.values(
                """
                WITH RECURSIVE found (word) AS (
                    SELECT (SELECT min(one.word) FROM search_words AS one
                        WHERE one.kind = \(kind)\(place) AND one.word >= \(from) AND one.word < \(until))
                    UNION ALL
                    SELECT (SELECT min(one.word) FROM search_words AS one
                        WHERE one.kind = \(kind)\(place) AND one.word > found.word
                        AND one.word < \(until))
                    FROM found WHERE found.word IS NOT NULL
                )
                SELECT word FROM found WHERE word IS NOT NULL LIMIT \(WordIndex.mostCompared)
                """)
        }
    }

    /// The same for words that are read backwards.
    private func ends(_ end: String, in scope: Scope, _ db: Connection) throws -> [String] {
        let (from, until) = (end, end + WordIndex.last)
        return try each(scope) { place in
            try db.values(
                """
                WITH RECURSIVE found (back) AS (
                    SELECT (SELECT min(one.back) FROM search_words AS one
                        WHERE one.kind = \(kind)\(place) AND one.back >= \(from) AND one.back < \(until))
                    UNION ALL
                    SELECT (SELECT min(one.back) FROM search_words AS one
                        WHERE one.kind = \(kind)\(place) AND one.back > found.back
                        AND one.back < \(until))
                    FROM found WHERE found.back IS NOT NULL
                )
                SELECT back FROM found WHERE back IS NOT NULL LIMIT \(WordIndex.mostCompared)
                """)
        }
    }

    /// One statement for all cities, or one for each of a few.
    private func each<T>(_ scope: Scope, _ read: (SQL) throws -> [T]) throws -> [T] {
        switch scope {
        case .everywhere: try read("")
        case .cities(let cities):
            try cities.sorted { $0.value < $1.value }.flatMap {
                try read(" AND one.city_id = \($0)")
            }
        }
    }

    /// After every letter.
    private static let last = "\u{10FFFF}"

    /// What begins with a word; of a number only the number.
    private static func range(of word: String) -> (from: String, until: String) {
        (word, word + (SearchQuery.isNumber(word) ? "\u{1}" : last))
    }
}
