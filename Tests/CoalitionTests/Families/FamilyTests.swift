import Coalition
import Fixtures
import Testing

@Suite("A family")
struct FamilyTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private var today: Day { fixture.nijmegen.zone.day(of: fixture.clock.now) }

    @Test("is announced without a name, under a plant's, and is seen at once with a task")
    func announced() throws {
        let family = try fixture.announced()
        #expect(PlantNames.all.contains(family.code))
        #expect(family.state == .announced)
        #expect(family.isAnnouncedByMunicipality)
        #expect(family.arrivalCertainty == .expected)
        let (found, tasks) = try fixture.read(fixture.hanneke) { tx in
            let found = try Family.find(family.ref, in: tx)
            return (found, try found.openTasks(in: tx))
        }
        #expect(found.householdSize == 6)
        #expect(tasks.map(\.kind) == [.intake])
        #expect(tasks.first?.role == .local)
        #expect(tasks.first?.dueOn == today + 7)
    }

    @Test("that the coordinator announces herself comes without a task")
    func announcedByCoordinator() throws {
        let tasks = try fixture.write(fixture.hanneke) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.ukraine, 1)
            let family = try draft.create(in: fixture.nijmegen, tx)
            #expect(!family.isAnnouncedByMunicipality)
            return try family.openTasks(in: tx)
        }
        #expect(tasks.isEmpty)
    }

    @Test("is not announced by the network, nor in another city")
    func announcers() throws {
        for viewer in [fixture.network, fixture.officerOfHaarlem, fixture.shelterOfNijmegen] {
            #expect(throws: Refusal.forbidden("forbidden.family_announce")) {
                try fixture.write(viewer) { tx in
                    var draft = FamilyDraft()
                    (draft.route, draft.householdSize) = (.student, 1)
                    try draft.create(in: fixture.nijmegen, tx)
                }
            }
        }
    }

    @Test(
        "refuses what cannot be, each at its field",
        arguments: [
            ("route", "problem.route"), ("household_size", "problem.household_size"),
            ("arrival_certainty", "problem.arrival_certainty"),
            ("languages", "problem.choice"),
        ])
    func impossible(field: String, message: String) throws {
        let problems = refused {
            try fixture.announced { draft in
                draft.route = nil
                draft.householdSize = nil
                draft.arrivalCertainty = nil
                draft.languages = ["xx"]
            }
        }
        #expect(problems.contains(Problem(field, message)))
    }

    @Test("edge case: Silent defaults - adults and minors count together and stay unknown")
    func household() throws {
        let family = try fixture.announced()
        func save(_ adults: Int, _ minors: Int) throws {
            try fixture.write(fixture.hanneke) { tx in
                var draft = try FamilyDraft.stored(family.id, in: tx).draft
                (draft.adults, draft.minors) = (adults, minors)
                try draft.update(family, version: family.version, in: tx)
            }
        }
        #expect(refused { try save(2, 3) }.map(\.message) == ["problem.household_sum"])
        #expect(refused { try save(7, 0) }.map(\.message) == ["problem.household_part"])
        try save(2, 4)
        #expect(try fixture.announced().adults == nil)
    }

    @Test("may arrive on a day that has passed, and nothing is overdue; only what happened is past")
    func arrivalPassed() throws {
        let family = try fixture.announced { $0.arrivalOn = today - 10 }
        #expect(family.arrivalOn == today - 10)
        let tasks = try fixture.read(fixture.hanneke) { try family.openTasks(in: $0) }
        #expect(tasks.allSatisfy { $0.dueOn > today })
        let problems = refused {
            try fixture.announced { $0.arrivalCertainty = .realised }
        }
        #expect(problems.map(\.field) == ["arrival_on"])
    }

    @Test("edge case: Arrival date slips - every date that was believed is kept")
    func slips() throws {
        let family = try fixture.announced()
        try fixture.write(fixture.officerOfNijmegen) { tx in
            var draft = try FamilyDraft.stored(family.id, in: tx).draft
            draft.arrivalOn = today + 60
            try draft.update(family, version: family.version, in: tx)
            let later = try Family.find(family.ref, in: tx)
            var same = try FamilyDraft.stored(later.id, in: tx).draft
            same.languages = ["ar", "kmr"]
            try same.update(later, version: later.version, in: tx)
        }
        let history = try fixture.read(fixture.hanneke) {
            try FamilyArrival.history(of: family.id, in: $0).map(\.day)
        }
        #expect(history == [today + 60, today + 21])
    }

    @Test("edge case: Two people edit at once - the second is told, nothing is lost")
    func conflict() throws {
        let family = try fixture.announced()
        var draft = FamilyDraft()
        (draft.route, draft.householdSize) = (.resettlement, 5)
        try fixture.write(fixture.hanneke) { [draft] in
            try draft.update(family, version: family.version, in: $0)
        }
        #expect(throws: Refusal.conflict(current: family.version + 1)) {
            try fixture.write(fixture.hanneke) { [draft] tx in
                let now = try Family.find(family.ref, in: tx)
                try draft.update(now, version: family.version, in: tx)
            }
        }
    }

    @Test("keeps what the coordinator knows when the municipality changes its announcement")
    func municipalityEdits() throws {
        let family = try fixture.waiting()
        try fixture.write(fixture.officerOfNijmegen) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.familyReunion, 5)
            draft.wantsGroup = false
            try draft.update(family, version: family.version, in: tx)
        }
        let after = try fixture.read(fixture.hanneke) { try Family.find(family.ref, in: $0) }
        #expect(after.householdSize == 5)
        #expect(after.wantsGroup == true)
        #expect(after.consentOn == family.consentOn)
    }
}

/// The problems with which an attempt was refused; none when it was not.
func refused(_ attempt: () throws -> some Any) -> [Problem] {
    do {
        _ = try attempt()
        return []
    } catch Refusal.invalid(let problems) {
        return problems
    } catch { return [] }
}
