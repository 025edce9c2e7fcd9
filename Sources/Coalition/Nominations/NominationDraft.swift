import SQLite

/// A guest whom the network proposes for a slot.
public struct NominationDraft: Sendable {
    /// The reference of the slot; nil is refused.
    public var stay: String?
    /// The reference of the guest; nil is refused.
    public var guest: String?
    public var profile = NominationProfile()
    /// Whether the city is told what the guest stands up for.
    public var tellsThemes = false

    public init() {}

    /// Proposes the guest: the slot is the guest's from now on, and the city has a term to answer.
    ///
    /// - Throws: `Refusal.forbidden` for all but the network; `.invalid` on `stay` for a place that is
    ///   no slot, that has begun, that lies outside its home's availability or outside the guest's days,
    ///   and for a city that is no place for the guest; on `guest` for one who is not ready or is
    ///   elsewhere in those nights.
    @discardableResult
    public func propose(in tx: Transaction) throws -> Nomination {
        guard tx.viewer.holds(NominationPolicy.makers, for: StayPolicy.programmes) else {
            throw Refusal.forbidden("forbidden.nomination")
        }
        let slot = try slot(tx)
        let (person, candidate) = try candidate(tx)
        let contents = try candidate.open(in: tx)
        try check(slot, contents.facts, candidate, tx)
        try place(person, in: slot, tx)
        try Stay.find(slot.id, in: tx).take(.nominated, in: tx)
        guard let made = try Nomination.live(of: slot, in: tx) else { throw Refusal.notFound }
        try made.write(told(of: contents.facts), in: tx)
        return made
    }

    private func told(of facts: CandidateFacts) -> NominationProfile {
        var told = profile
        told.themes = tellsThemes ? facts.themes.map(\.rawValue) : []
        (told.needs, told.risk) = (Self.cleaned(told.needs), Self.cleaned(told.risk))
        return told
    }

    private static func cleaned(_ text: String?) -> String? {
        text.map(TypedText.lines).flatMap { $0.isEmpty ? nil : $0 }
    }

    private func slot(_ tx: Transaction) throws -> Stay {
        guard let stay, !stay.isEmpty else { throw Refusal.problem("stay", "problem.choose") }
        do { return try Stay.find(stay, in: tx) } catch Refusal.notFound {
            throw Refusal.problem("stay", "problem.choice")
        }
    }

    private func candidate(_ tx: Transaction) throws -> (Guest, Candidate) {
        guard let guest, !guest.isEmpty else { throw Refusal.problem("guest", "problem.choose") }
        do {
            let person = try Guest.find(guest, in: tx)
            return (person, try Candidate.of(person, in: tx))
        } catch Refusal.notFound { throw Refusal.problem("guest", "problem.choice") }
    }

    private func check(
        _ slot: Stay, _ facts: CandidateFacts, _ candidate: Candidate, _ tx: Transaction
    ) throws {
        var problems = [
            try slot.problem(in: tx), slot.problem(for: facts),
            candidate.state == .ready
                ? nil : Problem("guest", "guard.nomination.\(candidate.state.rawValue)"),
        ].compactMap { $0 }
        for (field, level) in [
            ("needs_level", profile.needsLevel), ("risk_level", profile.riskLevel),
        ] where level.map({ !NominationProfile.levels.contains($0) }) ?? false {
            problems.append(Problem(field, "problem.choice"))
        }
        for (field, text) in [("needs", profile.needs), ("risk", profile.risk)] {
            if let text, text.count > 2000 { problems.append(.tooLong(field, text, 2000)) }
        }
        if !problems.isEmpty { throw Refusal.invalid(problems) }
    }

    /// Writes the guest into the slot; the database refuses one who is elsewhere.
    private func place(_ person: Guest, in slot: Stay, _ tx: Transaction) throws {
        let conflict = StayConflict(
            accommodation: slot.accommodation, guest: person.id, period: slot.period,
            stay: slot.id)
        do {
            try conflict.watch("stay", in: tx) {
                try tx.db.run(
                    """
                    UPDATE stays SET guest_id = \(person.id), version = version + 1,
                        updated_at = \(tx.now)
                    WHERE id = \(slot.id)
                    """)
            }
        } catch Refusal.invalid(let problems) {
            throw Refusal.invalid(
                problems.map {
                    $0.field == "guest"
                        ? Problem("guest", "guard.nomination.elsewhere", $0.values) : $0
                })
        }
    }
}

extension Stay {
    /// What stands in the way of a nomination for this place, whoever the guest is; nil for nothing.
    func problem(in tx: Transaction) throws -> Problem? {
        guard state == .planned, guest == nil else {
            return Problem("stay", "guard.nomination.taken")
        }
        let today = try City.find(city, in: tx).today(tx)
        guard period.from >= today else {
            return Problem("stay", "guard.nomination.begun", ["from": .day(period.from)])
        }
        let home = try accommodation.map { try Accommodation.find($0, in: tx) }
        guard let home, !home.isAvailable(during: period) else { return nil }
        return Problem("stay", "guard.nomination.unavailable", home.availability)
    }

    /// That the slot begins in the days in which the guest can come.
    func problem(for facts: CandidateFacts) -> Problem? {
        if let earliest = facts.earliest, period.from < earliest {
            return Problem("stay", "guard.nomination.early", ["day": .day(earliest)])
        }
        if let latest = facts.latest, period.from > latest {
            return Problem("stay", "guard.nomination.late", ["day": .day(latest)])
        }
        return nil
    }

    /// Free places that have not begun, the first first; at most 200.
    public static func slots(in tx: Transaction) throws -> [Stay] {
        let scope = tx.viewer.scope(of: NominationPolicy.makers, for: StayPolicy.programmes)
        return try tx.db.all(
            """
            SELECT \(columns) FROM \(source)
            WHERE stays.guest_id IS NULL AND stays.state = 'planned'
            AND stays.from_on >= \(tx.today) AND \(scope.condition("stays.city_id"))
            ORDER BY stays.from_on, stays.id LIMIT 200
            """, Stay.init)
    }
}
