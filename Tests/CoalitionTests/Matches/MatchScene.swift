import Coalition
import Fixtures
import SQLite
import Synchronization

/// A waiting family and a ready group of Nijmegen, and what their coordinator does with them.
final class MatchScene: Sendable {
    let fixture: Fixture
    let family: Family
    let group: Group
    private let match = Mutex<Match?>(nil)

    init() throws {
        fixture = try Fixture()
        family = try fixture.waiting()
        group = try fixture.ready()
    }

    var today: Day { fixture.nijmegen.zone.day(of: fixture.clock.now) }

    func write<T: Sendable>(_ work: (Transaction) throws -> T) throws -> T {
        try fixture.write(fixture.hanneke, work)
    }

    /// Closes every open concern, as the safeguarding lead.
    func closeConcerns() throws {
        let lead = Viewer(userID: nil, name: "Iemand", grants: [.init(.safeguarding)])
        try fixture.write(lead) { tx in
            for line in try ConcernList().lines(nil, in: tx).rows {
                try line.concern.close(.solved, nil, in: tx)
            }
        }
    }

    func pass(days: Int) { fixture.clock.now = fixture.clock.now.adding(seconds: days * 86_400) }

    @discardableResult
    func propose() throws -> Match {
        let proposed = try fixture.proposed(family, group)
        match.withLock { $0 = proposed }
        return proposed
    }

    func decide(_ side: Match.Side, _ decision: Match.Decision) throws {
        try write {
            if decision == .yes { try sign($0) }
            let match = try current($0)
            try match.decide(side, decision, on: today, version: match.version, in: $0)
        }
    }

    /// Both signed what they expect, unless they did before.
    private func sign(_ tx: Transaction) throws {
        let match = try current(tx)
        guard match.expectationsOn == nil, Match.undecided.contains(match.state) else { return }
        try match.sign(on: today, version: match.version, in: tx)
    }

    /// Proposed and wanted by both.
    func agree() throws {
        try propose()
        try decide(.family, .yes)
        try decide(.group, .yes)
    }

    /// Everything of the plan for after the year is done.
    func planExit() throws {
        try write { tx in
            let subject = try YearSubject(try current(tx), in: tx)
            let plan = try YearPlan(subject, today: today, in: tx)
            let lines = plan.periods.first { $0.kind == .exitPlan }?.lines ?? []
            for line in lines where line.tick == nil { try subject.tick(line.line, tx) }
        }
    }

    /// The review of month 12 is held today.
    func holdLastReview() throws {
        try write { tx in
            var draft = ReviewDraft(.m12)
            (draft.heldOn, draft.audience, draft.outcome) = (today, .both, .good)
            _ = try draft.add(to: try YearSubject(try current(tx), in: tx), in: tx)
        }
    }

    func plan(_ day: Day) throws {
        try write { tx in
            let match = try current(tx)
            try match.plan(startsOn: day, version: match.version, in: tx)
        }
    }

    func move(
        _ state: Match.State, _ day: Day? = nil, _ reason: Match.Reason? = nil,
        closing: MatchClosingDraft? = nil
    ) throws {
        let rounded = closing ?? MatchClosingDraft(talksOn: today, lesson: "Begin vroeg.")
        let told = Match.Told(
            on: day, reason ?? (state == .suspended ? .illness : nil),
            with: state == .introduced ? .coordinator : nil,
            then: state == .endedEarly ? .another : nil,
            closing: state == .completed ? rounded : nil)
        try write { try current($0).move(to: state, told, in: $0) }
    }

    func now() throws -> (match: Match, family: Family, group: Group) {
        try fixture.read(fixture.hanneke) { tx in
            (
                try current(tx), try Family.find(family.ref, in: tx),
                try Group.find(group.ref, in: tx)
            )
        }
    }

    private func current(_ tx: Transaction) throws -> Match {
        guard let ref = match.withLock({ $0?.ref }) else { throw Refusal.notFound }
        return try Match.find(ref, in: tx)
    }
}
