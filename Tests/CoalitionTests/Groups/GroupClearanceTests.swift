import Coalition
import Fixtures
import SQLite
import Testing

@Suite("What members hold of a code of conduct, a VOG and trainings")
struct GroupClearanceTests {
    let fixture: Fixture
    let group: Group
    let day = Day(number: 20_750)

    init() throws {
        let fixture = try Fixture()
        self.fixture = fixture
        group = try fixture.write(fixture.hanneke) { tx in
            var draft = GroupDraft()
            draft.name = "Bottendaal"
            let group = try draft.create(in: fixture.nijmegen, tx)
            for name in ["Joke", "Samira"] {
                var member = MemberDraft()
                member.name = name
                member.birthYear = 1980
                try member.join(try Group.find(group.ref, in: tx), in: tx)
            }
            return try Group.find(group.ref, in: tx)
        }
    }

    private func read() throws -> GroupClearance {
        try fixture.read(fixture.hanneke) { try GroupClearance(group, in: $0) }
    }

    private func write(_ kinds: [(Int, GroupClearance.Kind, Day)]) throws {
        try fixture.write(fixture.hanneke) { tx in
            let members = try Member.active(of: group.id, in: tx)
            try GroupClearance.write(
                kinds.map { .init(members[$0.0], $0.1, on: $0.2) }, of: group, in: tx)
        }
    }

    @Test("is written down of several of them, or of nobody when one day is still to come")
    func several() throws {
        let all: [GroupClearance.Kind] = [.conduct, .vog, .training(1), .training(2), .training(3)]
        let wrong = Zone.amsterdam.day(of: fixture.clock.now) + 1
        #expect(throws: Refusal.self) {
            try write(all.map { (0, $0, day) } + [(1, .vog, wrong)])
        }
        #expect(try read().members.allSatisfy { $0.vog.status == .none })
        try write(all.map { (0, $0, day) } + [(1, .requested, day)])
        let found = try read()
        #expect(found.members[0].isCleared(on: day) && found.members[0].codeOfConductOn == day)
        #expect(found.training(3, of: found.members[0]) == .some(.none))
        #expect(found.training(3, of: found.members[1]) == nil)
        #expect(found.members[1].vog.status == .requested)
    }

    @Test("stays where it is there already: a signature, and a VOG that was seen later")
    func stays() throws {
        try write([(0, .conduct, day), (0, .vog, day)])
        try write([(0, .conduct, day - 9), (0, .vog, day - 9), (0, .requested, day)])
        let member = try #require(try read().members.first)
        #expect(member.codeOfConductOn == day && member.vog.seenOn == day)
        try write([(0, .vog, day + 3)])
        #expect(try read().members[0].vog.seenOn == day + 3)
    }

    @Test("page P05: a group is marked within a month of the end, and listed three months ahead")
    func expiring() throws {
        try write([(0, .vog, day), (0, .training(1), day), (0, .training(2), day)])
        let until = day.adding(months: 36)
        func look(_ today: Day) throws -> (end: ClearanceEnd?, marked: Int, listed: Int) {
            let noon = Int64(today - Day(number: 0)) * 86_400_000 + 43_200_000
            fixture.clock.now = Instant(milliseconds: noon)
            return try fixture.read(fixture.hanneke) { tx in
                let kept = try Group.find(group.ref, in: tx)
                let listed = try ExpiringList().page(nil, in: tx).rows
                #expect(try ExpiringList().count(in: tx).value == listed.count)
                let lines = try Expiring.all(in: listed, until: today + ExpiringList.days, tx)
                #expect(lines.allSatisfy { $0.until == until && $0.member.name == "Joke" })
                #expect(lines.isEmpty || lines.count == 3)
                let marked = try GroupList.flagged(.clearance).page(nil, in: tx).rows.count
                #expect(try GroupList.flagged(.clearance).count(in: tx).value == marked)
                let end = try ClearanceNotice(in: tx)
                    .stand(of: try #require(kept.clearanceUntil), kept, on: today)
                return (end, marked, listed.count)
            }
        }
        #expect(try look(until - 91) == (nil, 0, 0))
        #expect(try look(until - 90) == (nil, 0, 1))
        #expect(try look(until - 60) == (.later, 0, 1))
        #expect(try look(until - 31) == (.later, 0, 1))
        #expect(try look(until - 30) == (.soon, 1, 1))
        #expect(try look(until - 1) == (.soon, 1, 1))
        #expect(try look(until) == (.over, 1, 1))
    }

    @Test("page P05: whose it is is told to nobody who may not know names")
    func names() throws {
        #expect(throws: Refusal.self) {
            try fixture.read(fixture.network) { try Expiring.all(in: [group], until: day, $0) }
        }
    }
}
