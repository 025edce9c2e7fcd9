import SQLite

/// Follows the chain of the two logs from the first row to the last.
public enum AuditCheck {
    /// The id of the first row that was changed, removed, moved or added; nil when all are whole.
    public struct Finding: Sendable, Equatable {
        public let table: String
        public let id: Int64
    }

    /// Every table whose chain breaks, with the row where it does; empty when both are whole.
    public static func run(_ records: Records) throws -> [Finding] {
        try records.read(as: .system) { tx in
            [
                try firstBreak(in: tx, "audit_log", auditRows),
                try firstBreak(in: tx, "processing_log", processingRows),
            ].compactMap { $0 }
        }
    }

    private typealias Link = (id: Int64, text: String, mac: [UInt8])

    private static func firstBreak(
        in tx: Transaction, _ table: String,
        _ rows: (Transaction, (Link) throws -> Void) throws -> Void
    ) throws -> Finding? {
        var (previous, expected, found): ([UInt8], Int64, Finding?) = ([], 1, nil)
        try rows(tx) { link in
            guard found == nil else { return }
            let isWhole =
                try link.id == expected && tx.keys.chained(previous, link.text) == link.mac
            if !isWhole { found = Finding(table: table, id: link.id) }
            (previous, expected) = (link.mac, link.id + 1)
        }
        return found
    }

    private static func auditRows(_ tx: Transaction, _ visit: (Link) throws -> Void) throws {
        try tx.db.each(
            """
            SELECT id, at, trace, user_id, city_id, action, subject, ref, fields, result, address,
                mac
            FROM audit_log ORDER BY id
            """
        ) { row in
            let id: Int64 = try row.next()
            let text = AuditRow(
                at: try row.next(), trace: try row.next(), user: try row.next(),
                city: try row.next(), action: try row.next(), subject: try row.next(),
                ref: try row.next(), fields: try row.next(), result: try row.next(),
                address: try row.next()
            ).text
            try visit((id, text, try row.next()))
        }
    }

    private static func processingRows(_ tx: Transaction, _ visit: (Link) throws -> Void) throws {
        try tx.db.each(
            "SELECT id, at, trace, subject, ref, purpose, fields, mac FROM processing_log ORDER BY id"
        ) { row in
            let id: Int64 = try row.next()
            let text = ProcessingRow.text(
                try row.next(), try row.next(), try row.next(), try row.next(), try row.next(),
                try row.next())
            try visit((id, text, try row.next()))
        }
    }
}
