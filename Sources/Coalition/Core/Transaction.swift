import SQLite

/// One read or write of the records by somebody: the connection and all that a rule may ask for.
public struct Transaction {
    public let db: Connection
    public let viewer: Viewer
    public let now: Instant
    /// Joins the rows of the two logs that belong together.
    public let trace: String
    /// The client's address, shortened; empty for the program itself.
    public let address: String
    package let keys: KeyRing
    let random: Randomness
    let knownLines: KnownLines

    var vault: LifeVault { LifeVault(keys) }

    /// The same change as the program makes it by itself, because of what somebody did or a day passed.
    var bySystem: Transaction {
        Transaction(
            db: db, viewer: .system, now: now, trace: trace, address: address, keys: keys,
            random: random, knownLines: knownLines)
    }

    /// The same change, of which the rows in the logs are joined to no others.
    var apart: Transaction {
        Transaction(
            db: db, viewer: viewer, now: now, trace: String(random.next(), radix: 16),
            address: address, keys: keys, random: random, knownLines: knownLines)
    }

    /// Today in the network's own zone.
    public var today: Day { Zone.amsterdam.day(of: now) }

    /// The same transaction at another moment and for somebody else, as the demo needs for its past.
    package func replayed(at moment: Instant, as viewer: Viewer, trace: String) -> Transaction {
        Transaction(
            db: db, viewer: viewer, now: moment, trace: trace, address: "", keys: keys,
            random: random, knownLines: knownLines)
    }

    /// An id for a table with sealed columns, never used before and never again.
    func newID<Entity>(_ table: String) throws -> ID<Entity> {
        let next: Int64? = try db.value(
            """
            INSERT INTO sequences (name, last_id) VALUES (\(table), 1)
            ON CONFLICT (name) DO UPDATE SET last_id = last_id + 1
            RETURNING last_id
            """)
        guard let next else { throw Damaged.code("sequences") }
        return ID(next)
    }

    /// A reference that no row of this table has. One writer at a time, so asking first is safe.
    func newRef(_ kind: Ref.Kind, in table: SQL) throws -> Ref {
        while true {
            let ref = Ref(kind, drawing: random.next)
            let taken: Int? = try db.value("SELECT 1 FROM \(table) WHERE ref = \(ref)")
            if taken == nil { return ref }
        }
    }

    /// The language in which the viewer's pages are, and so that of the text typed on them; NULL for
    /// the program itself.
    var writingLanguage: SQL {
        "(SELECT language FROM users WHERE users.id = \(viewer.userID))"
    }

    /// Refuses to save over somebody else's change.
    ///
    /// - Throws: `Refusal.conflict` with the version that stands.
    func requireVersion(_ seen: Int, stands current: Int) throws {
        guard seen == current else { throw Refusal.conflict(current: current) }
    }

    /// Notes a change of state in the history of a record.
    ///
    /// - Parameters:
    ///   - former: What the step overwrote, see ``Stepping/stepColumns``.
    ///   - undoes: The change that this one takes back; nil for a step.
    func recordState(
        _ subject: Subject, _ id: Int64, from: String?, to state: String, reason: String? = nil,
        former: String? = nil, undoes: Int64? = nil
    ) throws {
        try db.run(
            """
            INSERT INTO state_changes (subject, subject_id, from_state, to_state, reason, former,
                undoes_id, by_user_id, at)
            VALUES (\(subject), \(id), \(from), \(state), \(reason), \(former), \(undoes),
                \(viewer.userID), \(now))
            """)
    }
}
