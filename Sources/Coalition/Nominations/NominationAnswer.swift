import SQLite

extension Nomination {
    /// The city says yes.
    ///
    /// - Throws: `Refusal.forbidden` for all but the city's shelter coordinator; `.already` once it was
    ///   answered.
    public func accept(_ stay: Stay, in tx: Transaction) throws {
        try requireAnswer(stay, tx)
        try stay.move(to: .accepted, in: tx)
    }

    /// The city says no: the slot is free again, and of the guest nothing stays there.
    ///
    /// - Throws: As ``accept(_:in:)``; `Refusal.invalid` on `reason` without one.
    public func decline(_ stay: Stay, _ reason: Reason?, in tx: Transaction) throws {
        try requireAnswer(stay, tx)
        guard let reason else { throw Refusal.problem("reason", "problem.choose") }
        let sealed = try tx.vault.seal(reason.rawValue, Nomination.place("reason", id))
        try tx.db.run("UPDATE nominations SET reason_sealed = \(sealed) WHERE id = \(id)")
        try giveBack(stay, .declined, in: tx)
    }

    /// The network takes it back before the city answered.
    ///
    /// - Throws: `Refusal.forbidden` for all but the network; `.already` once it was answered.
    public func withdraw(_ stay: Stay, in tx: Transaction) throws {
        guard tx.viewer.holds(NominationPolicy.makers, for: StayPolicy.programmes) else {
            throw Refusal.forbidden("forbidden.nomination")
        }
        guard isOpen, stay.state == .nominated else { throw Refusal.already(nil) }
        try giveBack(stay, .withdrawn, in: tx)
    }

    /// Writes down what the municipality said, apart from the city's own answer.
    ///
    /// - Throws: `Refusal.forbidden` for all but the municipality and the shelter coordinator of the
    ///   city, and once the guest is there; `.invalid` on `permission` without an answer.
    public func permit(_ stay: Stay, _ answer: Permission?, in tx: Transaction) throws {
        guard NominationPolicy(tx.viewer, self, of: stay).mayPermit else {
            throw Refusal.forbidden("forbidden.permission")
        }
        guard let answer else { throw Refusal.problem("permission", "problem.choose") }
        guard answer != permission else { throw Refusal.already(nil) }
        try tx.db.run(
            """
            UPDATE nominations SET municipality = \(answer), municipality_at = \(tx.now),
                municipality_by = \(tx.viewer.userID), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try note(["municipality"], stay, tx)
        try Task.settle(.permission, about: record, in: tx)
    }

    private func requireAnswer(_ stay: Stay, _ tx: Transaction) throws {
        guard StayPolicy(tx.viewer, stay).holds(NominationPolicy.answerers) else {
            throw Refusal.forbidden("forbidden.nomination_answer")
        }
        guard isOpen, stay.state == .nominated else { throw Refusal.already(nil) }
    }

    private func giveBack(_ stay: Stay, _ outcome: Outcome, in tx: Transaction) throws {
        try end(outcome, in: tx)
        try note(["outcome"], stay, tx)
        try stay.enter(.planned, in: tx)
    }

    /// A row of the audit log beside the stay's own, known to the network alone.
    func note(_ fields: [String], _ stay: Stay, _ tx: Transaction) throws {
        try tx.audit(
            .change, .nomination, "\(stay.ref)/\(id.value)", city: stay.city, fields: fields)
    }
}

/// What a nomination does when its stay takes a step.
extension Nomination {
    /// Begins with the step by which the network proposes a guest.
    static func begin(_ stay: Stay, in tx: Transaction) throws {
        guard let guest = stay.guest else { return }
        let today = try City.find(stay.city, in: tx).today(tx)
        let days = try Rules.value("stay.answer_days", of: stay.ruleVersion, in: tx)
        let id: ID<Nomination> = try tx.newID("nominations")
        try tx.db.run(
            """
            INSERT INTO nominations
                (id, stay_id, guest_id, made_at, made_by, answer_by_on, updated_at)
            VALUES (\(id), \(stay.id), \(guest), \(tx.now), \(tx.viewer.userID),
                \(today + days), \(tx.now))
            """)
        guard let made = try first("id = \(id)", in: tx) else { throw Refusal.notFound }
        try tx.audit(
            .create, .nomination, "\(stay.ref)/\(id.value)", city: stay.city, fields: ["guest"])
        try made.ask(stay, since: today, in: tx)
        let coordinator: ID<User>? = try tx.db.value(
            "SELECT coordinator_id FROM candidates WHERE guest_id = \(guest)")
        try made.join(coordinator ?? tx.viewer.userID, .coordinator, .whole, in: tx)
    }

    /// Asks the city, and its municipality apart.
    func ask(_ stay: Stay, since today: Day, in tx: Transaction) throws {
        let about: [(Task.Kind, Role)] = [(.nomination, .shelter), (.permission, .municipality)]
        for (kind, role) in about {
            try Task.raise(
                kind, for: role, of: .shelterCity, in: stay.city, about: record, since: today,
                due: answerBy, tx.bySystem)
        }
    }

    /// The city said yes.
    func accepted(in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE nominations SET outcome = \(Outcome.accepted), answered_at = \(tx.now),
                answered_by = \(tx.viewer.userID), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try Task.settle([.nomination, .unanswered], about: record, in: tx)
        try join(tx.viewer.userID, .shelter, .needs, in: tx)
    }

    /// The slot is no longer this guest's, or the stay is of the past: the team ends with it.
    func end(_ outcome: Outcome, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE nominations SET outcome = ifnull(outcome, \(outcome)),
                answered_at = ifnull(answered_at, \(tx.now)),
                answered_by = iif(outcome IS NULL, \(tx.viewer.userID), answered_by),
                ended_at = \(tx.now), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id) AND ended_at IS NULL
            """)
        try tx.db.run(
            """
            UPDATE case_team_members SET until_at = max(from_at, \(tx.now))
            WHERE nomination_id = \(id) AND until_at IS NULL
            """)
        try Task.settle([.nomination, .permission, .unanswered], about: record, in: tx)
    }

    /// Follows the step that a stay has just taken.
    static func follow(_ stay: Stay, into next: Stay.State, in tx: Transaction) throws {
        switch next {
        case .nominated: try begin(try Stay.find(stay.id, in: tx), in: tx)
        case .accepted: try live(of: stay, in: tx)?.accepted(in: tx)
        case .inStay:
            guard let nomination = try live(of: stay, in: tx) else { return }
            try Task.settle(.permission, about: nomination.record, in: tx)
        case .closed, .cancelled: try live(of: stay, in: tx)?.end(.cancelled, in: tx)
        // What was planned to be talked about with a guest who does not come is called off.
        case .planned: try Talk.callOff(about: RecordID(stay.id), stay.ref, in: tx)
        default: return
        }
    }
}
