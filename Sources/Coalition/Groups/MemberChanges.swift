import SQLite

extension Member {
    /// Refuses to change a member whom somebody else changed since.
    ///
    /// - Throws: `Refusal.conflict`.
    public func requireVersion(_ seen: Int, in tx: Transaction) throws {
        try tx.requireVersion(seen, stands: version)
    }

    /// Higher after each change of any of these members.
    public static func version(of members: [Member]) -> Int {
        members.reduce(0) { $0 + $1.version }
    }

    /// Refuses to choose among members of whom somebody else changed one since.
    ///
    /// - Throws: `Refusal.conflict`.
    public static func requireVersion(
        _ seen: Int, of members: [Member], in tx: Transaction
    ) throws {
        try tx.requireVersion(seen, stands: version(of: members))
    }

    /// Ends a membership; who was when stays known, and the match goes on.
    ///
    /// - Throws: `Refusal.invalid` on `left_on` before the first day, or after today.
    public func leave(
        on day: Day, _ reason: LeftReason, from group: Group, in tx: Transaction
    ) throws {
        try GroupPolicy(tx.viewer, group).requireEdit()
        let today = try City.find(group.city, in: tx).today(tx)
        try DayRange.past(today, from: .init(joinedOn, .joined)).require(day, "left_on")
        guard leftOn == nil else { throw Refusal.problem("left_on", "problem.left_already") }
        try tx.db.run(
            """
            UPDATE memberships SET left_on = \(day), left_reason = \(reason), is_contact = 0,
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(
            .change, .volunteer, "\(group.ref)/\(volunteer.value)", city: group.city,
            fields: ["left_on", "left_reason"])
        try Group.refresh(group.id, in: tx)
    }

    /// Writes down how it stands with somebody's VOG; "seen" holds for as long as the rules say.
    public func setVog(
        _ status: Vog.Status, seenOn: Day?, of group: Group, in tx: Transaction
    ) throws {
        try GroupPolicy(tx.viewer, group).requireEdit()
        let today = try City.find(group.city, in: tx).today(tx)
        guard !Vog.Status.ofExemption.contains(status) else {
            throw Refusal.forbidden("forbidden.vog_exempt")
        }
        if status == .seen {
            if seenOn == nil { throw Refusal.problem("seen_on", "problem.day_required") }
            try DayRange.past(today).require(seenOn, "seen_on")
        }
        let months = try Rules.value("vog.valid_months", of: group.ruleVersion, in: tx)
        let record = Vog(
            status, seenOn: status == .seen ? seenOn : nil,
            validUntil: status == .seen ? seenOn?.adding(months: months) : nil)
        try store(record, group, tx)
    }

    /// Writes down that somebody followed a training; it holds for as long as the training says.
    public func attend(_ training: Int, on day: Day, of group: Group, in tx: Transaction) throws {
        try GroupPolicy(tx.viewer, group).requireEdit()
        let today = try City.find(group.city, in: tx).today(tx)
        try DayRange.past(today).require(day, "attended_on")
        let known = try Training.all(in: tx)
        guard let found = known.first(where: { $0.id == training }) else {
            throw Refusal.problem("training", "problem.choice")
        }
        guard found.isOffered else { throw Refusal.problem("training", "problem.training_retired") }
        let until = found.validMonths.map { day.adding(months: $0) }
        try tx.db.run(
            """
            INSERT INTO training_attendances
                (training_id, volunteer_id, attended_on, valid_until_on, created_at)
            VALUES (\(training), \(volunteer), \(day), \(until), \(tx.now))
            ON CONFLICT (volunteer_id, training_id, attended_on) DO NOTHING
            """)
        try tx.audit(
            .change, .volunteer, "\(group.ref)/\(volunteer.value)", city: group.city,
            fields: ["training"])
        try Group.refreshAll(with: volunteer, in: tx)
    }

    /// Writes down that somebody signed the code of conduct.
    ///
    /// - Throws: `Refusal.invalid` on `code_of_conduct_on` for a day that is still to come.
    public func signCodeOfConduct(on day: Day, of group: Group, in tx: Transaction) throws {
        try GroupPolicy(tx.viewer, group).requireEdit()
        let today = try City.find(group.city, in: tx).today(tx)
        try DayRange.past(today).require(day, "code_of_conduct_on")
        try change("code_of_conduct_on = \(day)", ["code_of_conduct_on"], group, tx)
    }

    /// Makes somebody the contact person of the group in the place of who was.
    public func becomeContact(of group: Group, in tx: Transaction) throws {
        try GroupPolicy(tx.viewer, group).requireEdit()
        guard !isContact else { return }
        try Member.clearContact(of: group.id, in: tx)
        try change("is_contact = 1", ["is_contact"], group, tx)
    }

    /// Writes columns of the membership.
    private func change(
        _ columns: SQL, _ fields: [String], _ group: Group, _ tx: Transaction
    ) throws {
        try tx.db.run(
            """
            UPDATE memberships SET \(columns), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(
            .change, .volunteer, "\(group.ref)/\(volunteer.value)", city: group.city,
            fields: fields)
        try Group.refresh(group.id, in: tx)
    }

    static func clearContact(of group: ID<Group>, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE memberships SET is_contact = 0, version = version + 1
            WHERE group_id = \(group) AND is_contact = 1 AND left_on IS NULL
            """)
    }

    /// Keeps how it stands with the VOG.
    func store(
        _ record: Vog, _ group: Group, _ tx: Transaction, fields: [String] = ["vog"]
    ) throws {
        let sealed = try tx.keys.seal(record.text, Volunteer.place("vog", volunteer))
        try tx.db.run(
            """
            UPDATE volunteers SET vog_sealed = \(sealed), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(volunteer)
            """)
        try tx.audit(
            .change, .volunteer, "\(group.ref)/\(volunteer.value)", city: group.city,
            fields: fields)
        try Group.refreshAll(with: volunteer, in: tx)
    }
}
