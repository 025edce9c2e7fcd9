import Foundation
import SQLite

extension LogEntry {
    /// Deletes an entry; whoever did so can bring it back for a week.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.invalid` once the family withdrew.
    public func delete(from group: Group, in tx: Transaction) throws {
        try LogPolicy(tx.viewer, group).requireWrite()
        try requireUnfrozen()
        try Draft.save(LogEntry.form(of: id), body: try RemovedLogEntry(self).text, in: tx)
        try LogEntry.takeBack(Set(ticks.map(\.item)), with: id, in: tx)
        try LogEntry.letGo(id, in: tx)
        try tx.db.run("DELETE FROM log_entries WHERE id = \(id)")
        try Task.keepPromise(of: id, on: nil, by: nil, group, in: tx)
        try LogEntry.note(.delete, id, of: group, fields: [], in: tx)
        try Concern.unmark(id, in: tx)
        try group.settleLog(match: match, in: tx)
    }

    /// Refuses to delete again what the same person deleted less than a week ago.
    ///
    /// - Throws: `Refusal.already` with that moment.
    public static func requireThere(_ id: Int64, in group: Group, _ tx: Transaction) throws {
        guard let kept = try Draft.find(form(of: ID(id)), in: tx),
            RemovedLogEntry(kept.body)?.group == group.id.value
        else { return }
        throw Refusal.already(StateChange(at: kept.savedAt, by: tx.viewer.name))
    }

    /// Brings back what the same person deleted less than a week ago, under its own id.
    ///
    /// - Throws: `Refusal.notFound` when there is nothing to bring back, `.already` when it is there,
    ///   `.forbidden` without the right.
    @discardableResult
    public static func restore(
        _ id: Int64, to group: Group, in tx: Transaction
    ) throws -> LogEntry {
        try LogPolicy(tx.viewer, group).requireWrite()
        if try isThere(id, of: group, in: tx) { throw Refusal.already(nil) }
        let form = form(of: ID(id))
        guard let kept = try Draft.find(form, in: tx),
            let removed = RemovedLogEntry(kept.body), removed.id == id,
            removed.group == group.id.value
        else { throw Refusal.notFound }
        try removed.insert(in: tx)
        try Task.keepPromise(
            of: ID(id), on: Day(iso: removed.happenedOn),
            by: removed.promisedOn.flatMap { Day(iso: $0) }, group, in: tx)
        try Draft.discard(form, in: tx)
        try note(.create, ID(id), of: group, fields: ["restored"], in: tx)
        try removed.tickAgain(in: group, tx)
        let entry = try find(id, of: group, in: tx)
        try group.settleLog(match: entry.match, in: tx)
        if entry.hasOpenConcern {
            try ConcernDraft.tapped(entry.id, group, in: tx)
        }
        return entry
    }

    private static func isThere(_ id: Int64, of group: Group, in tx: Transaction) throws -> Bool {
        try tx.db.value(
            "SELECT 1 FROM log_entries WHERE id = \(id) AND group_id = \(group.id)") == 1
    }

    private static func form(of id: ID<LogEntry>) -> String { "deleted:log/\(id.value)" }
}

/// A deleted entry as it is kept, sealed, among the drafts of the person who deleted it.
private struct RemovedLogEntry: Codable {
    let id: Int64
    let group: Int64
    let match: Int64?
    let author: Int64?
    let happenedOn: String
    let isContact: Bool
    let medium: String?
    let minutes: Int?
    let mood: Int?
    let hasConcern: Bool
    /// Nil for what was deleted before concerns could be settled.
    let settledOn: String?
    let note: String?
    /// Nil for what was deleted before this was asked.
    let worry: String?
    let promise: String?
    let promisedOn: String?
    let themes: [String]
    let members: [Int64]
    /// Nil for what was deleted before this was asked.
    let hours: [Int64: Int]?
    let newcomers: Int?
    /// Nil for what was deleted before contacts could finish something.
    let done: [String]?
    let version: Int
    let createdAt: Int64

    init(_ entry: LogEntry) {
        id = entry.id.value
        group = entry.group.value
        match = entry.match?.value
        author = entry.author?.value
        happenedOn = entry.happenedOn.iso
        isContact = entry.isContact
        medium = entry.medium?.rawValue
        minutes = entry.minutes
        mood = entry.mood
        hasConcern = entry.hasConcern
        settledOn = entry.settledOn?.iso
        note = entry.note
        worry = entry.worry?.rawValue
        promise = entry.promise
        promisedOn = entry.promisedOn?.iso
        themes = entry.themes.map(\.rawValue)
        members = entry.members.map(\.value)
        hours = Dictionary(
            entry.hours.map { ($0.key.value, $0.value) }, uniquingKeysWith: { first, _ in first })
        newcomers = entry.newcomers
        done = entry.ticks.map(\.item.code)
        version = entry.version
        createdAt = entry.createdAt.milliseconds
    }

    /// Nil for text that is not such an entry.
    init?(_ text: String) {
        guard let read = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else {
            return nil
        }
        self = read
    }

    var text: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }

    /// What was finished with it is so again, where that can still be said; what somebody else ticked
    /// since stays theirs.
    func tickAgain(in group: Group, _ tx: Transaction) throws {
        let items = Set((done ?? []).compactMap(LogTick.Item.init))
        let match = match.map { ID<Match>($0) }
        let unknown = try LogYear(group, of: match, in: tx).unknown(items, in: tx)
        try LogEntry.tick(
            items.subtracting(unknown), with: ID(id), of: match, group,
            on: Day(iso: happenedOn), in: tx)
    }

    func insert(in tx: Transaction) throws {
        let sealed = try tx.keys.seal(note, LogEntry.place(ID(id)))
        let promise = try tx.keys.seal(promise, LogEntry.promisePlace(ID(id)))
        do {
            try tx.db.run(
                """
                INSERT INTO log_entries (id, group_id, match_id, author_id, happened_on, is_contact,
                    medium, minutes, mood, has_concern, worry, settled_on, note_sealed,
                    promise_sealed, promised_on, newcomers, version, created_at, updated_at)
                VALUES (\(id), \(group), \(match), \(author), \(happenedOn), \(isContact), \(medium),
                    \(minutes), \(mood), \(hasConcern), \(worry), \(settledOn), \(sealed),
                    \(promise), \(promisedOn), \(newcomers), \(version + 1), \(createdAt), \(tx.now))
                """)
        } catch SQLiteError.unique { throw Refusal.notFound }
        for theme in themes {
            try tx.db.run(
                "INSERT INTO log_entry_themes (entry_id, theme) VALUES (\(id), \(theme))")
        }
        for member in members {
            try tx.db.run(
                """
                INSERT INTO log_entry_members (entry_id, membership_id, minutes)
                VALUES (\(id), \(member), \(hours?[member]))
                """)
        }
    }
}
