import Foundation
import SQLite

/// A review as somebody writes it down: the month's lines, the answers, and what follows from it.
public struct ReviewDraft: Sendable {
    /// Something to do that follows from a review.
    public struct FollowUp: Sendable {
        public let title: String
        public let dueOn: Day?
        public let role: Role

        public init(_ title: String, dueOn: Day?, role: Role) {
            (self.title, self.dueOn, self.role) = (title, dueOn, role)
        }
    }

    /// How many tasks follow from one at most.
    public static let mostTasks = 3
    /// Characters in an answer.
    public static let longest = 2000

    public let kind: Review.Kind
    public var heldOn: Day?
    public var audience: Review.Audience?
    public var outcome: Review.Outcome?
    /// By the code of the question.
    public var answers: [String: String] = [:]
    /// Lines that were ticked with it.
    public var lines: [ChecklistLine] = []
    public var tasks: [FollowUp] = []

    public init(_ kind: Review.Kind) { self.kind = kind }

    /// Writes a new one down with all that comes with it, in one change.
    ///
    /// - Throws: `Refusal.forbidden` for all but the local coordinator; `.invalid` for each field, with
    ///   `task_title.N` for the N-th task; `.already` for one that was held.
    @discardableResult
    public func add(to subject: YearSubject, in tx: Transaction) throws -> ID<Review> {
        guard let match = subject.match else { throw Refusal.notFound }
        try subject.policy(tx.viewer).requireReview()
        let (day, audience, outcome) = try checked(subject, over: nil, tx)
        let list = try Checklist.find(.review, of: subject.city, at: subject.templatesAt, in: tx)
        let id: ID<Review> = try tx.newID("reviews")
        do {
            try tx.db.run(
                """
                INSERT INTO reviews (id, match_id, kind, held_on, audience, template_id, outcome,
                    answers_sealed, created_at, created_by, updated_at)
                VALUES (\(id), \(match.id), \(kind), \(day), \(audience), \(list.version.id),
                    \(outcome), \(try sealed(id, tx)), \(tx.now), \(tx.viewer.userID), \(tx.now))
                """)
        } catch SQLiteError.unique { throw Refusal.already(nil) }
        try follow(id, subject, tx)
        try note(.create, match, tx)
        return id
    }

    /// Saves what was changed.
    ///
    /// - Throws: As ``add(to:in:)``; `Refusal.conflict` when somebody else saved first.
    public func update(
        _ review: Review, of subject: YearSubject, version: Int, in tx: Transaction
    ) throws {
        guard let match = subject.match else { throw Refusal.notFound }
        try subject.policy(tx.viewer).requireReview()
        try tx.requireVersion(version, stands: review.version)
        let (day, audience, outcome) = try checked(subject, over: review, tx)
        try tx.db.run(
            """
            UPDATE reviews SET held_on = \(day), audience = \(audience), outcome = \(outcome),
                answers_sealed = \(try sealed(review.id, tx)), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(review.id)
            """)
        try follow(review.id, subject, tx)
        try note(.change, match, tx)
    }

    private func sealed(_ id: ID<Review>, _ tx: Transaction) throws -> [UInt8]? {
        let given = answers.filter { !$0.value.isEmpty }
        guard !given.isEmpty else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(given), as: UTF8.self)
        let sealed: [UInt8] = try tx.keys.seal(text, Review.place(id))
        return sealed
    }

    private func checked(
        _ subject: YearSubject, over review: Review?, _ tx: Transaction
    ) throws -> (Day, Review.Audience, Review.Outcome) {
        let today = try City.find(subject.city, in: tx).today(tx)
        var problems = [
            heldOn == nil ? Problem("held_on", "problem.day_required") : nil,
            try heldProblem(subject, over: review, today, tx),
            audience == nil ? Problem("audience", "problem.choose") : nil,
            outcome == nil ? Problem("outcome", "problem.choose") : nil,
        ].compactMap { $0 }
        for (index, task) in tasks.enumerated() {
            guard let due = task.dueOn, due >= today else {
                let isPast = task.dueOn != nil
                problems.append(
                    Problem(
                        "task_due.\(index + 1)",
                        isPast ? "problem.due_past" : "problem.day_required",
                        ["today": .day(today)]))
                continue
            }
        }
        guard problems.isEmpty, let heldOn, let audience, let outcome else {
            throw Refusal.invalid(problems)
        }
        return (heldOn, audience, outcome)
    }

    /// Held neither before its window or its match, nor after today; not at all where the match does
    /// not run and its window is closed.
    private func heldProblem(
        _ subject: YearSubject, over review: Review?, _ today: Day, _ tx: Transaction
    ) throws -> Problem? {
        guard let match = subject.match, let start = match.startsOn else {
            return Problem("held_on", "problem.review_early")
        }
        let window = try ReviewWindow.all(of: match, in: tx).first { $0.kind == kind }
        let isOpen = window.map { ($0.from...$0.until).contains(today) } ?? false
        if review == nil, !subject.isGoingOn, !isOpen {
            return Problem("held_on", "problem.year_over")
        }
        let first = window.map { DayRange.Bound($0.from, .window) } ?? .init(start, .started)
        return DayRange.past(today, from: first).problem(heldOn, "held_on")
    }

    /// Ticks the lines, makes the tasks, and closes the task that asked for it.
    private func follow(_ id: ID<Review>, _ subject: YearSubject, _ tx: Transaction) throws {
        if subject.isGoingOn {
            let ticked = try ChecklistTick.all(of: subject, in: tx)
            for line in lines where ticked[line.id] == nil {
                try subject.tick(line, on: heldOn, in: id, tx)
            }
        }
        let city = try City.find(subject.city, in: tx)
        for (index, task) in tasks.enumerated() {
            var draft = TaskDraft()
            (draft.title, draft.dueOn, draft.role) = (task.title, task.dueOn, task.role)
            draft.group = subject.group
            do {
                let made = try draft.create(in: city, tx)
                try tx.db.run("UPDATE tasks SET review_id = \(id) WHERE id = \(made.id)")
            } catch Refusal.invalid(let problems) {
                throw Refusal.invalid(problems.map { $0.moved(to: index + 1) })
            }
        }
        let asked = try Task.open(about: subject.record, in: tx)
        if let match = subject.match,
            asked.contains(where: { Review.Kind(of: $0, in: match) == kind })
        {
            try Task.settle(.yearReview, about: subject.record, in: tx)
        }
    }

    private func note(_ action: Action, _ match: Match, _ tx: Transaction) throws {
        let names = ["review.\(kind.rawValue)"]
        try tx.audit(action, .match, match.ref, city: match.city, of: .samenHier, fields: names)
        let family = try Family.find(match.family, in: tx)
        try tx.process(.support, .family, family.ref, fields: names)
    }
}

extension Problem {
    /// The same at the fields of the task with a number.
    fileprivate func moved(to number: Int) -> Problem {
        Problem(field == "due_on" ? "task_due.\(number)" : "task_title.\(number)", message, values)
    }
}
