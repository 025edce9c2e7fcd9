import SQLite

/// Signing in: the limits, the check and what follows from it (design: security).
///
/// Failures are counted per account, per address and per pair; only a pair or address that failed
/// waits, so that nobody can lock somebody else out.
public enum SignIn {
    /// Failures of an address before it waits; an office shares one address, so it is generous.
    private static let freeOfAddress = 20
    /// Failures of one address on one account before it waits.
    private static let freeOfPair = 5
    private static let longestWait = 900

    /// - Throws: `Refusal.tooMany` while this address has to wait for this account.
    public static func requireTurn(email: String, in tx: Transaction) throws {
        for subject in subjects(email, tx.address) {
            let until: Instant? = try tx.db.value(
                """
                SELECT blocked_until FROM sign_in_failures
                WHERE subject = \(subject.name) AND key_hash = \(try tx.keys.token(subject.key, "sign_in"))
                """)
            // A longer wait than there is comes from a clock that was put back.
            if let until, until > tx.now, until <= tx.now.adding(seconds: longestWait) {
                throw Refusal.tooMany(retryAfter: max(1, until.seconds(since: tx.now)))
            }
        }
    }

    /// Counts a failure and makes the next try wait longer each time.
    public static func failed(email: String, in tx: Transaction) throws {
        for subject in subjects(email, tx.address) {
            let hash = try tx.keys.token(subject.key, "sign_in")
            let before: Int =
                try tx.db.value(
                    """
                    SELECT failures FROM sign_in_failures
                    WHERE subject = \(subject.name) AND key_hash = \(hash)
                    AND last_at > \(tx.now.adding(seconds: -86_400))
                    """) ?? 0
            let wait = waiting(after: before + 1, free: subject.free)
            try tx.db.run(
                """
                INSERT INTO sign_in_failures (subject, key_hash, failures, last_at, blocked_until)
                VALUES (\(subject.name), \(hash), \(before + 1), \(tx.now),
                    \(tx.now.adding(seconds: wait)))
                ON CONFLICT (subject, key_hash) DO UPDATE SET
                    failures = excluded.failures, last_at = excluded.last_at,
                    blocked_until = excluded.blocked_until
                """)
        }
        let known = try User.find(email: email, in: tx)
        try tx.audit(.signInFailed, .session, known?.ref ?? "unknown", result: "refused")
    }

    /// Forgets the failures of this address on this account after a success.
    public static func succeeded(email: String, in tx: Transaction) throws {
        for subject in subjects(email, tx.address) where subject.name == "pair" {
            try tx.db.run(
                """
                DELETE FROM sign_in_failures
                WHERE subject = 'pair' AND key_hash = \(try tx.keys.token(subject.key, "sign_in"))
                """)
        }
    }

    /// 2, 4, 8 ... seconds beyond the free tries, a quarter of an hour at most.
    private static func waiting(after failures: Int, free: Int) -> Int {
        failures <= free ? 0 : min(longestWait, 1 << min(10, failures - free))
    }

    private static func subjects(
        _ email: String, _ address: String
    ) -> [(name: String, key: String, free: Int)] {
        let account = User.normalised(email)
        return [
            ("pair", account + " " + address, freeOfPair),
            ("address", address, freeOfAddress),
        ]
    }
}
