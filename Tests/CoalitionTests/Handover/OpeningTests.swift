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
        isClosed: Bool = false
    ) throws {
        let words = reason ?? self.reason
        try scene.fixture.write(viewer) {
            try record.open(parts, reason: words, isClosed: isClosed, in: $0)
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

    @Test(
        "of something that the city may not know of is told to a second person, and shows nowhere")
    func closed() throws {
        let group = try coupled
        try open([.names], of: group, by: scene.esther.viewer, isClosed: true)
        let seen = try scene.fixture.read(scene.hanneke.viewer) { tx in
            (
                try group.looks(in: tx).count,
                try Task.open(about: .init(group.id), in: tx).filter { $0.kind == .look }.count,
                try RecordHistory(of: group, in: tx).page(nil, in: tx).rows
                    .filter { $0.action == .open }.count
            )
        }
        #expect(seen == (0, 0, 0))
        let second = try scene.fixture.read(miriam) { tx in
            (
                try group.looks(in: tx).count,
                try Task.open(about: .init(group.id), in: tx).filter { $0.kind == .look }.count,
                try RecordHistory(of: group, in: tx).page(nil, in: tx).rows
                    .filter { $0.action == .open }.count
            )
        }
        #expect(second == (1, 1, 1))
    }
}
