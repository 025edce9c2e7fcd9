import SQLite

/// A one-time link by which a person sets a password; nobody else ever knows it.
public struct Invitation: Sendable {
    public let id: ID<Invitation>
    public let user: User

    /// Seven days.
    public static let lifeSeconds = 7 * 86_400

    /// Makes a link's token; earlier unused ones of the same person end.
    public static func create(for user: User, in tx: Transaction) throws -> SessionToken {
        let token = SessionToken.random()
        try tx.db.run(
            "UPDATE invitations SET used_at = \(tx.now) WHERE user_id = \(user.id) AND used_at IS NULL"
        )
        try tx.db.run(
            """
            INSERT INTO invitations (token_hash, user_id, expires_at, created_at)
            VALUES (\(token.hash), \(user.id), \(tx.now.adding(seconds: lifeSeconds)), \(tx.now))
            """)
        try tx.audit(.create, .user, user.ref, fields: ["invitation"])
        return token
    }

    /// Nil for an unknown, used or expired link and for a blocked account.
    public static func find(_ token: SessionToken, in tx: Transaction) throws -> Invitation? {
        try tx.db.first(
            """
            SELECT invitations.id, \(User.columns)
            FROM invitations JOIN users ON users.id = invitations.user_id
            WHERE invitations.token_hash = \(token.hash) AND used_at IS NULL
            AND expires_at > \(tx.now) AND users.is_blocked = 0
            """
        ) { row in Invitation(id: try row.next(), user: try User(&row)) }
    }

    /// Whether a link was used to set a password that still stands, so that a second click can say so.
    public static func isUsed(_ token: SessionToken, in tx: Transaction) throws -> Bool {
        try tx.db.value(
            """
            SELECT 1 FROM invitations JOIN users ON users.id = invitations.user_id
            WHERE invitations.token_hash = \(token.hash) AND users.is_blocked = 0
            AND invitations.used_at = users.password_changed_at
            """) == 1
    }

    /// Sets the password and uses the link up; all sessions of the person end.
    public func accept(passwordHash: String, in tx: Transaction) throws {
        try tx.db.run("UPDATE invitations SET used_at = \(tx.now) WHERE id = \(id)")
        try User.setPassword(passwordHash, of: user, keeping: nil, in: tx)
    }
}

extension User {
    /// Stores a new password's hash and ends the other sessions.
    public static func setPassword(
        _ hash: String, of user: User, keeping session: ID<Session>?, in tx: Transaction
    ) throws {
        try tx.db.run(
            """
            UPDATE users SET password_hash = \(hash), password_changed_at = \(tx.now),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(user.id)
            """)
        try Session.endAll(of: user.id, except: session, in: tx)
        try tx.audit(.change, .user, user.ref, fields: ["password"])
    }
}
