import SQLite

extension Group {
    /// Says that the open concerns about the group are settled, from a day on: they no longer count, the
    /// entries of the log stay as they were written, and the tasks about them are done.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.invalid` on `settled_on` for a day after today
    ///   or before the last concern, and on `concern` when there is none.
    public func settleConcerns(on day: Day, in tx: Transaction) throws {
        try LogPolicy(tx.viewer, self).requireSettle()
        let open: SQL = "group_id = \(id) AND has_concern = 1 AND settled_on IS NULL"
        let entries = try tx.db.all(
            "SELECT id, happened_on FROM log_entries WHERE \(open) ORDER BY happened_on"
        ) { row in (id: try row.next() as ID<LogEntry>, on: try row.next() as Day) }
        guard let last = entries.last else {
            throw Refusal.problem("concern", "problem.concern_none")
        }
        let today = try City.find(city, in: tx).today(tx)
        try DayRange.past(today, from: .init(last.on, .reported)).require(day, "settled_on")
        try tx.db.run(
            """
            UPDATE log_entries SET settled_on = \(day), settled_by = \(tx.viewer.userID)
            WHERE \(open)
            """)
        for entry in entries {
            try tx.audit(
                .change, .log, "\(ref)/log/\(entry.id.value)", city: city, fields: ["settled_on"])
        }
        try Group.refresh(id, in: tx)
    }

    /// Says in a sentence that the concerns are over, for who is asked by no task of his or her own: the
    /// safeguarding lead, and whoever attended to it before. The sentence is kept with the tasks that
    /// are open; where all were attended to already, one comes back to keep it.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.invalid` on `concern` when there is none, and
    ///   on `reason` without a sentence.
    public func endConcerns(_ sentence: String, in tx: Transaction) throws {
        try LogPolicy(tx.viewer, self).requireSettle()
        guard concernCount > 0 else { throw Refusal.problem("concern", "problem.concern_none") }
        for task in try Task.ofConcerns(about: self, in: tx) { try task.finish(sentence, in: tx) }
        try settleConcerns(on: try City.find(city, in: tx).today(tx), in: tx)
    }
}
