import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("The description of a record")
struct RecordColumnTests {
    /// A column as the schema has it.
    private struct Column: Equatable {
        let type: String
        let isRequired: Bool
    }

    /// Required of what people type; what a rule makes has none.
    private static let excused: Set<String> = ["tasks.title"]

    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    @Test("has for each field a column of its type that is required when the field is")
    func columns() throws {
        for record in RecordDescription.all {
            let columns = try columns(of: record.table.text)
            for field in record.fields where field.hasColumn {
                let column = columns[field.storedColumn.text]
                let name = "\(record.table.text).\(field.name)"
                if Self.excused.contains(name) { continue }
                #expect(column == Self.wanted(field), "\(name)")
            }
        }
    }

    @Test("has for each field with a table of its own the columns of owner and code")
    func rows() throws {
        for field in RecordDescription.all.flatMap(\.fields) {
            guard case .rows(let rows) = field.keeping else { continue }
            let columns = try columns(of: rows.table.text)
            #expect(columns[rows.owner.text] == Column(type: "INTEGER", isRequired: true))
            #expect(columns[rows.code.text] == Column(type: "TEXT", isRequired: true))
        }
    }

    @Test("names each field once")
    func once() {
        for record in RecordDescription.all {
            let names = record.fields.map(\.name)
            #expect(Set(names).count == names.count, "\(record.name)")
        }
    }

    private static func wanted(_ field: FieldDescription) -> Column {
        let isTick = if case .tick = field.kind { true } else { false }
        let type =
            switch field.kind {
            case .number, .level, .answer, .tick, .time: "INTEGER"
            default: field.isPlain ? "TEXT" : "BLOB"
            }
        return Column(type: type, isRequired: field.isRequired || field.isSettled || isTick)
    }

    private func columns(of table: String) throws -> [String: Column] {
        try fixture.read(.system) { tx in
            let found = try tx.db.all(
                "SELECT name, type, \"notnull\" FROM pragma_table_info(\(table))"
            ) { row in
                (try row.next() as String, Column(type: try row.next(), isRequired: try row.next()))
            }
            return Dictionary(uniqueKeysWithValues: found)
        }
    }
}
