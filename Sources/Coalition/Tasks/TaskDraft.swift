import SQLite

/// A free task as somebody types it.
public struct TaskDraft: Sendable {
    /// Characters in a title.
    public static let titleLimit = 200

    @TypedLine public var title = ""
    /// Who is to do it.
    public var role = Role.local
    public var dueOn: Day?
    /// Of which programme a task is that is about nothing in particular; nil for that of its role.
    public var programme: Programme?
    /// The group it is about; nil without one.
    public var group: Group?
    /// The family it is about; nil without one.
    public var family: Family?

    public init() {}

    /// Makes the task.
    ///
    /// - Throws: `Refusal.invalid` for each field, `Refusal.forbidden` when the viewer may make no
    ///   task for this role in this city.
    @discardableResult
    public func create(in city: City, _ tx: Transaction) throws -> Task {
        let programme = try keptProgramme(tx)
        guard TaskPolicy.addressees(for: tx.viewer, of: programme, in: city.id).contains(role)
        else {
            throw Refusal.forbidden("forbidden.task")
        }
        try check(city, tx)
        let id = try Task.insert(
            Task.New(
                kind: .free, title: title, role: role, programme: programme, city: city.id,
                subject: group.map { .init($0.id) } ?? family.map { .init($0.id) },
                dueOn: dueOn ?? city.today(tx)), tx)
        return try Task.find(id, in: tx)
    }

    /// A task has the programme of what it is about.
    private func keptProgramme(_ tx: Transaction) throws -> Programme {
        if group != nil { return .samenHier }
        guard let family else {
            return programme ?? (role == .shelter ? .shelterCity : .samenHier)
        }
        let held = tx.viewer.programmes(of: TaskPolicy.doers, in: family.city)
            .intersection(family.programmes)
        return held.contains(family.route.programme)
            ? family.route.programme : held.min() ?? family.route.programme
    }

    private func check(_ city: City, _ tx: Transaction) throws {
        let today = city.today(tx)
        var problems: [Problem] = []
        let limit = ["limit": Problem.Value.number(TaskDraft.titleLimit)]
        // Scalars, as one character may be built from any number of them.
        if !(1...TaskDraft.titleLimit).contains(title.unicodeScalars.count) {
            problems.append(Problem("title", "problem.task_title", limit))
        }
        switch dueOn {
        case nil: problems.append(Problem("due_on", "problem.day_required"))
        case .some(let day) where day < today:
            problems.append(Problem("due_on", "problem.due_past", ["today": .day(today)]))
        case .some(let day):
            problems += [DayRange.ahead(of: today).problem(day, "due_on")].compactMap { $0 }
        }
        if let group, group.city != city.id { problems.append(Problem("group", "problem.choice")) }
        if let family, family.city != city.id {
            problems.append(Problem("family", "problem.choice"))
        }
        if !problems.isEmpty { throw Refusal.invalid(problems) }
    }
}
