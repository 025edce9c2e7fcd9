import SQLite

/// What was told about health, legal matters or wishes: read on request only, and each look is
/// written down (AVG article 9).
public struct SensitiveNote: Sendable {
    public enum Kind: String, Code { case health, legal, preference }

    /// The longest text, in characters.
    public static let longest = 2000

    public let id: ID<SensitiveNote>
    public let kind: Kind
    public let text: String
    public let writtenAt: Instant

    static func place(_ id: ID<SensitiveNote>) -> SealedPlace {
        SealedPlace("sensitive_notes.text", id.value)
    }

    /// How many there are that the viewer may open, without opening one.
    public static func count(of family: Family, in tx: Transaction) throws -> Int {
        let programmes = FamilyPolicy(tx.viewer, family).noteProgrammes.sorted()
        return try tx.db.value(
            """
            SELECT count(*) FROM sensitive_notes
            WHERE family_id = \(family.id) AND programme IN \(list: programmes)
            """) ?? 0
    }

    /// Opens the notes of a family, the latest first, and writes down who looked. Needs a write
    /// transaction: without the row there is no answer.
    ///
    /// - Throws: `Refusal.forbidden` for who may not read them.
    public static func open(of family: Family, in tx: Transaction) throws -> [SensitiveNote] {
        let policy = FamilyPolicy(tx.viewer, family)
        try policy.requireSensitiveNotes()
        try tx.audit(
            .open, .family, family.ref, city: family.city, fields: ["sensitive_notes"])
        return try tx.db.all(
            """
            SELECT id, kind, text_sealed, created_at FROM sensitive_notes
            WHERE family_id = \(family.id) AND programme IN \(list: policy.noteProgrammes.sorted())
            ORDER BY created_at DESC, id DESC LIMIT 200
            """
        ) { row in
            let id: ID<SensitiveNote> = try row.next()
            return SensitiveNote(
                id: id, kind: try row.next(), text: try tx.keys.open(try row.next(), place(id)),
                writtenAt: try row.next())
        }
    }

    /// Writes a note.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.invalid` on `kind` and
    ///   `text`.
    @discardableResult
    public static func add(
        _ kind: Kind?, _ text: String, to family: Family, in tx: Transaction
    ) throws -> ID<SensitiveNote> {
        let programme = try FamilyPolicy(tx.viewer, family).writingProgramme()
        let text = TypedText.lines(text)
        try family.requirePresent()
        let kind = try checked(kind, text)
        let id: ID<SensitiveNote> = try tx.newID("sensitive_notes")
        try tx.db.run(
            """
            INSERT INTO sensitive_notes
                (id, family_id, programme, kind, text_sealed, created_at, created_by)
            VALUES (\(id), \(family.id), \(programme), \(kind), \(try tx.keys.seal(text, place(id))), \(tx.now),
                \(tx.viewer.userID))
            """)
        try note(.create, family, tx)
        return id
    }

    /// Removes a note for good, for when it is no longer needed.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.notFound` when the family
    ///   has no such note.
    public static func remove(_ id: Int64, of family: Family, in tx: Transaction) throws {
        try FamilyPolicy(tx.viewer, family).requireEdit()
        let removed = try tx.db.run(
            """
            DELETE FROM sensitive_notes WHERE id = \(id) AND family_id = \(family.id)
            AND programme IN \(list: FamilyPolicy(tx.viewer, family).noteProgrammes.sorted())
            """)
        guard removed == 1 else { throw Refusal.notFound }
        try note(.delete, family, tx)
    }

    private static func checked(_ kind: Kind?, _ text: String) throws -> Kind {
        var problems: [Problem] = []
        if kind == nil { problems.append(Problem("kind", "problem.choice")) }
        if !(1...longest).contains(text.count) {
            problems.append(Problem("text", "problem.note", ["maximum": .number(longest)]))
        }
        guard problems.isEmpty, let kind else { throw Refusal.invalid(problems) }
        return kind
    }

    private static func note(_ action: Action, _ family: Family, _ tx: Transaction) throws {
        try tx.audit(
            action, .family, family.ref, city: family.city, fields: ["sensitive_notes"])
        try tx.process(.support, .family, family.ref, fields: ["sensitive_notes"])
    }
}
