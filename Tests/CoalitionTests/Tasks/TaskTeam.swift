import Coalition
import Fixtures

/// Two coordinators of Nijmegen, an officer there and a coordinator of Haarlem, each with an account.
struct TaskTeam {
    struct Person: Sendable {
        let viewer: Viewer
        let ref: String
    }

    let fixture: Fixture
    let hanneke: Person
    let joris: Person
    let gerrit: Person
    let karim: Person

    init(_ fixture: Fixture) throws {
        self.fixture = fixture
        func person(_ name: String, _ role: Role, _ city: City) throws -> Person {
            let grant = Viewer.Grant(role, city: city.id)
            return try fixture.write(.system) { tx in
                let email = "\(name.lowercased())@coalitie.example"
                let id = try User.create(email: email, name: name, in: tx)
                try User.grant(grant, to: id, from: tx.today, in: tx)
                return Person(
                    viewer: Viewer(userID: id, name: name, grants: [grant]),
                    ref: try User.find(id, in: tx)?.ref ?? "")
            }
        }
        hanneke = try person("Hanneke", .local, fixture.nijmegen)
        joris = try person("Joris", .local, fixture.nijmegen)
        gerrit = try person("Gerrit", .municipality, fixture.nijmegen)
        karim = try person("Karim", .local, fixture.haarlem)
    }

    @discardableResult
    func add(
        _ title: String, for person: Person? = nil, due: Int = 7,
        _ change: (inout TaskDraft) -> Void = { _ in }
    ) throws -> Task {
        try fixture.write(hanneke.viewer) { tx in
            var draft = TaskDraft()
            (draft.title, draft.dueOn, draft.assignee) = (title, tx.today + due, person?.ref)
            change(&draft)
            return try draft.create(in: fixture.nijmegen, tx)
        }
    }

    func again(_ task: Task, as person: Person? = nil) throws -> Task {
        try fixture.read((person ?? hanneke).viewer) { try Task.find(task.ref, in: $0) }
    }

    func titles(
        _ person: Person, _ change: (inout TaskList) -> Void = { _ in }
    ) throws -> [String] {
        var list = TaskList()
        change(&list)
        return try fixture.read(person.viewer) {
            try list.page(nil, in: $0).rows.compactMap(\.title)
        }
    }

    /// The fields of the last change that was written down.
    func audited() throws -> String? {
        try fixture.read(.system) {
            try $0.db.value("SELECT fields FROM audit_log ORDER BY id DESC LIMIT 1")
        }
    }
}
