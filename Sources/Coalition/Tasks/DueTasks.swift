import SQLite

/// Tasks of rules whose cause is that a day has come, made by a job that runs daily. Each makes at most
/// so many in one write and says how many; it is called again until it gives 0.
extension Task {
    /// Asks what is next of each group whose pause comes to its end.
    @discardableResult
    static func raisePauses(limit: Int, in tx: Transaction) throws -> Int {
        // No zone is more than a day ahead of the network's own; what is early is left for tomorrow.
        let groups = try tx.db.all(
            """
            SELECT \(Group.columns) FROM groups
            WHERE groups.state = 'paused' AND groups.paused_until_on <= \(tx.today + 1)
            AND \(lacks(.pause, of: .group, "groups.id")) LIMIT \(limit)
            """, Group.init)
        let ended = try groups.compactMap { group in
            try group.pausedUntil.flatMap { end in
                try hasCome(end, in: group.city, tx) ? (group, end) : nil
            }
        }
        for (group, end) in ended {
            try raise(
                .pause, for: .local, of: .samenHier, in: group.city, about: .init(group.id),
                since: end, due: end, tx)
        }
        return ended.count
    }

    /// Asks to look again at each match that rests until today.
    @discardableResult
    static func raiseReviews(limit: Int, in tx: Transaction) throws -> Int {
        let matches = try tx.db.all(
            """
            SELECT \(Match.columns) FROM matches
            WHERE matches.state = 'suspended' AND matches.review_on <= \(tx.today + 1)
            AND \(lacks(.review, of: .match, "matches.id")) LIMIT \(limit)
            """, Match.init)
        let due = try matches.compactMap { match in
            try match.reviewOn.flatMap { day in
                try hasCome(day, in: match.city, tx) ? (match, day) : nil
            }
        }
        for (match, day) in due {
            try raise(
                .review, for: .local, of: match.kind.programme, in: match.city,
                about: .init(match.id), since: day, due: day, tx)
        }
        return due.count
    }

    /// Asks the network to decide on each wished extension that nobody was asked about yet.
    @discardableResult
    static func raiseExtensions(limit: Int, in tx: Transaction) throws -> Int {
        let stays = try tx.db.all(
            """
            SELECT \(Stay.columns) FROM \(Stay.source)
            WHERE stays.extension_until_on IS NOT NULL
            AND \(lacks(.extending, of: .stay, "stays.id")) LIMIT \(limit)
            """, Stay.init)
        for stay in stays { try stay.askForDecision(in: tx) }
        return stays.count
    }

    /// Makes a concern's task anew when somebody closed it by hand, so many days ago as the rules say,
    /// and the concern still stands.
    @discardableResult
    static func returnConcerns(limit: Int, in tx: Transaction) throws -> Int {
        let days = try Rules.value("concern.return_days", on: tx.today, in: tx)
        let closed = try tx.db.all(
            """
            SELECT \(columns) FROM tasks
            WHERE tasks.kind = 'concern' AND tasks.outcome = 'hand'
            AND tasks.cause_gone_on IS NULL AND tasks.done_at <= \(tx.now.adding(seconds: -days * 86_400))
            AND NOT EXISTS (
                SELECT 1 FROM tasks AS later WHERE later.subject_id = tasks.subject_id
                AND later.subject = tasks.subject AND later.kind = tasks.kind
                AND later.role = tasks.role AND later.id > tasks.id)
            LIMIT \(limit)
            """
        ) { row in try Task(&row, tx.keys) }
        for task in closed { try task.comeBack(in: tx) }
        return closed.count
    }

    /// Makes a concern's task anew.
    private func comeBack(in tx: Transaction) throws {
        let today = try City.find(city, in: tx).today(tx)
        try Task.insert(
            New(
                role: role, programme: programme, city: city, subject: subject,
                causeOn: causeOn ?? today, former: id),
            of: .concern, due: today.nextWorkingDay, tx)
    }

    /// That no task of a rule is about a record for as long as its cause lasts.
    ///
    /// - Parameter role: For whom; nil for anybody.
    static func lacks(
        _ kind: Kind, of subject: Subject, _ id: SQL, for role: Role? = nil
    ) -> SQL {
        """
        NOT EXISTS (
            SELECT 1 FROM tasks AS known WHERE known.subject_id = \(id)
            AND known.subject = \(subject) AND known.kind = \(kind)
            AND known.cause_gone_on IS NULL\(role.map { " AND known.role = \($0)" as SQL } ?? ""))
        """
    }

    private static func hasCome(_ day: Day, in city: ID<City>, _ tx: Transaction) throws -> Bool {
        try day <= City.find(city, in: tx).today(tx)
    }
}
