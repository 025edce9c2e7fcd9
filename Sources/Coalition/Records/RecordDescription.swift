import SQLite

/// All fields of one kind of record, and what follows from them for its table.
///
/// Made once, so that the text of its statements is put together once.
public struct RecordDescription: Sendable {
    /// What the messages of its fields begin with: the label of `beds` is `accommodation.beds`.
    public let name: String
    /// The programmes whose roles see and change it.
    public let programmes: Set<Programme>
    public let fields: [FieldDescription]

    let table: SQL
    /// The columns of all fields, as `INSERT INTO` and `SELECT` name them.
    let columns: SQL
    private let selection: SQL
    private let marks: SQL
    private let assignments: SQL

    init(
        _ name: StaticString, table: StaticString, programmes: Set<Programme>,
        _ fields: [FieldDescription]
    ) {
        let kept = fields.filter(\.hasColumn)
        self.name = name.description
        self.programmes = programmes
        self.fields = fields
        self.table = SQL(stringLiteral: table)
        columns = kept.map(\.storedColumn).joined(separator: ", ")
        selection = "SELECT \(columns) FROM \(SQL(stringLiteral: table))"
        marks = kept.map { _ in "\(SQLValue.null)" as SQL }.joined(separator: ", ")
        assignments = kept.map(\.assignment).joined(separator: ", ")
    }

    /// The values of ``columns``, as `VALUES` wants them.
    func bound(_ values: [FieldValue], _ id: Int64?, _ keys: KeyRing) throws -> SQL {
        marks.binding(try columnValues(values, id, keys))
    }

    /// All columns with their values, as `SET` wants them; what is sealed stays where nothing was
    /// typed.
    func assigned(_ values: [FieldValue], _ id: Int64?, _ keys: KeyRing) throws -> SQL {
        assignments.binding(try columnValues(values, id, keys))
    }

    /// What stands in every field of a record, in their order; what is sealed for good is not opened.
    ///
    /// - Throws: `Refusal.notFound` without such a record.
    func stored(_ id: Int64, in tx: Transaction) throws -> [FieldValue] {
        let found = try tx.db.first("\(selection) WHERE id = \(id)") { row in
            try fields.map { $0.hasColumn ? try read($0, &row, id, tx.keys) : .none }
        }
        guard var values = found else { throw Refusal.notFound }
        for (index, field) in fields.enumerated() {
            if case .rows(let rows) = field.keeping {
                values[index] = field.kind.settled(try rows.read(id, in: tx))
            }
        }
        return values
    }

    /// Writes the fields that have a table of their own.
    ///
    /// - Parameter names: Those of them that changed; the others are left as they are.
    func writeRows(
        _ values: [FieldValue], of id: Int64, changed names: [String], in tx: Transaction
    ) throws {
        for (field, value) in zip(fields, values) where names.contains(field.name) {
            if case .rows(let rows) = field.keeping { try rows.write(value, id, in: tx) }
        }
    }

    /// Names of the fields in which a value differs from what stood there. Nothing typed in a field
    /// that stays sealed changes nothing, and neither does what it holds already.
    func changes(
        _ values: [FieldValue], from stored: [FieldValue], _ id: Int64, _ keys: KeyRing
    ) throws -> [String] {
        var names: [String] = []
        for (index, field) in fields.enumerated() {
            let (value, old) = (values[index], stored[index])
            if field.isSealed, value == .none { continue }
            if case .sealed(let bytes) = old {
                let text: String = try keys.open(bytes, place(field, id))
                if value == .text(text) { continue }
            }
            if value != old { names.append(field.name) }
        }
        return names
    }

    private func columnValues(
        _ values: [FieldValue], _ id: Int64?, _ keys: KeyRing
    ) throws -> [SQLValue] {
        var bound: [SQLValue] = []
        bound.reserveCapacity(values.count)
        for (field, value) in zip(fields, values) where field.hasColumn {
            if field.isPlain {
                bound.append(value.sqlValue)
            } else {
                bound.append(try sealed(value, field, id, keys))
            }
        }
        return bound
    }

    private func sealed(
        _ value: FieldValue, _ field: FieldDescription, _ id: Int64?, _ keys: KeyRing
    ) throws -> SQLValue {
        guard case .text(let text) = value else { return .null }
        guard let id else { throw Damaged.sealed }
        return .blob(try keys.seal(text, place(field, id)))
    }

    private func read(
        _ field: FieldDescription, _ row: inout Row, _ id: Int64, _ keys: KeyRing
    ) throws -> FieldValue {
        guard !field.isPlain else { return try field.kind.read(&row) }
        guard let bytes: [UInt8] = try row.next() else { return .none }
        if field.isSealed { return .sealed(bytes) }
        let text: String = try keys.open(bytes, place(field, id))
        return FieldValue(text)
    }

    private func place(_ field: FieldDescription, _ id: Int64) -> SealedPlace {
        SealedPlace("\(table.text).\(field.column)", id)
    }
}

extension FieldDescription {
    /// Whether it has a column of the record's own table.
    var hasColumn: Bool { if case .rows = keeping { false } else { true } }

    /// Whether its column holds the value as it is.
    var isPlain: Bool { if case .plain = keeping { true } else { false } }

    /// The column in a list of columns.
    var storedColumn: SQL {
        let name = SQL(stringLiteral: column)
        return isPlain ? name : "\(name)_sealed"
    }

    /// The column in an `UPDATE`, with a place for its value.
    var assignment: SQL {
        isSealed
            ? "\(storedColumn) = ifnull(\(SQLValue.null), \(storedColumn))"
            : "\(storedColumn) = \(SQLValue.null)"
    }
}

extension FieldDescription.Kind {
    /// Reads the column of a field that is kept as it is.
    func read(_ row: inout Row) throws -> FieldValue {
        switch self {
        case .line, .email, .phone, .lines, .choice, .person:
            FieldValue(try row.next() as String?)
        case .choices, .languages:
            FieldValue(
                codes: (try row.next() as String?)?.split(separator: " ").map(String.init) ?? [])
        case .number, .level, .time: (try row.next() as Int?).fieldValue
        case .answer, .tick: (try row.next() as Bool?).fieldValue
        case .day: (try row.next() as Day?).fieldValue
        }
    }
}

extension FieldDescription.RowTable {
    func read(_ id: Int64, in tx: Transaction) throws -> FieldValue {
        FieldValue(codes: try tx.db.values("SELECT \(code) FROM \(table) WHERE \(owner) = \(id)"))
    }

    func write(_ value: FieldValue, _ id: Int64, in tx: Transaction) throws {
        try tx.db.run("DELETE FROM \(table) WHERE \(owner) = \(id)")
        guard case .codes(let codes) = value else { return }
        for each in codes {
            try tx.db.run("INSERT INTO \(table) (\(owner), \(code)) VALUES (\(id), \(each))")
        }
    }
}
