import Fixtures
import Testing

@testable import Coalition

@Suite("The coordinator of a record")
struct CoordinatorTests {
    let scene: HandoverScene

    init() throws { scene = try HandoverScene() }

    @Test(
        "is at first who made it, where that is a coordinator there, and else nobody in particular")
    func first() throws {
        #expect(try scene.coordinator(scene.group)?.ref == scene.hanneke.ref)
        #expect(try scene.coordinator(scene.match)?.isViewer == true)
        let announced = try scene.fixture.write(scene.team.gerrit.viewer) {
            [nijmegen = scene.fixture.nijmegen] tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.resettlement, 3)
            return try draft.create(in: nijmegen, tx)
        }
        #expect(try scene.coordinator(announced) == nil)
    }

    @Test("is handed on to a colleague with a note, which stands on the other's list of today")
    func hand() throws {
        try scene.fixture.write(scene.hanneke.viewer) {
            try scene.group.hand(to: scene.joris.ref, remark: "Jij kent de wijk", in: $0)
        }
        #expect(try scene.coordinator(scene.group)?.ref == scene.joris.ref)
        #expect(try scene.team.titles(scene.joris) { $0.due = .now }.isEmpty)
        var list = TaskList()
        list.who = .me
        let told = try scene.fixture.read(scene.joris.viewer) { [list] in
            try list.page(nil, in: $0).rows
        }
        #expect(told.map(\.kind) == [.handed] && told.first?.remark == "Jij kent de wijk")
        #expect(told.first?.subject == RecordID(scene.group.id))
        try scene.fixture.write(scene.joris.viewer) { tx in
            try Task.find(told[0].ref, in: tx).complete(in: tx)
            try scene.group.hand(to: nil, in: tx)
        }
        #expect(try scene.coordinator(scene.group) == nil)
    }

    @Test("is nobody of another city, role or programme, and handed on by nobody else")
    func refused() throws {
        for person in [scene.team.karim, scene.team.gerrit, scene.esther] {
            let problems = scene.problems {
                try scene.fixture.write(scene.hanneke.viewer) {
                    try scene.group.hand(to: person.ref, in: $0)
                }
            }
            #expect(problems == [Problem("coordinator", "problem.assignee")])
        }
        #expect(throws: Refusal.forbidden("forbidden.coordinator")) {
            try scene.fixture.write(scene.team.gerrit.viewer) {
                try scene.group.hand(to: nil, in: $0)
            }
        }
        try scene.fixture.write(scene.esther.viewer) {
            try scene.group.hand(to: scene.joris.ref, in: $0)
        }
        #expect(try scene.coordinator(scene.group)?.ref == scene.joris.ref)
    }

    @Test("is nobody once the account is blocked or has no right there any more")
    func gone() throws {
        let id = try scene.id(scene.hanneke)
        try scene.fixture.write(.system) { tx in
            _ = try tx.db.run("UPDATE users SET is_blocked = 1 WHERE id = \(id)")
        }
        #expect(try scene.coordinator(scene.group) == nil)
        try scene.fixture.write(.system) { tx in
            try tx.db.run("UPDATE users SET is_blocked = 0 WHERE id = \(id)")
            _ = try tx.db.run(
                "UPDATE grants SET from_on = '2020-01-01', until_on = '2020-02-01' WHERE user_id = \(id)"
            )
        }
        #expect(try scene.coordinator(scene.group) == nil)
    }
}
