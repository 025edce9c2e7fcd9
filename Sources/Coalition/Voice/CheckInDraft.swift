import SQLite

/// A check-in as somebody types it.
public struct CheckInDraft: RecordDraft, HasExtras {
    public typealias Entity = CheckIn

    /// Characters in the answer to a question.
    public static let answerLimit = 1000
    /// The questions that are answered in words, in the order in which they are asked.
    public static let questions = ["how", "freedom", "unknown", "change"]

    /// Nil while nothing is chosen, which is refused.
    public var kind: CheckIn.Kind?
    public var outcome: CheckIn.Outcome?
    public var on: Day?
    /// An ISO 639 code that can be chosen; nil when nobody said.
    @TypedLine public var language: String? = nil
    /// The community builder through whom it was told, of the speaker's own choice; nil for nobody who is
    /// kept here.
    public var builder: Int?
    /// Who spoke, as it is chosen; nil for the household. It is said once, when it is entered.
    public var person: Int64?
    public var extras = Extras()

    public init() {}

    /// The fields that are typed, once; a question is a column of its own.
    public static let record = RecordKind<CheckInDraft>(
        "check_in", table: "check_ins", programmes: FamilyPolicy.programmes,
        [
            .choice("kind", \.kind).required("problem.choose"),
            .choice("outcome", \.outcome).required("problem.choose"),
            .day("held_on", \.on).required(),
            .line("language", \.language).unless("problem.choice") {
                $0.language.map { SpokenLanguages.language(code: $0) == nil } ?? false
            },
            .choice("through", of: CheckIn.Through.self),
            .number("builder", \.builder, 1...999_999_999).column("builder_id"),
            .lines("how", 1...answerLimit).opened,
            .lines("freedom", 1...answerLimit).opened,
            .lines("unknown", 1...answerLimit).opened,
            .lines("change", 1...answerLimit).opened,
            .answer("may_call_again"),
            .tick("is_shared"),
        ])

    /// Enters the check-in; what was asked about its period is settled by it.
    ///
    /// - Throws: `Refusal.forbidden` for who enters none of this family; `.invalid` for each field, and
    ///   on `person` for somebody who was offered this one already.
    @discardableResult
    public func enter(for family: Family, in tx: Transaction) throws -> ID<CheckIn> {
        let policy = try VoicePolicy(family, in: tx)
        try policy.requireEnter()
        guard let role = policy.role else { throw Refusal.forbidden("forbidden.check_in") }
        let match = try latestMatch(of: family, policy, in: tx)
        let checked = try checked(over: nil, of: family, match, in: tx)
        let id: ID<CheckIn> = try tx.newID("check_ins")
        let isOwn = checked.draft.kind == .own
        let programme = try policy.programme(of: family, isOwn ? nil : match)
        do {
            try tx.db.run(
                """
                INSERT INTO check_ins (id, family_id, city_id, match_id, programme, person_id, role,
                    created_at, created_by, updated_at, \(checked.columns))
                VALUES (\(id), \(family.id), \(family.city), \(isOwn ? nil : match?.id),
                    \(programme), \(person), \(role), \(tx.now), \(tx.viewer.userID), \(tx.now),
                    \(try checked.bound(id.value, in: tx)))
                """)
        } catch SQLiteError.unique {
            throw Refusal.problem("person", "problem.check_in_again")
        }
        try note(.create, id, family, programme, checked.filled, in: tx)
        if let kind = checked.draft.kind, let match, !isOwn {
            try CheckInWindow.follow(kind, of: match, in: tx)
        }
        return id
    }

    /// Saves what was changed of a check-in that the viewer reads; who spoke and when it was due stay.
    ///
    /// - Throws: As ``enter(for:in:)``, and `Refusal.conflict` when somebody else saved first.
    public func update(
        _ checkIn: CheckIn, of family: Family, version: Int, in tx: Transaction
    ) throws {
        guard try checkIn.mayEdit(of: family, in: tx), let details = checkIn.details else {
            throw Refusal.forbidden("forbidden.check_in")
        }
        try tx.requireVersion(version, stands: details.version)
        let policy = try VoicePolicy(family, in: tx)
        let stored = try Self.stored(checkIn.id, in: tx)
        var draft = self
        draft.kind = checkIn.kind
        let checked = try draft.checked(
            over: stored, of: family, try latestMatch(of: family, policy, in: tx), in: tx)
        let changes = try checked.changes(from: stored, checkIn.id.value, in: tx)
        guard !changes.isEmpty else { return }
        try tx.db.run(
            """
            UPDATE check_ins SET \(try checked.assigned(checkIn.id.value, in: tx)),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(checkIn.id) AND family_id = \(family.id)
            """)
        try note(.change, checkIn.id, family, checkIn.programme, changes, in: tx)
    }

