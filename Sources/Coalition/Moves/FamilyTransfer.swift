import SQLite

/// A family that is offered to another city of the network, with its consent.
///
/// The other city makes a new record of it; the one here is then `moved`, and tells codes and counts.
public struct FamilyTransfer: Sendable {
    /// How the family consented.
    public enum How: String, Code { case spoken, interpreter, written }
    public enum Outcome: String, Code { case accepted, refused, withdrawn }
    /// Why a city cannot take a family in, free of blame.
    public enum Reason: String, Code {
        case full
        case noGroup = "no_group"
        case noLanguage = "no_language"
        case later, other
    }

    public let id: ID<FamilyTransfer>
    public let family: ID<Family>
    /// That offers the family, and is asked.
    public let programme: Programme
    public let from: ID<City>
    public let to: ID<City>
    public let consentOn: Day
    public let consentHow: How
    /// Nil while it is open.
    public let outcome: Outcome?
    /// Nil unless it was refused.
    public let reason: Reason?
    /// The reference of the record that the other city made; nil unless it was accepted.
    let successor: String?
    public let offeredAt: Instant
    /// Nil while it is open.
    public let answeredAt: Instant?

    public var isOpen: Bool { outcome == nil }

    /// Roles of the other city that know of the offer, and those that answer it.
    public static let readers: Set<Role> = [.local, .network]
    public static let answerers: Set<Role> = [.local]

    private static let columns: SQL = """
        id, family_id, programme, from_city_id, to_city_id, consent_on, consent_how, outcome, reason,
        successor_sealed, offered_at, answered_at
        """

    private init(_ row: inout Row, _ keys: KeyRing) throws {
        let id: ID<FamilyTransfer> = try row.next()
        self.id = id
        family = try row.next()
        programme = try row.next()
        from = try row.next()
        to = try row.next()
        consentOn = try row.next()
        consentHow = try row.next()
        outcome = try row.next()
        reason = try row.next()
        successor = try keys.open(try row.next() as [UInt8]?, FamilyTransfer.place(id))
        offeredAt = try row.next()
        answeredAt = try row.next()
    }

    static func place(_ id: ID<FamilyTransfer>) -> SealedPlace {
        SealedPlace("family_transfers.successor", id.value)
    }

    /// The last offer of a family; nil for one that was never offered, and for who does not coordinate
    /// it.
    public static func last(of family: Family, in tx: Transaction) throws -> FamilyTransfer? {
        guard FamilyPolicy(tx.viewer, family).mayEdit else { return nil }
        return try read("family_id = \(family.id) ORDER BY id DESC LIMIT 1", in: tx)
    }

    /// Where a family was offered; nil after it was split for safety, when nothing says where it goes.
    public func destination(of family: Family, in tx: Transaction) throws -> ID<City>? {
        try FamilyParting.isSafe(family.id, in: tx) ? nil : to
    }

    static func read(_ condition: SQL, in tx: Transaction) throws -> FamilyTransfer? {
        try tx.db.first("SELECT \(columns) FROM family_transfers WHERE \(condition)") { row in
            try FamilyTransfer(&row, tx.keys)
        }
    }

    /// The offer that is open; nil without one.
    static func open(of family: ID<Family>, in tx: Transaction) throws -> FamilyTransfer? {
        try read("family_id = \(family) AND outcome IS NULL", in: tx)
    }

    /// Writes what became of it; the one who was asked need not answer any more.
    func close(
        _ outcome: Outcome, _ reason: Reason? = nil, successor: String? = nil, in tx: Transaction
    ) throws {
        let closed = try tx.db.run(
            """
            UPDATE family_transfers SET outcome = \(outcome), reason = \(reason),
                successor_sealed = \(try tx.keys.seal(successor, FamilyTransfer.place(id))),
                answered_at = \(tx.now), answered_by = \(tx.viewer.userID)
            WHERE id = \(id) AND outcome IS NULL
            """)
        guard closed == 1 else { throw Refusal.already(nil) }
        try Task.settle(.transfer, about: record, in: tx)
    }

    /// What a task about it is about.
    var record: RecordID { RecordID(.transfer, id.value) }

    /// A family that has left is offered to nobody any more.
    static func callOff(_ family: ID<Family>, in tx: Transaction) throws {
        try open(of: family, in: tx)?.close(.withdrawn, in: tx)
    }

    /// Takes the offer back.
    ///
    /// - Throws: `Refusal.forbidden` for who does not coordinate the family; `.already` once it was
    ///   answered or taken back.
    public func withdraw(of family: Family, in tx: Transaction) throws {
        try FamilyPolicy(tx.viewer, family).requireEdit()
        try close(.withdrawn, in: tx)
        try tx.audit(
            .change, .family, family.ref, city: from, of: programme, fields: ["transfer"])
        try tx.audit(
            .change, .transfer, "\(id.value)", city: to, of: programme, fields: ["withdrawn"])
    }
}
