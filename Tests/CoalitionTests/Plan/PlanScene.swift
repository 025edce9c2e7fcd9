import Fixtures

@testable import Coalition

/// A group and a family of Nijmegen whose year together has begun, and who looks at their plan.
struct PlanScene {
    let fixture: Fixture
    let group: Group
    let family: Family
    let match: Match

    init() throws {
        fixture = try Fixture()
        group = try fixture.ready()
        family = try fixture.waiting()
        let proposed = try fixture.proposed(family, group)
        match = try fixture.write(fixture.hanneke) { [nijmegen = fixture.nijmegen] tx in
            let today = nijmegen.today(tx)
            try proposed.sign(on: today, version: proposed.version, in: tx)
            for side in Match.Side.allCases {
                let now = try Match.find(proposed.id, in: tx)
                try now.decide(side, .yes, on: today, version: now.version, in: tx)
            }
            try Match.find(proposed.id, in: tx).move(to: .active, .init(on: today), in: tx)
            return try Match.find(proposed.id, in: tx)
        }
    }

    var hanneke: Viewer { fixture.hanneke }
    var officer: Viewer { fixture.officerOfNijmegen }
    var holder: PlanHolder { .family(family) }

    func viewer(_ role: Role, _ programme: Programme? = nil, in city: City? = nil) -> Viewer {
        let place = Role.ofACity.contains(role) ? (city ?? fixture.nijmegen).id : nil
        return Viewer(
            userID: nil, name: "Noor", grants: [.init(role, city: place, programme: programme)])
    }

    @discardableResult
    func add(
        _ title: String, _ theme: Theme = .school, _ owner: Need.Owner = .group,
        to holder: PlanHolder? = nil, _ change: (inout NeedDraft) -> Void = { _ in }
    ) throws -> ID<Need> {
        try fixture.write(hanneke) { tx in
            var draft = NeedDraft()
            (draft.title, draft.theme, draft.owner) = (title, theme, owner)
            change(&draft)
            return try draft.add(to: holder ?? self.holder, in: tx)
        }
    }

    func change(_ id: ID<Need>, _ edit: (inout NeedDraft) -> Void) throws {
        try fixture.write(hanneke) { tx in
            let need = try Need.find(id.value, of: holder, in: tx)
            var draft = try NeedDraft.stored(id, in: tx).draft
            edit(&draft)
            try draft.update(need, of: holder, version: need.version, in: tx)
        }
    }

    func need(_ id: ID<Need>) throws -> Need {
        try fixture.read(hanneke) { try Need.find(id.value, of: holder, in: $0) }
    }

    func plan(_ viewer: Viewer) throws -> PlanGoals {
        try fixture.read(viewer) { try PlanGoals(Family.find(family.id, in: $0), in: $0) }
    }

    func titles(_ viewer: Viewer) throws -> Set<String> {
        Set(try plan(viewer).goals.map(\.need.title))
    }

    /// The task of a goal, open or done; nil for none.
    func task(_ id: ID<Need>) throws -> Task? {
        try fixture.read(.system) { tx in
            let found: ID<Task>? = try tx.db.value("SELECT id FROM tasks WHERE need_id = \(id)")
            return try found.map { try Task.find($0, in: tx) }
        }
    }
}
