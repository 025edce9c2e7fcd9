import Coalition
import Fixtures
import Testing

@Suite("What no longer fits of a match")
struct MatchFitTests {
    let scene: MatchScene

    init() throws { scene = try MatchScene() }

    private func grow(to size: Int) throws {
        try scene.write { tx in
            let family = try Family.find(scene.family.ref, in: tx)
            var draft = try FamilyDraft.stored(family.id, in: tx).draft
            draft.householdSize = size
            try draft.update(family, version: family.version, in: tx)
        }
    }

    private func misfits(_ match: Match) throws -> [Pairing.Rule] {
        try scene.write { try Match.find(match.ref, in: $0).misfits(in: $0).map(\.rule) }
    }

    private func tasks(_ match: Match) throws -> [Task.Kind] {
        try scene.write { try Task.open(about: .init(match.id), in: $0).map(\.kind) }
    }

    @Test("fault R20: a household that grew after the draft is told, and refused without a reason")
    func draft() throws {
        let draft = try scene.write { try MatchProposal(scene.family, scene.group).keep(in: $0) }
        #expect(try misfits(draft).isEmpty)
        try grow(to: 9)
        #expect(try misfits(draft) == [.household])
        let problems = refused { try scene.write { try draft.move(to: .proposed, in: $0) } }
        #expect(problems.map(\.message) == ["guard.match.pairing.unmet"])
    }

    @Test(
        "edge case: Nareis, fault R20 - a household that grew is told and asked about"
    )
    func proposal() throws {
        let match = try scene.propose()
        #expect(try misfits(match).isEmpty && tasks(match).isEmpty)
        try grow(to: 9)
        #expect(try misfits(match) == [.household])
        #expect(try tasks(match) == [.fit])
        try scene.write { tx in
            let group = try Group.find(scene.group.ref, in: tx)
            var draft = try GroupDraft.stored(group.id, in: tx).draft
            draft.maxHousehold = 9
            try draft.update(group, version: group.version, in: tx)
        }
        #expect(try misfits(match).isEmpty && tasks(match).isEmpty)
    }

    @Test("fault R11: is not completed before its year is over")
    func year() throws {
        try scene.agree()
        try scene.move(.active, scene.today)
        scene.pass(days: 352)
        try scene.planExit()
        try scene.move(.closing)
        try scene.holdLastReview()
        let problems = refused { try scene.move(.completed, scene.today) }
        #expect(problems.map(\.message) == ["guard.match.year.unmet"])
        scene.pass(days: 13)
        try scene.move(.completed, scene.today)
    }

    @Test("fault R11: is not completed while a concern is open")
    func concern() throws {
        try scene.agree()
        try scene.move(.active, scene.today)
        scene.pass(days: 365)
        try scene.planExit()
        try scene.move(.closing)
        try scene.holdLastReview()
        try scene.write { tx in
            var draft = LogDraft.spoken(on: scene.today)
            draft.hasConcern = true
            try draft.create(for: try Group.find(scene.group.ref, in: tx), in: tx)
        }
        let problems = refused { try scene.move(.completed, scene.today) }
        #expect(problems.map(\.message) == ["guard.match.concerns.unmet"])
        try scene.closeConcerns()
        try scene.move(.completed, scene.today)
    }
}
