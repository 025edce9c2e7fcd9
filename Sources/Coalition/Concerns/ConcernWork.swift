import SQLite

/// The triage of a concern: what it is, how much it presses, who handles it and who may know of it.
public struct TriageDraft: RecordDraft {
    public typealias Entity = Concern

    public var kind: Concern.Kind?
    public var severity: Concern.Severity?
    /// The reference of an account.
    public var handler: String?
    public var isPrivate = false
    /// Whom it is about.
    public var about = Concern.About.unsaid

    public init() {}

    /// The fields that are typed, once.
    public static let record = RecordKind<TriageDraft>(
        "concern", table: "concerns", programmes: .any,
        [
            .choice(
                "kind", \.kind, of: Concern.Kind.allCases.filter { $0 != .unknown }
            ).required("problem.choose").unless("problem.choose") { $0.kind == .unknown },
            .choice("severity", \.severity),
            .person("handler", \.handler),
            .tick("is_private", \.isPrivate),
        ])

    /// Says what it is and who handles it; the first time that is its triage.
    ///
    /// - Parameter phone: At which number who reported it reaches the handler; nil for none.
    /// - Throws: `Refusal.forbidden` for who does not have its triage; `.invalid` for each field, and
    ///   on `handler` for whom it is about, a deputy, and who holds no role that handles concerns;
    ///   `.already` for one that is closed; `.conflict` when somebody else saved first.
    public func triage(
        _ concern: Concern, phone: String?, version: Int, in tx: Transaction
    ) throws {
        try concern.requireTriage(in: tx)
        guard concern.isOpen else { throw Refusal.already(nil) }
        try tx.requireVersion(version, stands: concern.version)
        let place = try ConcernPlace(of: concern, in: tx)
        let stored = try Self.stored(concern.id, in: tx)
        let able = try concern.handlers(about: about, in: tx).map(\.colleague.ref)
        let checked = try Self.record.checked(
            self, over: stored, in: place.city, tx,
            with: FieldRights(tx.viewer, for: .any, in: place.city.id),
            and: { draft in
                [
                    draft.severity == nil ? Problem("severity", "problem.choose") : nil,
                    draft.handler == nil ? Problem("handler", "problem.concern_nobody") : nil,
                    draft.handler.map(able.contains) ?? true
                        ? nil : Problem("handler", "problem.concern_handler"),
                    draft.about == concern.about
                        ? nil : try ConcernSubjects.problem(draft.about, at: place, in: tx),
                ]
            })
        try tx.db.run(
            """
            UPDATE concerns SET \(try checked.assigned(concern.id.value, in: tx)),
                about_user = \(about.account), about_member_id = \(about.member),
                about_role = \(about.role),
                phone_sealed = \(try tx.keys.seal(phone, Concern.place("phone", concern.id))),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(concern.id)
            """)
        let told = ["kind", "severity", "handler", "is_private", "about"]
        try concern.note(.change, fields: told, in: tx)
        let changed = try Concern.find(concern.id, in: tx)
        if [.reported, .reopened].contains(changed.state) {
            try changed.step(to: .triaged, in: tx)
        } else {
            try changed.follow(in: tx)
        }
    }
}

/// To whom a concern is referred.
public struct ConcernReferral: Sendable {
    public enum Party: String, Code {
        case veiligThuis = "veilig_thuis"
        case police
        case clientManager = "client_manager"
        case adviser
    }

    public let party: Party
    public let on: Day

    static func all(of concern: Concern, in tx: Transaction) throws -> [ConcernReferral] {
        try tx.db.all(
            """
            SELECT party, referred_on FROM concern_referrals
            WHERE concern_id = \(concern.id) ORDER BY id DESC LIMIT 50
            """
        ) { row in ConcernReferral(party: try row.next(), on: try row.next()) }
    }
}

/// What was agreed about a concern.
public struct ConcernNote: Sendable {
    public let text: String
    public let at: Instant
    /// Nil for the program itself.
    public let by: ID<User>?

    static func place(_ id: ID<ConcernNote>) -> SealedPlace {
        SealedPlace("concern_notes.text", id.value)
    }

    static func all(of concern: Concern, in tx: Transaction) throws -> [ConcernNote] {
        try tx.db.all(
            """
            SELECT id, text_sealed, created_at, created_by FROM concern_notes
            WHERE concern_id = \(concern.id) ORDER BY id DESC LIMIT 100
            """
        ) { row in
            let id: ID<ConcernNote> = try row.next()
            return ConcernNote(
                text: try tx.keys.open(try row.next() as [UInt8], place(id)), at: try row.next(),
                by: try row.next())
        }
    }
}

extension Concern {
    /// The steps of the Meldcode.
    public static let meldcode = 1...5
    /// Characters in what was agreed and in how it ended.
    public static let noteLimit = 2000

