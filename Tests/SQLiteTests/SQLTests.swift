import Testing

@testable import SQLite

@Suite("SQL")
struct SQLTests {
    @Test("binds what is interpolated and keeps the text")
    func binds() {
        let code = "x' OR 1=1"
        let sql: SQL = "SELECT id FROM families WHERE code = \(code) AND size > \(3)"
        #expect(sql.text == "SELECT id FROM families WHERE code = ? AND size > ?")
        #expect(sql.bindings == [.text("x' OR 1=1"), .integer(3)])
    }

    @Test("splices other SQL with its values in order")
    func splices() {
        let condition: SQL = "size > \(3)"
        let sql: SQL = "SELECT \(1) WHERE \(condition) AND id = \(2)"
        #expect(sql.text == "SELECT ? WHERE size > ? AND id = ?")
        #expect(sql.bindings == [.integer(1), .integer(3), .integer(2)])
    }

    @Test("joins parts, and lists values")
    func joins() {
        let parts: [SQL] = ["a = \(1)", "b", "c = \("x")"]
        let joined = parts.joined(separator: " AND ")
        #expect(joined.text == "a = ? AND b AND c = ?")
        #expect(joined.bindings == [.integer(1), .text("x")])
        #expect([SQL]().joined(separator: ",").isEmpty)
        var sql: SQL = "id IN \(list: [4, 5, 6])" + " AND "
        sql += "code IN \(list: [String]())"
        #expect(sql.text == "id IN (?,?,?) AND code IN ()")
        #expect(sql.bindings == [.integer(4), .integer(5), .integer(6)])
        let rows: SQL = "SELECT * FROM (VALUES \(rows: ["a", "b"])) WHERE column1 <> \(1)"
        #expect(rows.text == "SELECT * FROM (VALUES (?),(?)) WHERE column1 <> ?")
        #expect(rows.bindings == [.text("a"), .text("b"), .integer(1)])
    }
}
