import SQLite

/// Proof that a look at sealed values was written down, in the transaction that answers it.
struct Disclosure: Sendable {
    /// A part of a record that stays open for who looks.
    struct Lasting {
        let part: OpenedPart
        let until: Instant
        /// Whether the record's city may not know of it.
        let isClosed: Bool
    }

    private init() {}

    /// Writes who looks at what and why, in the audit log and where colleagues can see it.
    ///
    /// - Parameters:
    ///   - programme: In which programme, where not every record of the kind has the same.
    ///   - fields: Names of fields, never their values.
    ///   - opening: What stays open; nil for a look that shows something once.
    /// - Throws: `SQLiteError.readOnly` inside a read: a look that leaves no row gets no answer.
    static func record(
        _ subject: Subject, _ id: Int64, _ ref: String, city: ID<City>?,
        of programme: Programme? = nil, for purpose: Purpose = .shelter, reason: String?,
        fields: [String], opening: Lasting? = nil, in tx: Transaction
    ) throws -> Disclosure {
        try tx.audit(.open, subject, ref, city: city, of: programme, fields: fields)
        try tx.process(purpose, subject, ref, fields: fields)
        let record: ID<DisclosureRecord> = try tx.newID("openings")
        try tx.db.run(
            """
            INSERT INTO openings (id, subject, subject_id, user_id, reason_sealed, opened_at, part,
                until_at, is_closed)
            VALUES (\(record), \(subject), \(id), \(tx.viewer.userID),
                \(try tx.keys.seal(reason, DisclosureRecord.place(record))), \(tx.now),
                \(opening?.part), \(opening?.until), \(opening?.isClosed ?? false))
            """)
        return Disclosure()
    }

    /// Writes down a look at the coded facts of many at once, one line for the visit.
    ///
    /// - Parameter list: What was looked at, in the place of a reference.
    static func visit(
        _ subject: Subject, _ list: String, fields: [String], in tx: Transaction
    ) throws -> Disclosure {
        try tx.audit(.open, subject, list, fields: fields)
        try tx.process(.shelter, subject, list, fields: fields)
        return Disclosure()
    }
}

/// One look at what is sealed, as a second person may see it.
public struct DisclosureRecord: Sendable {
    /// Nil for the program itself.
    public let user: ID<User>?
    public let at: Instant
    /// Nil where none is asked.
    public let reason: String?
    /// What was opened for a while; nil for a look that showed something once.
    public let part: OpenedPart?
    /// Whether the record's city may not know of it.
    let isClosed: Bool

    static func place(_ id: ID<DisclosureRecord>) -> SealedPlace {
        SealedPlace("openings.reason", id.value)
    }

    /// The last fifty looks at a record, the newest first.
    static func past(_ subject: Subject, _ id: Int64, in tx: Transaction) throws
        -> [DisclosureRecord]
    {
        try tx.db.all(
            """
            SELECT id, user_id, opened_at, reason_sealed, part, is_closed FROM openings
            WHERE subject = \(subject) AND subject_id = \(id)
            ORDER BY opened_at DESC, id DESC LIMIT 50
            """
        ) { row in
            let id: ID<DisclosureRecord> = try row.next()
            return DisclosureRecord(
                user: try row.next(), at: try row.next(),
                reason: try tx.keys.open(try row.next() as [UInt8]?, place(id)),
                part: try row.next(), isClosed: try row.next())
        }
    }
}
