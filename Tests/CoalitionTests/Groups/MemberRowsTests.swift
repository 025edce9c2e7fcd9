import Coalition
import Fixtures
import SQLite
import Testing

@Suite("Several people who become members at once")
struct MemberRowsTests {
    let fixture: Fixture
    let group: Group

    init() throws {
        let fixture = try Fixture()
        self.fixture = fixture
        group = try fixture.write(fixture.hanneke) { tx in
            var draft = GroupDraft()
            draft.name = "Bottendaal"
            return try draft.create(in: fixture.nijmegen, tx)
        }
    }

    private func row(
        _ name: String, _ email: String? = nil, born: Int? = 1980, vog: Day? = nil,
        trainings: [Int: Day] = [:]
    ) -> MemberRows.Row {
        var draft = MemberDraft()
        draft.name = name
        draft.email = email
        draft.birthYear = born
        return MemberRows.Row(draft, vogSeenOn: vog, trainings: trainings)
    }

    private func join(_ rows: [MemberRows.Row]) throws -> [ID<Member>] {
        try fixture.write(fixture.hanneke) { tx in
            try MemberRows(rows).join(try Group.find(group.ref, in: tx), in: tx)
        }
    }

    private func problems(_ rows: [MemberRows.Row]) throws -> [String: String] {
        do {
            _ = try join(rows)
            return [:]
        } catch Refusal.invalid(let problems) {
            return Dictionary(
                problems.map { ($0.field, $0.message) }, uniquingKeysWith: { first, _ in first })
        }
    }

    private func members() throws -> [Member] {
        try fixture.read(fixture.hanneke) { try Member.active(of: group.id, in: $0) }
    }

    private let blank = MemberRows.Row(MemberDraft(), isBlank: true)

    @Test("come in with their VOG and trainings, and blank rows are passed over")
    func all() throws {
        let day = try #require(Day(iso: "2026-11-03"))
        let added = try join([
            row("Joke", "joke@voorbeeld.nl", vog: day, trainings: [1: day, 2: day]), blank,
            row("Samira", trainings: [3: day]),
        ])
        #expect(added.count == 2)
        let found = try members()
        #expect(found.map(\.name) == ["Joke", "Samira"])
        #expect(found[0].isCleared(on: day) && !found[1].isCleared(on: day))
        let kept = try fixture.read(fixture.hanneke) { try Group.find(group.ref, in: $0) }
        #expect(kept.memberCount == 2 && kept.clearedCount == 1)
    }

    @Test("are all refused when one of them is, each problem at its row, and nobody is saved")
    func none() throws {
        let found = try problems([
            row("Joke", "joke@voorbeeld.nl"), row(""), row("Timo", born: 2020),
            row("Wim", "JOKE@voorbeeld.nl"), row("Ruben", "ruben"), row("Anna", born: nil),
            row("Bas", vog: Day(iso: "2027-01-01"), trainings: [2: fixture.tomorrow]),
        ])
        #expect(
            found == [
                "name.1": "problem.name", "birth_year.2": "problem.under_age",
                "email.3": "problem.email_twice", "email.4": "problem.email",
                "is_adult.5": "problem.adult_tick", "vog.6": "problem.day_future",
                "training.2.6": "problem.day_future",
            ])
        #expect(try members().isEmpty)
        let left: Int? = try fixture.read(.system) {
            try $0.db.value("SELECT count(*) FROM volunteers")
        }
        #expect(left == 0)
    }

    @Test("are no more than the group has room for")
    func room() throws {
        _ = try join((1...10).map { row("Lid \($0)") })
        let found = try problems([blank, row("Elf"), row("Twaalf"), row("Dertien")])
        #expect(found == ["name.3": "problem.group_room"])
        #expect(try members().count == 10)
        #expect(try join([row("Elf"), row("Twaalf")]).count == 2)
    }

    @Test("bring no address of somebody who is or was a member: that is asked where one is added")
    func known() throws {
        let ids = try join([row("Joke", "joke@voorbeeld.nl"), row("Wim", "wim@voorbeeld.nl")])
        try fixture.write(fixture.hanneke) { tx in
            try Member.find(ids[1].value, of: group.id, in: tx)
                .leave(on: tx.today, .moved, from: group, in: tx)
        }
        let found = try problems([
            row("Ander", "Joke@voorbeeld.nl"), row("Wim", "wim@voorbeeld.nl"),
        ])
        #expect(found == ["email.0": "problem.email_member", "email.1": "problem.email_former"])
    }

    @Test("cannot be added to a group of another city")
    func scope() throws {
        #expect(throws: Refusal.self) {
            try fixture.write(fixture.coordinatorOfHaarlem) {
                try MemberRows([row("Joke")]).join(group, in: $0)
            }
        }
    }

    @Test("one of them becomes the contact person in the place of another")
    func contact() throws {
        _ = try join([row("Joke"), row("Samira")])
        for name in ["Joke", "Samira", "Samira"] {
            try fixture.write(fixture.hanneke) { tx in
                let all = try Member.active(of: group.id, in: tx)
                try all.first { $0.name == name }?.becomeContact(of: group, in: tx)
            }
            #expect(try members().filter(\.isContact).map(\.name) == [name])
        }
        let audited: Int? = try fixture.read(.system) {
            try $0.db.value("SELECT count(*) FROM audit_log WHERE fields = 'is_contact'")
        }
        #expect(audited == 2)
    }
}

extension Fixture {
    /// A day that is still to come.
    fileprivate var tomorrow: Day { Zone.amsterdam.day(of: clock.now) + 1 }
}
