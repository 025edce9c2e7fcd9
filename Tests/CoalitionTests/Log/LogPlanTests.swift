import Coalition
import Fixtures
import SQLite
import Testing

@Suite("Queries of log and tasks")
struct LogPlanTests {
    @Test("use an index and need no sorting of their own")
    func plans() throws {
        let scene = try LogScene()
        let fixture = scene.fixture
        for day in ["2026-11-01", "2026-11-02", "2026-11-03"] { try scene.log(day) }
        try exercise(fixture, scene)
        let mine = fixture.records.database.statements.filter {
            $0.hasPrefix("SELECT") && ($0.contains("log_entries") || $0.contains("FROM tasks"))
        }
        #expect(mine.count > 15)
        for query in mine {
            for step in try fixture.records.database.plan(of: query) {
                #expect(!isWasteful(step), "\(step) in \(query)")
            }
        }
    }

    private func isWasteful(_ step: String) -> Bool {
        let isBare = ["INDEX", "CONSTANT", "SUBQUERY", "("].allSatisfy { !step.contains($0) }
        return (step.hasPrefix("SCAN") && isBare) || step.contains("TEMP B-TREE")
    }

    private func exercise(_ fixture: Fixture, _ scene: LogScene) throws {
        let everywhere = Viewer(
            userID: nil, name: "Twee steden",
            grants: [
                .init(.local, city: fixture.nijmegen.id), .init(.local, city: fixture.haarlem.id),
                .init(.municipality, city: fixture.haarlem.id),
            ])
        for viewer in [scene.hanneke, fixture.officerOfNijmegen, fixture.network, everywhere] {
            for status in TaskList.Status.allCases {
                for role in [nil, Role.local, .municipality] {
                    var list = TaskList()
                    (list.status, list.role, list.limit) = (status, role, 1)
                    try page(list, as: viewer, fixture)
                }
            }
        }
        let group = try scene.group()
        for viewer in [scene.hanneke, fixture.officerOfNijmegen] {
            var timeline = LogTimeline(group)
            timeline.limit = 1
            try page(timeline, as: viewer, fixture)
        }
        try fixture.read(scene.hanneke) { tx in
            _ = try LogEntry.latest(of: group, in: tx)
            _ = try LogEntry.attempts(of: [group.id], in: tx)
        }
        _ = try fixture.write(.system) { try Task.raiseSilences(in: $0) }
    }

    private func page(_ list: TaskList, as viewer: Viewer, _ fixture: Fixture) throws {
        try fixture.write(.system) { tx in
            for title in ["Een", "Twee", "Drie"] {
                var draft = TaskDraft()
                (draft.title, draft.dueOn) = (title, tx.today)
                let task = try draft.create(in: fixture.nijmegen, tx)
                if title == "Een" { try task.complete(in: tx) }
            }
        }
        try fixture.read(viewer) { tx in
            let first = try list.page(nil, in: tx)
            _ = try list.count(in: tx).value
            guard let next = first.next else { return }
            let second = try list.page(next, in: tx)
            if let back = second.previous { _ = try list.page(back, in: tx) }
        }
    }

    private func page(_ timeline: LogTimeline, as viewer: Viewer, _ fixture: Fixture) throws {
        try fixture.read(viewer) { tx in
            let second = try timeline.page(try timeline.page(nil, in: tx).next, in: tx)
            _ = try timeline.page(second.previous, in: tx)
            _ = try timeline.count(in: tx).value
        }
    }
}
