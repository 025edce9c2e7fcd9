import SQLite

/// A Samen Hier group: five or more residents around a newcomer family.
public struct Group: PlainRecord, CityRecord {
    /// Sponsor groups are there from the first day and write an action plan; welcome groups are
    /// coupled to newcomers who just moved; a church group may be two; students welcome students.
    public enum Kind: String, Code { case welcome, sponsor, church, student }

    public enum State: String, Code {
        case interest, forming, preparing, ready, matched, active, paused, completed, stopped

        /// States in which the group is around a family.
        public static let together: Set<State> = [.matched, .active, .paused]
        /// States on the way to a first family.
        public static let buildingUp: Set<State> = [.interest, .forming, .preparing, .ready]
        /// The group is done or has stopped; it may begin anew.
        public static let over: Set<State> = [.completed, .stopped]
    }

    public let id: ID<Group>
    public let ref: String
    public let city: ID<City>
    public let name: String
    public let kind: Kind
    public let state: State
    public let ruleVersion: Int
    public let neighbourhood: String?
    /// How many families at once.
    public let capacity: Int
    /// People in the largest household the group feels up to; nil when not asked yet.
    public let maxHousehold: Int?
    /// 1 light to 3 intensive; nil when not asked yet.
    public let supportLevel: Int?
    public let availableFrom: Day?
    /// Hours a week that the group offered together; nil when not asked yet.
    public let hoursOffered: Int?
    public let registeredOn: Day
    public let intakeOn: Day?
    public let pausedUntil: Day?
    /// The least number of active members by the group's rules.
    public let minimum: Int
    public let memberCount: Int
    /// Active members whose VOG and trainings hold.
    public let clearedCount: Int
    /// The first day on which a VOG or training of a member runs out; nil when none does.
    public let clearanceUntil: Day?
    public let lastContactOn: Day?
    /// From this day on the group counts as silent; nil without an active match.
    public let silentOn: Day?
    /// 0 also for who may not know of a concern (spec: access, incidents).
    public internal(set) var concernCount: Int
    public let version: Int
    /// Why it pauses or stops, for as long as a step is taken; nil otherwise.
    var reason: Reason?

    /// Whether it has the members that its rules ask for.
    public var isComplete: Bool { memberCount >= minimum }

    /// Active with fewer members than the minimum: a flag, never a state.
    public var isBelowStrength: Bool { state == .active && memberCount < minimum }

    /// Around a family, or about to be, with fewer members than the minimum: nothing falls back, but
    /// somebody has to be found.
    public var lacksMembers: Bool {
        [.matched, .active].contains(state) && memberCount < minimum
    }

    public func isSilent(on day: Day) -> Bool { silentOn.map { $0 <= day } ?? false }

    package static let columns: SQL = """
        groups.id, groups.ref, groups.city_id, groups.name, groups.kind, groups.state,
        groups.rule_version, groups.neighbourhood, groups.capacity, groups.max_household,
        groups.support_level, groups.available_from_on, groups.registered_on, groups.intake_on,
        groups.paused_until_on, groups.minimum_count, groups.member_count, groups.cleared_count,
        groups.clearance_until_on, groups.last_contact_on, groups.silent_on, groups.concern_count,
        groups.version, groups.hours_offered
        """

    package init(_ row: inout Row) throws {
        id = try row.next()
        ref = try row.next()
        city = try row.next()
        name = try row.next()
        kind = try row.next()
        state = try row.next()
        ruleVersion = try row.next()
        neighbourhood = try row.next()
        capacity = try row.next()
        maxHousehold = try row.next()
        supportLevel = try row.next()
        availableFrom = try row.next()
        registeredOn = try row.next()
        intakeOn = try row.next()
        pausedUntil = try row.next()
        minimum = try row.next()
        memberCount = try row.next()
        clearedCount = try row.next()
        clearanceUntil = try row.next()
        lastContactOn = try row.next()
        silentOn = try row.next()
        concernCount = try row.next()
        version = try row.next()
        hoursOffered = try row.next()
    }

    package static let subject = Subject.group
    package static let refKind = Ref.Kind.group
    package static let table: SQL = "groups"
    package var programmes: Set<Programme> { GroupPolicy.programmes }

    package static func sight(of viewer: Viewer, in city: ID<City>?) -> SQL {
        viewer.scope(of: GroupPolicy.readers, for: GroupPolicy.programmes).narrowed(to: city)
            .condition("groups.city_id")
    }
}
