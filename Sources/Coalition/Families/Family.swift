import SQLite

/// A newcomer family, or one person, known by a code name.
public struct Family: PlainRecord, CityRecord {
    public enum State: String, Code {
        case announced, intake, waiting, reserved, matched, supported, completed, moved, withdrawn,
            erased
        /// Another record of the same family goes on.
        case merged

        /// The family has left: what is known of it stands as it is, and its term of retention runs.
        public static let over: Set<State> = [
            .completed, .moved, .withdrawn, .erased, .merged,
        ]
        /// In no list: what it tells stands elsewhere, or nowhere any more.
        public static let hidden: Set<State> = [.erased, .merged]
    }

    /// The way by which a family comes (spec: programmes, routes).
    public enum Route: String, Code {
        case resettlement, ukraine, student
        case statusHolder = "status_holder"
        case familyReunion = "family_reunion"
        case hostedStay = "hosted_stay"

        /// The programme that a family of this route begins with.
        public var programme: Programme { self == .hostedStay ? .hostedStay : .samenHier }
    }

    /// The programmes that a family can be in.
    public static let possibleProgrammes: Set<Programme> = [.samenHier, .hostedStay]

    /// How sure an arrival date is.
    public enum Certainty: String, Code { case expected, confirmed, realised }

    public let id: ID<Family>
    public let ref: String
    public let city: ID<City>
    public let code: CodeName
    /// Those that said yes to it; it is seen with a right for any of them.
    public let programmes: Set<Programme>
    public let state: State
    public let route: Route
    public let householdSize: Int
    /// Nil when not known.
    public let adults: Int?
    public let minors: Int?
    public let isInterpreterNeeded: Bool?
    public let arrivalOn: Day?
    public let arrivalCertainty: Certainty?
    public let neighbourhood: String?
    /// 1 light to 3 intensive; nil when not known.
    public let needsLevel: Int?
    public let announcedOn: Day
    public let isAnnouncedByMunicipality: Bool
    /// Since when the city's municipality has a duty for the family, as the coordinator said; nil
    /// without one.
    public let municipalityDutyOn: Day?
    public let infoGivenOn: Day?
    public let consentOn: Day?
    /// Whether the family wants a group, which is voluntary; nil when not asked yet.
    public let wantsGroup: Bool?
    public let waitingSince: Day?
    public let retentionUntil: Day?
    public let version: Int

    package static let columns: SQL = """
        families.id, families.ref, families.city_id, families.code_nl, families.code_en,
        families.programmes, families.state, families.route, families.household_size,
        families.adults, families.minors, families.is_interpreter_needed, families.arrival_on,
        families.arrival_certainty, families.neighbourhood, families.needs_level, families.announced_on,
        families.is_announced_by_municipality, families.municipality_duty_on,
        families.info_given_on, families.consent_on,
        families.wants_group, families.waiting_since_on, families.retention_until_on,
        families.version
        """

    package init(_ row: inout Row) throws {
        id = try row.next()
        ref = try row.next()
        city = try row.next()
        code = CodeName(nl: try row.next(), en: try row.next())
        programmes = try Set(stored: try row.next())
        state = try row.next()
        route = try row.next()
        householdSize = try row.next()
        adults = try row.next()
        minors = try row.next()
        isInterpreterNeeded = try row.next()
        arrivalOn = try row.next()
        arrivalCertainty = try row.next()
        neighbourhood = try row.next()
        needsLevel = try row.next()
        announcedOn = try row.next()
        isAnnouncedByMunicipality = try row.next()
        municipalityDutyOn = try row.next()
        infoGivenOn = try row.next()
        consentOn = try row.next()
        wantsGroup = try row.next()
        waitingSince = try row.next()
        retentionUntil = try row.next()
        version = try row.next()
    }

    /// Whether the municipality may know the names: of what it announced itself, and where it has a
    /// duty.
    public var isOpenToMunicipality: Bool {
        isAnnouncedByMunicipality || municipalityDutyOn != nil
    }

    package static let subject = Subject.family
    package static let refKind = Ref.Kind.family
    package static let table: SQL = "families"

    package static func sight(of viewer: Viewer, in city: ID<City>?) -> SQL {
        viewer.reach(of: FamilyPolicy.readers, for: FamilyPolicy.programmes).narrowed(to: city)
            .condition("families.city_id", programmes: "+families.programmes")
    }
}
