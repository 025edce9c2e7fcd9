import SQLite

/// A family as somebody announces or describes it; no name is asked for.
public struct FamilyDraft: RecordDraft, HasExtras {
    public typealias Entity = Family

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
    /// The day the family was told, in its own language, what a group is and what is kept about it.
    public var infoGivenOn: Day?
    public var consentOn: Day?
    /// Nil until the family was asked.
    public var wantsGroup: Bool?
    /// 1 light to 3 intensive.
    public var needsLevel: Int?
    /// Another municipality that is to house the family, as the list of towns spells it.
    @TypedLine public var assignedMunicipality: String? = nil
    /// Since when the city's own municipality has a duty, and so may know the names; nil without one.
    public var municipalityDutyOn: Day?
    public var extras = Extras()

    public init() {}

    /// Every field, once. The municipality changes what it announced; the rest is the coordinator's.
    public static let record = RecordKind<FamilyDraft>(
        "family", table: "families", programmes: Family.possibleProgrammes,
        [
            .choice("route", \.route).required("problem.route"),
            .number("household_size", \.householdSize, 1...30).required("problem.household_size"),
            .day("arrival_on", \.arrivalOn),
            .choice("arrival_certainty", \.arrivalCertainty).codes(called: "certainty")
                .unless("problem.arrival_certainty") {
                    $0.arrivalOn != nil && $0.arrivalCertainty == nil
                },
            .languages("languages", \.languages)
                .rows("family_languages", of: "family_id", "language"),
            .answer("is_interpreter_needed", \.isInterpreterNeeded).changed(by: [.local]),
            .number("adults", \.adults, 0...30).changed(by: [.local])
                .unless("problem.household_part", with: \.householdValues) { !$0.holds($0.adults) }
                .unless("problem.household_sum", with: \.householdValues) { !$0.addsUp },
            .number("minors", \.minors, 0...30).changed(by: [.local])
                .unless("problem.household_part", with: \.householdValues) { !$0.holds($0.minors) },
            .line("neighbourhood", \.neighbourhood, 1...100).changed(by: [.local]),
            .day("info_given_on", \.infoGivenOn).past.changed(by: [.local]),
            .day("consent_on", \.consentOn).past.changed(by: [.local]),
            .answer("wants_group", \.wantsGroup).changed(by: [.local]),
            .level("needs_level", \.needsLevel, 1...3).codes(called: "support_level")
                .changed(by: [.local]),
            .line("assigned_municipality", \.assignedMunicipality, 1...60).changed(by: [.local]),
            .day("municipality_duty_on", \.municipalityDutyOn).past.changed(by: [.local]),
            .line("good_to_know", 1...200).opened.seen(by: [.local]),
        ])

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
        let checked = try checked(over: nil, nil, in: city, tx)
        let id = try insert(checked, in: city, announcedOn ?? today, tx)
        if let day = checked.draft.arrivalOn {
            try FamilyArrival.record(day, checked.draft.arrivalCertainty, of: id, in: tx)
        }
        let family = try Family.find(id, in: tx)
        try family.beginCoordinated(in: tx)
        try note(.create, family, checked.filled, tx)
        if family.isAnnouncedByMunicipality { try family.askForIntake(today, in: tx) }
        return family
    }

    /// Saves what was changed. A municipality that announced the family changes what it announced;
    /// the rest of what it sends is passed over.
    ///
    /// - Throws: `Refusal.forbidden`, `.invalid`, and `.conflict` when somebody else saved first.
    public func update(_ family: Family, version: Int, in tx: Transaction) throws {
        try FamilyPolicy(tx.viewer, family).requireArrivalEdit()
        try family.requirePresent()
        try tx.requireVersion(version, stands: family.version)
        let (id, city) = (family.id, try City.find(family.city, in: tx))
        let stored = try Self.stored(id, in: tx)
        let checked = try checked(over: stored, family, in: city, tx)
        let changes = try checked.changes(from: stored, id.value, in: tx)
        guard !changes.isEmpty else { return }
        try tx.db.run(
            """
            UPDATE families SET \(try checked.assigned(id.value, in: tx)), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try checked.writeRows(of: id.value, changed: changes, in: tx)
        if changes.contains(where: { $0.hasPrefix("arrival") }) {
            try FamilyArrival.record(
                checked.draft.arrivalOn, checked.draft.arrivalCertainty, of: id, in: tx)
            for match in try Match.live(ofFamily: id, in: tx) { try Year.follow(match, in: tx) }
        }
        if changes.contains("municipality_duty_on") {
            try Family.find(id, in: tx).writeFoundPeople(in: tx)
        }
        try note(.change, family, changes, tx)
        try Family.follow(id, in: tx)
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

    /// - Parameter family: Nil for a new one.
    private func checked(
        over stored: StoredRecord<FamilyDraft>?, _ family: Family?, in city: City,
        _ tx: Transaction
    ) throws -> CheckedDraft<FamilyDraft> {
        let rights = family.map { FieldRights(tx.viewer, for: $0.programmes, in: city.id) }
        let describes = family.map { FamilyPolicy(tx.viewer, $0).mayEdit } ?? true
        let today = city.today(tx)
        return try Self.record.checked(
            self, over: stored, in: city, tx, with: rights,
            settling: { draft in
                if draft.arrivalOn == nil { draft.arrivalCertainty = nil }
                draft.spellMunicipality()
                // Who announces another size does not know who is in it.
                if !describes, draft.householdSize != stored?.draft.householdSize {
                    (draft.adults, draft.minors) = (nil, nil)
                }
            }, and: { [$0.arrivalProblem(today), $0.municipalityProblem(in: city)] })
    }

    private func insert(
        _ checked: CheckedDraft<FamilyDraft>, in city: City, _ announcedOn: Day, _ tx: Transaction
    ) throws -> ID<Family> {
        guard let programme = checked.draft.route?.programme else { throw Damaged.code("route") }
        let (ref, code) = (try Family.newRef(in: tx), try FamilyCode.draw(in: city.id, tx))
        let isLocal = tx.viewer.holds([.local], for: [programme], in: city.id)
        let id: ID<Family> = try tx.newID("families")
        try tx.db.run(
            """
            INSERT INTO families (id, ref, city_id, code_nl, code_en, programmes, state, announced_on,
                is_announced_by_municipality, created_at, created_by, updated_at,
                \(checked.columns))
            VALUES (\(id), \(ref), \(city.id), \(code.nl), \(code.en), \(Set([programme]).stored),
                \(Family.State.announced), \(announcedOn), \(!isLocal), \(tx.now),
                \(tx.viewer.userID), \(tx.now), \(try checked.bound(id.value, in: tx)))
            """)
        try FamilyProgramme.begin(programme, of: id, in: tx)
        try tx.recordState(.family, id.value, from: nil, to: Family.State.announced.rawValue)
        try checked.writeRows(of: id.value, changed: checked.filled, in: tx)
        return id
    }

    private func note(
        _ action: Action, _ family: Family, _ fields: [String], _ tx: Transaction
    ) throws {
        try tx.audit(action, .family, family.ref, city: family.city, fields: fields)
        try tx.process(.support, .family, family.ref, fields: fields)
    }
}
