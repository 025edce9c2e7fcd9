import SQLite

/// A stay, or the slot for one, as a coordinator types it.
public struct StayDraft: Sendable {
    /// The reference of the accommodation; nil while the slot has none.
    public var accommodation: String?
    /// The reference of the guest; nil while the slot is free.
    public var guest: String?
    public var from: Day?
    /// The day of departure, which is not a night.
    public var until: Day?
    /// Longer than the rules say, on purpose.
    public var isException = false

    public init() {}

    /// The draft that shows a stay as it is.
    public init(_ stay: Stay) {
        accommodation = stay.accommodationRef
        guest = stay.guestRef
        from = stay.period.from
        until = stay.period.until
        isException = stay.isException
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
        let period = try checked(home, rules, city.today(tx))
        try StayBounds.requireNew(period, city.today(tx))
        let person = try person(tx)
        let ref = try Stay.newRef(in: tx)
        let conflict = StayConflict(
            accommodation: home?.id, guest: person?.id, period: period, stay: nil)
        try conflict.watch("from_on", in: tx) {
            try tx.db.run(
                """
                INSERT INTO stays (ref, city_id, accommodation_id, guest_id, cohort_id, state,
                    from_on, until_on, is_exception, rule_version, created_at, created_by,
                    updated_at)
                VALUES (\(ref), \(city.id), \(home?.id), \(person?.id),
                    \(try Cohort.of(period.from, in: tx)?.id), \(Stay.State.planned),
                    \(period.from), \(period.until), \(try isLong(period, rules)),
                    \(rules.version), \(tx.now), \(tx.viewer.userID), \(tx.now))
                """)
        }
        let id = ID<Stay>(tx.db.lastInsertedRowID)
        try tx.recordState(.stay, id.value, from: nil, to: Stay.State.planned.rawValue)
        try note(.create, ref.description, city.id, tx)
        return try Stay.find(id, in: tx)
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
        let today = try City.find(stay.city, in: tx).today(tx)
        let period = try checked(home, rules, today)
        try stay.requireBegun(period, today)
        let person = try person(tx)
        try requireAllowed(stay, period, person?.id, tx)
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
                    from_on = \(period.from), until_on = \(period.until),
                    extension_until_on = \(wish),
                    extension_reason = \(wish == nil ? nil : stay.extensionReason),
                    is_exception = \(try isLong(period, rules)),
                    version = version + 1, updated_at = \(tx.now)
                WHERE id = \(stay.id)
                """)
        }
        try note(.change, stay.ref, stay.city, tx)
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

    private func isLong(_ period: Period, _ rules: Rules) throws -> Bool {
        period.nights > (try rules.value("stay.maximum_nights"))
    }

    /// The period, once nothing is wrong with it.
    private func checked(_ home: Accommodation?, _ rules: Rules, _ today: Day) throws -> Period {
        var problems: [Problem] = []
        if from == nil { problems.append(Problem("from_on", "problem.day_required")) }
        if until == nil { problems.append(Problem("until_on", "problem.day_required")) }
        guard let from, let until else { throw Refusal.invalid(problems) }
        guard let period = Period(from, until: until) else {
            throw Refusal.problem("until_on", "problem.until_before_from")
        }
        try StayBounds(rules: rules, today: today).require(period, isException: isException)
        if let home, !home.isAvailable(during: period) {
            throw Refusal.problem(
                "accommodation", "problem.accommodation_unavailable", home.availability)
        }
        return period
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
        _ action: Action, _ ref: String, _ city: ID<City>, _ tx: Transaction
    ) throws {
        let fields = ["accommodation", "guest", "from_on", "until_on", "is_exception"]
        try tx.audit(action, .stay, ref, city: city, fields: fields)
        if guest != nil { try tx.process(.shelter, .stay, ref, fields: fields) }
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
