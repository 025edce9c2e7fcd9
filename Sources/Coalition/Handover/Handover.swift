import SQLite

/// What somebody has in hand: the open records that he or she coordinates, and open tasks; to be handed
/// to colleagues of the same city, role and programme.
public struct Handover: Sendable {
    public let person: User
    /// Where there is something, by the name of the city.
    public let areas: [Area]
    /// The absence under way; nil for who is there.
    public let absence: Absence?

    /// A role of a programme in a city.
    public struct Area: Sendable {
        public let role: Role
        public let programme: Programme
        public let city: City
        public fileprivate(set) var groups: [Group] = []
        public fileprivate(set) var families: [Family] = []
        public fileprivate(set) var matches: [MatchList.Line] = []
        public fileprivate(set) var stays: [Stay] = []
        /// The most urgent first.
        public fileprivate(set) var tasks: [Task] = []
        /// Who could take it over, by name.
        public fileprivate(set) var colleagues: [Colleague] = []

        /// How it is told apart in a form.
        public var name: String { "\(role.rawValue)_\(programme.rawValue)_\(city.ref)" }

        fileprivate var place: Place { Place(role: role, programme: programme, city: city.id) }
    }

    fileprivate struct Place: Hashable {
        let role: Role
        let programme: Programme
        let city: ID<City>
    }

    public var isEmpty: Bool { areas.isEmpty }
    public var tasks: [Task] { areas.flatMap(\.tasks) }

    /// What the viewer may know of what somebody has in hand.
    ///
    /// - Throws: `Refusal.notFound` for an account whose hand-over is not open to the viewer.
    package static func find(_ ref: String, in tx: Transaction) throws -> Handover {
        let person = try User.find(ref: ref, in: tx)
        guard try isOpen(person, in: tx) else { throw Refusal.notFound }
        return try Handover(of: person, in: tx)
    }

    /// Whether what somebody has in hand is open to the viewer: to that person, to who stands in today,
    /// and to the network while somebody is away or about to leave.
    package static func isOpen(_ person: User, in tx: Transaction) throws -> Bool {
        guard let viewer = tx.viewer.userID, !person.isBlocked else { return false }
        if person.id == viewer { return true }
        let absence = try Absence.running(of: person.id, in: tx)
        if absence?.deputy == viewer { return true }
        guard try absence != nil || person.leavingOn(in: tx) != nil else { return false }
        return try person.isColleague(ofNetwork: tx.viewer, in: tx)
    }

    /// As far as the viewer sees it.
    init(of person: User, in tx: Transaction) throws {
        self.person = person
        absence = try Absence.running(of: person.id, in: tx)
        var areas: [Place: Area] = [:]
        var cities: [ID<City>: City] = [:]
        func put(_ place: Place, _ change: (inout Area) -> Void) throws {
            let city = try cities[place.city] ?? City.named(place.city, in: tx)
            cities[place.city] = city
            change(
                &areas[
                    place, default: Area(role: place.role, programme: place.programme, city: city)])
        }
        for group in try Group.open(of: person.id, in: tx) {
            try put(.init(group)) { $0.groups.append(group) }
        }
        for family in try Family.open(of: person.id, in: tx) {
            try put(.init(family)) { $0.families.append(family) }
        }
        for line in try MatchList.lines(Match.open(of: person.id, in: tx), in: tx) {
            try put(.init(line.match)) { $0.matches.append(line) }
        }
        for stay in try Stay.open(of: person.id, in: tx) {
            try put(.init(stay)) { $0.stays.append(stay) }
        }
        for task in try Handover.tasks(of: person, in: tx) {
            let place = Place(role: task.role, programme: task.programme, city: task.city)
            try put(place) { $0.tasks.append(task) }
        }
        for place in areas.keys {
            let all = try Colleague.all(place.role, of: place.programme, in: place.city, tx)
            areas[place]?.colleagues = all.filter { $0.ref != person.ref }
        }
        self.areas = areas.values.sorted {
            ($0.city.nameNL, $0.role, $0.programme) < ($1.city.nameNL, $1.role, $1.programme)
        }
    }

    /// The open tasks that were given to somebody, without what is never handed over; at most 200.
    private static func tasks(of person: User, in tx: Transaction) throws -> [Task] {
        try tx.db.all(
            """
            SELECT \(Task.columns) FROM tasks
            WHERE tasks.assignee = \(person.ref) AND tasks.done_at IS NULL
            AND \(Task.Kind.goesAlong) ORDER BY tasks.due_on, tasks.id LIMIT 200
            """
        ) { try Task(&$0, tx.keys) }
        .filter { TaskPolicy(tx.viewer, $0).maySee }
    }
}

extension Handover.Place {
    /// A family of several programmes is handed over in that with which it came.
    fileprivate init(_ family: Family) {
        let first = family.route.programme
        self.init(
            role: Family.coordinatorRole,
            programme: family.programmes.contains(first)
                ? first : family.programmes.min() ?? first, city: family.city)
    }

    fileprivate init<Kind: Coordinated>(_ record: Kind) {
        self.init(
            role: Kind.coordinatorRole, programme: record.programmes.min() ?? .samenHier,
            city: record.city)
    }
}

extension Handover.Area {
    /// The references of all records, in the order in which they are shown.
    public var records: [String] {
        groups.map(\.ref) + families.map(\.ref) + matches.map(\.match.ref) + stays.map(\.ref)
    }

    /// The one choice that stands for its tasks.
    public static let tasks = "tasks"

    /// Gives some of it to a colleague, who finds one line about it on the list of today.
    ///
    /// - Parameters:
    ///   - chosen: References of records, and ``tasks`` for its tasks.
    ///   - field: The name of the field with the colleague.
    /// - Returns: How many records and tasks.
    /// - Throws: `Refusal.invalid` on the field for somebody who cannot be given it, and on `remark`.
    @discardableResult
    package func hand(
        _ chosen: Set<String>, to ref: String, remark: String?, field: String, in tx: Transaction
    ) throws -> Int {
        guard colleagues.contains(where: { $0.ref == ref }) else {
            throw Refusal.problem(field, "problem.assignee")
        }
        let remark = try Task.checkedRemark(remark)
        let isWanted = { chosen.contains($0) }
        for group in groups where isWanted(group.ref) { try group.setCoordinator(ref, in: tx) }
        for family in families where isWanted(family.ref) {
            try family.setCoordinator(ref, in: tx)
        }
        for line in matches where isWanted(line.match.ref) {
            try line.match.setCoordinator(ref, in: tx)
        }
        for stay in stays where isWanted(stay.ref) { try stay.setCoordinator(ref, in: tx) }
        let given = isWanted(Handover.Area.tasks) ? tasks : []
        for task in given { try task.give(to: ref, in: tx) }
        let count = records.count(where: isWanted) + given.count
        if count > 0 {
            try Task.tellHanded(
                to: ref, about: nil, for: role, of: [programme], in: city.id, remark, tx)
        }
        return count
    }
}

extension Task {
    /// Gives the task to another account, or to everybody with its role, together with other work.
    func give(to ref: String?, in tx: Transaction) throws {
        try tx.db.run(
            """
            UPDATE tasks SET assignee = \(ref), absence_id = NULL, version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try noteHanding(to: ref, in: tx)
        try tx.audit(.change, .task, self.ref, city: city, of: programme, fields: ["assignee"])
    }
}
