import SQLite

/// What the network writes down of a candidate.
public struct CandidateDraft: Sendable {
    public var cohort: ID<Cohort>?
    public var facts = CandidateFacts()
    /// Nil in it for what nobody has found out.
    public var conditions: [CandidateCondition: Bool] = [:]
    public var vetoes: Set<ID<City>> = []

    public init() {}

    /// Nights that can be asked for.
    public static let nights = 1...StayBounds.longest

    /// Writes all of it down; who found a condition met or not stays known for as long as the answer
    /// is the same.
    ///
    /// - Throws: `Refusal.forbidden` for all but the network; `.invalid` for each field; `.conflict`
    ///   when somebody else saved first.
    public func save(_ guest: Guest, version: Int, in tx: Transaction) throws {
        let candidate = try Candidate.of(guest, in: tx)
        try tx.requireVersion(version, stands: candidate.version)
        try check(tx.today)
        let former = try candidate.open(in: tx)
        var contents = CandidateContents()
        (contents.facts, contents.vetoes) = (facts, vetoes)
        contents.conditions = findings(over: former.conditions, tx)
        let isReady = candidate.state == .ready && contents.lacks.isEmpty
        let state = candidate.state == .ready && !isReady ? .entered : candidate.state
        try store(contents, state, candidate, tx)
        try tx.audit(
            .change, .guest, guest.ref,
            fields: ["candidate"] + (former.vetoes == vetoes ? [] : ["vetoes"]))
        try tx.process(.shelter, .guest, guest.ref, fields: ["candidate"])
    }

    private func findings(
        over former: [CandidateCondition: ConditionFinding], _ tx: Transaction
    ) -> [CandidateCondition: ConditionFinding] {
        var findings: [CandidateCondition: ConditionFinding] = [:]
        for (condition, isMet) in conditions {
            let known = former[condition]
            findings[condition] =
                known?.isMet == isMet
                ? known
                : ConditionFinding(isMet: isMet, by: tx.viewer.userID, on: tx.today)
        }
        return findings
    }

    private func check(_ today: Day) throws {
        let range = DayRange.around(today)
        var problems = [
            range.problem(facts.earliest, "earliest_on"), range.problem(facts.latest, "latest_on"),
        ].compactMap { $0 }
        if let earliest = facts.earliest, let latest = facts.latest, latest < earliest {
            problems.append(Problem("latest_on", "problem.latest_before_earliest"))
        }
        if let nights = facts.nights, !CandidateDraft.nights.contains(nights) {
            problems.append(
                Problem(
                    "nights", "problem.number",
                    [
                        "least": .number(CandidateDraft.nights.lowerBound),
                        "most": .number(CandidateDraft.nights.upperBound),
                    ]))
        }
        if !problems.isEmpty { throw Refusal.invalid(problems) }
    }

    private func store(
        _ contents: CandidateContents, _ state: Candidate.State, _ candidate: Candidate,
        _ tx: Transaction
    ) throws {
        let (id, vault) = (candidate.guest, tx.vault)
        let vetoed = contents.vetoes.map(\.value).sorted()
        let facts = try vault.seal(
            all: CandidateForm.Facts(contents.facts), Candidate.place("facts", id))
        let conditions = try vault.seal(
            all: CandidateForm.kept(contents.conditions), Candidate.place("conditions", id))
        let vetoes =
            vetoed.isEmpty ? nil : try vault.seal(all: vetoed, Candidate.place("vetoes", id))
        try tx.db.run(
            """
            UPDATE candidates SET cohort_id = \(cohort), state = \(state),
                facts_sealed = \(facts), conditions_sealed = \(conditions),
                vetoes_sealed = \(vetoes), version = version + 1, updated_at = \(tx.now)
            WHERE guest_id = \(id)
            """)
    }
}

extension Candidate {
    /// Says that a city can be asked, that something is to be found out after all, or that the
    /// candidate does not come.
    ///
    /// - Throws: `Refusal.forbidden` for all but the network; `.invalid` on `state` for what lacks
    ///   before a city is asked, and for a guest who has a stay; `.already` when it stands there.
    public func enter(_ next: State, in tx: Transaction) throws {
        try Candidate.requireReader(tx)
        guard next != state else { throw Refusal.already(nil) }
        let guest = try Guest.find(guest, in: tx)
        if next == .ready {
            let lacks = try open(in: tx).lacks
            if !lacks.isEmpty { throw Refusal.invalid(lacks) }
        } else if try Stay.hasLive(guest.id, in: tx) {
            throw Refusal.problem("state", "guard.candidate.placed")
        }
        try tx.db.run(
            """
            UPDATE candidates SET state = \(next), version = version + 1, updated_at = \(tx.now)
            WHERE guest_id = \(guest.id)
            """)
        try tx.audit(.transition, .guest, guest.ref, fields: ["candidate_\(next.rawValue)"])
    }
}

extension Stay {
    /// Whether a guest has a stay that was not cancelled.
    fileprivate static func hasLive(_ guest: ID<Guest>, in tx: Transaction) throws -> Bool {
        let found: Int? = try tx.db.value(
            "SELECT 1 FROM stays WHERE guest_id = \(guest) AND state <> 'cancelled' LIMIT 1")
        return found != nil
    }
}
