import Coalition
import SQLite

/// The demo: invented work of invented people in real towns, made through the domain's own functions.
///
/// The same day and seed give the same data, but for keys, hashes and what is sealed.
public enum Demo {
    /// The password of every account that can sign in.
    public static let password = "samen-aan-tafel-2026"
    /// Where the accounts have their addresses; the name is reserved for examples (RFC 2606).
    static let domain = "coalitie.example"
    /// Who helps the people of the demo, under a number that nobody has.
    public static let contact = ServiceContact(
        name: "Femke Lindeboom", phone: "070 000 00 00", email: "hulp@\(domain)")
    private static let seed: UInt64 = 2012

    /// Fills an empty database with the demo as it is at a moment.
    ///
    /// - Parameters:
    ///   - cost: What checking a password costs; the accounts share one hash.
    ///   - size: How much it holds in all; nil for the ordinary demo alone.
    /// - Throws: `SQLiteError`, or a `Refusal` of the domain, which would be a fault in the demo.
    public static func fill(
        _ database: Database, keys: KeyRing, at now: Instant = .now,
        cost: Password.Cost = .standard, size: Size? = nil
    ) throws {
        let records = try Records(
            database, keys: keys, clock: Clock { now }, random: Randomness(seed: seed))
        let hash = try Password.hash(password, cost: cost)
        let accounts = try records.write(as: .system) { tx in
            let cities = try DemoCity.createAll(in: tx)
            return try DemoAccounts(cities, passwordHash: hash, in: tx)
        }
        let story = DemoStory(now: now, accounts: accounts)
        DemoVisits.write(story)
        DemoSamenHier.write(story)
        DemoShelterCity.write(story)
        DemoTaskList.write(story)
        DemoFormerCode.write(story)
        DemoTalks.write(story)
        DemoRules.write(story)
        DemoAround.write(story)
        DemoVoice.write(story)
        DemoConcerns.write(story)
        DemoMoves.write(story)
        DemoHandover.write(story)
        try story.play(in: records)
        if let size { try Country.write(size, passwordHash: hash, in: records) }
    }

    /// Whether a database holds the demo's accounts, whose password everybody knows.
    public static func isPresent(in records: Records) throws -> Bool {
        try records.read(as: .system) { tx in
            try User.find(email: DemoAccounts.administrator, in: tx) != nil
        }
    }
}
