import SQLite

/// A period of a match in which everybody of the family is offered a talk apart.
public struct CheckInWindow: Hashable, Sendable {
    public let kind: CheckIn.Kind
    public let from: Day
    /// The last day on which it is in time.
    public let until: Day

    /// The three of a match, by the rules under which it began; empty while its start is unknown.
    public static func all(of match: Match, in tx: Transaction) throws -> [CheckInWindow] {
        guard let start = match.startsOn else { return [] }
        return try CheckIn.Kind.due.map { try CheckInWindow($0, start, match.ruleVersion, tx) }
    }

    private init(
        _ kind: CheckIn.Kind, _ start: Day, _ version: Int, _ tx: Transaction
    ) throws {
        self.kind = kind
        guard let month = kind.month else {
            from = start + (try Rules.value("voice.first.from_days", of: version, in: tx))
            until = start + (try Rules.value("voice.first.until_days", of: version, in: tx))
            return
        }
        let day = start.adding(months: month)
        from = day - (try Rules.value("voice.later.before_days", of: version, in: tx))
        until = day + (try Rules.value("voice.later.after_days", of: version, in: tx))
    }

    /// Whether a day lies in it.
    public func contains(_ day: Day) -> Bool { from <= day && day <= until }
}

extension CheckIn.Kind {
    /// So many months after the start it is due; nil for the first, which is told in days.
    fileprivate var month: Int? {
        switch self {
        case .m5: 5
        case .m11: 11
        case .m1, .own: nil
        }
    }

    /// The days on which a match can have begun whose period is open on a day; a little wide, as
    /// months differ in length.
    fileprivate func starts(on today: Day, in tx: Transaction) throws -> (first: Day, last: Day) {
        let rules = try Rules.inForce(on: today, in: tx)
        guard let month else {
            let (from, until) = (
                try rules.value("voice.first.from_days"), try rules.value("voice.first.until_days")
            )
            return (today - until, today - from)
        }
        let (before, after) = (
            try rules.value("voice.later.before_days"), try rules.value("voice.later.after_days")
        )
        return (
            (today - after).adding(months: -month) - 1, (today + before).adding(months: -month) + 3
        )
    }
}

/// The periods of all matches that run, as the daily round keeps them.
extension CheckInWindow {
    static let running: SQL = "matches.state IN ('active', 'suspended', 'closing')"

    /// Asks for the talks of each period that has begun.
    ///
    /// - Returns: How many periods were looked at and are found no more.
    @discardableResult
    package static func open(limit: Int, in tx: Transaction) throws -> Int {
        var opened = 0
        for kind in CheckIn.Kind.due {
            // No zone is more than a day ahead of the network's own.
            let (first, last) = try kind.starts(on: tx.today + 1, in: tx)
            let matches = try tx.db.all(
                """
                SELECT \(Match.columns) FROM matches INDEXED BY matches_by_year
                WHERE \(running) AND matches.starts_on BETWEEN \(first - 1) AND \(last)
                AND NOT EXISTS (SELECT 1 FROM check_in_windows
                    WHERE check_in_windows.match_id = matches.id
                    AND check_in_windows.kind = \(kind))
                ORDER BY matches.starts_on, matches.id LIMIT \(limit)
                """, Match.init)
            for match in matches where try open(kind, of: match, in: tx) { opened += 1 }
        }
        return opened
    }

    /// Writes that a period has begun, and asks for its talks; false while it has not.
    private static func open(
        _ kind: CheckIn.Kind, of match: Match, in tx: Transaction
    ) throws -> Bool {
        let today = try City.find(match.city, in: tx).today(tx)
        guard let window = try all(of: match, in: tx).first(where: { $0.kind == kind }),
            window.from <= today
        else { return false }
        let isPast = window.until < today
        try window.note(match, closedOn: isPast ? today : nil, in: tx)
        if !isPast { try ask(about: match.family, in: tx) }
        return true
    }

