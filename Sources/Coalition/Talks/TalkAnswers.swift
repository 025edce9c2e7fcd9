import SQLite

/// What became of a talk.
extension Talk {
    /// Says that it was held, that it did not come about, or calls it off.
    ///
    /// - Throws: `Refusal.forbidden` for who does not change its record; `.already` when that was said;
    ///   `.invalid` on `talk` for one that has not begun, unless it is called off, and for one of which
    ///   something else was said.
    public func answer(
        _ answer: Outcome, about subject: TalkSubject, in tx: Transaction
    ) throws {
        try subject.requireWrite(tx.viewer)
        if let outcome {
            guard outcome == answer else { throw Refusal.problem("talk", "problem.talk_answered") }
            throw Refusal.already(try said(tx))
        }
        let zone = try City.find(city, in: tx).zone
        if answer != .cancelled, !hasBegun(at: tx.now, in: zone) {
            throw Refusal.problem("talk", "problem.talk_ahead", ["day": .day(on)])
        }
        try set(answer, tx)
        try note(.change, of: subject, fields: [answer.rawValue], in: tx)
    }

    /// Takes back what was said of it.
    ///
    /// - Throws: `Refusal.forbidden` as for saying it; `.already` for one of which nothing was said;
    ///   `.invalid` on `state` when its record is over.
    public func reopen(about subject: TalkSubject, in tx: Transaction) throws {
        try subject.requireWrite(tx.viewer)
        if isOpen { throw Refusal.already(nil) }
        try subject.requireGoingOn()
        try set(nil, tx)
        try note(.change, of: subject, fields: ["reopened"], in: tx)
    }

    /// Calls off what is still to come about a record that has ended. What should have been held by
    /// then stays asked: only people know whether it was.
    ///
    /// - Parameter ref: The reference of the record, for the audit log.
    static func callOff(about record: RecordID, _ ref: String, in tx: Transaction) throws {
        let ahead = try tx.db.all(
            """
            SELECT \(columns) FROM talks
            WHERE talks.subject_id = \(record.id) AND talks.subject = \(record.kind)
            AND talks.outcome IS NULL
            """, Talk.init)
        for talk in ahead {
            let zone = try City.find(talk.city, in: tx).zone
            guard !talk.hasBegun(at: tx.now, in: zone) else { continue }
            try talk.set(.cancelled, tx.bySystem)
            try talk.note(.change, ref, fields: [Outcome.cancelled.rawValue], in: tx.bySystem)
        }
    }

    func note(
        _ action: Action, of subject: TalkSubject, fields: [String], in tx: Transaction
    ) throws {
        try note(action, subject.ref, fields: fields, in: tx)
    }

    private func note(
        _ action: Action, _ ref: String, fields: [String], in tx: Transaction
    ) throws {
        let name = "\(ref)/talks/\(id.value)"
        try tx.audit(action, .talk, name, city: city, of: programme, fields: fields)
        try tx.process(
            programme == .shelterCity ? .shelter : .support, .talk, name, fields: fields)
    }

    private func set(_ answer: Outcome?, _ tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE talks SET outcome = \(answer), outcome_at = \(answer == nil ? nil : tx.now),
                outcome_by = \(answer == nil ? nil : tx.viewer.userID), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
    }

    private func said(_ tx: Transaction) throws -> StateChange? {
        try tx.db.first(
            """
            SELECT talks.outcome_at, users.name FROM talks
            LEFT JOIN users ON users.id = talks.outcome_by WHERE talks.id = \(id)
            """, StateChange.init)
    }
}
