import Fixtures

@testable import Coalition

/// People of the network who change rules, each with an account, so that they can be told apart.
struct RuleScene {
    let fixture: Fixture
    /// Two coordinators of the network.
    let esther: Viewer
    let femke: Viewer
    let beheer: Viewer
    let hanneke: Viewer

    init() throws {
        let fixture = try Fixture()
        self.fixture = fixture
        func person(_ name: String, _ grant: Viewer.Grant) throws -> Viewer {
            try fixture.write(.system) { tx in
                let email = "\(name.lowercased())@coalitie.example"
                let id = try User.create(email: email, name: name, in: tx)
                try User.grant(grant, to: id, from: tx.today, in: tx)
                return Viewer(userID: id, name: name, grants: [grant])
            }
        }
        esther = try person("Esther", .init(.network))
        femke = try person("Femke", .init(.network))
        beheer = try person("Beheer", .init(.admin))
        hanneke = try person("Hanneke", .init(.local, city: fixture.nijmegen.id))
    }

    /// Proposes rules from tomorrow on, unless another day is given.
    @discardableResult
    func propose(
        _ values: [String: Int], from days: Int = 1, by viewer: Viewer? = nil
    ) throws -> RuleVersion {
        try fixture.write(viewer ?? esther) { tx in
            try RuleProposal(values, from: tx.today + days).propose(in: tx)
        }
    }

    /// Lets so many days pass.
    func wait(_ days: Int) {
        fixture.clock.now = fixture.clock.now.adding(seconds: days * 86_400)
    }

    func current() throws -> Int {
        try fixture.read(.system) { try RuleVersion.current(in: $0).number }
    }

    func find(_ group: Group) throws -> Group {
        try fixture.read(.system) { try Group.find(group.id, in: $0) }
    }

    /// What a refusal says, as field and message; empty when nothing was refused.
    func problems<T: Sendable>(_ work: () throws -> T) throws -> [String] {
        do { _ = try work() } catch Refusal.invalid(let problems) {
            return problems.map { "\($0.field) \($0.message)" }
        }
        return []
    }
}
