import SQLite

/// One contact of a group with its family, made or only tried (spec: data model, progress log).
///
/// What the viewer may not see is nil or empty, see ``LogPolicy/Depth``.
public struct LogEntry: Sendable {
    public enum Medium: String, Code { case visit, outing, phone, message, video, other }

    /// What was answered when the log asked about worries.
    public enum Worry: String, Code {
        case no
        /// The coordinator keeps an eye on it, which nobody else is told.
        case watched
        /// A concern that others are told of, see ``LogPolicy/maySeeConcern``.
        case reported
    }

    public let id: ID<LogEntry>
    public let group: ID<Group>
    public let match: ID<Match>?
    public let author: ID<User>?
    /// Nil when the program itself wrote it.
    public let authorName: String?
    public let happenedOn: Day
    /// False when it was only tried, which does not count as a contact.
    public let isContact: Bool
    public let medium: Medium?
    /// 5 to 1,440; nil when not known.
    public let minutes: Int?
    /// 1 heavy to 5 very good; nil when not known.
    public let mood: Int?
    /// Nil when it was not answered, and of who only keeps an eye for all but those who log.
    public let worry: Worry?
    /// The day from which a concern no longer counts; nil while it does, and without one.
    public let settledOn: Day?
    public let note: String?
    /// What was agreed, in a line; nil when nothing was written down.
    public let promise: String?
    /// By when; nil without a day.
    public let promisedOn: Day?
    /// How many people joined who never had before; nil when nobody said.
    public let newcomers: Int?
    /// Whether the family withdrew, since when its text stays as it is; true for who reads no text.
    public let isFrozen: Bool
    /// The language of the page on which the note was typed, `nl` or `en`; nil when not known.
    public let writtenIn: String?
    public let version: Int
    public let createdAt: Instant
    public internal(set) var themes: [Theme] = []
    /// Who of the group was there.
    public internal(set) var members: [ID<Member>] = []
    /// Minutes of those who were not there as long as the contact lasted.
    public internal(set) var hours: [ID<Member>: Int] = [:]
    /// What was finished with it and stands so since.
    public internal(set) var ticks: [LogTick] = []

    static let columns: SQL = """
        log_entries.id, log_entries.group_id, log_entries.happened_on, log_entries.is_contact,
        log_entries.minutes, log_entries.version, log_entries.created_at, log_entries.match_id,
        log_entries.author_id, users.name, log_entries.medium, log_entries.mood,
        log_entries.worry, log_entries.settled_on, log_entries.note_sealed,
        log_entries.promise_sealed, log_entries.promised_on, log_entries.written_in,
        log_entries.newcomers, EXISTS (
            SELECT 1 FROM matches JOIN families ON families.id = matches.family_id
            WHERE matches.id = log_entries.match_id AND families.state = \(Family.State.withdrawn))
        """
    static let tables: SQL = "log_entries LEFT JOIN users ON users.id = log_entries.author_id"

    init(_ row: inout Row, _ policy: LogPolicy, _ keys: KeyRing) throws {
        let (depth, isWriter) = (policy.depth, policy.mayWrite)
        id = try row.next()
        group = try row.next()
        happenedOn = try row.next()
        isContact = try row.next()
        minutes = try row.next()
        version = try row.next()
        createdAt = try row.next()
        match = try row.next()
        guard depth == .everything else {
            (author, authorName, medium, mood, note, writtenIn) = (nil, nil, nil, nil, nil, nil)
            (worry, settledOn, promise, promisedOn, newcomers) = (nil, nil, nil, nil, nil)
            isFrozen = true
            return
        }
        author = try row.next()
        authorName = try row.next()
        medium = try row.next()
        mood = try row.next()
        let answer: Worry? = try row.next()
        worry = answer == .watched && !isWriter ? nil : answer
        settledOn = try row.next()
        note = try keys.open(try row.next() as [UInt8]?, LogEntry.place(id))
        promise = try keys.open(try row.next() as [UInt8]?, LogEntry.promisePlace(id))
        promisedOn = try row.next()
        writtenIn = try row.next()
        newcomers = try row.next()
        isFrozen = try row.next()
    }

