import SQLite

/// What another city sees of a family that is offered to it, and its answer.
public struct TransferOffer: Sendable {
    public let transfer: FamilyTransfer
    public let code: CodeName
    public let householdSize: Int
    public let route: Family.Route
    /// ISO 639 codes of what the family speaks.
    public let languages: [String]
    /// 1 light to 3 intensive; nil when not known.
    public let needsLevel: Int?
    /// The record here, once it was accepted and for who may see it.
    public let successor: Family?
    private let family: Family

    /// What the family is called where it is asked for: by its new name once it is there.
    public var called: CodeName { successor?.code ?? code }

    /// The offer with this number, for who may know of it in the city that is asked.
    ///
    /// - Throws: `Refusal.notFound` for everybody else, and once it was taken back.
    public static func find(_ id: Int64, in tx: Transaction) throws -> TransferOffer {
        guard let transfer = try FamilyTransfer.read("id = \(id)", in: tx),
            tx.viewer.holds(
                FamilyTransfer.readers, for: [transfer.programme], in: transfer.to),
            transfer.outcome != .withdrawn
        else { throw Refusal.notFound }
        return try TransferOffer(transfer, tx)
    }

    /// The offers with these numbers that the viewer may know of.
    static func find(
        _ ids: [Int64], in tx: Transaction
    ) throws -> [ID<FamilyTransfer>: TransferOffer] {
        var found: [ID<FamilyTransfer>: TransferOffer] = [:]
        for id in ids {
            do { found[ID(id)] = try find(id, in: tx) } catch Refusal.notFound {}
        }
        return found
    }

    private init(_ transfer: FamilyTransfer, _ tx: Transaction) throws {
        self.transfer = transfer
        family = try Family.find(transfer.family, in: tx)
        (code, householdSize, route) = (family.code, family.householdSize, family.route)
        languages = try family.languages(in: tx)
        needsLevel = family.needsLevel
        successor = try transfer.successor.flatMap { ref in
            do { return try Family.find(ref, in: tx) } catch Refusal.notFound { return nil }
        }
    }

    /// Takes the family in: here a new record begins, with a new reference and code name, and there the
    /// old one has moved.
    ///
    /// - Throws: `Refusal.forbidden` for all but the coordinator here; `.already` once it was answered;
    ///   `.invalid` on `takes_in` when the family has a group again.
    public func accept(in tx: Transaction) throws -> Family {
        try requireAnswer(tx)
        guard try Match.live(ofFamily: family.id, in: tx).isEmpty else {
            throw Refusal.problem("takes_in", "guard.transfer.busy")
        }
        let new = try FamilyHandover(family, transfer).make(in: tx)
        try transfer.close(.accepted, successor: new.ref, in: tx)
        try family.enter(.moved, in: tx.bySystem)
        return new
    }

    /// Leaves the family where it is; its coordinator gets a task.
    ///
    /// - Throws: As ``accept(in:)``; `Refusal.invalid` on `reason` without one.
    public func refuse(_ reason: FamilyTransfer.Reason?, in tx: Transaction) throws {
        try requireAnswer(tx)
        guard let reason else { throw Refusal.problem("reason", "problem.choose") }
        try transfer.close(.refused, reason, in: tx)
        try tx.audit(
            .change, .transfer, "\(transfer.id.value)", city: transfer.to,
            of: transfer.programme, fields: ["refused"])
        let today = try City.find(transfer.from, in: tx).today(tx)
        let days = try Rules.value("intake.days", on: today, in: tx)
        try Task.raise(
            .transferAnswer, for: .local, of: transfer.programme, in: transfer.from,
            about: .init(family.id), since: today, due: today + days, tx.bySystem)
        try tx.bySystem.audit(
            .change, .family, family.ref, city: transfer.from, of: transfer.programme,
            fields: ["transfer"])
    }

    private func requireAnswer(_ tx: Transaction) throws {
        guard
            tx.viewer.holds(
                FamilyTransfer.answerers, for: [transfer.programme], in: transfer.to)
        else { throw Refusal.forbidden("forbidden.transfer") }
        guard transfer.isOpen else { throw Refusal.already(nil) }
    }
}
