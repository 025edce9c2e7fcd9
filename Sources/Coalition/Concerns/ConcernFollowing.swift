import SQLite

extension Concern {
    /// Brings all that follows from a concern in line with it: the mark of its group, the line of the
    /// log, and what is asked of whom.
    func follow(in tx: Transaction) throws {
        try keepEntry(in: tx)
        if let group { try Group.refresh(group, in: tx) }
        try keepTriage(in: tx)
        try keepHandling(in: tx)
    }

    /// The log tells no more than that a concern was reported, and of one that is kept from its city
    /// not even that.
    private func keepEntry(in tx: Transaction) throws {
        guard let entry else { return }
        if isPrivate || about.isOfColleagues {
            try tx.db.run(
                """
                UPDATE log_entries SET has_concern = 0, worry = NULL, settled_on = NULL,
                    settled_by = NULL
                WHERE id = \(entry) AND has_concern = 1
                """)
            return
        }
        let today = try City.find(city, in: tx).today(tx)
        try tx.db.run(
            """
            UPDATE log_entries SET settled_on = \(isOpen ? nil : today),
                settled_by = \(isOpen ? nil : tx.viewer.userID)
            WHERE id = \(entry) AND has_concern = 1 AND (settled_on IS NULL) <> \(isOpen)
            """)
    }

    /// The triage within one working day, of what is acute at once.
    private func keepTriage(in tx: Transaction) throws {
        let about = RecordID(id)
        // One that was closed before anybody had its triage waits for it once it is open again.
        guard state == .reported || isOpen && handler == nil else {
            return try Task.settle(.concern, about: about, in: tx)
        }
        let (today, due) = try triageDays(in: tx)
        try tx.db.run(
            """
            UPDATE tasks SET cause_gone_on = \(tx.today), outcome = ifnull(outcome, 'gone'),
                done_at = ifnull(done_at, \(tx.now)), version = version + 1, updated_at = \(tx.now)
            WHERE subject_id = \(id) AND subject = \(Subject.concern) AND kind = 'concern'
            AND cause_gone_on IS NULL AND role <> \(triageRole)
            """)
        try Task.raise(
            .concern, for: triageRole, of: programme, in: city, about: about, since: today,
            due: due, tx)
        try tx.db.run(
            """
            UPDATE tasks SET due_on = \(due), version = version + 1, updated_at = \(tx.now)
            WHERE subject_id = \(id) AND subject = \(Subject.concern) AND kind = 'concern'
            AND done_at IS NULL AND due_on > \(due)
            """)
    }

    private func triageDays(in tx: Transaction) throws -> (today: Day, due: Day) {
        let zone = try City.find(city, in: tx).zone
        let today = zone.day(of: tx.now)
        return (today, severity == .acute ? today : today.nextWorkingDay)
    }

    /// What the handler has to do, from the triage to the end; whose triage it is has to look for
    /// another one once the handler has no access any more, or stands in for whom it is about.
    private func keepHandling(in tx: Transaction) throws {
        let about = RecordID(id)
        guard state != .reported, isOpen, let chosen = handler else {
            return try Task.settle(.handling, about: about, in: tx)
        }
        let able = try handlers(in: tx).first { $0.colleague.ref == chosen }
        let handler = able?.colleague.ref
        let role = try able?.role ?? ConcernTriage.role(for: triage, in: tx)
        try tx.db.run(
            """
            UPDATE tasks SET cause_gone_on = \(tx.today), outcome = ifnull(outcome, 'gone'),
                done_at = ifnull(done_at, \(tx.now)), version = version + 1, updated_at = \(tx.now)
            WHERE subject_id = \(id) AND subject = \(Subject.concern) AND kind = 'handling'
            AND cause_gone_on IS NULL AND (role <> \(role) OR assignee IS NOT \(handler))
            """)
        let today = try City.find(city, in: tx).today(tx)
        let days = try Rules.value("concern.return_days", on: tx.today, in: tx)
        try Task.raise(
            .handling, for: role, of: programme, in: city, about: about, since: today,
            due: severity == .acute ? today.nextWorkingDay : today + days, tx)
        try tx.db.run(
            """
            UPDATE tasks SET assignee = \(handler), handed_at = \(tx.now),
                handed_by = \(tx.viewer.userID)
            WHERE subject_id = \(id) AND subject = \(Subject.concern) AND kind = 'handling'
            AND done_at IS NULL AND assignee IS NULL
            """)
    }

