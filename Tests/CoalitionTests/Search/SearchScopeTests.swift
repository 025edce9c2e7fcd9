import Fixtures
import SQLite
import Testing

@testable import Coalition

/// Records of the same names in Nijmegen and, planted, in Haarlem, by every role for every programme.
@Suite("What lies outside somebody's scope")
struct SearchScopeTests {
    let scene: SearchScene
    private var fixture: Fixture { scene.fixture }

    init() throws { scene = try SearchScene() }

    /// What people type of the records below, with a mistake and without.
    private static let typed = [
        "lent", "lnet", "hawthorn", "meidorn", "tulpenboom", "wulp", "baken", "visser",
        "joke visser",
        "haddad", "lent nijmegen", "bel lent", "xyzzy",
    ]

    /// Records of one city and its two programmes of families.
    private func fill(_ city: City, _ programmes: Set<Programme> = .any) throws {
        if programmes.contains(.samenHier) {
            try scene.group("Lent", in: city, members: ["Joke Visser", "Thijs van der Zee"])
            try scene.family("Meidoorn", in: city, people: ["محمد Haddad"])
            try rename(try scene.family("Tulpenboom", in: city, announcedBy: .municipality))
        }
        if programmes.contains(.hostedStay) {
            try scene.family("Lobelia", in: city, route: .hostedStay, people: ["Karim Haddad"])
            try rename(try scene.family("Hortensia", in: city, route: .hostedStay))
        }
        if programmes.contains(.shelterCity) {
            let guests = ["Haarlem": "Wulp", "Nijmegen": "Grutto", "Zwolle": "Zwaan"]
            try scene.stay(
                try scene.guest(guests[city.nameNL] ?? ""),
                in: try scene.home("Het Baken", in: city))
        }
    }

    private func rename(_ family: Family) throws {
        try fixture.write(.system) {
            _ = try family.redrawCode(because: .other, version: family.version, in: $0)
        }
    }

    /// What somebody finds, and how many steps that takes.
    private func look(_ typed: String, _ viewer: Viewer) throws -> (refs: [String], steps: Int) {
        try fixture.read(viewer) { tx in
            let before = tx.db.stepCount
            let found = try SearchFindings.of(
                SearchQuery(typed), people: true, title: { task, _ in task.title ?? "" }, in: tx)
            return (found.all.map(\.ref), tx.db.stepCount - before)
        }
    }

    @Test(
        "is not found, and makes a search not a step longer",
        arguments: Role.allCases.flatMap { role in Programme.allCases.map { (role, $0) } })
    func otherCity(_ role: Role, _ programme: Programme) throws {
        let viewer = scene.viewer(role, programme)
        let isOfACity = Role.ofACity.contains(role)
        try fill(try scene.zwolle())
        // Of the whole network only what the role or programme does not read lies outside.
        try fill(fixture.nijmegen, [programme])
        let before = try SearchScopeTests.typed.map { try look($0, viewer) }
        if isOfACity { try fill(fixture.haarlem) }
        if !isOfACity { try fill(fixture.haarlem, Set<Programme>.any.subtracting([programme])) }
        try fill(fixture.nijmegen, Set<Programme>.any.subtracting([programme]))
        for (typed, before) in zip(SearchScopeTests.typed, before) {
            let after = try look(typed, viewer)
            #expect(after.refs == before.refs, "\(role) \(programme) \(typed)")
            #expect(after.steps == before.steps, "\(role) \(programme) \(typed)")
        }
    }

    @Test("is what each role for each programme reads on its pages, and no more")
    func own() throws {
        try fill(fixture.nijmegen)
        try fill(fixture.haarlem)
        let cases: [(Role, Programme, String, Int)] = [
            (.local, .samenHier, "lent", 1), (.local, .hostedStay, "lent", 0),
            (.municipality, .samenHier, "lent", 1), (.network, .samenHier, "lent", 2),
            (.shelter, .shelterCity, "lent", 0), (.admin, .samenHier, "lent", 0),
            (.local, .samenHier, "meidoorn", 1), (.local, .hostedStay, "meidoorn", 0),
            (.local, .hostedStay, "lobelia", 1), (.network, .samenHier, "meidoorn", 2),
            (.safeguarding, .samenHier, "meidoorn", 2), (.auditor, .samenHier, "meidoorn", 0),
            (.local, .samenHier, "tulpenboom", 1), (.local, .hostedStay, "tulpenboom", 0),
            (.shelter, .shelterCity, "grutto", 1), (.shelter, .shelterCity, "wulp", 0),
            (.network, .shelterCity, "wulp", 1), (.network, .samenHier, "wulp", 0),
            (.local, .samenHier, "grutto", 0), (.municipality, .shelterCity, "grutto", 0),
            (.municipality, .shelterCity, "baken", 1), (.local, .samenHier, "baken", 0),
            (.local, .samenHier, "visser", 1), (.network, .samenHier, "visser", 0),
            (.local, .hostedStay, "haddad", 1), (.local, .samenHier, "haddad", 1),
            (.admin, .samenHier, "haarlem", 1), (.auditor, .shelterCity, "haarlem", 1),
        ]
        for (role, programme, typed, count) in cases {
            let found = try scene.find(typed, scene.viewer(role, programme))
                .filter { $0.rank != .near }.map(\.ref)
            #expect(found.count == count, "\(role) \(programme) \(typed): \(found)")
        }
    }

    @Test("of references is none opened")
    func references() throws {
        try fill(fixture.haarlem)
        let refs: [String] = try fixture.records.database.read { db in
            try db.values(
                """
                SELECT ref FROM groups UNION SELECT ref FROM families UNION SELECT ref FROM stays
                UNION SELECT ref FROM accommodations UNION SELECT ref FROM guests
                """)
        }
        for ref in refs {
            for role in Role.ofACity {
                #expect(try scene.refs(ref, scene.viewer(role)) == [], "\(role) \(ref)")
            }
        }
        #expect(refs.count == 8)
    }

    @Test("a guest without a stay is found by the network alone, and by the city that has the stay")
    func unplaced() throws {
        let guest = try scene.guest("Kievit")
        let home = try scene.home("Het Baken", in: fixture.haarlem)
        let here = fixture.shelterOfNijmegen
        for role in Role.allCases where role != .network {
            #expect(try scene.refs("kievit", scene.viewer(role)) == [], "\(role)")
        }
        #expect(try scene.refs("lapwing", fixture.network) == [guest.ref])
        try scene.stay(guest, in: home)
        #expect(try scene.refs("kievit", here) == [])
        #expect(try scene.refs("kievit", fixture.network) == [guest.ref])
    }
}
