import Coalition

/// What rows of work are told with, read for a page of them at once.
struct WorkFacts: Sendable {
    let subjects: TaskSubjects
    /// How often each silent group was only tried since its last contact.
    let attempts: [ID<Group>: Int]
    /// The names of those whose tasks they are, by the references of their accounts.
    let assignees: [String: String]
    /// The names of those who handed a task to the viewer.
    let givers: [ID<User>: String]
    /// Until when those are away whose tasks the viewer sees, by the references of their accounts.
    let away: [String: Day]
    /// For whom the viewer took tasks over, by the absences because of which.
    let principals: [ID<Absence>: (name: String, until: Day)]
    /// The cities of the rows for who works in several; empty for everybody else.
    let cities: [ID<City>: City]
    /// The zones of the cities in which there are talks.
    let zones: [ID<City>: Zone]
    /// Whether the viewer works for several programmes, so that each row says of which it is.
    let tellsProgramme: Bool
    let today: Day

    /// - Parameters:
    ///   - talks: Those among the rows.
    ///   - tellsPlace: Whether each row says of which programme and city it is.
    init(
        of tasks: [Task], talks: [TalkLine] = [], today: Day, tellsPlace: Bool = true,
        _ tx: Transaction
    ) throws {
        self.today = today
        subjects = try TaskSubjects(of: tasks, in: tx)
        let silent = Set(tasks.filter { $0.kind == .silence }.compactMap(\.group))
        attempts =
            silent.isEmpty
            ? [:]
            : try LogEntry.attempts(of: silent.sorted { $0.value < $1.value }, in: tx)
        assignees = try User.names(refs: Set(tasks.compactMap(\.assignee)), in: tx)
        let taken = Set(tasks.compactMap(\.absence))
        principals = taken.isEmpty ? [:] : try Absence.principals(taken, in: tx)
        let others = Set(tasks.filter { $0.doneAt == nil }.compactMap(\.assignee))
        away = try Absence.until(of: others, in: tx)
        let givers = Set(tasks.compactMap(\.handedBy))
        self.givers = givers.isEmpty ? [:] : try User.names(givers, in: tx)
        let scope = tx.viewer.scope(of: TaskPolicy.doers, for: .any)
        let places = Set(talks.map(\.talk.city))
        let told = tellsPlace && scope.single == nil ? places.union(tasks.map(\.city)) : places
        let found = try City.find(told.sorted { $0.value < $1.value }, in: tx)
        zones = found.mapValues(\.zone)
        cities = tellsPlace && scope.single == nil ? found : [:]
        tellsProgramme =
            tellsPlace
            && Programme.allCases.count { tx.viewer.holds(TaskPolicy.doers, for: [$0]) } > 1
    }

    /// "Samen Hier, Nijmegen", as far as the viewer's rows differ in it; nil where they do not.
    func place(_ item: WorkItem, _ context: Context) -> String? {
        // What concerns the whole network is of no city or programme.
        if let kind = item.task?.kind, Task.Kind.ofNetwork.contains(kind) { return nil }
        let city = cities[item.city]?.name(context.language.rawValue)
        let programme =
            tellsProgramme ? context.words("programme.\(item.programme.rawValue)") : nil
        let parts = [programme, city].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
