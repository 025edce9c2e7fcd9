import SQLite

/// Follows the chain of the two logs from the first row to the last.
public enum AuditCheck {
    /// Where a chain breaks: the first row that was changed, moved or added, or that stands after
    /// one that was removed.
    public struct Finding: Sendable, Equatable {
        public let table: String
        public let id: Int64
    }

    /// Every table whose chain breaks, with the row where it does; empty when both are whole.
    public static func run(_ records: Records) throws -> [Finding] {
        try records.read(as: .system) { tx in
            [
                try firstBreak(in: tx, .audit, auditRows),
                try firstBreak(in: tx, .processing, processingRows),
            ].compactMap { $0 }
        }
    }

    private typealias Link = (id: Int64, text: String, mac: [UInt8])

    private static func firstBreak(
        in tx: Transaction, _ log: ChainHead.Log,
        _ rows: (Transaction, (Link) throws -> Void) throws -> Void
    ) throws -> Finding? {
        var (last, found) = (ChainHead(log: log, id: 0, mac: []), Finding?.none)
        try rows(tx) { link in
            guard found == nil else { return }
            let expected = try last.next(link.text, tx.keys)
            if link.id != expected.id || link.mac != expected.mac {
                found = Finding(table: log.rawValue, id: link.id)
            }
            last = expected
        }
        return try found ?? missingEnd(last, in: tx)
    }

    /// The row that should stand after the last one, when the head knows of more.
    private static func missingEnd(_ last: ChainHead, in tx: Transaction) throws -> Finding? {
        let head = try ChainHead.find(last.log, in: tx)
        let isWhole = try head.id == last.id && head.mac == last.mac && head.isGenuine(in: tx)
        return isWhole ? nil : Finding(table: last.log.rawValue, id: last.id + 1)
    }

    private static func auditRows(_ tx: Transaction, _ visit: (Link) throws -> Void) throws {
        try tx.db.each(
            """
            SELECT id, at, trace, user_id, city_id, programme, action, subject, ref, fields, result,
                address, mac
            FROM audit_log ORDER BY id
            """
        ) { row in
            let id: Int64 = try row.next()
            let text = AuditRow(
                at: try row.next(), trace: try row.next(), user: try row.next(),
                city: try row.next(), programme: try row.next(), action: try row.next(),
                subject: try row.next(), ref: try row.next(), fields: try row.next(),
                result: try row.next(), address: try row.next()
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
