import CSQLite
import Testing

@testable import SQLite

@Suite("A connection")
struct ConnectionTests {
    let folder: Folder
    let database: Database

    init() throws {
        folder = try Folder()
        database = try folder.database()
    }

    private enum Role: String, SQLBindable, SQLDecodable {
        case host, guest
    }

    @Test("gives texts back whole, whatever they contain")
    func givesBackWhole() throws {
        let texts = [
            "", "a\0b\0", "\0", "Zoë 👩‍👩‍👧‍👦 🏳️‍🌈", "'); DROP TABLE notes; --", "\" OR 1=1 --",
            "?1 :x @y $z", String(repeating: "é", count: 524_288),
        ]
        try database.fillNotes(texts)
        #expect(try database.notes == texts)
        for text in texts {
            let found: [[UInt8]] = try database.read {
                try $0.values("SELECT CAST(text AS BLOB) FROM notes WHERE text = \(text)")
            }
            #expect(found == [Array(text.utf8)])
        }
    }

    @Test("reads each kind of value as it was bound")
    func readsEachKind() throws {
        try database.read { connection throws in
            let nothing: String? = nil
            let sql: SQL = """
                SELECT \(Int.min), \(Int64.max), \(1.5), \(true), \("x"), \([UInt8]([0, 255])),
                \([UInt8]()), \(nothing), \(Role.host), \(7), \("y".prefix(1))
                """
            try connection.each(sql) { row throws in
                #expect(try row.next() == Int.min)
                #expect(try row.next() == Int64.max)
                #expect(try row.next() == 1.5)
                #expect(try row.next() == true)
                #expect(try row.next() == "x")
                #expect(try row.next() == [UInt8]([0, 255]))
                #expect(try row.next() == [UInt8]())
                #expect(try row.next() == nothing)
                #expect(try row.next() == Role.host)
                row.skip()
                #expect(try row.next() == SQLValue.text("y"))
            }
        }
    }

