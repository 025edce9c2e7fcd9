import Fixtures
import SQLite

@testable import Coalition

/// Nijmegen with the people who can know of a concern, each with an account, and group Bottendaal.
struct ConcernScene {
    let log: LogScene
    let hanneke: Viewer
    /// Stands in for Hanneke.
    let deputy: Viewer
    let colleague: Viewer
    let officer: Viewer
    let lead: Viewer
    let network: Viewer

    var fixture: Fixture { log.fixture }

    init(withLead: Bool = true) throws {
        let scene = try LogScene()
        log = scene
        let city = scene.fixture.nijmegen.id
        func person(_ name: String, _ role: Role) throws -> Viewer {
            let email = "\(name.lowercased())@coalitie.example"
            return try scene.fixture.write(.system) { tx in
                let id = try User.create(email: email, name: name, in: tx)
                let grant = Viewer.Grant(role, city: Role.ofACity.contains(role) ? city : nil)
                try User.grant(grant, to: id, from: tx.today - 30, in: tx)
                return Viewer(userID: id, name: name, grants: [grant])
            }
        }
        hanneke = scene.hanneke
        deputy = try person("Plaatsvervanger", .local)
        colleague = try person("Collega", .local)
        officer = try person("Gerrit", .municipality)
        network = try person("Esther", .network)
        lead =
            withLead
            ? try person("Miriam", .safeguarding)
            : Viewer(userID: nil, name: "", grants: [.init(.safeguarding)])
        let (own, other) = (scene.hanneke.userID, deputy.userID)
        try scene.fixture.write(.system) { tx in
            try User.grant(
                Viewer.Grant(.local, city: city), to: own ?? ID(0), from: tx.today - 30, in: tx)
            try tx.db.run("UPDATE users SET deputy_id = \(other) WHERE id = \(own)")
        }
    }

    func ref(_ viewer: Viewer) throws -> String {
        try fixture.read(.system) { tx in
            try viewer.userID.flatMap { try User.find($0, in: tx)?.ref } ?? ""
        }
    }

    /// Reports a concern about the group, as somebody.
    @discardableResult
    func report(
        as viewer: Viewer, _ change: (inout ConcernDraft) throws -> Void = { _ in }
    ) throws -> Concern {
        var draft = ConcernDraft()
        draft.text = "Iemand slaapt in de schuur."
        try change(&draft)
        let group = try log.group()
        return try fixture.write(viewer) { tx in
            try draft.report(ConcernPlace(about: .group(group), in: tx), in: tx)
        }
    }

    func level(_ concern: Concern, of viewer: Viewer) throws -> ConcernSight.Level {
        try fixture.read(viewer) { try concern.level(in: $0) }
    }

    func triage(
        _ concern: Concern, handler: Viewer, as viewer: Viewer,
        _ change: (inout TriageDraft) -> Void = { _ in }
    ) throws {
        var draft = TriageDraft()
        (draft.kind, draft.severity, draft.handler) = (.safety, .high, try ref(handler))
        draft.about = concern.about
        draft.isPrivate = concern.isPrivate
        change(&draft)
        try fixture.write(viewer) { tx in
            let now = try Concern.find(concern.ref, in: tx)
            try draft.triage(now, phone: "024 123", version: now.version, in: tx)
        }
    }

    func tasks(_ viewer: Viewer) throws -> [Task] {
        try fixture.read(viewer) { try TaskList().page(nil, in: $0).rows }
    }
}
