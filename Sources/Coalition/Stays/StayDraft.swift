import SQLite

/// A stay, or the slot for one, as a coordinator types it.
public struct StayDraft: RecordDraft, HasExtras {
    public typealias Entity = Stay

    /// The reference of the accommodation; nil while the slot has none.
    public var accommodation: String?
    /// The reference of the guest whom the network means to propose; nil for a slot.
    public var guest: String?
    public var from: Day?
    /// The day of departure, which is not a night.
    public var until: Day?
    /// Longer than the rules say, on purpose.
    public var isException = false
    public var extras = Extras()

    public init() {}

    /// The fields that are typed, once; accommodation and guest are found by their references, and
    /// how far the dates may lie is said by ``StayBounds``.
    public static let record = RecordKind<StayDraft>(
        "stay", table: "stays", programmes: StayPolicy.programmes,
        [
            .day("from_on", \.from).required().days { _ in .unlimited },
            .day("until_on", \.until).required().days { _ in .unlimited }
                .unless("problem.until_before_from") { $0.from != nil && $0.period == nil },
            .tick("is_exception", \.isException),
            .line("good_to_know", 1...200).opened.seen(by: [.shelter, .network]),
            .languages("offered_languages").seen(by: [.shelter, .network]),
            .choices("offered_themes", of: WorkTheme.self).codes(called: "work_theme")
                .seen(by: [.shelter, .network]),
            .answer("offers_accessible").seen(by: [.shelter, .network]),
            .answer("is_women_only").seen(by: [.shelter, .network]),
            .day("earliest_on").ahead(years: StayBounds.yearsAhead).seen(by: [.shelter, .network]),
            .day("latest_on").ahead(years: StayBounds.yearsAhead).seen(by: [.shelter, .network])
                .unless("problem.latest_before_earliest") { $0.endsBeforeItBegins },
        ])

    /// The stay as it stands, with the references of where and whose it is.
    public static func of(_ stay: Stay, in tx: Transaction) throws -> StayDraft {
        var draft = try stored(stay.id, in: tx).draft
        (draft.accommodation, draft.guest) = (stay.accommodationRef, stay.guestRef)
        return draft
    }

    /// Plans the stay.
    ///
    /// - Parameter city: Where a slot without an accommodation is; else the accommodation's city.
    /// - Throws: `Refusal.forbidden` without the right in the city; `.invalid` for each field, among
    ///   them a clash with another stay, which is named.
    @discardableResult
    public func create(in city: City? = nil, _ tx: Transaction) throws -> Stay {
        let home = try place(tx)
        guard let city = try home.map({ try City.find($0.city, in: tx) }) ?? city else {
            throw Refusal.problem("accommodation", "problem.choice")
        }
        guard tx.viewer.holds(StayPolicy.writers, for: StayPolicy.programmes, in: city.id) else {
            throw Refusal.forbidden("forbidden.stay_edit")
        }
        try CityProgramme.requireTakesPart(.shelterCity, in: city, tx)
        let rules = try Rules.inForce(on: city.today(tx), in: tx)
        let (stay, period) = try checked(over: nil, home, rules, in: city, tx)
        try StayBounds.requireNew(period, city.today(tx))
        let person = try person(tx)
        if person != nil, !tx.viewer.holds([.network], for: StayPolicy.programmes) {
            throw Refusal.problem("guest", "problem.guest_fixed")
        }
        let ref = try Stay.newRef(in: tx)
        let conflict = StayConflict(
            accommodation: home?.id, guest: person?.id, period: period, stay: nil)
        let id: ID<Stay> = try tx.newID("stays")
        try conflict.watch("from_on", in: tx) {
            try tx.db.run(
                """
                INSERT INTO stays (id, ref, city_id, accommodation_id, guest_id, cohort_id, state,
                    rule_version, created_at, created_by, updated_at, \(stay.columns))
                VALUES (\(id), \(ref), \(city.id), \(home?.id), \(person?.id),
                    \(try Cohort.of(period.from, in: tx)?.id), \(Stay.State.planned),
                    \(rules.version), \(tx.now), \(tx.viewer.userID), \(tx.now),
                    \(try stay.bound(id.value, in: tx)))
                """)
        }
        try tx.recordState(.stay, id.value, from: nil, to: Stay.State.planned.rawValue)
        let links = [home == nil ? nil : "accommodation", person == nil ? nil : "guest"]
        try note(.create, ref.description, city.id, links.compactMap { $0 } + stay.filled, tx)
        let made = try Stay.find(id, in: tx)
        try made.beginCoordinated(in: tx)
        return made
    }

