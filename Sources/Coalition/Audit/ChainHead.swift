import SQLite

/// The end of a log's chain: the next row is linked to it, not to whatever row stands last.
///
/// So a row that was cut off at the end is missed, also after others were written.
struct ChainHead {
    enum Log: String, Code {
        case audit = "audit_log"
        case processing = "processing_log"
    }

    let log: Log
    /// The id of the last row; 0 before the first.
    let id: Int64
    /// The link of the last row; empty before the first.
    let mac: [UInt8]

    static func find(_ log: Log, in tx: Transaction) throws -> ChainHead {
        let found = try tx.db.first(
            "SELECT last_id, last_mac FROM chain_heads WHERE log = \(log)"
        ) { row in ChainHead(log: log, id: try row.next(), mac: try row.next()) }
        return found ?? ChainHead(log: log, id: 0, mac: [])
    }

    /// The head once a row with this text is written.
    func next(_ text: String, _ keys: KeyRing) throws -> ChainHead {
        ChainHead(log: log, id: id + 1, mac: try keys.chained(mac, text))
    }

    func store(in tx: Transaction) throws {
        try tx.db.run(
            """
            INSERT INTO chain_heads (log, last_id, last_mac, mac)
            VALUES (\(log), \(id), \(mac), \(try seal(tx.keys)))
            ON CONFLICT (log) DO UPDATE SET last_id = excluded.last_id,
                last_mac = excluded.last_mac, mac = excluded.mac
            """)
    }

    /// Whether the stored head was written by us, and not put back to an earlier row.
    func isGenuine(in tx: Transaction) throws -> Bool {
        let stored: [UInt8]? = try tx.db.value("SELECT mac FROM chain_heads WHERE log = \(log)")
        return try stored == (id == 0 ? nil : seal(tx.keys))
    }

    private func seal(_ keys: KeyRing) throws -> [UInt8] {
        try keys.chained(mac, "head of \(log.rawValue) \(id)")
    }

    /// Values in one text; each with its length before it, so that none can pass for two.
    static func text(_ values: [String]) -> String {
        values.map { "\($0.utf8.count):\($0)" }.joined()
    }
}
