import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("Opening what is closed")
struct OpeningTests {
    let scene: HandoverScene
    let miriam: Viewer

    init() throws {
        scene = try HandoverScene()
        miriam = try scene.fixture.write(.system) { tx in
            let id = try User.create(email: "miriam@coalitie.example", name: "Miriam", in: tx)
            try User.grant(.init(.safeguarding), to: id, from: tx.today, in: tx)
            return Viewer(userID: id, name: "Miriam", grants: [.init(.safeguarding)])
        }
    }

    private let reason = "De school belde over het gezin"

    private var coupled: Group {
        get throws {
            try scene.fixture.read(.system) { tx in
                guard let group = scene.match.group else { throw Refusal.notFound }
                return try Group.find(group, in: tx)
            }
        }
    }

    private func open<Kind: Openable>(
        _ parts: Set<OpenedPart>, of record: Kind, by viewer: Viewer, reason: String? = nil,
        for concern: Concern? = nil
    ) throws {
        let words = reason ?? self.reason
        try scene.fixture.write(viewer) {
            try record.open(parts, reason: words, for: concern, in: $0)
        }
    }

    @Test("is for sixty minutes, on that record, for who gave the reason")
    func hour() throws {
        let group = try coupled
        try open([.names], of: group, by: scene.esther.viewer)
        func shows(_ viewer: Viewer, _ part: OpenedPart, _ record: Group) throws -> Bool {
            try scene.fixture.read(viewer) { try record.opening(in: $0).shows(part) }
        }
        #expect(try shows(scene.esther.viewer, .names, group))
        #expect(try !shows(scene.esther.viewer, .contacts, group))
        #expect(try !shows(scene.esther.viewer, .names, scene.group))
        #expect(try !shows(miriam, .names, group))
        scene.fixture.clock.now = scene.fixture.clock.now.adding(seconds: 59 * 60)
        #expect(try shows(scene.esther.viewer, .names, group))
        scene.fixture.clock.now = scene.fixture.clock.now.adding(seconds: 60)
        #expect(try !shows(scene.esther.viewer, .names, group))
    }

