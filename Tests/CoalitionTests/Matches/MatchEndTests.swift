import Coalition
import Fixtures
import SQLite
import Testing

@Suite("The year of a match")
struct MatchEndTests {
    let scene: MatchScene

    init() throws {
        scene = try MatchScene()
        try scene.agree()
        try scene.move(.active, scene.today)
    }

    @Test("closes from its tenth month and is completed on a day that has come")
    func completed() throws {
        #expect(
            refused { try scene.move(.closing) }.map(\.message)
                == ["guard.match.month.unmet", "guard.match.exit_plan.unmet"])
        scene.pass(days: 300)
        try scene.planExit()
        try scene.move(.closing)
        scene.pass(days: 65)
        #expect(
            refused { try scene.move(.completed, scene.today) }.map(\.message)
                == ["guard.match.final_review.unmet"])
        try scene.holdLastReview()
        #expect(refused { try scene.move(.completed) }.map(\.field) == ["ended_on"])
        #expect(refused { try scene.move(.completed, scene.today + 1) }.count == 1)
        try scene.move(.completed, scene.today)
        let now = try scene.now()
        #expect(now.match.state == .completed)
        #expect(now.family.state == .completed)
        #expect(now.family.retentionUntil == scene.today.adding(months: 24))
        #expect(now.group.state == .completed)
        #expect(now.group.silentOn == nil)
    }

    @Test("may end early with a reason that blames nobody; the family waits since its first day")
    func endedEarly() throws {
        let since = scene.family.waitingSince
        scene.pass(days: 60)
        let bare = refused { try scene.move(.endedEarly, scene.today) }
        #expect(bare.map(\.field) == ["reason"])
        let early = refused { try scene.move(.endedEarly, scene.today - 90, .moved) }
        #expect(early.map(\.field) == ["ended_on"])
        try scene.move(.endedEarly, scene.today, .disagreement)
        let now = try scene.now()
        #expect(now.match.state == .endedEarly)
        #expect(now.match.reason == .disagreement)
        #expect(now.family.state == .waiting)
        #expect(now.family.waitingSince == since)
        #expect(now.group.state == .ready)
    }

    @Test("rests with a day on which it is looked at again; silence rests with it")
    func suspended() throws {
        #expect(refused { try scene.move(.suspended) }.map(\.field) == ["review_on"])
        try scene.move(.suspended, scene.today + 14)
        #expect(try scene.now().group.silentOn == nil)
        #expect(try scene.now().family.state == .supported)
        try scene.move(.active)
        let now = try scene.now()
        #expect(now.match.reviewOn == nil)
        #expect(now.match.startsOn == scene.today)
        #expect(now.group.silentOn == scene.today + 15)
    }

    @Test("ends under a group that pauses, which is then ready again")
    func paused() throws {
        _ = try scene.write { tx in
            // A pause needs a form of its own; here only its state matters.
            try tx.db.run("UPDATE groups SET state = 'paused' WHERE id = \(scene.group.id)")
        }
        try scene.move(.endedEarly, scene.today, .practical)
        #expect(try scene.now().group.state == .ready)
    }

    @Test("edge case: Family withdraws consent - its match ends, without saying why")
    func withdrawn() throws {
        try scene.write { try Family.find(scene.family.ref, in: $0).move(to: .withdrawn, in: $0) }
        let now = try scene.now()
        #expect(now.match.state == .endedEarly)
        #expect(now.match.reason == .other)
        #expect(now.match.endedOn == scene.today)
        #expect(now.family.state == .withdrawn)
        #expect(now.group.state == .ready)
    }

    @Test("keeps the counts per city and state true")
    func counts() throws {
        let counted = try scene.write { tx in
            try tx.db.all(
                """
                SELECT subject || ' ' || state FROM state_counts
                WHERE city_id = \(scene.fixture.nijmegen.id) AND count = 1
                ORDER BY subject, state
                """
            ) { row in try row.next() as String }
        }
        #expect(counted == ["family supported", "group active", "match active"])
    }
}

@Suite("A draft of a match")
struct MatchDraftTests {
    @Test("occupies nobody, and is proposed when it still holds")
    func draft() throws {
        let scene = try MatchScene()
        let draft = try scene.write { try MatchProposal(scene.family, scene.group).keep(in: $0) }
        let states = try scene.write { tx in
            (
                try Family.find(scene.family.ref, in: tx).state,
                try Group.find(scene.group.ref, in: tx).state
            )
        }
        #expect(states == (.waiting, .ready))
        try scene.write { try draft.move(to: .proposed, in: $0) }
        let proposed = try scene.write { try Match.find(draft.ref, in: $0) }
        #expect(proposed.state == .proposed)
        #expect(proposed.proposedOn == scene.today)
    }

    @Test("that somebody else was quicker with is refused")
    func late() throws {
        let scene = try MatchScene()
        let draft = try scene.write { try MatchProposal(scene.family, scene.group).keep(in: $0) }
        _ = try scene.fixture.proposed(scene.family, try scene.fixture.ready("Zwanenveld"))
        let problems = refused { try scene.write { try draft.move(to: .proposed, in: $0) } }
        #expect(problems.map(\.message) == ["guard.match.pairing.unmet"])
    }
}