    /// Writes the period of a match down; one that is known stays as it is.
    fileprivate func note(_ match: Match, closedOn: Day?, in tx: Transaction) throws {
        try tx.db.run(
            """
            INSERT INTO check_in_windows (match_id, family_id, city_id, programme, kind, until_on,
                closed_on, created_at)
            VALUES (\(match.id), \(match.family), \(match.city), \(match.kind.programme),
                \(kind), \(until), \(closedOn), \(tx.now))
            ON CONFLICT (match_id, kind) DO NOTHING
            """)
    }

    /// Closes the periods that have passed.
    ///
    /// - Returns: How many.
    static func pass(limit: Int, in tx: Transaction) throws -> Int {
        let passed = try tx.db.all(
            """
            SELECT check_in_windows.id, family_id, city_id, until_on FROM check_in_windows
            WHERE closed_on IS NULL AND until_on < \(tx.today + 1)
            ORDER BY until_on, id LIMIT \(limit)
            """
        ) { row in
            (
                id: try row.next() as Int64, family: try row.next() as ID<Family>,
                city: try row.next() as ID<City>, until: try row.next() as Day
            )
        }
        let due = try passed.filter { $0.until < (try City.find($0.city, in: tx).today(tx)) }
        for window in due {
            try tx.db.run(
                """
                UPDATE check_in_windows SET closed_on = \(window.until) WHERE id = \(window.id)
                """)
            try settle(window.family, in: tx)
        }
        return due.count
    }

    /// Closes the periods of a match that no longer runs.
    static func end(of match: ID<Match>, _ family: ID<Family>, in tx: Transaction) throws {
        let closed = try tx.db.run(
            """
            UPDATE check_in_windows SET closed_on = \(tx.today)
            WHERE match_id = \(match) AND closed_on IS NULL
            """)
        if closed > 0 { try settle(family, in: tx) }
    }

    /// The periods that an ending closed are open again; one that passed since closes by itself.
    static func reopen(
        _ match: Match, since moment: Instant, in tx: Transaction
    ) throws {
        let day = Zone.amsterdam.day(of: moment)
        let opened = try tx.db.run(
            """
            UPDATE check_in_windows SET closed_on = NULL
            WHERE match_id = \(match.id) AND closed_on = \(day) AND is_answered = 0
                AND until_on >= \(day)
            """)
        if opened > 0 { try ask(about: match.family, in: tx) }
    }

    /// Asks for the talks of a family's open periods: of the coordinator, or of who hears it apart.
    static func ask(about family: ID<Family>, in tx: Transaction) throws {
        let open = try tx.db.first(
            """
            SELECT programme, until_on FROM check_in_windows
            WHERE family_id = \(family) AND closed_on IS NULL ORDER BY until_on LIMIT 1
            """
        ) { row in (programme: try row.next() as Programme, until: try row.next() as Day) }
        guard let open else { return }
        let family = try Family.find(family, in: tx)
        let today = try City.find(family.city, in: tx).today(tx)
        try Task.raise(
            .checkIn, for: try VoicePolicy(family, in: tx).doer, of: open.programme,
            in: family.city, about: .init(family.id), since: today,
            due: max(today, open.until - Task.reviewSpare), tx)
    }

    /// The tasks of a family of which no period is open are over.
    fileprivate static func settle(_ family: ID<Family>, in tx: Transaction) throws {
        let isOpen: Int? = try tx.db.value(
            """
            SELECT 1 FROM check_in_windows
            WHERE family_id = \(family) AND closed_on IS NULL LIMIT 1
            """)
        if isOpen == nil { try Task.settle(.checkIn, about: RecordID(family), in: tx) }
    }

    /// Closes the period of a match in which everybody was offered a talk.
    static func follow(
        _ kind: CheckIn.Kind, of match: Match, in tx: Transaction
    ) throws {
        guard try HeardPerson.isAnswered(kind, of: match, in: tx),
            let window = try all(of: match, in: tx).first(where: { $0.kind == kind })
        else { return }
        let today = try City.find(match.city, in: tx).today(tx)
        try window.note(match, closedOn: today, in: tx)
        try tx.db.run(
            """
            UPDATE check_in_windows
            SET closed_on = ifnull(closed_on, \(today)), is_answered = 1
            WHERE match_id = \(match.id) AND kind = \(kind)
            """)
        try settle(match.family, in: tx)
    }
}
