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
    case readiness, task, number, state

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
        }
    }
}
