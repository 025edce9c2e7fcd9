import Coalition
import Fixtures
import SQLite
import Testing

@Suite("A group of five")
struct GroupTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func group(with names: [String]) throws -> Group {
        try fixture.write(fixture.hanneke) { tx in
            var draft = GroupDraft()
            draft.name = "Bottendaal"
            let group = try draft.create(in: fixture.nijmegen, tx)
            for name in names { try member(name).join(try Group.find(group.ref, in: tx), in: tx) }
            return try Group.find(group.ref, in: tx)
        }
    }

    private func member(_ name: String) -> MemberDraft {
        var draft = MemberDraft()
        draft.name = name
        draft.birthYear = 1980
        return draft
    }

    @Test("is complete at its fifth member")
    func complete() throws {
        let four = try group(with: ["Joke", "Samira", "Wim", "Ruben"])
        #expect(four.memberCount == 4)
        #expect(!four.isComplete)
        let five = try fixture.write(fixture.hanneke) { tx in
            try member("Anna van der Zee").join(four, in: tx)
            return try Group.find(four.ref, in: tx)
        }
        #expect(five.isComplete)
    }

    @Test("refuses somebody who is certainly under eighteen")
    func underAge() throws {
        let group = try group(with: [])
        var draft = member("Timo")
        draft.birthYear = 2010
        #expect(throws: Refusal.self) {
            try fixture.write(fixture.hanneke) { try draft.join(group, in: $0) }
        }
        #expect(
            try fixture.read(fixture.hanneke) { try Group.find(group.ref, in: $0).memberCount } == 0
        )
    }

    @Test("does not exist for another city")
    func scope() throws {
        let group = try group(with: ["Joke"])
        #expect(throws: Refusal.self) {
            try fixture.read(fixture.coordinatorOfHaarlem) { try Group.find(group.ref, in: $0) }
        }
        #expect(throws: Refusal.self) {
            try fixture.write(fixture.network) { try member("Piet").join(group, in: $0) }
        }
    }

    @Test("keeps names sealed in the file and sorts them by the Dutch rule")
    func sealed() throws {
        let names = ["Anna van der Zee", "Wim Derksen", "محمد", "Yusuf Öztürk", "'t Hart"]
        let group = try group(with: names)
        let shown = try fixture.read(fixture.hanneke) {
            try Member.active(of: group.id, in: $0).map(\.name)
        }
        #expect(shown == ["Wim Derksen", "'t Hart", "Yusuf Öztürk", "Anna van der Zee", "محمد"])
    }

    @Test("counts of several attendances of a training the one that holds longest")
    func attendances() throws {
        let group = try fixture.ready()
        func until(after dates: [String?]) throws -> Day?? {
            let member = try #require(
                try fixture.read(fixture.hanneke) { try Member.active(of: group.id, in: $0).first })
            let training = try #require(member.trainings.keys.first)
            try fixture.records.database.write { db in
                try db.run(
                    """
                    DELETE FROM training_attendances
                    WHERE volunteer_id = \(member.volunteer) AND training_id = \(training)
                    """)
                for (number, date) in dates.enumerated() {
                    try db.run(
                        """
                        INSERT INTO training_attendances
                            (training_id, volunteer_id, attended_on, valid_until_on, created_at)
                        VALUES (\(training), \(member.volunteer), \("2024-01-0\(number + 1)"),
                            \(date), 0)
                        """)
                }
            }
            return try fixture.read(fixture.hanneke) { tx in
                try Member.active(of: group.id, in: tx).first { $0.id == member.id }?
                    .trainings[training]
            }
        }
        let late = try #require(Day(iso: "2028-01-01"))
        #expect(try until(after: ["2026-01-01", "2028-01-01"]) == .some(.some(late)))
        #expect(try until(after: ["2028-01-01", "2026-01-01"]) == .some(.some(late)))
        #expect(try until(after: ["2026-01-01", nil]) == .some(.none))
        #expect(try until(after: [nil, "2026-01-01"]) == .some(.none))
    }
}
