import Fixtures
import Testing

@testable import Coalition

@Suite("Somebody who is away")
struct AbsenceTests {
    let scene: HandoverScene

    init() throws { scene = try HandoverScene() }

    private func titles(_ person: TaskTeam.Person) throws -> [String] {
        try scene.team.titles(person)
    }

    @Test("edge case: Coordinator away - the deputy gets the tasks, and nobody else does")
    func deputy() throws {
        try scene.team.add("Van Hanneke", for: scene.hanneke)
        try scene.away(scene.hanneke, deputy: scene.joris)
        #expect(try titles(scene.joris) == ["Van Hanneke"])
        let third = try third()
        #expect(try titles(third).isEmpty)
        #expect(try titles(scene.hanneke) == ["Van Hanneke"])
        scene.pass(days: 21)
        #expect(try titles(scene.joris).isEmpty)
    }

    @Test(
        "has nobody in particular to stand in, or a deputy who is away too: then it is the role's")
    func role() throws {
        try scene.team.add("Van Hanneke", for: scene.hanneke)
        let third = try third()
        let absence = try scene.away(scene.hanneke, deputy: scene.joris)
        #expect(try titles(third).isEmpty)
        try scene.away(scene.joris, 0, 3)
        #expect(try titles(third) == ["Van Hanneke"])
        #expect(
            try scene.fixture.read(scene.joris.viewer) { try Deputies.principals(in: $0).isEmpty })
        scene.pass(days: 3)
        #expect(try titles(third).isEmpty)
        let user = try scene.id(scene.hanneke)
        try scene.fixture.write(scene.hanneke.viewer) { tx in
            let found = try Absence.find(absence.value, of: user, in: tx)
            var draft = AbsenceDraft(found, deputy: nil)
            draft.deputy = ""
            try draft.update(found, version: found.version, in: tx)
        }
        #expect(try titles(third) == ["Van Hanneke"])
    }

    @Test("is taken over for the week by the deputy, who gives back what is not done")
    func week() throws {
        let soon = try scene.team.add("Deze week", for: scene.hanneke, due: 3)
        try scene.team.add("Later", for: scene.hanneke, due: 30)
        let done = try scene.team.add("Gedaan", for: scene.hanneke, due: 1)
        let id = try scene.away(scene.hanneke, deputy: scene.joris)
        let count = try scene.fixture.write(scene.joris.viewer) { tx in
            try StandIn.find(id.value, in: tx).takeOver(in: tx)
        }
        #expect(count == 2)
        let taken = try scene.team.again(soon, as: scene.joris)
        #expect(taken.assignee == scene.joris.ref && taken.absence == id)
        #expect(taken.handedBy == scene.hanneke.viewer.userID)
        try scene.fixture.write(scene.joris.viewer) {
            try Task.find(done.ref, in: $0).complete(in: $0)
        }
        scene.pass(days: 21)
        try DailyRound(scene.fixture.records) { Issue.record($0) }.go()
        let back = try scene.team.again(soon)
        #expect(back.assignee == scene.hanneke.ref && back.absence == nil)
        #expect(try scene.team.again(done).assignee == scene.joris.ref)
    }

    @Test("who is back sooner has the tasks again at once")
    func sooner() throws {
        let task = try scene.team.add("Deze week", for: scene.hanneke, due: 3)
        let id = try scene.away(scene.hanneke, deputy: scene.joris)
        scene.pass(days: 1)
        let user = try scene.id(scene.hanneke)
        try scene.fixture.write(scene.joris.viewer) { tx in
            _ = try StandIn.find(id.value, in: tx).takeOver(in: tx)
        }
        try scene.fixture.write(scene.hanneke.viewer) { tx in
            try Absence.find(id.value, of: user, in: tx).end(version: 1, in: tx)
        }
        #expect(try scene.team.again(task).assignee == scene.hanneke.ref)
        #expect(try scene.fixture.read(.system) { try Absence.running(of: user, in: $0) } == nil)
    }

    @Test("has a deputy of the same role, city and programme: another may not see the city")
    func wrongDeputy() throws {
        for person in [scene.team.karim, scene.team.gerrit, scene.esther, scene.hanneke] {
            let problems = scene.problems { try scene.away(scene.hanneke, deputy: person) }
            #expect(problems == [Problem("deputy", "problem.deputy")])
        }
        let hosted = try person(
            "Noor", .init(.local, city: scene.fixture.nijmegen.id, programme: .hostedStay))
        let problems = scene.problems { try scene.away(scene.hanneke, deputy: hosted) }
        #expect(problems == [Problem("deputy", "problem.deputy")])
        #expect(
            try scene.fixture.read(.system) {
                try $0.db.value("SELECT count(*) FROM absences") as Int?
            } == 0)
    }

    @Test("gives the deputy no right: a task of a role that he or she lost is not on the list")
    func noRight() throws {
        try scene.team.add("Van Hanneke", for: scene.hanneke)
        try scene.away(scene.hanneke, deputy: scene.joris)
        let stripped = Viewer(userID: scene.joris.viewer.userID, name: "Joris", grants: [])
        let seen = try scene.fixture.read(stripped) { tx in
            (
                try TaskList().page(nil, in: tx).rows.count,
                try scene.group.coordinator(in: tx)?.deputy
            )
        }
        #expect(seen.0 == 0 && seen.1 == "Joris")
    }

    @Test("is not away twice at once, not in the past, and comes back after going")
    func days() throws {
        try scene.away(scene.hanneke, 3, 10)
        func problem(_ from: Int, _ until: Int) -> [String] {
            scene.problems { try scene.away(scene.hanneke, from, until) }.map {
                "\($0.field) \($0.message)"
            }
        }
        #expect(problem(9, 12) == ["from_on problem.absence_overlap"])
        #expect(problem(-1, 2) == ["from_on problem.absence_past"])
        #expect(problem(20, 20) == ["until_on problem.until_before_from"])
        #expect(problem(20, 4000) == ["until_on problem.day_late.farthest"])
        #expect(problem(10, 12) == [])
    }

    @Test("is named by that person or by the network, and by nobody else")
    func names() throws {
        try scene.away(scene.hanneke, 1, 5, deputy: scene.joris, by: scene.esther.viewer)
        for other in [scene.joris, scene.team.gerrit, scene.team.karim] {
            #expect(throws: Refusal.notFound) {
                try scene.away(scene.hanneke, 7, 9, by: other.viewer)
            }
        }
        let shelter = Viewer(
            userID: scene.esther.viewer.userID, name: "Esther",
            grants: [.init(.network, programme: .shelterCity)])
        let hosted = Viewer.Grant(.local, city: scene.fixture.nijmegen.id, programme: .samenHier)
        let noor = try person("Noor", hosted)
        #expect(throws: Refusal.notFound) { try scene.away(noor, 7, 9, by: shelter) }
    }

    private func third() throws -> TaskTeam.Person {
        try person("Fatima", .init(.local, city: scene.fixture.nijmegen.id))
    }

    private func person(_ name: String, _ grant: Viewer.Grant) throws -> TaskTeam.Person {
        try scene.fixture.write(.system) { tx in
            let id = try User.create(
                email: "\(name.lowercased())@coalitie.example", name: name, in: tx)
            try User.grant(grant, to: id, from: tx.today, in: tx)
            return TaskTeam.Person(
                viewer: Viewer(userID: id, name: name, grants: [grant]),
                ref: try User.find(id, in: tx)?.ref ?? "")
        }
    }
}
