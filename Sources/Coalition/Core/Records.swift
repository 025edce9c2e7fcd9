import SQLite
import Synchronization

/// The records of the coalition: the database, its keys and the clock, opened once.
public final class Records: Sendable {
    public let database: Database
    public let clock: Clock
    package let keys: KeyRing
    let random: Randomness
    private let knownLines = KnownLines()

    /// - Throws: `KeyError.notOfThisDatabase` when the keys do not open what the database sealed.
    public init(
        _ database: Database, keys: KeyRing, clock: Clock = .system, random: Randomness = .init()
    ) throws {
        self.database = database
        self.clock = clock
        self.keys = keys
        self.random = random
        try database.read { try KeyCheck.verify(keys, in: $0) }
    }

    /// Writes the constants that bind the keys to a new database.
    public static func bind(_ keys: KeyRing, to database: Database) throws {
        try database.write { try KeyCheck.store(keys, in: $0) }
    }

    /// Binds the keys that this database does not know yet; writes nothing when it knows them all.
    static func bindNew(_ keys: KeyRing, to database: Database) throws {
        if try database.read({ try KeyCheck.lacks(keys, in: $0) }) { try bind(keys, to: database) }
    }

    /// One snapshot, seen by somebody.
    public func read<T: Sendable>(
        as viewer: Viewer, trace: String = "", address: String = "",
        _ work: (Transaction) throws -> T
    ) throws -> T {
        let now = clock.now
        return try database.read { try work(transaction($0, viewer, now, trace, address)) }
    }

    /// One change by somebody: all of it or nothing, acknowledged after it is on the disk.
    public func write<T: Sendable>(
        as viewer: Viewer, trace: String = "", address: String = "",
        _ work: (Transaction) throws -> T
    ) throws -> T {
        let now = clock.now
        return try database.write { try work(transaction($0, viewer, now, trace, address)) }
    }

    private func transaction(
        _ db: Connection, _ viewer: Viewer, _ now: Instant, _ trace: String, _ address: String
    ) -> Transaction {
        Transaction(
            db: db, viewer: viewer, now: now, trace: trace, address: address, keys: keys,
            random: random, knownLines: knownLines)
    }
}

/// Where references and codes are drawn from: the system, or a seed that repeats itself.
public final class Randomness: Sendable {
    private let state: Mutex<UInt64?>

    /// Unpredictable without a seed; with one, the same draws in the same order.
    public init(seed: UInt64? = nil) { state = Mutex(seed) }

    func next() -> UInt64 {
        state.withLock { state in
            guard let seed = state else { return UInt64.random(in: .min ... .max) }
            let (drawn, following) = Randomness.splitMix(seed)
            state = following
            return drawn
        }
    }

    /// A number from 0 up to, not including, the bound.
    func index(below bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    private static func splitMix(_ seed: UInt64) -> (drawn: UInt64, following: UInt64) {
        let following = seed &+ 0x9E37_79B9_7F4A_7C15
        var mixed = following
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return (mixed ^ (mixed >> 31), following)
    }
}
