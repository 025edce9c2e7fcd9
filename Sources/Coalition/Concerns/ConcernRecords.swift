import SQLite

extension TalkSubject {
    /// The record that a concern is about, as far as the viewer may see it; nil for none.
    public static func of(_ concern: Concern, in tx: Transaction) throws -> TalkSubject? {
        try of([concern], in: tx)[concern.id]
    }

    /// The same for several, each kind of record read at once.
    public static func of(
        _ concerns: [Concern], in tx: Transaction
    ) throws -> [ID<Concern>: TalkSubject] {
        func seen<Kind: Record>(_: Kind.Type) throws -> [Kind] {
            let ids = concerns.compactMap(\.subject).filter { $0.kind == Kind.subject }.map(\.id)
            guard !ids.isEmpty else { return [] }
            return try tx.db.all(
                """
                SELECT \(Kind.columns) FROM \(Kind.source)
                WHERE \(Kind.table).id IN \(list: Set(ids).sorted())
                AND \(Kind.sight(of: tx.viewer, in: nil))
                """
            ) { try Kind.read(&$0, tx.keys).shown(to: tx.viewer) }
        }
        let subjects: [TalkSubject] =
            try seen(Group.self).map { .group($0) } + seen(Family.self).map { .family($0) }
            + seen(Stay.self).map { .stay($0) }
            + MatchList.lines(seen(Match.self), in: tx).map { .match($0) }
        let found = Dictionary(uniqueKeysWithValues: subjects.map { ($0.record, $0) })
        return concerns.reduce(into: [:]) { all, concern in
            all[concern.id] = concern.subject.flatMap { found[$0] }
        }
    }
}

extension Concern {
    /// The number at which who reported it reaches its handler; nil for none, and for who may not know
    /// of it.
    public func phone(in tx: Transaction) throws -> String? {
        guard try level(in: tx) > .nothing else { return nil }
        let sealed: [UInt8]? = try tx.db.value("SELECT phone_sealed FROM concerns WHERE id = \(id)")
        return try tx.keys.open(sealed, Concern.place("phone", id))
    }

    /// Whether an account may have nothing to do with it: it is about that account, its role, or one
    /// whose deputy it is.
    func isKept(from account: String, in tx: Transaction) throws -> Bool {
        let free: Int? = try tx.db.value(
            """
            SELECT 1 FROM users WHERE users.ref = \(account)
            AND \(ConcernTriage.isNobodyOf(about, on: tx.today))
            AND \(ConcernTriage.isFree(of: about, in: city, on: tx.today))
            """)
        return free == nil
    }
}