    /// Saves what was changed; dates and accommodation that stood before stay known.
    ///
    /// - Throws: `Refusal.forbidden`, `.invalid`, and `.conflict` when somebody else saved first.
    public func update(_ stay: Stay, version: Int, in tx: Transaction) throws {
        try StayPolicy(tx.viewer, stay).requireEdit()
        try tx.requireVersion(version, stands: stay.version)
        let home = try place(tx)
        if let home, home.city != stay.city {
            throw Refusal.problem("accommodation", "problem.stay_city")
        }
        let rules = try Rules.of(stay.ruleVersion, in: tx)
        let city = try City.find(stay.city, in: tx)
        let stored = try Self.stored(stay.id, in: tx)
        let (checked, period) = try checked(over: stored, home, rules, in: city, tx)
        try stay.requireBegun(period, city.today(tx))
        let person = try person(tx)
        try requireAllowed(stay, period, person?.id, tx)
        let changes =
            try stay.links(changedTo: home, person)
            + checked.changes(from: stored, stay.id.value, in: tx)
        guard !changes.isEmpty else { return }
        if period != stay.period || home?.id != stay.accommodation { try stay.keepPeriod(in: tx) }
        let wish = stay.extensionUntil.flatMap { $0 > period.until ? $0 : nil }
        if wish == nil { try stay.decided(.lapsed, in: tx) }
        let conflict = StayConflict(
            accommodation: home?.id, guest: person?.id, period: period, stay: stay.id)
        try conflict.watch("from_on", in: tx) {
            try tx.db.run(
                """
                UPDATE stays SET accommodation_id = \(home?.id), guest_id = \(person?.id),
                    cohort_id = \(try Cohort.of(period.from, in: tx)?.id),
                    extension_until_on = \(wish),
                    extension_reason = \(wish == nil ? nil : stay.extensionReason),
                    \(try checked.assigned(stay.id.value, in: tx)),
                    version = version + 1, updated_at = \(tx.now)
                WHERE id = \(stay.id)
                """)
        }
        try note(.change, stay.ref, stay.city, changes, tx)
    }

    private func place(_ tx: Transaction) throws -> Accommodation? {
        guard let accommodation, !accommodation.isEmpty else { return nil }
        do { return try Accommodation.find(accommodation, in: tx) } catch Refusal.notFound {
            throw Refusal.problem("accommodation", "problem.choice")
        }
    }

    private func person(_ tx: Transaction) throws -> Guest? {
        guard let guest, !guest.isEmpty else { return nil }
        do { return try Guest.find(guest, in: tx) } catch Refusal.notFound {
            throw Refusal.problem("guest", "problem.choice")
        }
    }

    private var endsBeforeItBegins: Bool {
        guard case .day(let earliest) = extras["earliest_on"],
            case .day(let latest) = extras["latest_on"]
        else { return false }
        return latest < earliest
    }

    private var period: Period? {
        from.flatMap { from in until.flatMap { Period(from, until: $0) } }
    }

    /// What can be written, with its period. Only a stay longer than the rules say is an exception.
    private func checked(
        over stored: StoredRecord<StayDraft>?, _ home: Accommodation?, _ rules: Rules,
        in city: City, _ tx: Transaction
    ) throws -> (CheckedDraft<StayDraft>, Period) {
        let maximum = try rules.value("stay.maximum_nights")
        let checked = try Self.record.checked(
            self, over: stored, in: city, tx,
            settling: { $0.isException = $0.isException && $0.period?.nights ?? 0 > maximum })
        guard let period = checked.draft.period else { throw Damaged.day }
        try StayBounds(rules: rules, today: city.today(tx))
            .require(period, isException: checked.draft.isException)
        if let home, !home.isAvailable(during: period) {
            throw Refusal.problem(
                "accommodation", "problem.accommodation_unavailable", home.availability)
        }
        return (checked, period)
    }

    private func requireAllowed(
        _ stay: Stay, _ period: Period, _ person: ID<Guest>?, _ tx: Transaction
    ) throws {
        let policy = StayPolicy(tx.viewer, stay)
        if person != stay.guest, !policy.mayChooseGuest {
            throw Refusal.problem("guest", "problem.guest_fixed")
        }
        // Who is there stays longer only by an extension, which the network decides on.
        if policy.mayAskExtension, !policy.mayDecideExtension, period.until > stay.period.until {
            throw Refusal.problem("until_on", "problem.extend_instead")
        }
    }

    private func note(
        _ action: Action, _ ref: String, _ city: ID<City>, _ fields: [String], _ tx: Transaction
    ) throws {
        try tx.audit(action, .stay, ref, city: city, fields: fields)
        if guest != nil { try tx.process(.shelter, .stay, ref, fields: fields) }
    }
}

extension Stay {
    /// Which of accommodation and guest another choice changes.
    fileprivate func links(changedTo home: Accommodation?, _ person: Guest?) -> [String] {
        (home?.id == accommodation ? [] : ["accommodation"])
            + (person?.id == guest ? [] : ["guest"])
    }
}

extension Accommodation {
    /// What a message about its availability is filled with; the ends of time where it has no limit.
    var availability: [String: Problem.Value] {
        [
            "from": availableFrom.map { .day($0) } ?? .text("…"),
            "until": availableUntil.map { .day($0) } ?? .text("…"),
        ]
    }
}