    private func checked(
        over stored: StoredRecord<CheckInDraft>?, of family: Family, _ match: Match?,
        in tx: Transaction
    ) throws -> CheckedDraft<CheckInDraft> {
        let city = try City.find(family.city, in: tx)
        let today = city.today(tx)
        return try Self.record.checked(
            self, over: stored, in: city, tx,
            with: FieldRights(tx.viewer, for: family.programmes, in: city.id),
            // Whoever names a community builder has said how it was told.
            settling: { draft in
                if draft.builder != nil, draft.through == nil { draft.through = .builder }
            },
            and: { draft in
                let isDue = draft.kind.map { $0 != .own } ?? false
                let start = isDue ? match?.startsOn : nil
                return [
                    isDue && start == nil ? Problem("kind", "problem.check_in_match") : nil,
                    DayRange.past(today, from: .init(start, .started))
                        .problem(draft.on, "held_on"),
                    try draft.personProblem(stored, family, in: tx),
                    try draft.builderProblem(stored?.draft.builder, family, in: tx),
                ]
            })
    }

    /// Nil for the household, and for somebody of it who can be heard.
    private func personProblem(
        _ stored: StoredRecord<CheckInDraft>?, _ family: Family, in tx: Transaction
    ) throws -> Problem? {
        guard stored == nil, let person else { return nil }
        let isKnown = try HeardPerson.all(of: family, in: tx).contains { $0.id.value == person }
        return isKnown ? nil : Problem("person", "problem.choice")
    }

    /// Nil for nobody, and for a community builder whom the city may ask or who stood there.
    private func builderProblem(
        _ former: Int?, _ family: Family, in tx: Transaction
    ) throws -> Problem? {
        guard let builder else { return nil }
        if through != .builder { return Problem("builder", "problem.check_in_builder") }
        if builder == former { return nil }
        let isKnown = try VoiceBuilder.all(for: family, in: tx).contains {
            $0.id.value == Int64(builder)
        }
        return isKnown ? nil : Problem("builder", "problem.choice")
    }

    private var through: CheckIn.Through? {
        get {
            guard case .text(let code) = extras["through"] else { return nil }
            return CheckIn.Through(rawValue: code)
        }
        set { extras["through"] = FieldValue(newValue?.rawValue) }
    }

    /// The match that runs, else the last that did, in the programmes for which the viewer enters.
    private func latestMatch(
        of family: Family, _ policy: VoicePolicy, in tx: Transaction
    ) throws -> Match? {
        try Match.begun(by: family, in: tx)
            .first { policy.enteringProgrammes.contains($0.kind.programme) }
    }

    private func note(
        _ action: Action, _ id: ID<CheckIn>, _ family: Family, _ programme: Programme,
        _ fields: [String], in tx: Transaction
    ) throws {
        let name = CheckIn.name(id, of: family)
        try tx.audit(
            action, .checkIn, name, city: family.city, of: programme, fields: fields)
        try tx.process(.support, .checkIn, name, fields: fields)
    }
}

extension CheckIn {
    /// Whether the viewer changes it: the safeguarding role any, another role what it entered and
    /// still reads.
    public func mayEdit(of family: Family, in tx: Transaction) throws -> Bool {
        let policy = try VoicePolicy(family, in: tx)
        guard let details, let role = policy.role else { return false }
        return policy.listens(to: programme) || details.role == role
    }
}

extension VoicePolicy {
    /// The programme of a check-in: that of its match, else the one with which the family came, else
    /// another for which the viewer enters.
    func programme(of family: Family, _ match: Match?) throws -> Programme {
        if let match { return match.kind.programme }
        let held = enteringProgrammes
        let first = family.route.programme
        guard let programme = held.contains(first) ? first : held.min() else {
            throw Refusal.forbidden("forbidden.check_in")
        }
        return programme
    }
}

extension Match {
    /// The matches of a family that began, the one that runs first, then the latest.
    static func begun(by family: Family, in tx: Transaction) throws -> [Match] {
        let begun = try tx.db.all(
            """
            SELECT \(columns) FROM matches WHERE family_id = \(family.id) ORDER BY id DESC LIMIT 100
            """, Match.init
        ).filter { $0.startsOn != nil && $0.startsOn.map { $0 <= tx.today + 1 } ?? false }
        return begun.filter(\.isRunning) + begun.filter { !$0.isRunning }
    }

    /// Whether it has begun and goes on.
    var isRunning: Bool { [.active, .suspended, .closing].contains(state) }
}
