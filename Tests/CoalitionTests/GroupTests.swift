import Coalition
import Fixtures
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
}
