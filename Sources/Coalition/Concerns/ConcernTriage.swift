import SQLite

/// Whose work the triage of a concern is.
enum ConcernTriage {
    /// Roles that can have it.
    static let roles: Set<Role> = [.safeguarding, .network, .local, .shelter]

    /// What of a concern decides on it.
    struct Case {
        let kind: Concern.Kind
        let source: Concern.Source
        let about: Concern.About
        let isPrivate: Bool
        let programme: Programme
        let city: ID<City>
    }

    /// The safeguarding role, or the network where nobody holds it or those who do are whom it is
    /// about; what the neighbourhood complains of, or has with the surroundings, is the coordinator's.
    /// What nobody can take waits for somebody with the safeguarding role, of which the administrator
    /// is told.
    static func role(for concern: Case, in tx: Transaction) throws -> Role {
        if [.complaint, .surroundings].contains(concern.kind), concern.source == .neighbourhood,
            !concern.isPrivate, !concern.about.isOfColleagues
        {
            return concern.programme == .shelterCity ? .shelter : .local
        }
        if try isHeld(.safeguarding, for: concern, in: tx) { return .safeguarding }
        guard concern.about.isOfColleagues, concern.about.role != .safeguarding else {
            return .network
        }
        return try isHeld(.network, for: concern, in: tx) ? .network : .safeguarding
    }

    /// Whether somebody holds a role of the whole network whom the concern is not about.
    private static func isHeld(
        _ role: Role, for concern: Case, in tx: Transaction
    ) throws -> Bool {
        try tx.db.value(
            """
            SELECT 1 FROM grants JOIN users ON users.id = grants.user_id
            WHERE grants.city_id IS NULL AND grants.role = \(role)
            AND users.is_blocked = 0
            AND (grants.programme IS NULL OR grants.programme = \(concern.programme))
            AND grants.from_on <= \(tx.today)
            AND (grants.until_on IS NULL OR grants.until_on > \(tx.today))
            AND \(isNobodyOf(concern.about, on: tx.today))
            AND \(isFree(of: concern.about, in: concern.city, on: tx.today)) LIMIT 1
            """) as Int? != nil
    }

    /// That the account of a row of `users` does not have the role that a concern is about.
    static func isFree(of about: Concern.About, in city: ID<City>, on today: Day) -> SQL {
        guard let role = about.role else { return "1" }
        return """
            NOT EXISTS (
                SELECT 1 FROM grants AS held WHERE held.user_id = users.id AND held.role = \(role)
                AND (held.city_id IS NULL OR held.city_id = \(city))
                AND (held.until_on IS NULL OR held.until_on > \(today)))
            """
    }

    /// That the account of a row of `users` is neither whom a concern is about nor a deputy of theirs.
    static func isNobodyOf(_ about: Concern.About, on today: Day) -> SQL {
        guard let account = about.account else { return "1" }
        return """
            users.ref <> \(account) AND users.id NOT IN (
                SELECT subject.deputy_id FROM users AS subject
                WHERE subject.ref = \(account) AND subject.deputy_id IS NOT NULL
                UNION ALL SELECT absences.deputy_id FROM users AS subject
                JOIN absences ON absences.user_id = subject.id
                WHERE subject.ref = \(account) AND absences.deputy_id IS NOT NULL
                AND absences.until_on >= \(today))
            """
    }
}

extension Concern {
    /// Those who can handle a concern about somebody: holders of the roles that do, none of whom is
    /// that person, a deputy, or has the role that it is about; by role, then by name.
    public func handlers(
        about: About? = nil, in tx: Transaction
    ) throws -> [(role: Role, colleague: Colleague)] {
        let about = about ?? self.about
        let ofCity: Role = programme == .shelterCity ? .shelter : .local
        let wanted: [Role] = [.safeguarding, .network, ofCity].filter { $0 != about.role }
        let found: [(role: Role, colleague: Colleague)] = try wanted.flatMap { role in
            try Colleague.all(role, of: programme, in: city, tx).map { (role: role, colleague: $0) }
        }
        let kept = Set(
            try tx.db.values(
                """
                SELECT users.ref FROM users
                WHERE users.ref IN \(list: found.map(\.colleague.ref))
                AND \(ConcernTriage.isNobodyOf(about, on: tx.today))
                AND \(ConcernTriage.isFree(of: about, in: city, on: tx.today))
                """) as [String])
        var seen: Set<String> = []
        return found.filter {
            kept.contains($0.colleague.ref) && seen.insert($0.colleague.ref).inserted
        }
    }
}
