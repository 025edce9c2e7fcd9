import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("A step")
struct TakingBackTests {
    let scene: MatchScene
    /// Hanneke with an account, as a step is somebody's.
    let hanneke: Viewer

    init() throws {
        scene = try MatchScene()
        let user = try LogScene.account(
            "hanneke@nijmegen.example", "Hanneke Vos", in: scene.fixture)
        hanneke = Viewer(
            userID: user, name: "Hanneke Vos",
            grants: [.init(.local, city: scene.fixture.nijmegen.id)])
        scene.pass(days: 1)
    }

    private func write<T: Sendable>(
        as viewer: Viewer? = nil, after seconds: Int = 60, _ work: (Transaction) throws -> T
    ) throws -> T {
        scene.fixture.clock.now = scene.fixture.clock.now.adding(seconds: seconds)
        return try scene.fixture.write(viewer ?? hanneke, work)
    }

    private func group(_ tx: Transaction) throws -> Group {
        try Group.find(scene.group.ref, in: tx)
    }

    private func match(_ tx: Transaction) throws -> Match {
        guard let match = try Match.live(ofGroup: scene.group.id, in: tx).first else {
            throw Refusal.notFound
        }
        return match
    }

    private func groupNow() throws -> Group { try scene.fixture.read(hanneke, group) }

    private func familyNow() throws -> Family {
        try scene.fixture.read(hanneke) { try Family.find(scene.family.ref, in: $0) }
    }

    private var stays: [Problem] { [Problem("state", "problem.step_stays")] }

    /// Proposed and agreed, each in its own minute.
    private func agree() throws {
        try write { _ = try MatchProposal(scene.family, scene.group).propose(in: $0) }
        for side in Match.Side.allCases {
            try write { tx in
                let match = try match(tx)
                try match.decide(side, .yes, on: scene.today, version: match.version, in: tx)
            }
        }
        try write { tx in
            let match = try match(tx)
            try match.sign(on: scene.today, version: match.version, in: tx)
        }
    }

    @Test("is taken back by who took it, with what it overwrote, and the history says so")
    func group() throws {
        try write { tx in
            try group(tx).move(to: .stopped, for: .time, in: tx)
        }
        #expect(try groupNow().state == .stopped)
        try write { try group($0).takeBack(in: $0) }
        #expect(try groupNow().state == .ready)
        let history = try scene.fixture.read(hanneke) { try group($0).history(in: $0) }
        #expect(history[0].isReturn && history[0].state == .ready)
        #expect(history[1].isTakenBack && history[1].state == .stopped)
        #expect(refused { try write { try group($0).takeBack(in: $0) } } == stays)
    }

    @Test("is not taken back by somebody else, nor a day later")
    func others() throws {
        try write { try group($0).move(to: .stopped, for: .time, in: $0) }
        let user = try LogScene.account("joke@nijmegen.example", "Joke Bos", in: scene.fixture)
        let joke = Viewer(
            userID: user, name: "Joke Bos",
            grants: [.init(.local, city: scene.fixture.nijmegen.id)])
        #expect(refused { try write(as: joke) { try group($0).takeBack(in: $0) } } == stays)
        #expect(
            refused { try write(after: 86_400) { try group($0).takeBack(in: $0) } } == stays)
    }

    @Test("of a match takes family and group along, back to where they stood")
    func followers() throws {
        try agree()
        let start = scene.today
        try write { try match($0).move(to: .active, .init(on: start), in: $0) }
        #expect(try familyNow().state == .supported)
        try write { try match($0).takeBack(in: $0) }
        let family = try familyNow()
        let (state, startsOn, until) = try scene.fixture.read(hanneke) { tx in
            let match = try match(tx)
            return (match.state, match.startsOn, match.plannedUntil)
        }
        #expect(state == .agreed && startsOn == nil && until == nil)
        #expect(family.state == .matched)
        #expect(try groupNow().state == .matched)
        #expect(try groupNow().silentOn == nil)
        // Of a group that followed there is nothing to take back by itself.
        #expect(refused { try write { try group($0).takeBack(in: $0) } } == stays)
    }

    @Test("that made a match agreed is taken back to one yes")
    func agreement() throws {
        try agree()
        try write { try match($0).takeBack(in: $0) }
        let back = try scene.fixture.read(hanneke) { try match($0) }
        #expect(back.state == .proposed && back.expectationsOn == nil)
        #expect(back.familyDecision == .yes)
        #expect(try familyNow().state == .reserved)
    }

    @Test("stays once something was built on it")
    func builtOn() throws {
        try agree()
        try write { try match($0).move(to: .active, .init(on: scene.today), in: $0) }
        try write { tx in
            var draft = LogDraft()
            (draft.happenedOn, draft.isContact) = (scene.today, true)
            _ = try draft.create(for: try group(tx), in: tx)
        }
        #expect(refused { try write { try match($0).takeBack(in: $0) } } == stays)
    }

    @Test("stays when it is a withdrawal, a no, or an ending for safety", arguments: [0, 1, 2])
    func final(_ kind: Int) throws {
        try agree()
        let ref = try scene.fixture.read(hanneke) { try match($0).ref }
        switch kind {
        case 0:
            let family = try familyNow()
            try write { try family.move(to: .withdrawn, in: $0) }
            #expect(
                refused {
                    try write { try Family.find(scene.family.ref, in: $0).takeBack(in: $0) }
                } == stays)
        case 1:
            try write { try match($0).takeBack(in: $0) }
            try write { tx in
                let match = try match(tx)
                try match.decide(.group, .no, on: scene.today, version: match.version, in: tx)
            }
        default:
            try write {
                try match($0).move(
                    to: .endedEarly, .init(on: scene.today, .safety, then: .open), in: $0)
            }
        }
        #expect(refused { try write { try Match.find(ref, in: $0).takeBack(in: $0) } } == stays)
    }

    @Test("of ending early is taken back, and the talks it called off are planned again")
    func ended() throws {
        try agree()
        let ref = try scene.fixture.read(hanneke) { try match($0).ref }
        try write {
            try match($0).move(
                to: .endedEarly, .init(on: scene.today, .moved, then: .without), in: $0)
        }
        #expect(try familyNow().state == .intake)
        #expect(try familyNow().wantsGroup == false)
        try write { try Match.find(ref, in: $0).takeBack(in: $0) }
        #expect(try familyNow().state == .matched)
        #expect(try familyNow().wantsGroup == true)
        #expect(try groupNow().state == .matched)
        let ended = try scene.fixture.read(hanneke) { try match($0) }
        #expect(ended.endedOn == nil && ended.reason == nil && ended.nextForFamily == nil)
    }

    @Test("that ends a match for safety counts at once and is put before the network")
    func cosigned() throws {
        try agree()
        try write {
            try match($0).move(
                to: .endedEarly, .init(on: scene.today, .safety, then: .another), in: $0)
        }
        #expect(try familyNow().state == .waiting)
        let network = Viewer(
            userID: nil, name: "Netwerk", grants: [.init(.network, city: nil)])
        let tasks = try scene.fixture.read(network) { try TaskList().page(nil, in: $0).rows }
        let asked = tasks.filter { $0.kind == .cosign }
        #expect(asked.map(\.dueOn) == [scene.today.nextWorkingDay])
        #expect(asked.map(\.role) == [.network])
    }
}
