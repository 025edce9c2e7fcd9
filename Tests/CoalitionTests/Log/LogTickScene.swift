import Fixtures
import SQLite
import Testing

@testable import Coalition

/// A year that began today, of which Hanneke, who has an account, writes down what gets done.
struct LogTickScene {
    let year: YearScene
    let hanneke: Viewer

    init() throws {
        let year = try YearScene.active()
        let nijmegen = year.fixture.nijmegen.id
        let user = try LogScene.account(
            "hanneke@nijmegen.example", "Hanneke Vos", in: year.fixture)
        hanneke = Viewer(
            userID: user, name: "Hanneke Vos", grants: [.init(.local, city: nijmegen)])
        self.year = year
    }

    var fixture: Fixture { year.fixture }
    var today: Day { year.today }

    func group() throws -> Group { try year.matches.now().group }
    func holder() throws -> PlanHolder { .family(try year.matches.now().family) }

    func line(_ code: String) throws -> LogTick.Item { .line(try year.line(code).line.id) }

    func isTicked(_ code: String) throws -> Bool { try year.line(code).tick != nil }

    /// Writes a goal of the family.
    @discardableResult
    func goal(
        _ title: String, _ theme: Theme = .school, steps: [String],
        _ change: (inout NeedDraft) -> Void = { _ in }
    ) throws -> ID<Need> {
        let holder = try holder()
        return try fixture.write(hanneke) { tx in
            var draft = NeedDraft()
            (draft.title, draft.theme, draft.owner) = (title, theme, .group)
            draft.steps = steps
            change(&draft)
            return try draft.add(to: holder, in: tx)
        }
    }

    func steps(_ goal: ID<Need>) throws -> [NeedStep] {
        let holder = try holder()
        return try fixture.read(hanneke) {
            try NeedStep.all(of: try Need.find(goal.value, of: holder, in: $0), in: $0)
        }
    }

    func step(_ goal: ID<Need>, _ index: Int = 0) throws -> LogTick.Item {
        .step(try steps(goal)[index].id)
    }

    /// Logs a contact of today with what it finished.
    @discardableResult
    func log(_ items: LogTick.Item..., on day: Day? = nil) throws -> LogEntry {
        var draft = LogDraft.spoken(on: day ?? today)
        draft.done = Set(items)
        let (told, group) = (draft, try group())
        return try fixture.write(hanneke) { try told.create(for: group, in: $0) }
    }

    /// The problems that logging these meets; empty when it is accepted.
    func problems(_ items: LogTick.Item...) throws -> [String] {
        var draft = LogDraft.spoken(on: today)
        draft.done = Set(items)
        let (told, group) = (draft, try group())
        do {
            try fixture.write(hanneke) { _ = try told.create(for: group, in: $0) }
            return []
        } catch Refusal.invalid(let problems) { return problems.map(\.short) }
    }

    func change(_ entry: LogEntry, _ edit: (inout LogDraft) -> Void) throws {
        var draft = LogDraft(entry)
        edit(&draft)
        let (told, group) = (draft, try group())
        try fixture.write(hanneke) { tx in
            let now = try LogEntry.find(entry.id.value, of: group, in: tx)
            try told.update(now, of: group, version: entry.version, in: tx)
        }
    }

    func delete(_ entry: LogEntry) throws {
        let group = try group()
        try fixture.write(hanneke) { tx in
            try LogEntry.find(entry.id.value, of: group, in: tx).delete(from: group, in: tx)
        }
    }

    func restore(_ entry: LogEntry) throws {
        let group = try group()
        _ = try fixture.write(hanneke) { try LogEntry.restore(entry.id.value, to: group, in: $0) }
    }

    func found(_ entry: LogEntry, as viewer: Viewer? = nil) throws -> LogEntry? {
        let group = try group()
        return try fixture.read(viewer ?? hanneke) { tx in
            try LogTimeline(group).page(nil, in: tx).rows.first { $0.id == entry.id }
        }
    }

    func offer(_ entry: LogEntry? = nil, keeping kept: Set<LogTick.Item> = []) throws -> [LogTick] {
        let group = try group()
        return try fixture.read(hanneke) { tx in
            try LogYear(group, of: entry?.match, in: tx)
                .offer(besides: entry?.ticks ?? [], keeping: kept, in: tx)
        }
    }

    func question(as viewer: Viewer? = nil) throws -> [String]? {
        let match = try year.matches.now().match
        return try fixture.read(viewer ?? hanneke) { tx in
            let plan = try YearPlan(try YearSubject(match, in: tx), today: today, in: tx)
            return try GroupQuestion(plan, try PlanGoals(match, in: tx), in: tx)?.open.map(
                \.titleNL)
        }
    }

    /// The match is over, whatever would stand against it.
    func end() throws {
        _ = try fixture.records.database.write { db in
            try db.run("UPDATE matches SET state = 'ended_early', ended_on = \(today)")
        }
    }
}
