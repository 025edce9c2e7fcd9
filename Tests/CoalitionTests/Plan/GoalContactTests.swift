import Fixtures
import Foundation
import SQLite
import Testing

@testable import Coalition

@Suite("Who formally does a goal")
struct GoalContactTests {
    let scene: PlanScene

    init() throws { scene = try PlanScene() }

    private func add(_ contact: FormalContact, _ owner: Need.Owner = .municipality) throws -> ID<
        Need
    > {
        try scene.add("Leerlingenvervoer", .school, owner) { $0.contact = Int(contact.id.value) }
    }

    private func contact(of id: ID<Need>, as viewer: Viewer) throws -> FormalContact? {
        let plan = try scene.plan(viewer)
        return plan.goals.first { $0.need.id == id }?.need.contact.flatMap { plan.contacts[$0] }
    }

    @Test("is chosen, and has a changed number on every goal")
    func chosen() throws {
        let marieke = try scene.fixture.contact()
        let goals = try [add(marieke), add(marieke, .group)]
        try scene.fixture.write(scene.hanneke) { tx in
            let now = try FormalContact.find(marieke.id.value, in: tx)
            var draft = try FormalContactDraft.stored(now.id, in: tx).draft
            draft.phone = "024 000 41 99"
            try draft.update(now, version: now.version, in: tx)
        }
        for goal in goals {
            let found = try contact(of: goal, as: scene.hanneke)
            #expect(found?.function == .clientManager && found?.organisation == "Gemeente Nijmegen")
            #expect(found?.name == "Marieke Brands" && found?.phone == "024 000 41 99")
        }
    }

    @Test("is told to the municipality on its own goals, of another by function only")
    func sight() throws {
        let guide = try scene.fixture.contact("Samira Aziz", .guidance)
        let (own, other) = (try add(guide), try add(guide, .group))
        let seen = try #require(try contact(of: own, as: scene.officer))
        #expect(seen.function == .guidance && seen.name == nil && seen.phone == nil)
        #expect(try contact(of: other, as: scene.officer) == nil)
    }

    @Test("is of the city or the network, and stays when nobody chooses the contact anymore")
    func refusals() throws {
        let haarlem = scene.fixture.haarlem
        let far = try scene.fixture.contact(
            "Iris Bos", in: haarlem, by: scene.fixture.coordinatorOfHaarlem)
        #expect(refused { _ = try add(far) } == [Problem("contact", "problem.choice")])
        let coa = try scene.fixture.contact("Tom Vis", .coa, by: scene.fixture.network)
        let goal = try add(coa)
        try scene.fixture.write(.system) {
            _ = try $0.db.run("UPDATE formal_contacts SET ended_on = '2026-01-01'")
        }
        try scene.change(goal) { $0.title = "Taxi naar school" }
        #expect(try scene.need(goal).contact == coa.id)
        #expect(refused { _ = try add(coa) } == [Problem("contact", "problem.choice")])
    }
}

