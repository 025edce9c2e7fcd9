import Fixtures

@testable import Coalition

/// A family of two adults and two children whose match began thirty days ago.
struct VoiceScene {
    let fixture: Fixture
    let family: Family
    let match: Match
    let adults: [ID<FamilyMember>]

    init(daysAgo: Int = 30) throws {
        let fixture = try Fixture()
        self.fixture = fixture
        let (waiting, group) = (try fixture.waiting(), try fixture.ready())
        let proposed = try fixture.proposed(waiting, group)
        let today = try fixture.read(.system) { fixture.nijmegen.today($0) }
        try fixture.write(.system) { tx in
            try tx.db.run(
                """
                UPDATE matches SET state = 'active', starts_on = \(today - daysAgo)
                WHERE id = \(proposed.id)
                """)
            try tx.db.run("UPDATE families SET state = 'supported' WHERE id = \(waiting.id)")
        }
        adults = try fixture.write(fixture.hanneke) { tx in
            let family = try Family.find(waiting.ref, in: tx)
            let ids = try [
                (FamilyMember.Kind.parent, 1985), (.partner, nil), (.child, today.year - 13),
                (.child, today.year - 5),
            ].map { kind, year in
                var draft = FamilyMemberDraft()
                (draft.kind, draft.birthYear) = (kind, year)
                return try draft.add(to: family, in: tx)
            }
            return Array(ids.prefix(2))
        }
        family = try fixture.read(.system) { try Family.find(waiting.ref, in: $0) }
        match = try fixture.read(.system) { try Match.find(proposed.id, in: $0) }
    }

    var lead: Viewer { Viewer(userID: nil, name: "Miriam", grants: [.init(.safeguarding)]) }

    /// Somebody has an account with the role, so that it is not vacant.
    func appoint() throws {
        try fixture.write(.system) { tx in
            let id = try User.create(email: "lead@coalitie.example", name: "Miriam", in: tx)
            try User.grant(.init(.safeguarding), to: id, from: tx.today, in: tx)
        }
    }

    @discardableResult
    func enter(
        by viewer: Viewer, _ change: (inout CheckInDraft) -> Void = { _ in }
    ) throws -> ID<CheckIn> {
        try fixture.write(viewer) { tx in
            var draft = CheckInDraft()
            (draft.kind, draft.outcome) = (.m1, .held)
            draft.on = fixture.nijmegen.today(tx)
            draft.extras["unknown"] = .text("Een schuld")
            change(&draft)
            return try draft.enter(for: family, in: tx)
        }
    }

    func all(_ viewer: Viewer) throws -> [CheckIn] {
        try fixture.read(viewer) { try CheckIn.all(of: family, in: $0) }
    }

    func open(_ id: ID<CheckIn>, by viewer: Viewer, reason: String? = nil) throws -> OpenCheckIn {
        try fixture.write(viewer) {
            try OpenCheckIn.open(id.value, of: family, reason: reason, in: $0)
        }
    }

    /// The roles of the open tasks that ask for a talk.
    func asked() throws -> [String] {
        try fixture.read(.system) { tx in
            try tx.db.values(
                "SELECT role FROM tasks WHERE kind = 'check_in' AND done_at IS NULL ORDER BY id")
        }
    }

    func goRound() throws {
        try DailyRound(fixture.records) { _ in }.go()
    }
}
