import SQLite

/// One programme in one city, with the state of its coalition.
public struct CityProgramme: Sendable {
    /// Where a coalition is on the blueprint (spec: lifecycles, City coalition).
    public enum State: String, Code {
        case exploring, forming, agreed, pilot, active, paused, leaving, former
    }

    public let id: ID<CityProgramme>
    public let city: ID<City>
    public let programme: Programme
    public let state: State
    /// When the state began; nil when nobody knows.
    public let since: Day?
    public let version: Int

    static let columns: SQL = "id, city_id, programme, state, since_on, version"

    init(_ row: inout Row) throws {
        id = try row.next()
        city = try row.next()
        programme = try row.next()
        state = try row.next()
        since = try row.next()
        version = try row.next()
    }

    /// Who says where a coalition stands, each for the programmes that he or she works in.
    public static let movers: Set<Role> = [.network]

    /// The programmes of every city.
    public static func all(in tx: Transaction) throws -> [CityProgramme] {
        try tx.db.all(
            "SELECT \(columns) FROM city_programmes ORDER BY city_id, programme", CityProgramme.init
        )
    }

    /// The programmes of one city.
    public static func of(_ city: ID<City>, in tx: Transaction) throws -> [CityProgramme] {
        try tx.db.all(
            "SELECT \(columns) FROM city_programmes WHERE city_id = \(city) ORDER BY programme",
            CityProgramme.init)
    }

    /// The steps that a coalition took, the latest first.
    public func history(in tx: Transaction) throws -> [StepTaken<State>] {
        try StepTaken.all(of: RecordID(.cityProgramme, id.value), in: tx)
    }

    /// A version of all programmes of a city together: it grows with every change of one.
    public static func version(of city: ID<City>, in tx: Transaction) throws -> Int {
        try of(city, in: tx).reduce(0) { $0 + $1.version }
    }

    /// That a city takes part in a programme, so that something new can begin in it.
    ///
    /// - Throws: `Refusal.invalid` on `city` for one that never joined or is a former member.
    static func requireTakesPart(
        _ programme: Programme, in city: City, _ tx: Transaction
    ) throws {
        let joined = try of(city.id, in: tx).first { $0.programme == programme }
        guard joined == nil || joined?.state == .former else { return }
        throw Refusal.problem(
            "city", "problem.city_programme",
            [
                "city": .name(CodeName(nl: city.nameNL, en: city.nameEN)),
                "programme": .word("programme.\(programme.rawValue)"),
            ])
    }
}
