import SQLite

/// An absence as somebody types it.
public struct AbsenceDraft: Sendable {
    /// The first day away; nil is refused.
    public var from: Day?
    /// The day of coming back; nil is refused.
    public var until: Day?
    /// The reference of the account that stands in; nil for nobody in particular.
    public var deputy: String?

    public init() {}

    public init(_ absence: Absence, deputy: String?) {
        (from, until, self.deputy) = (absence.from, absence.until, deputy)
    }

    /// Writes down that somebody is away.
    ///
    /// - Throws: `Refusal.notFound` for somebody of whom the viewer may not say so; `.invalid` on
    ///   `from_on`, `until_on` and, for somebody without the same roles, cities and programmes, on
    ///   `deputy`.
    @discardableResult
    public func create(for user: ID<User>, in tx: Transaction) throws -> ID<Absence> {
        let person = try AbsencePolicy.person(user, in: tx)
        let (from, until, deputy) = try checked(person, nil, tx)
        let id = try AbsenceDraft.apart {
            try tx.db.run(
                """
                INSERT INTO absences (user_id, deputy_id, from_on, until_on, created_at, created_by,
                    updated_at)
                VALUES (\(user), \(deputy), \(from), \(until), \(tx.now), \(tx.viewer.userID),
                    \(tx.now))
                """)
            let id = ID<Absence>(tx.db.lastInsertedRowID)
            try tx.audit(.change, .user, person.ref, fields: ["absence"])
            return id
        }
        try AbsenceDraft.follow(deputy, tx)
        return id
    }

    /// Who stands in for somebody looks after no concern about that person any more.
    private static func follow(_ deputy: ID<User>?, _ tx: Transaction) throws {
        guard let user = try deputy.flatMap({ try User.find($0, in: tx) }) else { return }
        try Concern.followHandler(user.ref, in: tx.bySystem)
    }

    /// Saves what was changed of an absence that is not over.
    ///
    /// - Throws: As ``create(for:in:)``, and `.conflict` when somebody else saved first.
    public func update(_ absence: Absence, version: Int, in tx: Transaction) throws {
        let person = try AbsencePolicy.person(absence.user, in: tx)
        try tx.requireVersion(version, stands: absence.version)
        let (from, until, deputy) = try checked(person, absence, tx)
        try AbsenceDraft.apart {
            try tx.db.run(
                """
                UPDATE absences SET deputy_id = \(deputy), from_on = \(from), until_on = \(until),
                    version = version + 1, updated_at = \(tx.now)
                WHERE id = \(absence.id)
                """)
            try tx.audit(.change, .user, person.ref, fields: ["absence"])
        }
        // Who no longer stands in has nothing more to do for it.
        if deputy != absence.deputy {
            try absence.giveAllBack(in: tx)
            try AbsenceDraft.follow(deputy, tx)
        }
    }

    private func checked(
        _ person: User, _ former: Absence?, _ tx: Transaction
    ) throws -> (Day, Day, ID<User>?) {
        var problems: [Problem] = []
        if from == nil { problems.append(Problem("from_on", "problem.day_required")) }
        if until == nil { problems.append(Problem("until_on", "problem.day_required")) }
        if let from, from != former?.from, from < tx.today {
            problems.append(Problem("from_on", "problem.absence_past", ["today": .day(tx.today)]))
        }
        if let from, let until, until <= from {
            problems.append(Problem("until_on", "problem.until_before_from"))
        } else if let until, until <= tx.today {
            problems.append(Problem("until_on", "problem.absence_past", ["today": .day(tx.today)]))
        } else if let problem = DayRange.around(tx.today).problem(until, "until_on") {
            problems.append(problem)
        }
        let wanted = deputy.flatMap { $0.isEmpty ? nil : $0 }
        let found = try wanted.flatMap { wanted in
            try Deputies.candidates(for: person, in: tx).first { $0.ref == wanted }
        }
        if wanted != nil, found == nil { problems.append(Problem("deputy", "problem.deputy")) }
        guard problems.isEmpty, let from, let until else { throw Refusal.invalid(problems) }
        return (from, until, try found.map { try User.find(ref: $0.ref, in: tx).id })
    }

    /// Nobody is away twice at once.
    private static func apart<T>(_ change: () throws -> T) throws -> T {
        do { return try change() } catch SQLiteError.trigger(message: "absence_overlap") {
            throw Refusal.problem("from_on", "problem.absence_overlap")
        }
    }
}
