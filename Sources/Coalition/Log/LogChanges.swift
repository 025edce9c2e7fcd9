import SQLite

extension LogDraft {
    /// Logs a contact of a group, with all that follows from it.
    ///
    /// - Throws: `Refusal.invalid` for each field, and on `group` for one that has no family to be in
    ///   contact with; `Refusal.forbidden` without the right.
    @discardableResult
    public func create(for group: Group, in tx: Transaction) throws -> LogEntry {
        try LogPolicy(tx.viewer, group).requireWrite()
        try group.requireLoggable(in: tx)
        try check(group, in: tx)
        return try insert(for: group, in: tx)
    }

    /// Saves what was changed of an entry.
    ///
    /// - Throws: `Refusal.invalid`, `.forbidden`, and `.conflict` when somebody else saved first.
    public func update(
        _ entry: LogEntry, of group: Group, version: Int, in tx: Transaction
    ) throws {
        try LogPolicy(tx.viewer, group).requireWrite()
        try entry.requireUnfrozen()
        try tx.requireVersion(version, stands: entry.version)
        try check(group, entry, in: tx)
        try tx.db.run(
            """
            UPDATE log_entries SET happened_on = \(happenedOn), is_contact = \(isContact),
                medium = \(medium), minutes = \(keptMinutes), mood = \(mood),
                newcomers = \(newcomers), has_concern = \(hasConcern), worry = \(worry),
                settled_on = iif(\(hasConcern), settled_on, NULL),
                settled_by = iif(\(hasConcern), settled_by, NULL),
                note_sealed = \(try tx.keys.seal(keptNote, LogEntry.place(entry.id))),
                promise_sealed = \(try tx.keys.seal(promise, LogEntry.promisePlace(entry.id))),
                promised_on = \(promisedOn),
                written_in = iif(\(keptNote == entry.note), written_in, \(tx.writingLanguage)),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(entry.id)
            """)
        try tx.db.run("DELETE FROM log_entry_themes WHERE entry_id = \(entry.id)")
        try tx.db.run("DELETE FROM log_entry_members WHERE entry_id = \(entry.id)")
        try insertDetails(of: entry.id, in: tx)
        try settleTicks(of: entry, group, in: tx)
        try LogEntry.note(.change, entry.id, of: group, fields: filledFields, in: tx)
        try Task.keepPromise(of: entry.id, on: happenedOn, by: promisedOn, group, in: tx)
        try group.settleLog(match: entry.match, in: tx)
        if hasConcern != entry.hasConcern {
            if hasConcern {
                try ConcernDraft.tapped(entry.id, group, in: tx)
            } else {
                try Concern.unmark(entry.id, in: tx)
            }
        }
    }

    /// What is wrong with it for a group, field by field; empty when it can be logged.
    ///
    /// - Parameter entry: The one that is changed; nil for a new one.
    public func problems(
        for group: Group, _ entry: LogEntry? = nil, in tx: Transaction
    ) throws -> [Problem] {
        problems(
            try group.daysToLog(in: tx), membersOfGroup: try LogEntry.memberships(of: group, in: tx)
        ) + (try tickProblems(for: group, entry, in: tx))
    }

    private func check(_ group: Group, _ entry: LogEntry? = nil, in tx: Transaction) throws {
        let found = try problems(for: group, entry, in: tx)
        if !found.isEmpty { throw Refusal.invalid(found) }
    }

    /// Writes a draft that was checked.
    func insert(for group: Group, in tx: Transaction) throws -> LogEntry {
        let id: ID<LogEntry> = try tx.newID("log_entries")
        let match = try group.matchToLog(in: tx)
        try tx.db.run(
            """
            INSERT INTO log_entries (id, group_id, match_id, author_id, happened_on, is_contact,
                medium, minutes, mood, has_concern, worry, note_sealed, promise_sealed,
                promised_on, written_in, newcomers, created_at, updated_at)
            VALUES (\(id), \(group.id), \(match), \(tx.viewer.userID), \(happenedOn),
                \(isContact), \(medium), \(keptMinutes), \(mood), \(hasConcern), \(worry),
                \(try tx.keys.seal(keptNote, LogEntry.place(id))),
                \(try tx.keys.seal(promise, LogEntry.promisePlace(id))), \(promisedOn),
                \(tx.writingLanguage), \(newcomers), \(tx.now), \(tx.now))
            """)
        try insertDetails(of: id, in: tx)
        try LogEntry.tick(done, with: id, of: match, group, on: happenedOn, in: tx)
        try Task.keepPromise(of: id, on: happenedOn, by: promisedOn, group, in: tx)
        try LogEntry.note(.create, id, of: group, fields: filledFields, in: tx)
        try group.settleLog(match: match, in: tx)
        if hasConcern { try ConcernDraft.tapped(id, group, in: tx) }
        return try LogEntry.find(id.value, of: group, in: tx)
    }

    private func insertDetails(of id: ID<LogEntry>, in tx: Transaction) throws {
        for theme in Set(themes) {
            try tx.db.run(
                "INSERT INTO log_entry_themes (entry_id, theme) VALUES (\(id), \(theme))")
        }
        for member in present {
            // Who was there as long as the contact lasted has no minutes of his or her own.
            let own = hours[member].flatMap(Minutes.parse).flatMap { $0 == keptMinutes ? nil : $0 }
            try tx.db.run(
                """
                INSERT INTO log_entry_members (entry_id, membership_id, minutes)
                VALUES (\(id), \(member), \(own))
                """)
        }
    }

    private var filledFields: [String] {
        let filled = [
            ("medium", medium != nil), ("minutes", keptMinutes != nil), ("themes", !themes.isEmpty),
            ("members", !present.isEmpty), ("newcomers", newcomers != nil), ("mood", mood != nil),
            ("note", keptNote != nil), ("done", !done.isEmpty),
            ("concern", hasConcern), ("promise", promise != nil),
        ]
        return ["happened_on", "contact"] + filled.filter(\.1).map(\.0)
    }
}

extension LogEntry {
    /// Everybody who is or was a member of the group.
    static func memberships(of group: Group, in tx: Transaction) throws -> Set<ID<Member>> {
        Set(try tx.db.values("SELECT id FROM memberships WHERE group_id = \(group.id)"))
    }

    static func note(
        _ action: Action, _ id: ID<LogEntry>, of group: Group, fields: [String], in tx: Transaction
    ) throws {
        let ref = "\(group.ref)/log/\(id.value)"
        try tx.audit(action, .log, ref, city: group.city, fields: fields)
        try tx.process(.support, .log, ref, fields: fields)
    }
}
