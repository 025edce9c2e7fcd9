import SQLite

/// What follows for searching from the fields of a record that say that it is found by them.
extension RecordDescription {
    /// The words of its names in the clear.
    var words: WordIndex { WordIndex(kind: table.text) }

    /// The tokens of its sealed names.
    var nameTokens: NameTokens {
        NameTokens(
            kind: table.text,
            columns: fields.filter { $0.isFound && !$0.isPlain }.map(\.column.description))
    }

    /// Writes what a record is found by, after it was written itself.
    func writeFound(
        _ values: [FieldValue], of id: Int64, in city: ID<City>, for readers: NameTokens.Readers?,
        _ tx: Transaction
    ) throws {
        let found = zip(fields, values).filter { $0.0.isFound }
        let clear = found.filter { $0.0.isPlain }.compactMap { $0.1.text }
        if !clear.isEmpty { try words.write(clear, of: id, in: city, tx.db) }
        guard let readers else { return }
        try nameTokens.write(
            found.filter { !$0.0.isPlain }.map { $0.1.text }, of: id, in: city, for: readers,
            tx.db, tx.keys)
    }
}

extension FieldValue {
    fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }
}

extension City {
    /// The words of its names in both languages.
    static let words = WordIndex(kind: "cities")
}
