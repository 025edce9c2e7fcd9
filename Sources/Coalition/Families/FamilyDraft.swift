import SQLite

/// A family as somebody announces or describes it; no name is asked for.
public struct FamilyDraft: Sendable {
    /// Nil while nothing is chosen, which is refused.
    public var route: Family.Route?
    /// People in the household, 1 to 30; nil is refused.
    public var householdSize: Int?
    public var arrivalOn: Day?
    /// Taken as nil without a day.
    public var arrivalCertainty: Family.Certainty?
    /// ISO 639 codes that can be chosen.
    public var languages: [String] = []
    /// Nil when not known.
    public var isInterpreterNeeded: Bool?
    public var adults: Int?
    public var minors: Int?
    @TypedLine public var neighbourhood: String? = nil
    /// 1 light to 3 intensive.
    public var needsLevel: Int?
    /// The day the family was told, in its own language, what a group is and what is kept about it.
    public var infoGivenOn: Day?
    public var consentOn: Day?
    /// Nil until the family was asked.
    public var wantsGroup: Bool?

    public init() {}

    /// The draft that shows a family as it is.
    public init(_ family: Family, languages: [String]) {
        route = family.route
        householdSize = family.householdSize
        arrivalOn = family.arrivalOn
        arrivalCertainty = family.arrivalCertainty
        self.languages = languages
        isInterpreterNeeded = family.isInterpreterNeeded
        adults = family.adults
        minors = family.minors
        neighbourhood = family.neighbourhood
        needsLevel = family.needsLevel
        infoGivenOn = family.infoGivenOn
        consentOn = family.consentOn
        wantsGroup = family.wantsGroup
    }

    /// Announces a family in a city under a code name. From the municipality it comes with a task
    /// for the local coordinator: the intake, within the days of the rules.
    ///
    /// - Parameter announcedOn: Today in the city when nil.
    /// - Throws: `Refusal.forbidden` for who announces no families there; `.invalid` for each field.
    @discardableResult
    public func create(
        in city: City, announcedOn: Day? = nil, _ tx: Transaction
    ) throws -> Family {
        let today = city.today(tx)
        try requireAnnouncer(in: city, tx)
        if let route { try CityProgramme.requireTakesPart(route.programme, in: city, tx) }
        let checked = try check(today)
        let id = try checked.insert(in: city, announcedOn ?? today, tx)
        try checked.writeLanguages(of: id, tx)
        if let day = checked.arrivalOn {
            try FamilyArrival.record(day, checked.arrivalCertainty, of: id, in: tx)
        }
        let family = try Family.find(id, in: tx)
        try note(.create, family, ["family"], tx)
        if family.isAnnouncedByMunicipality { try family.askForIntake(today, in: tx) }
        return family
    }

    /// Saves what was changed. A municipality that announced the family changes what it announced;
    /// the rest of what it sends is passed over.
    ///
    /// - Throws: `Refusal.forbidden`, `.invalid`, and `.conflict` when somebody else saved first.
    public func update(_ family: Family, version: Int, in tx: Transaction) throws {
        let policy = FamilyPolicy(tx.viewer, family)
        try policy.requireArrivalEdit()
        try family.requirePresent()
        try tx.requireVersion(version, stands: family.version)
        let draft = policy.mayEdit ? self : try announcement(on: family, in: tx)
        let checked = try draft.check(try City.find(family.city, in: tx).today(tx))
        try checked.overwrite(family.id, tx)
        try checked.writeLanguages(of: family.id, tx)
        let believed = (family.arrivalOn, family.arrivalCertainty)
        if believed != (checked.arrivalOn, checked.arrivalCertainty) {
            try FamilyArrival.record(
                checked.arrivalOn, checked.arrivalCertainty, of: family.id, in: tx)
        }
        try note(.change, family, ["family"], tx)
        try Family.follow(family.id, in: tx)
    }

    /// Any of the programmes that a family can have is enough to announce one; a route of another
    /// programme is refused at its field.
    private func requireAnnouncer(in city: City, _ tx: Transaction) throws {
        let held = tx.viewer.programmes(of: FamilyPolicy.announcers, in: city.id)
            .intersection(Family.possibleProgrammes)
        guard !held.isEmpty else { throw Refusal.forbidden("forbidden.family_announce") }
        if let route, !held.contains(route.programme) {
            throw Refusal.problem("route", "problem.route_programme")
        }
    }

    /// What the family already is, with what a municipality announces laid over it.
    private func announcement(on family: Family, in tx: Transaction) throws -> FamilyDraft {
        var merged = FamilyDraft(family, languages: try family.languages(in: tx))
        merged.route = route
        merged.arrivalOn = arrivalOn
        merged.arrivalCertainty = arrivalCertainty
        merged.languages = languages
        if householdSize != family.householdSize { (merged.adults, merged.minors) = (nil, nil) }
        merged.householdSize = householdSize
        return merged
    }

    private func note(
        _ action: Action, _ family: Family, _ fields: [String], _ tx: Transaction
    ) throws {
        try tx.audit(action, .family, family.ref, city: family.city, fields: fields)
        try tx.process(
            .support, .family, family.ref,
            fields: ["route", "household_size", "arrival", "languages", "needs_level", "consent"])
    }
}
