import SQLite

extension Need {
    /// Says how the goal stands; what is closed can be opened again.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.invalid` on `state` once
    ///   family or group has left; `.already` when it was said.
    public func setStatus(
        _ status: Status, of holder: PlanHolder, in tx: Transaction
    ) throws {
        try holder.requireEdit(in: tx)
        if self.status == status { throw Refusal.already(nil) }
        try Need.write(status, id, of: holder, in: tx)
        try Task.keepGoal(id, of: holder, in: tx)
    }

    /// The same for met and open.
    public func setMet(_ isMet: Bool, of family: Family, in tx: Transaction) throws {
        try setStatus(isMet ? .met : .open, of: .family(family), in: tx)
    }

    /// Writes a status without asking whose goal it is, for who may say so of its task.
    static func write(
        _ status: Status, _ id: ID<Need>, of holder: PlanHolder, in tx: Transaction
    ) throws {
        let today = try City.find(holder.city, in: tx).today(tx)
        try tx.db.run(
            """
            UPDATE needs SET status = \(status),
                closed_on = \(Status.closed.contains(status) ? today : nil),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id) AND status <> \(status)
            """)
        try holder.note(.change, ["status"], in: tx)
    }

    /// Whose plan a goal stands in.
    package static func holder(of id: ID<Need>, in tx: Transaction) throws -> PlanHolder {
        let found = try tx.db.first("SELECT family_id, group_id FROM needs WHERE id = \(id)") {
            row in (try row.next() as ID<Family>?, try row.next() as ID<Group>?)
        }
        if let family = found?.0 { return .family(try Family.find(family, in: tx)) }
        guard let group = found?.1 else { throw Refusal.notFound }
        return .group(try Group.find(group, in: tx))
    }

    /// What a group planned before it knew its family becomes the family's, with the tasks that come of
    /// it. What is private by its theme is so from then on, as it is of somebody.
    static func takeAlong(
        _ group: ID<Group>, to family: Family, in tx: Transaction
    ) throws {
        let goals: [ID<Need>] = try tx.db.values(
            "SELECT id FROM needs WHERE group_id = \(group) AND family_id IS NULL")
        try pass(goals, to: .family(family), "taken_along", in: tx)
    }

    /// The same taken back with the step that both agreed; what is of one of the family stays there.
    static func giveBack(
        _ group: ID<Group>, from family: ID<Family>, in tx: Transaction
    ) throws {
        let goals: [ID<Need>] = try tx.db.values(
            """
            SELECT id FROM needs
            WHERE group_id = \(group) AND family_id = \(family) AND person_id IS NULL
            """)
        try pass(goals, to: .group(try Group.find(group, in: tx)), "given_back", in: tx)
    }

    /// Goals that another plan goes on with, with the tasks that they are.
    static func pass(
        _ goals: [ID<Need>], to holder: PlanHolder, _ change: String, in tx: Transaction
    ) throws {
        guard !goals.isEmpty else { return }
        try tx.db.run(
            """
            UPDATE needs SET family_id = \(holder.family?.id), version = version + 1,
                updated_at = \(tx.now)
            WHERE id IN \(list: goals)
            """)
        try tx.db.run(
            """
            UPDATE tasks SET subject = \(holder.record.kind), subject_id = \(holder.record.id),
                version = version + 1, updated_at = \(tx.now)
            WHERE need_id IN \(list: goals)
            """)
        for goal in goals { try Task.keepGoal(goal, of: holder, in: tx) }
        try holder.note(.change, [change], in: tx)
    }
}
