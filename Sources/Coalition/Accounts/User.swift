import Foundation
import SQLite

/// An account of a person who works with Coalitie.
public struct User: Sendable {
    public let id: ID<User>
    public let ref: String
    /// Lower case; unique.
    public let email: String
    public let name: String
    /// `nl` or `en`.
    public let language: String
    public let isBlocked: Bool
    /// Nil until the one-time link was used.
    public let passwordHash: String?
    public let signedInAt: Instant?
    /// The sign-in before the one that is under way; nil on the first.
    public let previousVisitAt: Instant?
    public let version: Int

    static let columns: SQL = """
        users.id, users.ref, users.email, users.name, users.language, users.is_blocked,
        users.password_hash, users.signed_in_at, users.previous_visit_at, users.version
        """

    init(_ row: inout Row) throws {
        id = try row.next()
        ref = try row.next()
        email = try row.next()
        name = try row.next()
        language = try row.next()
        isBlocked = try row.next()
        passwordHash = try row.next()
        signedInAt = try row.next()
        previousVisitAt = try row.next()
        version = try row.next()
    }

    /// The account with this e-mail address, in whatever case it was typed.
    public static func find(email: String, in tx: Transaction) throws -> User? {
        try tx.db.first(
            "SELECT \(columns) FROM users WHERE email = \(normalised(email))", User.init)
    }

    /// The account with this id.
    public static func find(_ id: ID<User>, in tx: Transaction) throws -> User? {
        try tx.db.first("SELECT \(columns) FROM users WHERE id = \(id)", User.init)
    }

    /// Every account, by name.
    public static func all(in tx: Transaction) throws -> [User] {
        try tx.db.all("SELECT \(columns) FROM users", User.init)
            .sorted { SortKey.person($0.name) < SortKey.person($1.name) }
    }

    /// The names of accounts, for timelines.
    public static func names(_ ids: Set<ID<User>>, in tx: Transaction) throws -> [ID<User>: String]
    {
        let rows = try tx.db.all(
            "SELECT id, name FROM users WHERE id IN \(list: ids.map(\.value).sorted())"
        ) { row in (try row.next() as ID<User>, try row.next() as String) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// As an address is stored; what cannot be one is trimmed and in lower case.
    public static func normalised(_ email: String) -> String {
        EmailAddress.kept(email) ?? email.trimmingCharacters(in: .whitespaces).lowercased()
    }

    /// Makes an account without a password; the person sets one by a one-time link.
    ///
    /// - Throws: `Refusal.invalid` on `email` when the address is taken or no address, on `name` when
    ///   it is empty or over 200 characters.
    public static func create(
        email: String, name: String, language: String = "nl", in tx: Transaction
    ) throws -> ID<User> {
        if let problem = EmailAddress.problem(email) { throw Refusal.invalid([problem]) }
        let address = normalised(email)
        let name = try checkedName(name)
        let ref = try tx.newRef(.user, in: "users")
        do {
            try tx.db.run(
                """
                INSERT INTO users (ref, email, name, language, created_at, updated_at)
                VALUES (\(ref), \(address), \(name), \(language), \(tx.now), \(tx.now))
                """)
        } catch SQLiteError.unique { throw Refusal.problem("email", "problem.email_taken") }
        let id = ID<User>(tx.db.lastInsertedRowID)
        try tx.audit(.create, .user, ref.description, fields: ["email", "name"])
        return id
    }

    /// Gives a role; the same right twice is one right.
    ///
    /// - Throws: `Refusal.invalid` on `programme` for one that the role does not work in.
    public static func grant(
        _ grant: Viewer.Grant, to user: ID<User>, from day: Day, in tx: Transaction
    ) throws {
        if let programme = grant.programme, !grant.role.programmes.contains(programme) {
            throw Refusal.problem("programme", "problem.grant_programme")
        }
        try tx.db.run(
            """
            INSERT INTO grants (user_id, role, city_id, programme, from_on, granted_by, created_at)
            VALUES (\(user), \(grant.role), \(grant.city), \(grant.programme), \(day),
                \(tx.viewer.userID), \(tx.now))
            """)
        guard let account = try find(user, in: tx) else { throw Refusal.notFound }
        try tx.audit(
            .change, .user, account.ref, city: grant.city, fields: ["role", grant.role.rawValue])
    }

    /// Ends or restores access; every session of a blocked account ends in the same moment.
    ///
    /// - Returns: Whether an administrator is left who can sign in. Nobody can make accounts on the
    ///   site without one, so whoever blocks has to be told.
    public static func setBlocked(
        _ blocked: Bool, _ user: User, in tx: Transaction
    ) throws -> Bool {
        try tx.db.run(
            """
            UPDATE users SET is_blocked = \(blocked), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(user.id)
            """)
        if blocked { try Session.endAll(of: user.id, in: tx) }
        try tx.audit(.change, .user, user.ref, fields: ["is_blocked"])
        return try hasAdministrator(in: tx)
    }

    /// Whether an account that can sign in has the right to make accounts today.
    static func hasAdministrator(in tx: Transaction) throws -> Bool {
        let found: Int? = try tx.db.value(
            """
            SELECT 1 FROM users JOIN grants ON grants.user_id = users.id
            WHERE users.is_blocked = 0 AND users.password_hash IS NOT NULL
            AND grants.role = \(Role.admin) AND grants.from_on <= \(tx.today)
            AND (grants.until_on IS NULL OR grants.until_on > \(tx.today))
            LIMIT 1
            """)
        return found != nil
    }

    /// Keeps the language that a person chose.
    public static func setLanguage(_ language: String, of user: ID<User>, in tx: Transaction) throws
    {
        try tx.db.run(
            "UPDATE users SET language = \(language), updated_at = \(tx.now) WHERE id = \(user)")
    }

    /// Changes the name that colleagues see.
    ///
    /// - Throws: `Refusal.invalid` on `name`, `Refusal.conflict` when somebody saved first.
    public static func rename(
        _ user: User, to name: String, version: Int, in tx: Transaction
    ) throws {
        try tx.requireVersion(version, stands: user.version)
        let name = try checkedName(name)
        try tx.db.run(
            """
            UPDATE users SET name = \(name), version = version + 1, updated_at = \(tx.now)
            WHERE id = \(user.id)
            """)
        try tx.audit(.change, .user, user.ref, fields: ["name"])
    }

    private static func checkedName(_ typed: String) throws -> String {
        let name = TypedText.line(typed)
        guard (1...200).contains(name.count) else { throw Refusal.problem("name", "problem.name") }
        return name
    }
}
