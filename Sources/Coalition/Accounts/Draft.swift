import Foundation
import SQLite

/// What somebody typed and has not sent yet: sealed, one per person and form, for seven days.
public struct Draft: Sendable {
    public let id: ID<Draft>
    public let savedAt: Instant
    /// The form's body as it was typed, `application/x-www-form-urlencoded`.
    public let body: String

    private static let lifeSeconds = 7 * 86_400
    /// How long a draft that was thrown away can be taken back.
    private static let undoSeconds = 3600

    /// The person's draft of a form; nil when there is none or it is over a week old.
    public static func find(_ form: String, in tx: Transaction) throws -> Draft? {
        guard let user = tx.viewer.userID else { return nil }
        return try tx.db.first(
            """
            SELECT id, saved_at, fields_sealed FROM drafts
            WHERE user_id = \(user) AND form = \(try token(form, user, tx)) AND discarded_at IS NULL
            AND saved_at > \(tx.now.adding(seconds: -lifeSeconds))
            """
        ) { row in
            let id: ID<Draft> = try row.next()
            let savedAt: Instant = try row.next()
            return Draft(
                id: id, savedAt: savedAt,
                body: try tx.keys.open(try row.next() as [UInt8], place(id)))
        }
    }

    /// Keeps what was typed in place of an earlier draft of the same form.
    ///
    /// - Parameters:
    ///   - path: The page of the form, to which its person is led back; nil for what has none.
    ///   - owner: The person whose draft it is; nil for the viewer.
    public static func save(
        _ form: String, body: String, path: String? = nil, for owner: ID<User>? = nil,
        in tx: Transaction
    ) throws {
        guard let user = owner ?? tx.viewer.userID else { return }
        let token = try token(form, user, tx)
        try tx.db.run("DELETE FROM drafts WHERE user_id = \(user) AND form = \(token)")
        let id: ID<Draft> = try tx.newID("drafts")
        try tx.db.run(
            """
            INSERT INTO drafts (id, user_id, form, fields_sealed, path_sealed, saved_at)
            VALUES (\(id), \(user), \(token), \(try tx.keys.seal(body, place(id))),
                \(try tx.keys.seal(path, pathPlace(id))), \(tx.now))
            """)
        try removeOutlived(in: tx)
    }

    /// Throws a draft away in such a way that it can be taken back for an hour.
    ///
    /// - Returns: Whether there was one.
    public static func setAside(_ form: String, in tx: Transaction) throws -> Bool {
        guard let user = tx.viewer.userID else { return false }
        try removeOutlived(in: tx)
        return try tx.db.run(
            """
            UPDATE drafts SET discarded_at = \(tx.now)
            WHERE user_id = \(user) AND form = \(try token(form, user, tx)) AND discarded_at IS NULL
            """) == 1
    }

    /// Takes back a draft that was thrown away.
    ///
    /// - Returns: The page of its form; nil when there is nothing to take back any more.
    public static func takeBack(_ form: String, in tx: Transaction) throws -> String? {
        guard let user = tx.viewer.userID else { return nil }
        try removeOutlived(in: tx)
        return try tx.db.first(
            """
            UPDATE drafts SET discarded_at = NULL
            WHERE user_id = \(user) AND form = \(try token(form, user, tx))
            AND discarded_at IS NOT NULL
            RETURNING id, path_sealed
            """
        ) { row in try path(&row, tx) } ?? nil
    }

    private static func removeOutlived(in tx: Transaction) throws {
        try tx.db.run(
            "DELETE FROM drafts WHERE saved_at <= \(tx.now.adding(seconds: -lifeSeconds))")
        try tx.db.run(
            "DELETE FROM drafts WHERE discarded_at <= \(tx.now.adding(seconds: -undoSeconds))")
    }

    /// The last draft that somebody left since signing in the time before: when, and the page of its
    /// form. Nil when everything that was typed has been sent.
    public static func left(by user: User, in tx: Transaction) throws -> (
        at: Instant, path: String
    )? {
        let since = max(
            user.signedInAt ?? Instant(milliseconds: 0), tx.now.adding(seconds: -lifeSeconds))
        return try tx.db.first(
            """
            SELECT saved_at, id, path_sealed FROM drafts
            WHERE user_id = \(user.id) AND path_sealed IS NOT NULL AND saved_at > \(since)
            AND discarded_at IS NULL
            ORDER BY saved_at DESC LIMIT 1
            """
        ) { row in (try row.next(), try path(&row, tx) ?? "/") }
    }

    /// Throws a draft away; none there is no error.
    public static func discard(_ form: String, in tx: Transaction) throws {
        guard let user = tx.viewer.userID else { return }
        let token = try token(form, user, tx)
        try tx.db.run("DELETE FROM drafts WHERE user_id = \(user) AND form = \(token)")
    }

    /// By which the form of a record is known again, so that nobody who reads the table learns who wrote
    /// about whom.
    static func token(_ form: String, _ user: Int64, _ keys: KeyRing) throws -> [UInt8] {
        try keys.digest("\(user) \(form)", "drafts")
    }

    private static func token(
        _ form: String, _ user: ID<User>, _ tx: Transaction
    ) throws -> [UInt8] { try token(form, user.value, tx.keys) }

    private static func path(_ row: inout Row, _ tx: Transaction) throws -> String? {
        let id: ID<Draft> = try row.next()
        return try tx.keys.open(try row.next() as [UInt8]?, pathPlace(id))
    }

    static func pathPlace(_ id: ID<Draft>) -> SealedPlace {
        SealedPlace("drafts.path", id.value)
    }

    private static func place(_ id: ID<Draft>) -> SealedPlace {
        SealedPlace("drafts.fields", id.value)
    }
}
