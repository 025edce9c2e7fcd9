import Fixtures
import SQLite
import Testing

@testable import Coalition

/// One world of two cities, and what happens in it at random.
final class YearsWalk {
    let fixture: Fixture
    private var dice: Dice
    private let groups: Int
    /// How often each thing was done.
    private(set) var counts: [String: Int] = [:]
    private var refused = 0
    private var begun = 0
    private var groupDays = 0
    private var users: [Viewer] = []
    /// What was done last, for who reads a failure.
    private(set) var last = ""

    /// What a walk of this length does at least once.
    static let needed = [
        "group ready", "group paused", "group stopped", "match proposed", "match active",
        "match suspended", "match endedEarly", "match completed", "family waiting",
        "family withdrawn", "offer", "accept", "refuse", "offer withdrawn", "split", "safety split",
        "merge", "merge undone", "reunited", "growth", "concern", "stay inStay",
        "taken back", "absence", "absence changed", "absence ended", "stood in", "record handed",
        "task handed", "pack handed", "left", "leaving", "stayed", "blocked", "unblocked", "looked",
        "report", "report about a colleague", "report completed", "report withdrawn",
        "call asked", "triage", "step", "referred", "agreed", "asked", "concern closed",
        "concern reopened", "concern opened",
    ]

    init(seed: UInt64, groups: Int) throws {

        fixture = try Fixture()
        dice = Dice(seed: seed)
        self.groups = groups
        try fixture.write(.system) { tx in
            for (name, grant) in YearsWalk.people(fixture) {
                let email = "\(name.lowercased())@coalitie.example"
                let id = try User.create(email: email, name: name, in: tx)
                try User.grant(grant, to: id, from: tx.today, in: tx)
            }
        }
    }

    private static func people(_ fixture: Fixture) -> [(String, Viewer.Grant)] {
        let cities = [fixture.nijmegen, fixture.haarlem]
        // Who coordinates has a colleague who can stand in.
        let roles = [Role.local, .local, .local, .municipality, .shelter, .shelter]
        let ofCities = cities.flatMap { city in
            roles.enumerated().map { number, role in
                ("\(role.rawValue)\(city.id.value).\(number)", Viewer.Grant(role, city: city.id))
            }
        }
        let ofNetwork = [Role.network, .safeguarding, .admin, .auditor].map {
            ($0.rawValue, Viewer.Grant($0))
        }
        return ofCities + ofNetwork
    }

    var told: String {
        "\(groupDays / 365) group-years, \(counts.values.reduce(0, +)) steps, \(refused) refused"
    }

    /// Goes on until something is wrong, or the years have passed.
    func go(groupYears: Int) throws -> [String] {
        let round = DailyRound(fixture.records) { Issue.record($0) }
        var turn = 0
        while groupDays < groupYears * 365 {
            let found = try day()
            if !found.isEmpty { return found }
            let days = dice.int(1...26)
            fixture.clock.now = fixture.clock.now.adding(seconds: days * 86_400)
            groupDays += days * begun
            try round.go()
            turn += 1
            let standing = try fixture.read(.system) { tx in
                try YearsChecks(tx: tx).findings() + YearsOwners(tx: tx).returned()
                    + YearsSight(tx: tx).hidden()
            }
            if !standing.isEmpty { return standing }
            if turn.isMultiple(of: 40) {
                let found = try findings()
                if !found.isEmpty { return found }
            }
        }
        return try findings()
    }

    /// Everything that is looked at, also what takes long.
    func findings() throws -> [String] {
        let cities = [fixture.nijmegen, fixture.haarlem]
        return try fixture.read(.system) { try YearsChecks(tx: $0).findings() }
            + fixture.read(fixture.network) { try YearsOwners(tx: $0).loads(cities) }
            + YearsNumbers(fixture).findings() + Consistency.findings(fixture.records)
    }

    /// What people do on one day, and what is wrong after each step.
    private func day() throws -> [String] {
        try fixture.write(.system) { tx in
            users = try YearsWalk.users(tx)
            defer { begun = counts["group begun", default: 0] }
            for number in 0..<dice.int(10...40) {
                let viewer = viewer()
                let mark = try YearsMark(tx)
                do {
                    let done = try tx.db.savepoint { () throws -> String? in
                        let moment = tx.now.adding(seconds: number * 60)
                        let own = tx.replayed(at: moment, as: viewer, trace: "walk")
                        var step = YearsStep(fixture: fixture, tx: own, dice: dice, most: groups)
                        defer { dice = step.dice }
                        return try step.take()
                    }
                    guard let done else { continue }
                    counts[done, default: 0] += 1
                    last = "\(viewer.roles.map(\.rawValue)): \(done)"
                    if ["blocked", "unblocked", "left", "leaving"].contains(done) {
                        users = try YearsWalk.users(tx)
                    }
                } catch is Refusal {
                    refused += 1
                    continue
                }
                let checks = YearsChecks(tx: tx, touched: try mark.touched(tx))
                let found = try mark.findings(viewer, tx) + checks.findings()
                if !found.isEmpty { return found }
            }
            return []
        }
    }

    private static func users(_ tx: Transaction) throws -> [Viewer] {
        let ids: [ID<User>] = try tx.db.values(
            "SELECT id FROM users WHERE is_blocked = 0 ORDER BY id")
        return try ids.map { id in
            Viewer(
                userID: id, name: "Iemand", grants: try Viewer.grants(of: id, on: tx.today, in: tx))
        }.filter { !$0.grants.isEmpty }
    }

    /// Mostly a coordinator, now and then anybody.
    private func viewer() -> Viewer {
        let locals = users.filter { $0.roles == [.local] }
        return (dice.chance(80) ? dice.pick(locals) : dice.pick(users)) ?? .system
    }

    /// Breaks something that the checks are to find.
    func plant(_ fault: YearsFault) throws {
        try fixture.write(.system) { try fault.plant($0) }
    }
}

/// Chance that repeats itself from a seed.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    mutating func chance(_ percent: Int) -> Bool { int(1...100) <= percent }

    mutating func pick<T>(_ all: [T]) -> T? { all.isEmpty ? nil : all[int(0...all.count - 1)] }
}