@Suite("Goals of a municipality")
struct GoalsOfBeforeTests {
    @Test("that were written before they were tasks are asked from the migration on")
    func migrated() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "coalitie-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let (all, earlier) = (
            Fixture.home.appending(path: "Migrations"), folder.appending(path: "Earlier")
        )
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: all, to: earlier)
        for name in try FileManager.default.contentsOfDirectory(atPath: earlier.path)
        where name >= "023" {
            try FileManager.default.removeItem(at: earlier.appending(path: name))
        }
        let path = folder.appending(path: "old.sqlite").path
        try Schema.migrations(folder: earlier).apply(to: path)
        let old = try Database(at: path)
        try old.write { try GoalsOfBeforeTests.fill($0) }
        old.close()
        try Schema.migrations(folder: all).apply(to: path)
        let new = try Database(at: path)
        defer { new.close() }
        let asked: [(need: Int, due: String?, ref: String)] = try new.read { db in
            try db.all("SELECT need_id, due_on, ref FROM tasks ORDER BY need_id") {
                (need: try $0.next(), due: try $0.next(), ref: try $0.next())
            }
        }
        // Neither what is private, reached or of the group, nor of a family that left.
        #expect(asked.map(\.need) == [1, 2])
        #expect(asked.first?.due == "2027-01-15" && asked.last?.due != nil)
        #expect(Set(asked.map(\.ref)).count == 2)
        #expect(asked.allSatisfy { Ref($0.ref, .task)?.description == $0.ref })
        let last: Int? = try new.read {
            try $0.value("SELECT last_id FROM sequences WHERE name = 'tasks'")
        }
        #expect(last == 2)
    }

    private static func fill(_ db: Connection) throws {
        try db.run(
            """
            INSERT INTO cities (ref, name_nl, name_en, sort_key, country, time_zone, latitude, longitude,
                created_at, updated_at)
            VALUES ('C-1111', 'Nijmegen', 'Nijmegen', 'nijmegen', 'NL', 'Europe/Amsterdam', 51.8, 5.8,
                0, 0)
            """)
        for (id, state) in [(1, "waiting"), (2, "withdrawn")] {
            try db.run(
                """
                INSERT INTO families (id, ref, city_id, code_nl, code_en, programmes, state, route,
                    household_size, announced_on, is_announced_by_municipality, created_at, updated_at)
                VALUES (\(id), \("F-000\(id)"), 1, \("Eik \(id)"), \("Oak \(id)"), 'samen_hier',
                    \(state), 'ukraine', 3, '2026-10-01', 1, 0, 0)
                """)
        }
        let goals: [(family: Int, theme: String, owner: String, due: String?, isMet: Bool)] = [
            (1, "school", "municipality", "2027-01-15", false),
            (1, "money", "municipality", nil, false), (1, "health", "municipality", nil, false),
            (1, "work", "municipality", nil, true), (1, "school", "group", nil, false),
            (2, "school", "municipality", nil, false),
        ]
        for goal in goals {
            try db.run(
                """
                INSERT INTO needs (family_id, programme, theme, title_sealed, priority, owner, due_on,
                    is_met, created_at, updated_at)
                VALUES (\(goal.family), 'samen_hier', \(goal.theme), x'00', 2, \(goal.owner),
                    \(goal.due), \(goal.isMet), 0, 0)
                """)
        }
    }

    @Test("of a group that stopped are asked again when it begins anew")
    func anew() throws {
        let fixture = try Fixture()
        let group = try fixture.ready("Galgenveld") { $0.kind = .sponsor }
        func open() throws -> Int? {
            try fixture.read(.system) {
                try $0.db.value(
                    "SELECT count(*) FROM tasks WHERE kind = 'goal' AND done_at IS NULL")
            }
        }
        try fixture.write(fixture.hanneke) { tx in
            var goal = NeedDraft()
            (goal.title, goal.theme, goal.owner) = ("Leefgeld", .money, .municipality)
            try goal.add(to: .group(group), in: tx)
        }
        #expect(try open() == 1)
        try fixture.write(fixture.hanneke) {
            try Group.find(group.ref, in: $0).move(to: .stopped, for: .time, in: $0)
        }
        #expect(try open() == 0)
        try fixture.write(fixture.hanneke) {
            try Group.find(group.ref, in: $0).move(to: .forming, in: $0)
        }
        #expect(try open() == 1)
        #expect(try Consistency.findings(fixture.records) == [])
    }

    @Test("that are no task, and tasks that no goal asks for, are found by the check")
    func checked() throws {
        let scene = try PlanScene()
        let goal = try scene.add("Leerlingenvervoer", .school, .municipality)
        #expect(try Consistency.findings(scene.fixture.records) == [])
        let ref = scene.family.ref
        func change(_ statement: SQL) throws -> [String] {
            try scene.fixture.records.database.write { _ = try $0.run(statement) }
            return try Consistency.findings(scene.fixture.records)
        }
        #expect(
            try change("UPDATE tasks SET done_at = 0 WHERE need_id = \(goal)")
                == ["A goal of the municipality for \(ref) is no task."])
        _ = try change("UPDATE tasks SET done_at = NULL WHERE need_id = \(goal)")
        #expect(
            try change("UPDATE needs SET is_private = 1 WHERE id = \(goal)")
                == ["A task of the municipality for \(ref) is of no goal that asks for it."])
    }
}
