import Coalition
import Fixtures
import SQLite
import Testing

/// A family that arrives in three weeks, a welcome group, and their year.
struct YearScene {
    let matches: MatchScene
    var fixture: Fixture { matches.fixture }
    var today: Day { matches.today }

    init() throws { matches = try MatchScene() }

    /// Both said yes, and the year began today.
    static func active() throws -> YearScene {
        let scene = try YearScene()
        try scene.matches.agree()
        try scene.matches.move(.active, scene.today)
        return scene
    }

    /// The year as somebody sees it.
    func plan(as viewer: Viewer? = nil) throws -> YearPlan {
        let match = try matches.now().match
        return try fixture.read(viewer ?? fixture.hanneke) { tx in
            try YearPlan(try YearSubject(match, in: tx), today: today, in: tx)
        }
    }

    func line(_ code: String) throws -> YearLine {
        try #require(
            try plan().periods.flatMap(\.lines).first { $0.line.code == code },
            "no line \(code)")
    }

    func tick(
        _ code: String, _ reason: ChecklistTick.Reason? = nil, by viewer: Viewer? = nil
    ) throws {
        let (match, line) = (try matches.now().match, try line(code).line)
        try fixture.write(viewer ?? fixture.hanneke) { tx in
            try YearSubject(match, in: tx).tick(line, notNeeded: reason, tx)
        }
    }

    func untick(_ code: String) throws {
        let (match, line) = (try matches.now().match, try line(code).line)
        try matches.write { try YearSubject(match, in: $0).untick(line, in: $0) }
    }

    /// The task that a line is.
    func task(_ code: String) throws -> Task? {
        let (match, line) = (try matches.now().match, try line(code).line)
        return try fixture.read(.system) { tx in
            let ref: String? = try tx.db.value(
                "SELECT ref FROM tasks WHERE subject_id = \(match.id) AND line_id = \(line.id)")
            return try ref.map { try Task.find($0, in: tx) }
        }
    }

    func milestones() throws -> [Milestone] {
        let family = try matches.now().family
        return try fixture.read(fixture.hanneke) { try Milestone.all(of: family, in: $0) }
    }

    func moveArrival(_ day: Day?) throws {
        let family = try matches.now().family
        try matches.write { tx in
            var draft = try FamilyDraft.stored(family.id, in: tx).draft
            draft.arrivalOn = day
            draft.arrivalCertainty = day == nil ? nil : .expected
            try draft.update(family, version: family.version, in: tx)
        }
    }

    /// Holds a review; today unless another day is given.
    func hold(_ kind: Review.Kind, on day: Day? = nil, by viewer: Viewer? = nil) throws {
        let match = try matches.now().match
        var draft = ReviewDraft(kind)
        (draft.heldOn, draft.audience, draft.outcome) = (day ?? today, .both, .good)
        draft.answers = ["going": "Rustig."]
        let told = draft
        _ = try fixture.write(viewer ?? fixture.hanneke) { tx in
            try told.add(to: try YearSubject(match, in: tx), in: tx)
        }
    }

    func slot(_ kind: Review.Kind) throws -> ReviewSlot? {
        try plan().reviews.first { $0.kind == kind }
    }

    func round() throws { try DailyRound(fixture.records) { _ in }.go() }

    /// The open tasks that ask for a review.
    func asked() throws -> [Task] {
        let match = try matches.now().match
        return try fixture.read(fixture.hanneke) { tx in
            try Task.open(about: RecordID(match.id), in: tx).filter { $0.kind == .yearReview }
        }
    }
}
