import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("Who knows of a concern")
struct ConcernLevelTests {
    let scene: ConcernScene

    init() throws { scene = try ConcernScene() }

    @Test("reads its status where it stands, and its text only as its triage or handler")
    func open() throws {
        let concern = try scene.report(as: scene.hanneke)
        let levels: [(Viewer, ConcernSight.Level)] = [
            (scene.hanneke, .status), (scene.colleague, .status), (scene.deputy, .status),
            (scene.officer, .nothing), (scene.network, .status), (scene.lead, .text),
            (scene.fixture.coordinatorOfHaarlem, .nothing), (scene.fixture.admin, .nothing),
        ]
        for (viewer, level) in levels {
            #expect(try scene.level(concern, of: viewer) == level, "\(viewer.name)")
        }
        try scene.triage(concern, handler: scene.colleague, as: scene.lead)
        #expect(try scene.level(concern, of: scene.colleague) == .text)
        #expect(try scene.tasks(scene.colleague).map(\.kind) == [.handling])
    }

    @Test("the municipality reports one, and then knows its status and nothing else")
    func officer() throws {
        let concern = try scene.report(as: scene.officer)
        #expect(try scene.level(concern, of: scene.officer) == .status)
        _ = try scene.report(as: scene.hanneke)
        let found = try scene.fixture.read(scene.officer) { tx in
            try ConcernList().lines(nil, in: tx).rows.map(\.concern.ref)
        }
        #expect(found == [concern.ref])
        let told = try scene.fixture.read(scene.officer) { try ConcernCount.told(in: nil, $0) }
        #expect(told?.count == nil && told?.below == 5)
    }

