import Fixtures
import SQLite

@testable import Coalition

/// Each number that is kept beforehand, held against the list that it opens, for who looks.
struct YearsNumbers {
    private let fixture: Fixture

    init(_ fixture: Fixture) { self.fixture = fixture }

    func findings() throws -> [String] {
        try [
            fixture.network, fixture.hanneke, fixture.coordinatorOfHaarlem,
            fixture.officerOfNijmegen, fixture.shelterOfNijmegen,
        ].flatMap { viewer in try fixture.read(viewer) { try differences(viewer, $0) } }
    }

    private func differences(_ viewer: Viewer, _ tx: Transaction) throws -> [String] {
        let numbers = try CityNumbers.all(within: CitySight(viewer), in: tx).values
            .reduce(.zero, +)
        func differs(_ list: some CountedList) throws -> String? {
            let counted = try list.count(in: tx).value
            return list.kept(in: numbers) == counted
                ? nil : "\(viewer.name): \(counted) in \(list)"
        }
        let groups = try Group.State.allCases.map { try differs(GroupList.inStates([$0])) }
        let flags = try [GroupList.Flag.silent, .strength].map {
            try differs(GroupList.flagged($0))
        }
        let families = try Family.State.allCases.filter { $0 != .erased }.map {
            try differs(FamilyList.inState($0))
        }
        return try (groups + flags + families + [differs(StayList.of(.now))]).compactMap { $0 }
    }
}

/// What the checks are shown, so that it is known that they find it.
enum YearsFault: CaseIterable {
    case readiness, task, number, state, owner, concern, handler

    func plant(_ tx: Transaction) throws {
        switch self {
        case .readiness:
            try tx.db.run("UPDATE groups SET state = 'ready', max_household = NULL WHERE id = 1")
        case .task:
            try tx.db.run(
                """
                INSERT INTO tasks (ref, city_id, programme, kind, role, subject, subject_id,
                    cause_on, due_on, created_at, updated_at)
                SELECT 'T-000000', city_id, 'samen_hier', 'pause', 'local', 'group', id,
                    registered_on, registered_on, 0, 0 FROM groups WHERE state <> 'paused' LIMIT 1
                """)
        case .number:
            try tx.db.run("UPDATE state_counts SET count = count + 1 WHERE subject = 'family'")
        case .state:
            try tx.db.run("UPDATE families SET state = 'supported' WHERE state = 'announced'")
        case .owner:
            try tx.db.run(
                """
                UPDATE tasks SET assignee = (SELECT ref FROM users ORDER BY id LIMIT 1)
                WHERE id = (SELECT id FROM tasks WHERE done_at IS NULL LIMIT 1)
                """)
            try tx.db.run(
                "UPDATE users SET is_blocked = 1 WHERE id = (SELECT min(id) FROM users)")
        case .concern, .handler:
            try plantConcern(tx)
        }
    }

    /// Reported by one coordinator about another, who is asked to handle it or whom nobody asked.
    private func plantConcern(_ tx: Transaction) throws {
        let ids: [ID<User>] = try tx.db.values(
            "SELECT user_id FROM grants WHERE role = 'local' ORDER BY user_id LIMIT 2")
        guard ids.count == 2, let about = try User.find(ids[1], in: tx),
            let city = try City.all(in: tx).first
        else { return }
        let viewer = Viewer(
            userID: ids[0], name: "", grants: try Viewer.grants(of: ids[0], in: tx))
        var draft = ConcernDraft()
        (draft.text, draft.about) = ("Er is iets.", .account(about.ref))
        let own = tx.replayed(at: tx.now, as: viewer, trace: "fault")
        let home = try viewer.grants.first?.city.map { try City.find($0, in: tx) } ?? city
        let concern = try draft.report(ConcernPlace(in: home, viewer), in: own)
        if self == .handler {
            try tx.db.run("UPDATE concerns SET handler = about_user WHERE id = \(concern.id)")
        } else {
            try tx.db.run(
                "DELETE FROM tasks WHERE subject = 'concern' AND subject_id = \(concern.id)")
        }
    }
}
