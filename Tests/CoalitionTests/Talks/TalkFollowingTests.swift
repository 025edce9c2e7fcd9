import Coalition
import Fixtures
import Testing

@Suite("A talk about a record that ends")
struct TalkFollowingTests {
    let scene: TalkScene

    init() throws { scene = try TalkScene() }

    private func outcome(_ line: TalkLine) throws -> Talk.Outcome? { try scene.again(line).outcome }

    @Test("is called off when the family leaves, and no other is planned")
    func family() throws {
        let line = try scene.plan(scene.draft(), about: try scene.family)
        try scene.matches.write { tx in
            try Family.find(scene.matches.family.ref, in: tx).move(to: .moved, in: tx)
        }
        #expect(try outcome(line) == .cancelled)
        let problems = refused { try scene.plan(scene.draft(), about: try scene.family) }
        #expect(problems.map(\.message) == ["problem.talk_over"])
    }

    @Test("is called off when the group stops; what should have been held stays asked")
    func group() throws {
        let ahead = try scene.plan(scene.draft(in: 5), about: try scene.group)
        let passed = try scene.plan(scene.draft(in: 0, at: "9:00"), about: try scene.group)
        let later = try scene.plan(scene.draft(in: 0, at: "23:00"), about: try scene.group)
        try scene.matches.write { tx in
            try Group.find(scene.matches.group.ref, in: tx).move(to: .stopped, for: .time, in: tx)
        }
        #expect(try outcome(ahead) == .cancelled && outcome(later) == .cancelled)
        #expect(try outcome(passed) == nil)
        try scene.answer(passed, .held)
    }

    @Test("is called off when the match is declined, and one about its group is not")
    func match() throws {
        let match = try scene.matches.propose()
        let subject = try scene.fixture.read(scene.fixture.hanneke) {
            try TalkSubject.find(.match, match.ref, in: $0)
        }
        #expect(subject.kinds.first == .introduction)
        let introduction = try scene.plan(scene.draft(.introduction), about: subject)
        let other = try scene.plan(scene.draft(.training), about: try scene.group)
        try scene.matches.move(.declined, nil, .noClick)
        #expect(try outcome(introduction) == .cancelled && outcome(other) == nil)
    }

    @Test("is called off when the stay is cancelled; a place without a guest has none")
    func stay() throws {
        let world = try StayWorld()
        let stay = try world.plan(
            world.waal, try world.guest(), "2026-12-10", "2027-01-10", by: world.network)
        let free = try world.plan(world.stad, nil, "2026-12-10", "2027-01-10", by: world.network)
        func plan(_ stay: Stay) throws -> TalkLine {
            try world.fixture.write(world.sanne) { tx in
                var draft = TalkDraft()
                (draft.kind, draft.on) = (.introduction, tx.today + 3)
                let subject = TalkSubject.stay(stay)
                return TalkLine(talk: try draft.create(about: subject, in: tx), subject: subject)
            }
        }
        #expect(refused { try plan(free) }.map(\.message) == ["problem.talk_over"])
        let line = try plan(stay)
        #expect(line.talk.programme == .shelterCity)
        _ = try world.bring(stay, to: [.cancelled])
        let talk = try world.fixture.read(world.sanne) {
            try Talk.find(line.talk.id.value, about: line.subject, in: $0)
        }
        #expect(talk.outcome == .cancelled)
    }

    @Test("cannot be opened again once it is over")
    func reopened() throws {
        let line = try scene.plan(scene.draft(), about: try scene.family)
        try scene.matches.write { tx in
            try Family.find(scene.matches.family.ref, in: tx).move(to: .withdrawn, in: tx)
        }
        let subject = try scene.family
        let problems = refused {
            try scene.matches.write { tx in
                try Talk.find(line.talk.id.value, about: subject, in: tx)
                    .reopen(about: subject, in: tx)
            }
        }
        #expect(problems.map(\.message) == ["problem.talk_over"])
    }
}