    @Test("one about an account is not there for that account, its deputy and its city")
    func account() throws {
        let group = try scene.log.group()
        let before = try scene.fixture.read(scene.colleague) { try Group.find(group.ref, in: $0) }
        let concern = try scene.report(as: scene.officer) {
            $0.about = .account(try scene.ref(scene.hanneke))
        }
        #expect(concern.isPrivate)
        for viewer in [scene.hanneke, scene.deputy, scene.colleague] {
            #expect(try scene.level(concern, of: viewer) == .nothing)
            #expect(throws: Refusal.notFound) {
                try scene.fixture.read(viewer) { try Concern.find(concern.ref, in: $0) }
            }
            let (count, marked, open, hit) = try scene.fixture.read(viewer) { tx in
                (
                    try ConcernList().count(in: tx).value,
                    try GroupList.flagged(.concern).count(in: tx).value,
                    try Concern.open(about: RecordID(group.id), in: tx).count,
                    try SearchFindings.of(
                        SearchQuery(concern.ref), people: false, title: { _, _ in "" }, in: tx
                    ).all.count
                )
            }
            #expect(count == 0 && marked == 0 && open == 0 && hit == 0)
            #expect(try scene.tasks(viewer).isEmpty)
        }
        #expect(try scene.level(concern, of: scene.officer) == .status)
        #expect(try scene.level(concern, of: scene.lead) == .text)
        let after = try scene.fixture.read(scene.colleague) { try Group.find(group.ref, in: $0) }
        #expect(after.concernCount == before.concernCount && after.version == before.version)
        // Triage says otherwise for the city, and never for whom it is about.
        try scene.triage(concern, handler: scene.lead, as: scene.lead) { $0.isPrivate = false }
        #expect(try scene.level(concern, of: scene.colleague) == .status)
        for viewer in [scene.hanneke, scene.deputy] {
            #expect(try scene.level(concern, of: viewer) == .nothing)
        }
        #expect(try scene.log.group().concernCount == 0)
    }

    @Test("one about a role is not there for those who have it, but for who reported it")
    func role() throws {
        let concern = try scene.report(as: scene.colleague) { $0.about = .role(.local) }
        #expect(try scene.level(concern, of: scene.hanneke) == .nothing)
        #expect(try scene.level(concern, of: scene.colleague) == .status)
        #expect(throws: Refusal.self) {
            try scene.triage(concern, handler: scene.hanneke, as: scene.lead)
        }
    }

    @Test("nobody reports himself, and nobody is chosen who is not there")
    func oneself() throws {
        for about in [try scene.ref(scene.hanneke), "U-ZZZZ"] {
            let found = refused {
                try scene.report(as: scene.hanneke) { $0.about = .account(about) }
            }
            #expect(found.map(\.field) == ["about"])
        }
    }

    @Test("a case that its subject would triage goes to another holder, else to the network")
    func triage() throws {
        let about = try scene.ref(scene.lead)
        let first = try scene.report(as: scene.hanneke) { $0.about = .account(about) }
        #expect(first.triageRole == .network)
        #expect(try scene.level(first, of: scene.lead) == .nothing)
        #expect(try scene.level(first, of: scene.network) == .text)
        #expect(try scene.tasks(scene.lead).isEmpty)
        #expect(try scene.tasks(scene.network).map(\.kind) == [.concern])
        _ = try scene.fixture.write(.system) { tx in
            let id = try User.create(email: "tweede@coalitie.example", name: "Tweede", in: tx)
            try User.grant(Viewer.Grant(.safeguarding), to: id, from: tx.today - 1, in: tx)
        }
        let second = try scene.report(as: scene.hanneke) { $0.about = .account(about) }
        #expect(second.triageRole == .safeguarding)
        #expect(try scene.tasks(scene.lead).isEmpty)
    }

    @Test("a complaint of the neighbourhood goes to the coordinator")
    func neighbourhood() throws {
        let concern = try scene.report(as: scene.officer) {
            ($0.kind, $0.source) = (.complaint, .neighbourhood)
        }
        #expect(concern.triageRole == .local)
        #expect(try scene.level(concern, of: scene.colleague) == .text)
        #expect(try scene.tasks(scene.colleague).map(\.kind) == [.concern])
        let found = refused { try scene.report(as: scene.officer) { $0.kind = .complaint } }
        #expect(found.map(\.field) == ["source"])
    }

    @Test("of the neighbourhood about the surroundings goes to the coordinator, too")
    func surroundings() throws {
        let concern = try scene.report(as: scene.officer) {
            ($0.kind, $0.source) = (.surroundings, .neighbourhood)
        }
        #expect(concern.triageRole == .local)
        let own = try scene.report(as: scene.officer) { $0.kind = .surroundings }
        #expect(own.triageRole == .safeguarding)
    }

    @Test("who is whom it is about, or stands in for that person, never handles it")
    func handler() throws {
        let concern = try scene.report(as: scene.officer) {
            $0.about = .account(try scene.ref(scene.hanneke))
        }
        for person in [scene.hanneke, scene.deputy] {
            let found = refused {
                try scene.triage(concern, handler: person, as: scene.lead)
            }
            #expect(found.map(\.field) == ["handler"])
        }
        try scene.triage(concern, handler: scene.colleague, as: scene.lead)
        let task = try #require(try scene.tasks(scene.colleague).first)
        #expect(try scene.tasks(scene.hanneke).isEmpty && scene.tasks(scene.deputy).isEmpty)
        // Nor is its task handed to them.
        let hanneke = try scene.ref(scene.hanneke)
        let found = refused {
            try scene.fixture.write(scene.colleague) {
                try Task.find(task.ref, in: $0).hand(to: hanneke, in: $0)
            }
        }
        #expect(found.map(\.field) == ["assignee"])
    }

    @Test(
        "one that nobody can take waits for a holder of the role, of which the administrator hears")
    func nobody() throws {
        let scene = try ConcernScene(withLead: false)
        let concern = try scene.report(as: scene.hanneke) { $0.about = .role(.network) }
        #expect(concern.triageRole == .safeguarding)
        #expect(try scene.level(concern, of: scene.network) == .nothing)
        let rest = try scene.report(as: scene.hanneke)
        #expect(rest.triageRole == .network)
        func waiting(_ viewer: Viewer) throws -> Int {
            try scene.fixture.read(viewer) { try Concern.waitingForNobody(in: $0) }
        }
        #expect(try waiting(scene.fixture.admin) == 1 && waiting(scene.network) == 0)
        // What is handed to the network in the daily round leaves it where it is.
        try scene.fixture.write(.system) { _ = try Safeguarding.handOver(limit: 100, in: $0) }
        let lead = try scene.fixture.write(.system) { tx in
            let id = try User.create(email: "miriam@coalitie.example", name: "Miriam", in: tx)
            try User.grant(.init(.safeguarding), to: id, from: tx.today, in: tx)
            return Viewer(userID: id, name: "Miriam", grants: [.init(.safeguarding)])
        }
        #expect(try scene.level(concern, of: lead) == .text)
        #expect(try scene.tasks(lead).map(\.kind) == [.concern])
        #expect(try waiting(scene.fixture.admin) == 0)
    }

    @Test("one about the only account of the network waits as well")
    func only() throws {
        let scene = try ConcernScene(withLead: false)
        let about = try scene.ref(scene.network)
        let concern = try scene.report(as: scene.hanneke) { $0.about = .account(about) }
        #expect(concern.triageRole == .safeguarding)
        #expect(try scene.level(concern, of: scene.network) == .nothing)
    }
}
