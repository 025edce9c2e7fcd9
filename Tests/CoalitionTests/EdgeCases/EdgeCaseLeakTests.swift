import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("What leaks through side lists")
struct EdgeCaseLeakTests {
    let scene: ConcernScene

    init() throws { scene = try ConcernScene() }

    /// Every list that there is, as somebody of another city asks for it: how many rows it has on its
    /// first page and in its count.
    private func lists(_ viewer: Viewer, of city: ID<City>?) throws -> [String: Int] {
        try scene.fixture.read(viewer) { tx in
            var found: [String: Int] = [:]
            func read<List: RecordList>(_ list: List) throws {
                let sum = try list.page(nil, in: tx).rows.count + list.count(in: tx).value
                if sum > 0 { found["\(List.self)"] = sum }
            }
            var (groups, families, matches) = (GroupList(), FamilyList(), MatchList())
            (groups.city, families.city, matches.city) = (city, city, city)
            try read(groups)
            try read(families)
            try read(matches)
            var (tasks, concerns, stays) = (TaskList(), ConcernList(), StayList())
            (tasks.city, concerns.city, stays.city) = (city, city, city)
            try read(tasks)
            try read(concerns)
            try read(stays)
            try read(AccommodationList())
            try read(ExpiringList())
            try read(MissingList<Group>())
            try read(MissingList<Family>())
            try read(MissingList<Match>())
            try read(MissingList<Stay>())
            let changes = try RecentChanges(since: Instant(milliseconds: 0), in: tx).lines.count
            if changes > 0 { found["changes"] = changes }
            let today = try Worklist.read(today: tx.today, in: tx).items.count
            if today > 0 { found["worklist"] = today }
            return found
        }
    }

    @Test("edge case: Leaks through side lists - no list, count or change tells another city")
    func otherCity() throws {
        try scene.report(as: scene.officer)
        let fixture = scene.fixture
        try fixture.write(scene.hanneke) { tx in
            var task = TaskDraft()
            (task.title, task.dueOn) = ("Taalschool bellen", tx.today)
            try task.create(in: fixture.nijmegen, tx)
        }
        _ = try fixture.announced()
        let own = try lists(scene.hanneke, of: nil)
        #expect(own.count >= 7, "\(own.keys.sorted())")
        for viewer in [fixture.coordinatorOfHaarlem, fixture.officerOfHaarlem] {
            for city in [nil, fixture.nijmegen.id, fixture.haarlem.id] {
                #expect(try lists(viewer, of: city) == [:], "\(viewer.name)")
            }
        }
    }

    @Test("edge case: Small numbers identify - a municipality is not told of a few concerns")
    func few() throws {
        func told() throws -> Int? {
            try scene.fixture.read(scene.officer) { try ConcernCount.told(in: nil, $0)?.count }
        }
        #expect(try told() == 0)
        for _ in 1...4 {
            try scene.report(as: scene.hanneke)
            #expect(try told() == nil)
        }
        try scene.report(as: scene.hanneke)
        #expect(try told() == 5)
    }

    @Test("edge case: Leaks through side lists - no search finds it by name or reference")
    func names() throws {
        let (fixture, family) = (scene.fixture, try scene.fixture.announced())
        let group = try scene.log.group()
        for typed in [group.name, group.ref, family.code.nl, family.code.en, family.ref, "Joke"] {
            for viewer in [fixture.coordinatorOfHaarlem, fixture.officerOfHaarlem] {
                let found = try fixture.read(viewer) { tx in
                    try SearchFindings.of(
                        SearchQuery(typed), people: true, title: { _, _ in "" }, in: tx
                    ).all.count
                }
                #expect(found == 0, "\(viewer.name): \(typed)")
            }
        }
    }
}
