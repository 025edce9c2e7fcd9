import Coalition
import Fixtures
import Testing

@Suite("A family whose waiting rests on nothing any more")
struct FamilyFollowingTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func change(
        _ family: Family, as viewer: Viewer? = nil, _ edit: (inout FamilyDraft) -> Void
    ) throws -> Family {
        try fixture.write(viewer ?? fixture.hanneke) { tx in
            let family = try Family.find(family.ref, in: tx)
            var draft = try FamilyDraft.stored(family.id, in: tx).draft
            edit(&draft)
            try draft.update(family, version: family.version, in: tx)
            return try Family.find(family.ref, in: tx)
        }
    }

    private func tasks(_ family: Family) throws -> [Task.Kind] {
        try fixture.read(fixture.hanneke) { try family.openTasks(in: $0).map(\.kind) }
    }

    @Test(
        "fault R10: is back in its intake when consent, information or its wish is withdrawn",
        arguments: ["consent", "information", "wish"])
    func withdrawn(_ what: String) throws {
        let waiting = try fixture.waiting()
        let family = try change(waiting) { draft in
            switch what {
            case "consent": draft.consentOn = nil
            case "information": draft.infoGivenOn = nil
            default: draft.wantsGroup = false
            }
        }
        #expect(family.state == .intake && family.waitingSince == waiting.waitingSince)
        let last = try fixture.read(fixture.hanneke) { try family.history(in: $0)[0] }
        #expect(last.from == .waiting && last.reasons == [what])
        #expect(try tasks(family) == [.waiting])
    }

    @Test("fault R10: waits again from its first day once it consents, and the task is done")
    func again() throws {
        let waiting = try fixture.waiting()
        fixture.clock.now = fixture.clock.now.adding(seconds: 5 * 86_400)
        _ = try change(waiting) { $0.consentOn = nil }
        _ = try change(waiting) { $0.consentOn = waiting.consentOn }
        try fixture.write(fixture.hanneke) {
            try Family.find(waiting.ref, in: $0).move(to: .waiting, in: $0)
        }
        let family = try fixture.read(fixture.hanneke) { try Family.find(waiting.ref, in: $0) }
        #expect(family.state == .waiting && family.waitingSince == waiting.waitingSince)
        #expect(try tasks(family).isEmpty)
    }

    @Test("a family with a proposal keeps it: a task asks to look at the match")
    func proposed() throws {
        let family = try fixture.waiting()
        let match = try fixture.proposed(family, try fixture.ready())
        #expect(try change(family) { $0.consentOn = nil }.state == .reserved)
        let open = try fixture.read(fixture.hanneke) {
            try Task.open(about: .init(match.id), in: $0).map(\.kind)
        }
        #expect(open == [.fit])
    }

    @Test(
        "fault R18: takes no goal, person or note once it has left",
        arguments: [Family.State.withdrawn, .moved])
    func left(_ state: Family.State) throws {
        let family = try fixture.waiting()
        try fixture.write(fixture.hanneke) { try family.move(to: state, in: $0) }
        let gone = try fixture.read(fixture.hanneke) { try Family.find(family.ref, in: $0) }
        var goal = NeedDraft()
        (goal.theme, goal.title) = (.school, "Plek op een basisschool")
        var person = FamilyMemberDraft()
        person.kind = .parent
        let goals = goal, people = person
        let attempts: [(Transaction) throws -> Void] = [
            { try goals.add(to: gone, in: $0) },
            { tx in
                let need = try Need.all(of: gone, in: tx)[0]
                try goals.update(need, of: gone, version: need.version, in: tx)
            },
            { try Need.all(of: gone, in: $0)[0].setMet(true, of: gone, in: $0) },
            { try people.add(to: gone, in: $0) },
            { try SensitiveNote.add(.health, "Iets", to: gone, in: $0) },
            { tx in
                let draft = try FamilyDraft.stored(gone.id, in: tx).draft
                try draft.update(gone, version: gone.version, in: tx)
            },
        ]
        for attempt in attempts {
            guard state == .withdrawn else {
                // Of what moved only codes and counts are left, so that there is nothing to change.
                #expect(throws: Refusal.self) {
                    try fixture.write(fixture.hanneke) { try attempt($0) }
                }
                continue
            }
            let problems = refused { try fixture.write(fixture.hanneke) { try attempt($0) } }
            #expect(problems.map(\.message) == ["problem.family_over"])
        }
    }
}
