import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("Trainings that the network keeps")
struct TrainingTests {
    let scene: RuleScene

    init() throws { scene = try RuleScene() }

    private func find(_ id: Int) throws -> Training {
        try scene.fixture.read(.system) { try Training.find(Int64(id), in: $0) }
    }

    private func draft(_ id: Int) throws -> TrainingDraft {
        try scene.fixture.read(.system) { tx in
            try TrainingDraft.stored(ID(Int64(id)), in: tx).draft
        }
    }

    private func update(_ id: Int, by viewer: Viewer, _ change: (inout TrainingDraft) -> Void)
        throws
    {
        var draft = try draft(id)
        change(&draft)
        let training = try find(id)
        try scene.fixture.write(viewer) {
            try draft.update(training, version: training.version, in: $0)
        }
    }

    @Test("get another name at once; whether one is required waits for a second person")
    func required() throws {
        let group = try scene.fixture.ready()
        try update(3, by: scene.esther) { ($0.titleNL, $0.isRequired) = ("Verschil", true) }
        #expect(try find(3).titleNL == "Verschil")
        #expect(try !find(3).isRequired)
        #expect(try find(3).wish?.isRequired == true)
        let without = try scene.fixture.read(.system) {
            try Training.find(3, in: $0).readyGroupsWithout(in: $0)
        }
        #expect(without == 1)
        #expect(throws: Refusal.forbidden("forbidden.second_person")) {
            try scene.fixture.write(scene.esther) { try Training.find(3, in: $0).confirm(in: $0) }
        }
        #expect(try scene.find(group).state == .ready)
        try scene.fixture.write(scene.femke) { try Training.find(3, in: $0).confirm(in: $0) }
        #expect(try find(3).isRequired)
        #expect(try find(3).wish == nil)
        let fallen = try scene.find(group)
        #expect(fallen.state == .preparing)
        #expect(fallen.clearedCount == 0)
    }

    @Test("retired keep counting where they were followed, and are followed and required no more")
    func retired() throws {
        let group = try scene.fixture.ready()
        try update(2, by: scene.esther) { ($0.isOffered, $0.isRequired) = (false, false) }
        try scene.fixture.write(scene.femke) { try Training.find(2, in: $0).confirm(in: $0) }
        #expect(try scene.find(group).clearedCount == 5)
        try scene.fixture.read(scene.hanneke) { tx in
            #expect(try GroupClearance(group, in: tx).trainings.map(\.id) == [1, 3])
            let member = try Member.active(of: group.id, in: tx)[0]
            #expect(try GroupClearance(group, in: tx).training(2, of: member) != nil)
        }
        let problems = try scene.problems {
            try scene.fixture.write(scene.hanneke) { tx in
                try Member.active(of: group.id, in: tx)[0]
                    .attend(2, on: tx.today, of: group, in: tx)
            }
        }
        #expect(problems == ["training problem.training_retired"])
    }

    @Test("hold as long as they do on the day on which they are written down")
    func validity() throws {
        let group = try scene.fixture.ready()
        try update(1, by: scene.esther) { $0.validMonths = 12 }
        try scene.fixture.write(scene.femke) { try Training.find(1, in: $0).confirm(in: $0) }
        try scene.fixture.write(scene.hanneke) { tx in
            let members = try Member.active(of: group.id, in: tx)
            #expect(members[0].trainings[1] == tx.today.adding(months: 36))
            var draft = MemberDraft()
            (draft.name, draft.birthYear) = ("Noor", 1990)
            let id = try draft.join(group, in: tx)
            try Member.find(id.value, of: group.id, in: tx)
                .attend(1, on: tx.today, of: group, in: tx)
            let noor = try Member.find(id.value, of: group.id, in: tx)
            #expect(noor.trainings[1] == tx.today.adding(months: 12))
        }
    }

    @Test("are of no city: what somebody followed in one counts in the other")
    func everywhere() throws {
        let group = try scene.fixture.ready()
        let other = try scene.fixture.write(scene.fixture.coordinatorOfHaarlem) { tx in
            var draft = GroupDraft()
            draft.name = "Schalkwijk"
            let other = try draft.create(in: scene.fixture.haarlem, tx)
            try tx.db.run(
                """
                INSERT INTO memberships
                    (group_id, volunteer_id, is_contact, joined_on, created_at, updated_at)
                SELECT \(other.id), volunteer_id, 0, joined_on, created_at, updated_at
                FROM memberships WHERE group_id = \(group.id) ORDER BY id LIMIT 1
                """)
            try Group.refresh(other.id, in: tx)
            return other
        }
        #expect(try scene.find(other).clearedCount == 1)
        try scene.fixture.read(scene.fixture.coordinatorOfHaarlem) { tx in
            let member = try Member.active(of: other.id, in: tx)[0]
            #expect(try GroupClearance(other, in: tx).training(1, of: member) != nil)
        }
    }

    @Test("are described by the network alone, under a name that no other has")
    func refused() throws {
        var draft = TrainingDraft()
        (draft.titleNL, draft.titleEN) = ("Rouw", "Grief")
        for viewer in [scene.hanneke, scene.beheer, scene.fixture.shelterOfNijmegen] {
            #expect(throws: Refusal.forbidden("forbidden.trainings")) {
                try scene.fixture.write(viewer) { try draft.create(in: $0) }
            }
        }
        draft.titleNL = "cultuurverschillen"
        #expect(
            try scene.problems {
                try scene.fixture.write(scene.esther) { try draft.create(in: $0) }
            }
                == ["title_nl problem.training_taken"])
        (draft.titleNL, draft.isRequired) = ("Rouw", true)
        let made = try scene.fixture.write(scene.esther) { try draft.create(in: $0) }
        #expect(!made.isRequired && made.wish?.isRequired == true)
        try scene.fixture.write(scene.esther) { try made.withdrawWish(in: $0) }
        #expect(try find(made.id).wish == nil)
    }

    @Test("a title that changes leaves what waits as it is")
    func kept() throws {
        try update(3, by: scene.esther) { $0.isRequired = true }
        let wish = try find(3).wish
        try update(3, by: scene.femke) { ($0.titleNL, $0.isRequired) = ("Verschil", true) }
        #expect(try find(3).wish == wish)
        try update(3, by: scene.femke) { $0.isRequired = false }
        #expect(try find(3).wish == nil)
    }
}
