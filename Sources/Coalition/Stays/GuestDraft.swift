import SQLite

/// A guest as the network enters one: a code name, nothing else.
public struct GuestDraft: Sendable {
    /// The Dutch code name that was drawn and accepted.
    public var code = ""

    public init() {}

    /// Enters the guest under the code name.
    ///
    /// - Throws: `Refusal.forbidden` for anybody but the network; `.invalid` on `code` for a name that
    ///   is not on the list, so that nobody types a person's own, and for one that is taken.
    @discardableResult
    public func create(in tx: Transaction) throws -> Guest {
        guard tx.viewer.holds(GuestPolicy.writers, for: StayPolicy.programmes) else {
            throw Refusal.forbidden("forbidden.guest_create")
        }
        guard let name = GuestCode.read(code) else { throw Refusal.problem("code", "problem.code") }
        let ref = try Guest.newRef(in: tx)
        let id: ID<Guest> = try tx.newID("guests")
        do {
            try tx.db.run(
                """
                INSERT INTO guests
                    (id, ref, code_nl, code_en, created_at, created_by, updated_at)
                VALUES (\(id), \(ref), \(name.nl), \(name.en), \(tx.now), \(tx.viewer.userID),
                    \(tx.now))
                """)
        } catch SQLiteError.unique { throw Refusal.problem("code", "problem.code_taken") }
        try Candidate.begin(id, in: tx)
        try tx.audit(.create, .guest, ref.description, fields: ["code"])
        return try Guest.find(id, in: tx)
    }
}

/// How a guest's code name is drawn: a bird, unique for ever, numbered when the list runs out.
public enum GuestCode {
    /// Different code names that no guest ever had, to choose from.
    ///
    /// - Parameter count: How many, from 1 to 20.
    public static func draw(_ count: Int = 1, in tx: Transaction) throws -> [CodeName] {
        let taken = Set<String>(try tx.db.values("SELECT code_nl FROM guests ORDER BY code_nl"))
        let count = max(1, min(count, 20))
        var (drawn, round): ([CodeName], Int) = ([], 1)
        while drawn.count < count {
            var free = BirdNames.all.map { numbered($0, round) }.filter { !taken.contains($0.nl) }
            while drawn.count < count, !free.isEmpty {
                drawn.append(free.remove(at: tx.random.index(below: free.count)))
            }
            round += 1
        }
        return drawn
    }

    /// The code name that was typed or sent back, if the list has it.
    static func read(_ text: String) -> CodeName? {
        let parts = text.split(separator: " ")
        guard let bird = BirdNames.all.first(where: { $0.nl == parts.first.map(String.init) })
        else {
            return nil
        }
        switch parts.count {
        case 1: return bird
        case 2: return Int(parts[1]).flatMap { (2...9999).contains($0) ? numbered(bird, $0) : nil }
        default: return nil
        }
    }

    private static func numbered(_ bird: CodeName, _ round: Int) -> CodeName {
        round == 1 ? bird : CodeName(nl: "\(bird.nl) \(round)", en: "\(bird.en) \(round)")
    }
}