    /// The days on which steps of the Meldcode were taken.
    func steps(in tx: Transaction) throws -> [Int: Day] {
        let rows = try tx.db.all(
            "SELECT step, done_on FROM concern_steps WHERE concern_id = \(id) ORDER BY step"
        ) { row in (try row.next() as Int, try row.next() as Day) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Says on which day a step of the Meldcode was taken.
    ///
    /// - Throws: `Refusal.forbidden` for who does not handle it; `.notFound` for another step;
    ///   `.invalid` on `done_on` for a day after today or long ago, and on `state` for a concern that
    ///   is closed or not triaged yet.
    public func take(step: Int, on day: Day, in tx: Transaction) throws {
        try requireWork(in: tx)
        guard Concern.meldcode.contains(step) else { throw Refusal.notFound }
        try pastDays(tx).require(day, "done_on")
        try tx.db.run(
            """
            INSERT INTO concern_steps (concern_id, step, done_on, created_at, created_by)
            VALUES (\(id), \(step), \(day), \(tx.now), \(tx.viewer.userID))
            ON CONFLICT (concern_id, step) DO UPDATE SET done_on = excluded.done_on,
                created_at = excluded.created_at, created_by = excluded.created_by
            """)
        try note(.change, fields: ["step"], in: tx)
        if [.triaged, .reopened].contains(state) {
            try Concern.find(id, in: tx).step(to: .inProgress, in: tx)
        }
    }

    /// Refers it.
    ///
    /// - Throws: As ``take(step:on:in:)``, on `referred_on`.
    public func refer(
        to party: ConcernReferral.Party, on day: Day, in tx: Transaction
    ) throws {
        try requireWork(in: tx)
        try pastDays(tx).require(day, "referred_on")
        try tx.db.run(
            """
            INSERT INTO concern_referrals (concern_id, party, referred_on, created_at, created_by)
            VALUES (\(id), \(party), \(day), \(tx.now), \(tx.viewer.userID))
            """)
        try note(.change, fields: ["referral"], in: tx)
        if state != .referred { try Concern.find(id, in: tx).step(to: .referred, in: tx) }
    }

    /// Writes down what was agreed.
    ///
    /// - Throws: `Refusal.forbidden` for who does not handle it; `.invalid` on `agreed` without words
    ///   or with more than ``noteLimit`` characters.
    public func agree(_ text: String, in tx: Transaction) throws {
        try requireHandling(in: tx)
        let words = TypedText.lines(text)
        guard !words.isEmpty else { throw Refusal.problem("agreed", "problem.required") }
        if words.count > Concern.noteLimit {
            throw Refusal.invalid([.tooLong("agreed", words, Concern.noteLimit)])
        }
        let note: ID<ConcernNote> = try tx.newID("concern_notes")
        try tx.db.run(
            """
            INSERT INTO concern_notes (id, concern_id, text_sealed, created_at, created_by)
            VALUES (\(note), \(id), \(try tx.keys.seal(words, ConcernNote.place(note))), \(tx.now),
                \(tx.viewer.userID))
            """)
        try self.note(.change, fields: ["agreed"], in: tx)
    }

    /// Ends it.
    ///
    /// - Throws: `Refusal.forbidden` for who does not handle it; `.invalid` on `outcome` without one;
    ///   `.already` when it is closed.
    public func close(_ outcome: Outcome?, _ text: String?, in tx: Transaction) throws {
        try requireHandling(in: tx)
        if !isOpen { throw try tx.standing(.concern, id.value, State.closed.rawValue) }
        let words = text.map(TypedText.lines).flatMap { $0.isEmpty ? nil : $0 }
        if let words, words.count > Concern.noteLimit {
            throw Refusal.invalid([.tooLong("outcome_text", words, Concern.noteLimit)])
        }
        try tx.db.run(
            """
            UPDATE concerns SET outcome = \(outcome), is_unfinished = 0, wants_call = 0,
                outcome_text_sealed = \(try tx.keys.seal(words, Concern.place("outcome_text", id)))
            WHERE id = \(id)
            """)
        try Concern.find(id, in: tx).step(to: .closed, in: tx)
    }

    /// Opens it again.
    ///
    /// - Throws: `Refusal.forbidden` for who does not read it; `.already` when it is open.
    public func reopen(in tx: Transaction) throws {
        try requireHandling(in: tx)
        if isOpen { throw Refusal.already(nil) }
        try step(to: .reopened, in: tx)
    }

    /// Asks something of somebody about it: a task with a title that says no more than it must.
    ///
    /// - Throws: `Refusal.forbidden` for who does not handle it; `.invalid` for each field of the task,
    ///   and on `role` for one that would let the subject of a private concern know.
    public func ask(_ draft: TaskDraft, in tx: Transaction) throws -> Task {
        try requireHandling(in: tx)
        if draft.role == about.role || isPrivate && Role.ofACity.contains(draft.role) {
            throw Refusal.problem("role", "problem.concern_role")
        }
        return try draft.create(about: self, in: tx)
    }

    private func pastDays(_ tx: Transaction) throws -> DayRange {
        .past(try City.find(city, in: tx).today(tx))
    }

    private func requireWork(in tx: Transaction) throws {
        try requireHandling(in: tx)
        guard isOpen, state != .reported else {
            throw Refusal.problem("state", "problem.concern_state")
        }
    }
}
