import SQLite

/// A guest who would like to come, or came: what the network weighs before it asks a city
/// (<doc:ShelterCity>).
///
/// In the clear are state and call alone. The rest is opened by ``open(in:)``, which writes the look
/// down first.
public struct Candidate: Sendable {
    public enum State: String, Code {
        /// Something is still to be found out.
        case entered
        /// A city can be asked.
        case ready
        /// Does not come, for now or for good.
        case withdrawn
    }

    public let guest: ID<Guest>
    public let state: State
    /// By which call; nil outside any.
    public let cohort: ID<Cohort>?
    /// The first of the case team: who entered the guest. Nil for the program itself.
    public let coordinator: ID<User>?
    public let version: Int
    private let sealed: Sealed

    private struct Sealed {
        let facts: [UInt8]?
        let conditions: [UInt8]?
        let vetoes: [UInt8]?
    }

    /// Roles that know of candidates.
    public static let readers: Set<Role> = [.network]

    private static let columns: SQL = """
        guest_id, state, cohort_id, coordinator_id, version, facts_sealed, conditions_sealed,
        vetoes_sealed
        """

    private init(_ row: inout Row) throws {
        guest = try row.next()
        state = try row.next()
        cohort = try row.next()
        coordinator = try row.next()
        version = try row.next()
        sealed = Sealed(
            facts: try row.next(), conditions: try row.next(), vetoes: try row.next())
    }

    static func place(_ column: String, _ guest: ID<Guest>) -> SealedPlace {
        SealedPlace("candidates.\(column)", guest.value)
    }

    /// What is known of a guest as a candidate.
    ///
    /// - Throws: `Refusal.forbidden` for all but the network.
    public static func of(_ guest: Guest, in tx: Transaction) throws -> Candidate {
        guard let found = try all(of: [guest.id], in: tx)[guest.id] else { throw Refusal.notFound }
        return found
    }

    /// The same of several; whoever is none of the network gets nothing.
    public static func all(
        of guests: [ID<Guest>], in tx: Transaction
    ) throws -> [ID<Guest>: Candidate] {
        try requireReader(tx)
        return try read(guests, in: tx)
    }

    static func requireReader(_ tx: Transaction) throws {
        guard tx.viewer.holds(readers, for: StayPolicy.programmes) else {
            throw Refusal.forbidden("forbidden.candidate")
        }
    }

    private static func read(
        _ guests: [ID<Guest>], in tx: Transaction
    ) throws -> [ID<Guest>: Candidate] {
        guard !guests.isEmpty else { return [:] }
        let rows = try tx.db.all(
            "SELECT \(columns) FROM candidates WHERE guest_id IN \(list: guests)", Candidate.init)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.guest, $0) })
    }

    /// Begins what is known of a guest who was just entered.
    static func begin(_ guest: ID<Guest>, in tx: Transaction) throws {
        try tx.db.run(
            """
            INSERT INTO candidates (guest_id, state, coordinator_id, updated_at)
            VALUES (\(guest), \(State.entered), \(tx.viewer.userID), \(tx.now))
            """)
    }

    /// All that is sealed, for the network, in a write: the line in the log of looks comes first.
    ///
    /// - Throws: `SQLiteError.readOnly` inside a read.
    public func open(in tx: Transaction) throws -> CandidateContents {
        try Candidate.requireReader(tx)
        let ref = try Guest.find(guest, in: tx).ref
        let look = try Disclosure.record(
            .guest, guest.value, ref, city: nil, reason: nil,
            fields: ["candidate"], in: tx)
        return try contents(look, tx)
    }

    /// The facts of a page of candidates; one line for the visit.
    public static func open(
        _ candidates: [Candidate], in tx: Transaction
    ) throws -> [ID<Guest>: CandidateFacts] {
        try requireReader(tx)
        guard !candidates.isEmpty else { return [:] }
        let look = try Disclosure.visit(.guest, "candidates", fields: ["candidate"], in: tx)
        return Dictionary(
            uniqueKeysWithValues: try candidates.map {
                ($0.guest, try $0.facts(look, tx))
            })
    }

    private func facts(_ look: Disclosure, _ tx: Transaction) throws -> CandidateFacts {
        let kept = try tx.vault.open(
            all: CandidateForm.Facts.self, sealed.facts, Candidate.place("facts", guest), look)
        return kept?.facts ?? CandidateFacts()
    }

    private func contents(_ look: Disclosure, _ tx: Transaction) throws -> CandidateContents {
        var contents = CandidateContents()
        contents.facts = try facts(look, tx)
        contents.conditions = try CandidateForm.read(
            try tx.vault.open(
                all: [String: CandidateForm.Finding].self, sealed.conditions,
                Candidate.place("conditions", guest), look) ?? [:])
        contents.vetoes = try vetoes(look, tx)
        contents.reasons = try Nomination.reasons(of: guest, look, in: tx)
        return contents
    }

    private func vetoes(_ look: Disclosure, _ tx: Transaction) throws -> Set<ID<City>> {
        let kept = try tx.vault.open(
            all: [Int64].self, sealed.vetoes, Candidate.place("vetoes", guest), look)
        return Set((kept ?? []).map { ID($0) })
    }

    /// That a city is a place for a guest, whoever asks; why it is not is said to nobody.
    ///
    /// - Throws: `Refusal.invalid` on `stay`.
    static func require(
        _ city: ID<City>, allowedFor guest: ID<Guest>, in tx: Transaction
    ) throws {
        guard let candidate = try read([guest], in: tx)[guest], candidate.sealed.vetoes != nil
        else {
            return
        }
        let ref = try Guest.find(guest, in: tx).ref
        let look = try Disclosure.record(
            .guest, guest.value, ref, city: nil, reason: nil, fields: ["vetoes"], in: tx)
        guard try !candidate.vetoes(look, tx).contains(city) else {
            throw Refusal.problem("stay", "guard.nomination.not_for_guest")
        }
    }
}
