import SQLite

extension Task.Kind {
    /// What never goes along when work is handed over: who looks after a concern is chosen anew.
    public static let unhanded: Set<Task.Kind> = [.concern, .handling]

    /// In a statement: that a task goes along.
    static var goesAlong: SQL {
        """
        (+tasks.kind NOT IN \(list: unhanded.sorted { $0.rawValue < $1.rawValue })
        AND +tasks.subject IS NOT 'concern')
        """
    }
}

extension Task {
    /// Characters of what is said with something that is handed on.
    package static let remarkLimit = 200

    /// What is said with something that is handed on, as it is kept; nil for nothing.
    ///
    /// - Throws: `Refusal.invalid` on `remark` when it is too long.
    static func checkedRemark(_ typed: String?) throws -> String? {
        let text = TypedText.line(typed ?? "")
        guard text.count <= remarkLimit else {
            throw Refusal.invalid([Problem.tooLong("remark", text, remarkLimit)])
        }
        return text.isEmpty ? nil : text
    }

    /// Tells somebody that a record is his or hers now; nobody is told of what he or she took, or of
    /// what became everybody's.
    ///
    /// - Parameter record: Nil for several at once.
    static func tellHanded(
        to ref: String?, about record: RecordID?, for role: Role, of programmes: Set<Programme>,
        in city: ID<City>, _ remark: String?, _ tx: Transaction
    ) throws {
        if let record { try settleHanded(record, tx) }
        let own: String? = try tx.db.value("SELECT \(Colleague.reference(of: tx.viewer))")
        guard let ref, ref != own else { return }
        let programme =
            programmes.intersection(role.programmes).min() ?? role.programmes.min() ?? .samenHier
        let today = try City.find(city, in: tx).today(tx)
        var draft = TaskDraft()
        (draft.kind, draft.dueOn, draft.assignee) = (.handed, today, ref)
        if let remark { draft.extras["remark"] = FieldValue(remark) }
        let id = try insert(
            New(role: role, programme: programme, city: city, subject: record, causeOn: today),
            TaskDraft.record.trusted(draft), tx)
        try Task.find(id, in: tx).noteHanding(to: ref, in: tx)
    }

    /// What was told of a record to somebody before is no longer so.
    private static func settleHanded(_ record: RecordID, _ tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE tasks SET cause_gone_on = \(tx.today), done_at = \(tx.now),
                version = version + 1, updated_at = \(tx.now)
            WHERE subject_id = \(record.id) AND subject = \(record.kind) AND kind = \(Kind.handed)
            AND done_at IS NULL
            """)
    }
}
