import Coalition
import SQLite

/// What a country is written with: numbers and references that no record has, sealed texts, and rows
/// that wait until there are many.
final class CountryWriter {
    let now: Instant
    let today: Day
    let rules: Rules
    let keys: KeyRing
    let cohorts: [Cohort]
    /// Every account signs in with the demo's password.
    let passwordHash: String
    private var lastIDs: [CountryTable: Int64] = [:]
    private var refs: Set<String>
    private var waiting: [CountryTable: [SQL]] = [:]
    private var waitingCount = 0
    private var random = DemoRandom(seed: 46)

    /// Rows in one statement: more save nothing.
    private static let batch = 40

    init(passwordHash: String, in tx: Transaction) throws {
        self.passwordHash = passwordHash
        (now, today, keys) = (tx.now, tx.today, tx.keys)
        rules = try Rules.inForce(on: tx.today, in: tx)
        cohorts = try tx.db.all(
            "SELECT \(Cohort.columns) FROM cohorts ORDER BY from_on", Cohort.init)
        refs = Set(
            try tx.db.values(
                """
                SELECT ref FROM users UNION SELECT ref FROM groups UNION SELECT ref FROM families
                UNION SELECT ref FROM matches UNION SELECT ref FROM tasks
                UNION SELECT ref FROM accommodations UNION SELECT ref FROM guests
                UNION SELECT ref FROM stays
                """))
        try catchUp(in: tx)
    }

    /// Goes on after the numbers that the domain's own functions have taken meanwhile.
    func catchUp(in tx: Transaction) throws {
        for table in CountryTable.numbered {
            lastIDs[table] = try CountryWriter.lastID(of: table, in: tx)
        }
    }

    func id<Entity>(in table: CountryTable) -> ID<Entity> {
        let next = lastIDs[table, default: 0] + 1
        lastIDs[table] = next
        return ID(next)
    }

    func ref(_ kind: Ref.Kind) -> Ref {
        while true {
            let ref = Ref(kind) { random.next() }
            if refs.insert(ref.description).inserted { return ref }
        }
    }

    func seal<Entity>(_ text: String, _ column: String, _ id: ID<Entity>) throws -> [UInt8] {
        try keys.seal(text, SealedPlace(column, id.value))
    }

    /// A moment of a day; what lies ahead of now is now.
    func at(_ day: Day, minute: Int = 600) -> Instant {
        min(now, Instant(milliseconds: (Int64(day.number) * 1440 + Int64(minute)) * 60_000))
    }

    func add(_ row: SQL, to table: CountryTable) {
        waiting[table, default: []].append(row)
        waitingCount += 1
    }

    /// The states that a record went through, each with its day.
    func addHistory(
        _ subject: Subject, _ id: Int64, _ steps: [(state: String, on: Day)], by user: ID<User>?
    ) {
        var before: String?
        for (index, step) in steps.enumerated() {
            let moment = at(step.on, minute: 600 + index)
            add(
                "(\(subject), \(id), \(before), \(step.state), \(user), \(moment))", to: .states)
            before = step.state
        }
    }

    /// Writes the rows that wait.
    func write(in tx: Transaction) throws {
        for table in CountryTable.all {
            guard let rows = waiting.removeValue(forKey: table) else { continue }
            let whole = rows.count - rows.count % CountryWriter.batch
            for start in stride(from: 0, to: whole, by: CountryWriter.batch) {
                let part = rows[start..<start + CountryWriter.batch]
                try tx.db.run(table.insertion + part.joined(separator: ", "))
            }
            for row in rows[whole...] { try tx.db.run(table.insertion + row) }
        }
        waitingCount = 0
        try storeSequences(in: tx)
    }

    /// Writes the rows once there are so many that keeping them costs more than it saves.
    func writeMany(in tx: Transaction) throws {
        if waitingCount > 20_000 { try write(in: tx) }
    }

    private func storeSequences(in tx: Transaction) throws {
        for table in CountryTable.sealed {
            try tx.db.run(
                """
                INSERT INTO sequences (name, last_id)
                VALUES (\(table.name.text), \(lastIDs[table, default: 0]))
                ON CONFLICT (name) DO UPDATE SET last_id = max(last_id, excluded.last_id)
                """)
        }
    }

    private static func lastID(of table: CountryTable, in tx: Transaction) throws -> Int64 {
        try tx.db.value(
            """
            SELECT max(
                ifnull((SELECT max(id) FROM \(table.name)), 0),
                ifnull((SELECT last_id FROM sequences WHERE name = \(table.name.text)), 0))
            """) ?? 0
    }
}
