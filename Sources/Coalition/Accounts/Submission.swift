import SQLite

/// One sending of a form: where it is posted, under which key, with what in its fields.
public struct Sending: Sendable {
    let form: String
    let key: String
    let fields: String

    /// - Parameters:
    ///   - form: The path to which it is posted, with its query.
    ///   - key: The random text that came with the page; it belongs to this person and this form.
    ///   - fields: All that was typed, in an order of its own.
    public init(form: String, key: String, fields: String) {
        (self.form, self.key, self.fields) = (form, key, fields)
    }

    var keyHash: [UInt8] { SessionToken(key).hash }

    /// By a key, so that nobody who reads the table can find out what was typed by guessing.
    func digest(_ tx: Transaction) throws -> [UInt8] {
        try tx.keys.digest(fields, "submissions")
    }
}

/// A form that was already sent, so that a double click or a form that is sent again has one effect.
public struct Submission: Sendable {
    /// Where the first sending led.
    public let location: String
    /// The path that takes back what was done; nil when there is none.
    public let undo: String?
    public let sentAt: Instant
    /// Whether the same was sent; otherwise other fields under the same key.
    public let isSame: Bool

    private static let lifeSeconds = 86_400

    /// The person's earlier sending of this form under this key: that of the same fields if there is
    /// one, else the first. Nil when it was not sent within a day.
    public static func find(_ sending: Sending, in tx: Transaction) throws -> Submission? {
        guard let user = tx.viewer.userID else { return nil }
        let digest = try sending.digest(tx)
        let found = try tx.db.all(
            """
            SELECT location, undo, created_at, digest FROM submissions
            WHERE user_id = \(user) AND form = \(sending.form) AND key_hash = \(sending.keyHash)
            AND created_at > \(tx.now.adding(seconds: -lifeSeconds))
            """
        ) { row in
            Submission(
                location: try row.next(), undo: try row.next(), sentAt: try row.next(),
                isSame: try row.next() as [UInt8] == digest)
        }
        return found.first(where: \.isSame) ?? found.min { $0.sentAt < $1.sentAt }
    }

    /// Remembers where a sent form led and how it is taken back; kept for a day.
    public static func record(
        _ sending: Sending, location: String, undo: String? = nil, in tx: Transaction
    ) throws {
        guard let user = tx.viewer.userID else { return }
        try tx.db.run(
            """
            INSERT INTO submissions
                (user_id, form, key_hash, digest, location, undo, created_at)
            VALUES (\(user), \(sending.form), \(sending.keyHash), \(try sending.digest(tx)),
                \(location), \(undo), \(tx.now))
            """)
        try tx.db.run(
            "DELETE FROM submissions WHERE created_at <= \(tx.now.adding(seconds: -lifeSeconds))")
    }
}
