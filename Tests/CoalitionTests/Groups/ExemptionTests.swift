import Fixtures
import Testing

@testable import Coalition

@Suite("Exemption from a VOG")
struct ExemptionTests {
    let fixture: Fixture
    /// Ready but for the VOG of its last member.
    let group: Group

    init() throws {
        let fixture = try Fixture()
        self.fixture = fixture
        let ready = try fixture.ready()
        group = try fixture.write(fixture.hanneke) { tx in
            try Member.active(of: ready.id, in: tx)[4]
                .setVog(.requested, seenOn: nil, of: ready, in: tx)
            return try Group.find(ready.ref, in: tx)
        }
    }

    private func member() throws -> Member {
        try fixture.read(.system) { try Member.active(of: group.id, in: $0)[4] }
    }

    private func ask(days: Int = 90) throws {
        let member = try member()
        try fixture.write(fixture.hanneke) { tx in
            try member.askExemption(.appliedFor, until: tx.today + days, of: group, in: tx)
        }
    }

    private func decide(_ decision: (Day) -> Exemption.Decision) throws {
        try fixture.write(fixture.network) { tx in
            for one in try Exemption.asked(of: group, in: tx) {
                try one.decide(decision(tx.today), for: group, in: tx)
            }
        }
    }

    private func tasks() throws -> [Task] {
        try fixture.read(fixture.network) { tx in
            try TaskList().page(nil, in: tx).rows.filter { $0.kind == .exemption }
        }
    }

    @Test("is asked with a code and a day, and is a task of the network until it decided")
    func granted() throws {
        #expect(group.state == .preparing)
        try ask()
        #expect(try member().vog.status == .exemptionAsked)
        #expect(try !member().vog.holds(on: Day(iso: "2026-11-24") ?? .first))
        #expect(try member().clearanceUntil == member().trainings.values.compactMap { $0 }.min())
        #expect(try tasks().count == 1)
        #expect(try tasks().first?.group == group.id)
        try decide { .granted($0 + 60) }
        let vog = try member().vog
        #expect(vog.status == .exempt)
        #expect(vog.reason == .appliedFor)
        #expect(try tasks().isEmpty)
        try fixture.write(fixture.hanneke) { tx in
            try Group.find(group.ref, in: tx).move(to: .ready, in: tx)
            #expect(try Group.find(group.ref, in: tx).clearanceUntil == tx.today + 60)
        }
    }

    @Test("runs out on its day as a VOG does, and the group falls back")
    func runsOut() throws {
        try ask()
        try decide { .granted($0 + 60) }
        try fixture.write(fixture.hanneke) { tx in
            try Group.find(group.ref, in: tx).move(to: .ready, in: tx)
            let expiring = try Expiring.all(
                in: [try Group.find(group.ref, in: tx)], until: tx.today + 90, tx)
            #expect(expiring.map(\.training) == [nil])
        }
        fixture.clock.now = fixture.clock.now.adding(seconds: 60 * 86_400)
        try DailyRound(fixture.records) { _ in }.go()
        let fallen = try fixture.read(.system) { try Group.find(group.id, in: $0) }
        #expect(fallen.state == .preparing)
        #expect(fallen.clearedCount == 4)
    }

    @Test("refused leaves the group as it is, and a VOG can be asked for after it")
    func refused() throws {
        try ask()
        try decide { _ in .refused }
        #expect(try member().vog.status == .exemptionRefused)
        #expect(try member().vog.mayBeRequested)
        #expect(try tasks().isEmpty)
        try ask(days: 30)
        #expect(try tasks().count == 1)
    }

    @Test("from before an end was asked keeps holding")
    func old() throws {
        let vog = try Vog(text: "exempt\n\n\nwoont hier pas")
        #expect(vog.holds(on: .last) && vog.endsOn == nil && vog.reason == nil)
    }

    @Test("has an end that is ahead and no further than the rules allow, of who lacks a VOG")
    func bounds() throws {
        func problem(_ work: () throws -> Void) throws -> String? {
            do { try work() } catch Refusal.invalid(let problems) {
                return problems.first.map { "\($0.field) \($0.message)" }
            }
            return nil
        }
        #expect(try problem { try ask(days: 0) } == "exempt_until problem.day_early.today")
        #expect(try problem { try ask(days: 400) } == "exempt_until problem.exempt_until")
        try ask(days: 365)
        let id = try member().id.value
        #expect(
            try problem { try decide { .granted($0 + 366) } } == "until.\(id) problem.exempt_until")
        let seen = try fixture.read(.system) { try Member.active(of: group.id, in: $0)[0] }
        let again = try problem {
            try fixture.write(fixture.hanneke) { tx in
                try seen.askExemption(.noMinors, until: tx.today + 9, of: group, in: tx)
            }
        }
        #expect(again == "exempt_reason problem.exempt_seen")
    }

    @Test("is asked by the coordinator of the group and decided by the network, and by nobody else")
    func rights() throws {
        try ask()
        let others = [fixture.hanneke, fixture.officerOfNijmegen, fixture.admin]
        for viewer in others {
            #expect(throws: Refusal.forbidden("forbidden.vog_exempt")) {
                try fixture.read(viewer) { _ = try Exemption.asked(of: group, in: $0) }
            }
        }
        let known = try member()
        for viewer in [fixture.network, fixture.coordinatorOfHaarlem] {
            #expect(throws: Refusal.forbidden("forbidden.group_edit")) {
                try fixture.write(viewer) { tx in
                    try known.askExemption(.noMinors, until: tx.today + 9, of: group, in: tx)
                }
            }
        }
        #expect(throws: Refusal.forbidden("forbidden.vog_exempt")) {
            try fixture.write(fixture.hanneke) { tx in
                try known.setVog(.exempt, seenOn: nil, of: group, in: tx)
            }
        }
    }
}