    /// Somebody can no longer look after the concerns that he or she handles: who is asked follows.
    static func followHandler(_ ref: String, in tx: Transaction) throws {
        let handled = try tx.db.all(
            """
            SELECT \(columns) FROM tasks JOIN concerns ON concerns.id = tasks.subject_id
            WHERE tasks.assignee = \(ref) AND tasks.done_at IS NULL
            AND +tasks.kind = 'handling' AND +tasks.subject = 'concern'
            """, Concern.init)
        for concern in handled { try concern.keepHandling(in: tx) }
    }

    /// Asks for the triage of each concern that nobody was asked about yet, or whose task somebody
    /// closed by hand.
    @discardableResult
    static func raiseTriages(limit: Int, in tx: Transaction) throws -> Int {
        let waiting = try tx.db.all(
            """
            SELECT \(columns) FROM concerns
            WHERE concerns.state = 'reported' AND \(Task.lacks(.concern, of: .concern, "concerns.id"))
            LIMIT \(limit)
            """, Concern.init)
        for concern in waiting {
            let role = try ConcernTriage.role(for: concern.triage, in: tx)
            try tx.db.run("UPDATE concerns SET triage_role = \(role) WHERE id = \(concern.id)")
            try find(concern.id, in: tx).keepTriage(in: tx)
        }
        return waiting.count
    }

    /// Hands the triage of what waits for a role that nobody holds to who can do it; what nobody can
    /// do goes on waiting.
    static func handTriages(of programmes: [Programme], in tx: Transaction) throws {
        let waiting = try tx.db.all(
            """
            SELECT \(columns) FROM concerns
            WHERE concerns.triage_role = \(Role.safeguarding) AND concerns.state = 'reported'
            AND concerns.programme IN \(list: programmes)
            """, Concern.init)
        for concern in waiting {
            let role = try ConcernTriage.role(for: concern.triage, in: tx)
            try tx.db.run("UPDATE concerns SET triage_role = \(role) WHERE id = \(concern.id)")
        }
    }

    /// How many wait for a role that nobody holds, of which an administrator is told; not what the
    /// viewer may know nothing of.
    public static func waitingForNobody(in tx: Transaction) throws -> Int {
        let vacant = try Safeguarding.vacancies(in: tx).sorted()
        guard !vacant.isEmpty else { return 0 }
        return try tx.db.value(
            """
            SELECT count(*) FROM concerns
            WHERE concerns.triage_role = \(Role.safeguarding) AND concerns.state = 'reported'
            AND concerns.programme IN \(list: vacant)
            AND NOT \(ConcernSight(tx.viewer).isSubject)
            """) ?? 0
    }

    var triage: ConcernTriage.Case {
        .init(
            kind: kind, source: source, about: about, isPrivate: isPrivate, programme: programme,
            city: city)
    }

    /// The viewer's own report with a contact of a log that is not written yet; nil for none.
    public static func unfinished(
        with entry: ID<LogEntry>, in tx: Transaction
    ) throws -> Concern? {
        try reported(with: entry, in: tx).flatMap { concern in
            concern.isUnfinished && concern.isOpen && concern.isReported(by: tx.viewer)
                ? concern : nil
        }
    }

    /// The concern that was reported with a contact of a log; nil for none.
    static func reported(
        with entry: ID<LogEntry>, in tx: Transaction
    ) throws -> Concern? {
        try tx.db.first(
            "SELECT \(columns) FROM concerns WHERE concerns.entry_id = \(entry)", Concern.init)
    }
}

extension Group {
    /// How many open concerns the group carries in the open.
    static func openConcerns(of id: ID<Group>, in tx: Transaction) throws -> Int {
        try tx.db.value(
            """
            SELECT count(*) FROM concerns
            WHERE concerns.group_id = \(id) AND concerns.state <> 'closed'
            AND \(ConcernSight.isOpenly)
            """) ?? 0
    }
}
