import SQLite

/// A talk as somebody plans it.
public struct TalkDraft: RecordDraft, HasExtras {
    public typealias Entity = Talk

    /// Nil while nothing is chosen, which is refused.
    public var kind: Talk.Kind?
    public var on: Day?
    /// In minutes after midnight; nil while the hour is open.
    public var begins: Int?
    public var extras = Extras()

    public init() {}

    /// The fields that are typed, once. Place, people and remark tell where somebody is.
    public static let record = RecordKind<TalkDraft>(
        "talk", table: "talks", programmes: .any,
        [
            .choice("kind", \.kind).required("problem.talk_kind"),
            .day("happens_on", \.on).required(),
            .time("begins", \.begins).column("begins_minute"),
            .line("place").opened,
            .line("people").opened,
            .lines("remark", 1...500).opened,
        ])

    /// Plans the talk.
    ///
    /// - Throws: `Refusal.forbidden` for who does not change the record; `.invalid` for each field, and
    ///   on `state` for a record that is over.
    @discardableResult
    public func create(about subject: TalkSubject, in tx: Transaction) throws -> Talk {
        try subject.requireWrite(tx.viewer)
        try subject.requireGoingOn()
        let city = try City.find(subject.city, in: tx)
        let programme = try subject.programme(tx.viewer)
        let checked = try checked(over: nil, about: subject, in: city, tx)
        let (id, record): (ID<Talk>, RecordID) = (try tx.newID("talks"), subject.record)
        try tx.db.run(
            """
            INSERT INTO talks (id, city_id, programme, subject, subject_id, created_at, created_by,
                updated_at, \(checked.columns))
            VALUES (\(id), \(city.id), \(programme), \(record.kind), \(record.id), \(tx.now),
                \(tx.viewer.userID), \(tx.now), \(try checked.bound(id.value, in: tx)))
            """)
        let talk = try Talk.find(id.value, about: subject, in: tx)
        try talk.note(.create, of: subject, fields: checked.filled, in: tx)
        return talk
    }

    /// Saves what was changed of a talk of which nobody said yet what became of it.
    ///
    /// - Throws: `Refusal.forbidden`, `.invalid`, `.already` for one that was answered or called off,
    ///   and `.conflict` when somebody else saved first.
    public func update(
        _ talk: Talk, about subject: TalkSubject, version: Int, in tx: Transaction
    ) throws {
        try subject.requireWrite(tx.viewer)
        if !talk.isOpen { throw Refusal.already(nil) }
        try subject.requireGoingOn()
        try tx.requireVersion(version, stands: talk.version)
        let stored = try Self.stored(talk.id, in: tx)
        let city = try City.find(talk.city, in: tx)
        let checked = try checked(over: stored, about: subject, in: city, tx)
        let changes = try checked.changes(from: stored, talk.id.value, in: tx)
        guard !changes.isEmpty else { return }
        try tx.db.run(
            """
            UPDATE talks SET \(try checked.assigned(talk.id.value, in: tx)),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(talk.id)
            """)
        try talk.note(.change, of: subject, fields: changes, in: tx)
    }

    private func checked(
        over stored: StoredRecord<TalkDraft>?, about subject: TalkSubject, in city: City,
        _ tx: Transaction
    ) throws -> CheckedDraft<TalkDraft> {
        let today = city.today(tx)
        return try Self.record.checked(
            self, over: stored, in: city, tx,
            and: { draft in
                let fits = draft.kind.map(subject.kinds.contains) ?? true
                let isPast = draft.on.map { $0 < today && $0 != stored?.draft.on } ?? false
                return [
                    fits ? nil : Problem("kind", "problem.choice"),
                    isPast
                        ? Problem("happens_on", "problem.due_past", ["today": .day(today)]) : nil,
                ]
            })
    }
}