    /// - Throws: `Refusal.invalid` on `state` once the family withdrew.
    func requireUnfrozen() throws {
        guard !isFrozen else { throw Refusal.problem("state", "problem.log_frozen") }
    }

    /// Whether a concern was reported.
    public var hasConcern: Bool { worry == .reported }

    /// Whether there is a concern that nobody settled.
    public var hasOpenConcern: Bool { hasConcern && settledOn == nil }

    package static func place(_ id: ID<LogEntry>) -> SealedPlace {
        SealedPlace("log_entries.note", id.value)
    }

    static func promisePlace(_ id: ID<LogEntry>) -> SealedPlace {
        SealedPlace("log_entries.promise", id.value)
    }

    /// One entry of a group, whole.
    ///
    /// - Throws: `Refusal.notFound` when the group has no such entry, or the viewer may not read it.
    public static func find(_ id: Int64, of group: Group, in tx: Transaction) throws -> LogEntry {
        let policy = LogPolicy(tx.viewer, group)
        guard policy.depth == .everything,
            let entry = try read(
                "log_entries.id = \(id) AND log_entries.group_id = \(group.id)", policy, in: tx
            ).first
        else { throw Refusal.notFound }
        return entry
    }

    /// The latest entry of a group, which the next one often resembles; nil without any.
    ///
    /// - Throws: `Refusal.forbidden` for a viewer who may not log.
    public static func latest(of group: Group, in tx: Transaction) throws -> LogEntry? {
        let policy = LogPolicy(tx.viewer, group)
        try policy.requireWrite()
        return try read(
            """
            log_entries.group_id = \(group.id)
            ORDER BY log_entries.happened_on DESC, log_entries.id DESC LIMIT 1
            """, policy, in: tx
        ).first
    }

    private static func read(
        _ condition: SQL, _ policy: LogPolicy, in tx: Transaction
    ) throws -> [LogEntry] {
        let entries = try tx.db.all("SELECT \(columns) FROM \(tables) WHERE \(condition)") { row in
            try LogEntry(&row, policy, tx.keys)
        }
        return try withDetails(entries, policy, in: tx)
    }

    /// The same entries with their themes and, in full, who was there and what was finished: a query
    /// for each on a page.
    static func withDetails(
        _ entries: [LogEntry], _ policy: LogPolicy, in tx: Transaction
    ) throws -> [LogEntry] {
        guard !entries.isEmpty else { return [] }
        var themes: [ID<LogEntry>: [Theme]] = [:]
        let wanted: SQL = "(VALUES \(rows: entries.map(\.id))) AS wanted"
        try tx.db.each(
            """
            SELECT entry_id, theme FROM \(wanted)
            CROSS JOIN log_entry_themes ON entry_id = wanted.column1
            """
        ) { row in themes[try row.next(), default: []].append(try row.next()) }
        let isWhole = policy.depth == .everything
        let present = isWhole ? try present(at: wanted, in: tx) : [:]
        let ticks = isWhole ? try LogTick.all(of: wanted, policy, in: tx) : [:]
        return entries.map { entry in
            var entry = entry
            let found = themes[entry.id] ?? []
            entry.themes = Theme.allCases.filter(found.contains)
            (entry.members, entry.hours) = present[entry.id] ?? ([], [:])
            entry.ticks = ticks[entry.id] ?? []
            return entry
        }
    }

    /// Who was there, and how long those who were not there all the time.
    private static func present(
        at wanted: SQL, in tx: Transaction
    ) throws -> [ID<LogEntry>: (members: [ID<Member>], hours: [ID<Member>: Int])] {
        var present: [ID<LogEntry>: (members: [ID<Member>], hours: [ID<Member>: Int])] = [:]
        try tx.db.each(
            """
            SELECT entry_id, membership_id, minutes FROM \(wanted)
            CROSS JOIN log_entry_members ON entry_id = wanted.column1
            """
        ) { row in
            let (entry, member): (ID<LogEntry>, ID<Member>) = (try row.next(), try row.next())
            present[entry, default: ([], [:])].members.append(member)
            if let minutes: Int = try row.next() { present[entry]?.hours[member] = minutes }
        }
        return present
    }
}
