import Fixtures

@testable import Coalition

/// Who may what, found out by asking the policies and queries as every role of every programme.
struct AccessTables {
    /// A thing that somebody may or may not: asked in a read by that viewer.
    typealias Question = (String, (Transaction) throws -> Bool)

    private let scene: AccessScene
    private let words: ArticleWords
    private let viewers: [Role: [(programme: Programme, viewer: Viewer)]]

    /// What is kept for all cities, and so is known in another one as well.
    private static let everywhere: Set<String> = [
        "see the trainings", "know one of the network by name and number",
    ]

    init(_ words: ArticleWords) throws {
        let scene = try AccessScene()
        self.scene = scene
        self.words = words
        viewers = AccessTables.viewers(in: scene.fixture.nijmegen)
    }

    /// Somebody with each right, those of a city in this one.
    private static func viewers(
        in city: City
    ) -> [Role: [(programme: Programme, viewer: Viewer)]] {
        Dictionary(
            uniqueKeysWithValues: Role.allCases.map { role in
                let city = Role.ofACity.contains(role) ? city.id : nil
                return (
                    role,
                    Programme.allCases.map { programme in
                        let grant = Viewer.Grant(role, city: city, programme: programme)
                        return (programme, Viewer(userID: nil, name: "Noor", grants: [grant]))
                    }
                )
            })
    }

    /// What a right of a city opens of another one, which should be nothing.
    var leaks: [String] {
        get throws {
            let strangers = AccessTables.viewers(in: scene.fixture.haarlem)
            let questions = scene.questions.flatMap(\.1)
                .filter { !AccessTables.everywhere.contains($0.0) }
            return try Role.ofACity.sorted().flatMap { role in
                try strangers[role, default: []].flatMap { programme, viewer in
                    try questions
                        .filter { try scene.fixture.read(viewer, $0.1) }
                        .map { "\(role) \(programme): \($0.0)" }
                }
            }
        }
    }

    var all: [ArticleTable] {
        get throws {
            try [roles]
                + scene.questions.map { name, questions in
                    ArticleTable(
                        name: name, header: ["who may"] + Role.allCases.map { "`\($0.rawValue)`" },
                        rows: try questions.map(row))
                } + [tasks]
        }
    }

    private var roles: ArticleTable {
        ArticleTable(
            name: "roles", header: ["role", "Nederlands", "English", "reach"],
            rows: Role.allCases.map { role in
                let key = "role.\(role.rawValue)"
                return [
                    "`\(role.rawValue)`", words("nl", key), words("en", key),
                    Role.ofACity.contains(role) ? "one city" : "the network",
                ]
            })
    }

    /// "yes" where the programme of the right makes no difference, else the programmes that do.
    private func row(_ question: Question) throws -> [String] {
        try [question.0]
            + Role.allCases.map { role in
                let may = try viewers[role, default: []].filter { _, viewer in
                    try scene.fixture.read(viewer, question.1)
                }
                if may.isEmpty { return "–" }
                return may.count == Programme.allCases.count
                    ? "yes" : may.map { "`\($0.programme.rawValue)`" }.joined(separator: ", ")
            }
    }

    private var tasks: ArticleTable {
        ArticleTable(
            name: "tasks", header: ["tasks for", "seen by", "made by"],
            rows: TaskPolicy.doers.sorted().map { role in
                let makers = TaskPolicy.doers.filter {
                    TaskPolicy.addressees(of: $0).contains(role)
                }
                return ["`\(role.rawValue)`"]
                    + [TaskPolicy.readers(ofTasksFor: role), makers].map { roles in
                        roles.sorted().map { "`\($0.rawValue)`" }.joined(separator: ", ")
                    }
            })
    }
}
