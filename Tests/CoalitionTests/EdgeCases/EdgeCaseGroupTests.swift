import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("What goes wrong with groups")
struct EdgeCaseGroupTests {
    @Test("edge case: Group below five - no new match while one lacks, however much room it has")
    func noNewMatch() throws {
        let fixture = try Fixture()
        let group = try fixture.ready()
        _ = try fixture.proposed(try fixture.waiting(), group)
        try fixture.write(.system) { tx in
            _ = try tx.db.run("UPDATE groups SET capacity = 2 WHERE id = \(group.id)")
        }
        try fixture.write(fixture.hanneke) { tx in
            let now = try Group.find(group.ref, in: tx)
            let member = try #require(try Member.active(of: now.id, in: tx).last)
            try member.leave(on: fixture.nijmegen.today(tx), .time, from: now, in: tx)
        }
        let (other, short) = try (
            fixture.waiting(),
            fixture.read(fixture.hanneke) { try Group.find(group.ref, in: $0) }
        )
        #expect(short.state == .matched && short.lacksMembers)
        let problems = refused { try fixture.proposed(other, short) }.map(\.message)
        #expect(problems.contains("pairing.complete.members"))
        #expect(!problems.contains("pairing.capacity.unmet"))
    }

    @Test("edge case: Member in two groups - allowed, and the other group is named")
    func twoGroups() throws {
        let fixture = try Fixture()
        let (lent, hees) = try (fixture.ready("Lent"), fixture.ready("Hees"))
        let named = try fixture.write(fixture.hanneke) { tx in
            var draft = MemberDraft()
            (draft.name, draft.email, draft.birthYear) = ("Bo Smit", "bo@voorbeeld.nl", 1980)
            try draft.join(try Group.find(lent.ref, in: tx), in: tx)
            let other = try draft.sameEmail(in: fixture.nijmegen.id, besides: hees.id, tx)
            try draft.join(try Group.find(hees.ref, in: tx), in: tx)
            return other?.name
        }
        #expect(named == "Lent")
        let counts = try fixture.read(fixture.hanneke) { tx in
            try [lent, hees].map { try Group.find($0.ref, in: tx).memberCount }
        }
        #expect(counts == [6, 6])
        // In another city nobody is told, and nobody there is known.
        let elsewhere = try fixture.read(fixture.coordinatorOfHaarlem) { tx in
            var draft = MemberDraft()
            (draft.name, draft.email) = ("Bo Smit", "bo@voorbeeld.nl")
            return try draft.sameEmail(in: fixture.haarlem.id, besides: nil, tx)
        }
        #expect(elsewhere == nil)
    }

    @Test("edge case: Silent defaults - what nobody asked fits nothing, and says so")
    func unknown() throws {
        let fixture = try Fixture()
        let announced = try fixture.announced()
        let group = try fixture.ready()
        let found = try fixture.read(fixture.hanneke) { try Pairing.of(announced, group, in: $0) }
        let support = try #require(found.findings.first { $0.rule == .support })
        #expect(!support.isMet && support.message == "pairing.support.unknown")
        #expect(announced.adults == nil && announced.minors == nil && announced.wantsGroup == nil)
    }
}
