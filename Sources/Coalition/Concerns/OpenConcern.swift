import SQLite

/// A concern that was opened, with what was reported. Each look is written down.
public struct OpenConcern: Sendable {
    public let concern: Concern
    /// Nil while it is not written yet, and for an old mark of a log.
    public let text: String?
    /// How it ended, in words; nil for none.
    public let ending: String?
    /// What was agreed, the latest first.
    public let notes: [ConcernNote]
    public let referrals: [ConcernReferral]
    /// The days on which steps of the Meldcode were taken, by their numbers.
    public let steps: [Int: Day]
    /// What stood in the log and notes before somebody changed or deleted it, the latest first.
    public let kept: [KeptText]
    /// Who looked, the latest first.
    public let looks: [DisclosureRecord]

    /// Opens it in a write: without the row of the log there is no answer.
    ///
    /// - Parameter reason: Why; asked of who reads it neither as its handler nor as whose triage it is.
    /// - Throws: `Refusal.forbidden` for who may only know of its status; `.invalid` on `reason` when
    ///   it is asked and shorter than 10 or longer than 500 characters.
    public static func open(
        _ concern: Concern, reason: String? = nil, in tx: Transaction
    ) throws -> OpenConcern {
        let mayRead = try concern.level(in: tx) == .text
        guard try mayRead || concern.opens(in: tx) else {
            throw Refusal.forbidden("forbidden.concern")
        }
        let words = mayRead ? nil : try OpeningReason.checked(reason)
        _ = try Disclosure.record(
            .concern, concern.id.value, concern.ref, city: nil, of: concern.programme, for: .safety,
            reason: words, fields: ["text"], in: tx)
        if mayRead, concern.seenAt == nil, !concern.isReported(by: tx.viewer) {
            try tx.db.run("UPDATE concerns SET seen_at = \(tx.now) WHERE id = \(concern.id)")
        }
        return try OpenConcern(try Concern.find(concern.id, in: tx), in: tx)
    }

    private init(_ concern: Concern, in tx: Transaction) throws {
        self.concern = concern
        let sealed = try tx.db.first(
            "SELECT text_sealed, outcome_text_sealed FROM concerns WHERE id = \(concern.id)"
        ) { row in (try row.next() as [UInt8]?, try row.next() as [UInt8]?) }
        let written = try tx.keys.open(sealed?.0, Concern.place("text", concern.id))
        text = try written ?? concern.entryNote(in: tx)
        ending = try tx.keys.open(sealed?.1, Concern.place("outcome_text", concern.id))
        notes = try ConcernNote.all(of: concern, in: tx)
        referrals = try ConcernReferral.all(of: concern, in: tx)
        steps = try concern.steps(in: tx)
        kept = try KeptText.all(of: concern, in: tx)
        looks = try DisclosureRecord.past(.concern, concern.id.value, in: tx)
    }
}

extension Concern {
    /// Whether the viewer opens its text with a reason: the network, which knows of its status.
    public func opens(in tx: Transaction) throws -> Bool {
        try grants([.network], to: tx.viewer) && level(in: tx) == .status
    }

    /// What stands in the log of the contact with which it was reported: all that there is of an old
    /// mark.
    fileprivate func entryNote(in tx: Transaction) throws -> String? {
        guard let entry, !isUnfinished else { return nil }
        let sealed: [UInt8]? = try tx.db.value(
            "SELECT note_sealed FROM log_entries WHERE id = \(entry)")
        return try tx.keys.open(sealed, LogEntry.place(entry))
    }
}

/// A text as it was before somebody changed or deleted it while a concern was open.
public struct KeptText: Sendable {
    public let text: String
    /// When it had been written.
    public let writtenAt: Instant

    /// Those that were kept for a concern, the latest first, each once; at most fifty.
    static func all(of concern: Concern, in tx: Transaction) throws -> [KeptText] {
        var seen: Set<String> = []
        return try tx.db.all(
            """
            SELECT place, row_id, text_sealed, written_at FROM kept_texts
            WHERE concern_id = \(concern.id) ORDER BY id DESC LIMIT 50
            """
        ) { row in
            let place = SealedPlace(try row.next() as String, try row.next())
            return KeptText(
                text: try tx.keys.open(try row.next() as [UInt8], place),
                writtenAt: try row.next())
        }.filter { seen.insert($0.text).inserted }
    }
}
