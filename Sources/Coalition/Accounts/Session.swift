import Crypto
import SQLite

/// A signed-in browser: 256 random bits in a cookie, of which only the SHA-256 is stored.
public struct Session: Sendable {
    public let id: ID<Session>
    public let userID: ID<User>
    public let createdAt: Instant
    public let seenAt: Instant
    /// What sort of browser it is, in a few words.
    public let device: String
    /// So long without a request it ends, by the rules of the day on which it began.
    public let idleMinutes: Int

    /// 12 hours in all (design: security).
    public static let lifeSeconds = 12 * 3600

    static let columns: SQL = """
        sessions.id, sessions.user_id, sessions.created_at, sessions.seen_at, sessions.device,
        sessions.idle_minutes
        """

    init(_ row: inout Row) throws {
        id = try row.next()
        userID = try row.next()
        createdAt = try row.next()
        seenAt = try row.next()
        device = try row.next()
        idleMinutes = try row.next()
    }

    /// Starts a session and gives the token for the cookie; it is known nowhere else.
    public static func start(
        for user: User, device: String, in tx: Transaction
    ) throws -> SessionToken {
        let token = SessionToken.random()
        try tx.db.run(
            """
            INSERT INTO sessions
                (token_hash, user_id, device, address, created_at, seen_at, idle_minutes)
            VALUES (\(token.hash), \(user.id), \(device), \(tx.address), \(tx.now), \(tx.now),
                \(try Rules.value("session.idle_minutes", on: tx.today, in: tx)))
            """)
        try tx.db.run(
            """
            UPDATE users SET previous_visit_at = signed_in_at, signed_in_at = \(tx.now)
            WHERE id = \(user.id)
            """)
        try tx.db.run(
            "DELETE FROM sessions WHERE created_at < \(tx.now.adding(seconds: -30 * 86_400))")
        try tx.audit(.signIn, .session, user.ref)
        return token
    }

    /// Whether the session may still be used at a moment. One of a later time is over as well: the
    /// clock was put back, and would keep it alive for as long as that.
    public func isLive(at now: Instant) -> Bool {
        abs(now.seconds(since: seenAt)) < idleMinutes * 60
            && abs(now.seconds(since: createdAt)) < Session.lifeSeconds
    }

    /// Notes that the session was used; at most once a minute, so that reading stays reading.
    public static func touch(
        _ id: ID<Session>, at instant: Instant, in tx: Transaction
    ) throws {
        try tx.db.run("UPDATE sessions SET seen_at = \(instant) WHERE id = \(id)")
    }

    /// Whether a minute has passed since the last note.
    public func needsTouch(at now: Instant) -> Bool { now.seconds(since: seenAt) >= 60 }

    /// Ends one session of a person; somebody else's is left alone.
    public static func end(_ id: ID<Session>, of user: ID<User>, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE sessions SET ended_at = \(tx.now)
            WHERE id = \(id) AND user_id = \(user) AND ended_at IS NULL
            """)
    }

    /// Ends every session of a person, or every one but the one in use.
    public static func endAll(
        of user: ID<User>, except kept: ID<Session>? = nil, in tx: Transaction
    ) throws {
        try tx.db.run(
            """
            UPDATE sessions SET ended_at = \(tx.now)
            WHERE user_id = \(user) AND ended_at IS NULL AND id IS NOT \(kept)
            """)
    }

    /// A person's sessions that can still be used, the latest first.
    public static func live(of user: ID<User>, in tx: Transaction) throws -> [Session] {
        try tx.db.all(
            """
            SELECT \(columns) FROM sessions
            WHERE user_id = \(user) AND ended_at IS NULL ORDER BY seen_at DESC
            """, Session.init
        ).filter { $0.isLive(at: tx.now) }
    }

    /// Whose session a token was, also after it ended; nil for a token that never was one.
    public static func owner(_ token: SessionToken, in tx: Transaction) throws -> ID<User>? {
        try tx.db.value("SELECT user_id FROM sessions WHERE token_hash = \(token.hash)")
    }
}

/// A secret of 256 random bits, written in URL-safe base 64.
public struct SessionToken: Sendable {
    public let text: String

    public init(_ text: String) { self.text = text }

    public static func random() -> SessionToken {
        let key = SymmetricKey(size: .bits256)
        return SessionToken(Base64URL.encode(key.withUnsafeBytes { Array($0) }))
    }

    /// What the database keeps of it.
    public var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}

/// Who is behind a cookie, found in one query with the rights that hold today.
public struct SignedIn: Sendable {
    public let session: Session
    public let user: User
    public let viewer: Viewer

    /// Nil for an unknown, ended or outlived session and for a blocked account.
    public static func find(_ token: SessionToken, in tx: Transaction) throws -> SignedIn? {
        let found = try tx.db.first(
            """
            SELECT \(Session.columns), \(User.columns)
            FROM sessions JOIN users ON users.id = sessions.user_id
            WHERE sessions.token_hash = \(token.hash) AND sessions.ended_at IS NULL
            AND sessions.owes = 'nothing' AND users.is_blocked = 0
            """
        ) { row in (try Session(&row), try User(&row)) }
        guard let (session, user) = found, session.isLive(at: tx.now) else { return nil }
        let grants = try Viewer.grants(of: user.id, on: tx.today, in: tx)
        return SignedIn(
            session: session, user: user,
            viewer: Viewer(userID: user.id, name: user.name, grants: grants))
    }
}

extension Viewer {
    /// The rights of an account that hold today.
    public static func grants(of user: ID<User>, in tx: Transaction) throws -> [Grant] {
        try grants(of: user, on: tx.today, in: tx)
    }

    /// The rights of an account that hold on a day.
    static func grants(of user: ID<User>, on day: Day, in tx: Transaction) throws -> [Grant] {
        try tx.db.all(
            """
            SELECT role, city_id, programme FROM grants
            WHERE user_id = \(user) AND from_on <= \(day) AND (until_on IS NULL OR until_on > \(day))
            """
        ) { row in
            Grant(try row.next(), city: try row.next(), programme: try row.next())
        }
    }
}