    @Test("shows the network the texts of the log, and nobody of the municipality anything")
    func texts() throws {
        let group = try coupled
        let depth = try scene.fixture.read(scene.esther.viewer) {
            try LogPolicy.reading(group, in: $0).depth
        }
        #expect(depth == .counts)
        try open([.texts], of: group, by: scene.esther.viewer)
        let after = try scene.fixture.read(scene.esther.viewer) { tx in
            let policy = try LogPolicy.reading(group, in: tx)
            return (policy.depth, policy.mayWrite)
        }
        #expect(after == (.everything, false))
        #expect(throws: Refusal.forbidden("forbidden.opening")) {
            try open([.texts], of: group, by: miriam)
        }
        for viewer in [scene.team.gerrit.viewer, scene.hanneke.viewer] {
            #expect(throws: Refusal.forbidden("forbidden.opening")) {
                try open([.names], of: group, by: viewer)
            }
        }
    }

    @Test("shows the names of a family to who opened them")
    func family() throws {
        let family = try scene.fixture.read(.system) {
            try Family.find(scene.match.family, in: $0)
        }
        #expect(throws: Refusal.self) {
            try scene.fixture.read(miriam) { try FamilyMember.all(of: family, in: $0) }
        }
        try open([.names], of: family, by: miriam)
        _ = try scene.fixture.read(miriam) { try FamilyMember.all(of: family, in: $0) }
    }

    @Test("asks for a reason and a part")
    func reasons() throws {
        let group = try coupled
        let short = scene.problems {
            try open([.names], of: group, by: miriam, reason: "Zomaar")
        }
        #expect(short.map(\.field) == ["reason"])
        let nothing = scene.problems { try open([], of: group, by: miriam) }
        #expect(nothing.map(\.field) == ["parts"])
    }

    @Test("tells the coordinator once, and stands on the record for who may see it")
    func told() throws {
        let group = try coupled
        try open([.names, .contacts], of: group, by: scene.esther.viewer)
        try open([.texts], of: group, by: scene.esther.viewer)
        let looks = try scene.fixture.read(scene.hanneke.viewer) { try group.looks(in: $0) }
        #expect(Set(looks.compactMap(\.part)) == [.names, .contacts, .texts])
        #expect(looks.allSatisfy { $0.reason == reason })
        for viewer in [scene.team.gerrit.viewer, scene.team.karim.viewer] {
            #expect(try scene.fixture.read(viewer) { try group.looks(in: $0).isEmpty })
        }
        let tasks = try scene.fixture.read(scene.hanneke.viewer) {
            try Task.open(about: .init(group.id), in: $0)
        }
        #expect(tasks.filter { $0.kind == .look }.count == 1)
    }

    /// Reports a concern about the coordinator, and says who handles it.
    private func closedConcern(about group: Group, handler: Viewer) throws -> Concern {
        func ref(_ viewer: Viewer, _ tx: Transaction) throws -> String? {
            try viewer.userID.flatMap { try User.find($0, in: tx)?.ref }
        }
        let concern = try scene.fixture.write(scene.team.gerrit.viewer) { tx in
            var draft = ConcernDraft()
            draft.text = "Hij leent geld van het gezin."
            draft.about = .account(try ref(scene.hanneke.viewer, tx) ?? "")
            return try draft.report(ConcernPlace(about: .group(group), in: tx), in: tx)
        }
        try scene.fixture.write(miriam) { tx in
            var draft = TriageDraft()
            (draft.kind, draft.severity) = (.money, .high)
            (draft.about, draft.isPrivate) = (concern.about, true)
            draft.handler = try ref(handler, tx)
            try draft.triage(concern, phone: nil, version: concern.version, in: tx)
        }
        return concern
    }

    /// Looks, tasks of them and lines of history that somebody finds at a group.
    private func found(_ group: Group, by viewer: Viewer) throws -> [Int] {
        try scene.fixture.read(viewer) { tx in
            [
                try group.looks(in: tx).count,
                try Task.open(about: .init(group.id), in: tx).filter { $0.kind == .look }.count,
                try RecordHistory(of: group, in: tx).page(nil, in: tx).rows
                    .filter { $0.action == .open }.count,
            ]
        }
    }

    @Test("that belongs to a closed concern is told to a second person, and shows nowhere else")
    func closed() throws {
        let group = try coupled
        let esther = scene.esther.viewer
        let concern = try closedConcern(about: group, handler: esther)
        try open([.names], of: group, by: esther, for: concern)
        #expect(try found(group, by: scene.hanneke.viewer) == [0, 0, 0])
        #expect(try found(group, by: miriam) == [1, 1, 1])
        let task = try scene.fixture.read(miriam) { tx in
            try Task.open(about: .init(group.id), in: tx).first { $0.kind == .look }
        }
        #expect(task?.role == .safeguarding)
    }

    @Test("that belongs to a concern is asked of those alone who read it, and of no other record")
    func belonging() throws {
        let group = try coupled
        let esther = scene.esther.viewer
        let concern = try closedConcern(about: group, handler: miriam)
        let known = try scene.fixture.read(esther) { try group.closedConcerns(in: $0) }
        #expect(known.isEmpty)
        #expect(
            scene.problems { try open([.names], of: group, by: esther, for: concern) }
                .map(\.field) == ["concern"])
        #expect(
            scene.problems { try open([.names], of: scene.group, by: miriam, for: concern) }
                .map(\.field) == ["concern"])
        try open([.names], of: group, by: miriam, for: concern)
        // The second person is another one than who looked.
        let told = try scene.fixture.read(esther) { tx in
            try Task.open(about: .init(group.id), in: tx).first { $0.kind == .look }
        }
        #expect(told?.role == .network)
    }

    @Test("that belongs to a concern about somebody of the network is hidden from that person")
    func kept() throws {
        let group = try coupled
        let esther = scene.esther.viewer
        let concern = try scene.fixture.write(scene.team.gerrit.viewer) { tx in
            var draft = ConcernDraft()
            draft.text = "Zij deelt namen."
            draft.about = .role(.network)
            return try draft.report(ConcernPlace(about: .group(group), in: tx), in: tx)
        }
        try open([.names], of: group, by: miriam, for: concern)
        #expect(try found(group, by: miriam) == [1, 1, 1])
        #expect(try found(group, by: esther) == [0, 0, 0])
    }
}
