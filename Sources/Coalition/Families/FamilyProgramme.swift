import SQLite

/// A programme that a family is in, or is asked for.
public struct FamilyProgramme: Sendable {
    public let programme: Programme
    /// The day on which the family consented; nil for the programme that it came with.
    public let consentOn: Day?
    /// Nil until the other programme said yes.
    public let confirmedAt: Instant?

    public var isConfirmed: Bool { confirmedAt != nil }

    /// Who confirms a programme: its coordinator in the city, or the network.
    public static let confirmers: Set<Role> = [.local, .network]

    /// The programmes of a family in their order, those asked for among them.
    public static func all(of family: Family, in tx: Transaction) throws -> [FamilyProgramme] {
        try tx.db.all(
            """
            SELECT programme, consent_on, confirmed_at FROM family_programmes
            WHERE family_id = \(family.id)
            """
        ) { row in
            FamilyProgramme(
                programme: try row.next(), consentOn: try row.next(),
                confirmedAt: try row.next())
        }.sorted { $0.programme < $1.programme }
    }

    /// The programme with which a family is announced.
    static func begin(_ programme: Programme, of family: ID<Family>, in tx: Transaction) throws {
        try insert(programme, family, consentOn: nil, confirmedAt: tx.now, tx)
    }

    static func insert(
        _ programme: Programme, _ family: ID<Family>, consentOn: Day?, confirmedAt: Instant?,
        _ tx: Transaction
    ) throws {
        let by = confirmedAt == nil ? nil : tx.viewer.userID
        try tx.db.run(
            """
            INSERT INTO family_programmes
                (family_id, programme, consent_on, added_at, added_by, confirmed_at, confirmed_by)
            VALUES (\(family), \(programme), \(consentOn), \(tx.now), \(tx.viewer.userID),
                \(confirmedAt), \(by))
            """)
    }
}

extension Family {
    /// Asks another programme to take the family in as well, with the family's consent. Who holds
    /// that programme too says yes in the same breath.
    ///
    /// - Parameter consentOn: The day on which the family said yes; nil is refused.
    /// - Throws: `Refusal.forbidden` for who may not change the family; `.invalid` on `programme`
    ///   for one that it has, was asked for, or cannot have, and on `consent_on` without a day up to
    ///   today.
    public func ask(
        _ programme: Programme?, consentOn: Day?, in tx: Transaction
    ) throws {
        try FamilyPolicy(tx.viewer, self).requireEdit()
        try requirePresent()
        let today = try City.find(city, in: tx).today(tx)
        let (programme, day) = try checked(programme, consentOn, today, tx)
        let isOwn = tx.viewer.holds(FamilyProgramme.confirmers, for: [programme], in: city)
        try FamilyProgramme.insert(
            programme, id, consentOn: day, confirmedAt: isOwn ? tx.now : nil, tx)
        try note(.change, programme, tx)
        guard !isOwn else { return }
        let days = try Rules.value("intake.days", on: today, in: tx)
        try Task.raise(
            .programme, for: .local, of: programme, in: city, about: .init(id), since: today,
            due: today + days, tx)
    }

    private func checked(
        _ programme: Programme?, _ consentOn: Day?, _ today: Day, _ tx: Transaction
    ) throws -> (Programme, Day) {
        var problems: [Problem] = []
        let taken = Set(try FamilyProgramme.all(of: self, in: tx).map(\.programme))
        let isPossible = programme.map {
            Family.possibleProgrammes.contains($0) && !taken.contains($0)
        }
        if isPossible != true { problems.append(Problem("programme", "problem.choose")) }
        switch consentOn {
        case nil: problems.append(Problem("consent_on", "problem.day_required"))
        case .some(let day):
            problems += [DayRange.past(today).problem(day, "consent_on")].compactMap { $0 }
        }
        guard problems.isEmpty, let programme, let consentOn else {
            throw Refusal.invalid(problems)
        }
        return (programme, consentOn)
    }

    private func note(_ action: Action, _ programme: Programme, _ tx: Transaction) throws {
        try tx.audit(
            action, .family, ref, city: city, of: programme, fields: ["programme"])
    }
}

/// A family that a programme was asked to take in: what its coordinator may know before saying yes.
public struct FamilyRequest: Sendable {
    public let family: Family
    public let programme: Programme
    public let consentOn: Day

    /// The request about the family with this reference, for who may answer it.
    ///
    /// - Throws: `Refusal.notFound` without such a request, and for who may not answer it;
    ///   `Refusal.already` when it was answered, in another window or by somebody else.
    public static func find(
        _ ref: String, _ programme: Programme?, in tx: Transaction
    ) throws -> FamilyRequest {
        guard let wanted = Ref(ref, .family), let programme,
            let family = try tx.db.first(
                "SELECT \(Family.columns) FROM families WHERE ref = \(wanted)", Family.init),
            tx.viewer.holds(FamilyProgramme.confirmers, for: [programme], in: family.city)
        else { throw Refusal.notFound }
        let asked = try FamilyProgramme.all(of: family, in: tx)
            .first { $0.programme == programme }
        if let consentOn = asked?.consentOn, asked?.isConfirmed == false {
            return FamilyRequest(family: family, programme: programme, consentOn: consentOn)
        }
        guard try asked != nil || wasDeclined(programme, family.id, tx) else {
            throw Refusal.notFound
        }
        throw Refusal.already(nil)
    }

    /// Whether the programme was asked and said no: its task is closed, and the family not in it.
    private static func wasDeclined(
        _ programme: Programme, _ family: ID<Family>, _ tx: Transaction
    ) throws -> Bool {
        try tx.db.value(
            """
            SELECT EXISTS (SELECT 1 FROM tasks WHERE subject_id = \(family)
                AND subject = \(Subject.family) AND kind = \(Task.Kind.programme)
                AND programme = \(programme) AND done_at IS NOT NULL)
            """) ?? false
    }

    /// Takes the family in, or leaves it where it is.
    public func answer(_ takesIn: Bool, in tx: Transaction) throws {
        if takesIn {
            try tx.db.run(
                """
                UPDATE family_programmes
                SET confirmed_at = \(tx.now), confirmed_by = \(tx.viewer.userID)
                WHERE family_id = \(family.id) AND programme = \(programme)
                """)
        } else {
            try tx.db.run(
                """
                DELETE FROM family_programmes
                WHERE family_id = \(family.id) AND programme = \(programme)
                """)
        }
        try Task.settle(.programme, about: .init(family.id), in: tx)
        try tx.audit(
            .change, .family, family.ref, city: family.city, of: programme,
            fields: [takesIn ? "programme_confirmed" : "programme_declined"])
    }
}