    @Test("names the column and the type that do not fit, never the value")
    func namesMismatch() throws {
        try database.read { connection throws in
            func refused<T: SQLDecodable>(_ sql: SQL, _ type: T.Type) -> SQLiteError? {
                #expect(throws: SQLiteError.self) {
                    _ = try connection.first(sql) { row throws in
                        row.skip()
                        return try row.next() as T
                    }
                }
            }
            let wanted = { SQLiteError.decode(column: 1, expected: $0) }
            #expect(refused("SELECT 1, 'secret'", Int.self) == wanted("Int"))
            #expect(refused("SELECT 1, 2", String.self) == wanted("String"))
            #expect(refused("SELECT 1, 2", Bool.self) == wanted("Bool"))
            #expect(refused("SELECT 1, NULL", Int.self) == wanted("Int"))
            #expect(refused("SELECT 1, 'x'", [UInt8].self) == wanted("Array<UInt8>"))
            #expect(refused("SELECT 1, 'x'", Double.self) == wanted("Double"))
            #expect(refused("SELECT 1, 'thief'", Role.self) == wanted("Role"))
            #expect(refused("SELECT 1, CAST(x'ff' AS TEXT)", String.self) == wanted("String"))
            #expect(refused("SELECT 1", Int?.self) == wanted("Optional<Int>"))
        }
    }

    @Test("tells a missing row and NULL as nil")
    func tellsMissing() throws {
        try database.read { connection throws in
            #expect(try connection.value("SELECT 1 WHERE 0") as Int? == nil)
            #expect(try connection.value("SELECT NULL") as Int? == nil)
            #expect(try connection.first("SELECT 1 WHERE 0") { try $0.next() as Int } == nil)
            #expect(try connection.all("VALUES (1), (2)") { try $0.next() } == [1, 2])
        }
    }

    @Test("counts the rows a statement changed")
    func countsChanges() throws {
        try database.fillNotes(["a", "b", "c"])
        try database.write { connection throws in
            #expect(try connection.run("UPDATE notes SET text = 'z' WHERE id < 3") == 2)
            #expect(try connection.run("CREATE TABLE other (id INTEGER) STRICT") == 0)
            #expect(try connection.run("DELETE FROM notes WHERE id = 9") == 0)
            #expect(try connection.run("INSERT INTO notes (text) VALUES ('d') RETURNING id") == 1)
            #expect(connection.lastInsertedRowID == 4)
        }
    }

    @Test("prepares a text once and clears what was bound")
    func preparesOnce() throws {
        try database.fillNotes()
        try database.write { connection throws in
            let before = connection.cache.count
            for number in 0..<50 {
                try connection.run("INSERT INTO notes (text) VALUES (\(String(number)))")
            }
            #expect(connection.cache.count == before + 1)
            let sql: SQL = "INSERT INTO notes (text) VALUES (\("x"))"
            let statement = try connection.cache.take(sql, on: connection.handle)
            let expanded = sqlite3_expanded_sql(statement.handle)
            defer { sqlite3_free(expanded) }
            let text = expanded.map { String(cString: $0) }
            #expect(text == "INSERT INTO notes (text) VALUES (NULL)")
            statement.isInUse = false
        }
    }

    @Test("keeps a bounded number of statements and still runs the evicted ones")
    func evicts() throws {
        let small = try folder.database("small.sqlite") { $0.statementLimit = 5 }
        try small.read { connection throws in
            for round in 0..<3 {
                for number in 0..<20 {
                    let ids = Array(repeating: number, count: number)
                    let found: Int? = try connection.value(
                        "SELECT 1 WHERE \(number) IN \(list: ids)")
                    #expect(found == (number == 0 ? nil : 1), "round \(round)")
                }
            }
            #expect(connection.cache.count == 5)
        }
    }

    @Test("runs the same text within itself")
    func runsWithinItself() throws {
        try database.fillNotes(["a", "b"])
        let pairs = try database.read { connection throws in
            let sql: SQL = "SELECT text FROM notes ORDER BY id"
            return try connection.all(sql) { row throws in
                let own: String = try row.next()
                return try own + connection.values(sql).joined()
            }
        }
        #expect(pairs == ["aab", "bab"])
    }

    @Test("resets a statement whose reading was left early")
    func resetsLeftEarly() throws {
        struct Enough: Error {}
        try database.fillNotes(["a", "b"])
        try database.write { connection throws in
            let sql: SQL = "SELECT id FROM notes"
            #expect(throws: Enough.self) { try connection.each(sql) { _ in throw Enough() } }
            #expect(try connection.first(sql) { try $0.next() } == 1)
            try connection.run("DROP TABLE notes")
        }
    }

    @Test("counts steps that grow with the work")
    func countsSteps() throws {
        try database.fillNotes((0..<200).map(String.init))
        try database.read { connection throws in
            func steps(_ sql: SQL) throws -> Int {
                let before = connection.stepCount
                try connection.each(sql) { _ in }
                return connection.stepCount - before
            }
            let one = try steps("SELECT text FROM notes WHERE id = \(7)")
            let many = try steps("SELECT text FROM notes WHERE text = \("7")")
            #expect(one > 0 && one < 20)
            #expect(many > 200)
            #expect(try steps("SELECT text FROM notes WHERE id = \(7)") == one)
        }
    }

    @Test("refuses several statements, none, or a number of values that is not that of parameters")
    func refusesMalformed() throws {
        try database.read { connection throws in
            for sql: SQL in ["SELECT 1; SELECT 2", "", "-- nothing", "SELECT ?", "SELEC 1"] {
                let error = #expect(throws: SQLiteError.self) { try connection.run(sql) }
                guard case .statement = error else {
                    Issue.record("\(sql.text) gave \(String(describing: error))")
                    continue
                }
            }
            #expect(try connection.value("SELECT 1 ; ") == 1)
        }
    }
}
