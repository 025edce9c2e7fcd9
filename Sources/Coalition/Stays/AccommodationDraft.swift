import SQLite

/// An accommodation as a coordinator types it.
public struct AccommodationDraft: Sendable {
    public var name = ""
    public var kind = Accommodation.Kind.apartment
    /// Nil leaves the address that is there; the form never shows it.
    public var address: String?
    public var beds = 1
    public var isAccessible: Bool?
    public var availableFrom: Day?
    public var availableUntil: Day?

    public init() {}

    /// The draft that shows an accommodation as it is, without its address.
    public init(_ accommodation: Accommodation) {
        name = accommodation.name
        kind = accommodation.kind
        beds = accommodation.beds
        isAccessible = accommodation.isAccessible
        availableFrom = accommodation.availableFrom
        availableUntil = accommodation.availableUntil
    }

    /// Adds an accommodation to a city.
    ///
    /// - Throws: `Refusal.forbidden` without the right there, `.invalid` for each field.
    @discardableResult
    public func create(in city: City, _ tx: Transaction) throws -> Accommodation {
        guard tx.viewer.holds(AccommodationPolicy.writers, for: StayPolicy.programmes, in: city.id)
        else {
            throw Refusal.forbidden("forbidden.accommodation_edit")
        }
        try check()
        let ref = try tx.newRef(.accommodation) { ref in
            try tx.db.value("SELECT 1 FROM accommodations WHERE ref = \(ref)") as Int? != nil
        }
        let id: ID<Accommodation> = try tx.newID("accommodations")
        try uniquely {
            try tx.db.run(
                """
                INSERT INTO accommodations (id, ref, city_id, name, sort_key, kind, address_sealed,
                    beds, is_accessible, available_from_on, available_until_on, created_at,
                    updated_at)
                VALUES (\(id), \(ref), \(city.id), \(name), \(SortKey.title(name)), \(kind),
                    \(try sealed(id, tx)), \(beds), \(isAccessible), \(availableFrom),
                    \(availableUntil), \(tx.now), \(tx.now))
                """)
        }
        try tx.audit(.create, .accommodation, ref.description, city: city.id, fields: fields)
        return try Accommodation.find(id, in: tx)
    }

    /// Saves what was changed; an address that was not typed stays.
    ///
    /// - Throws: `Refusal.forbidden`, `.invalid` (among them a stay outside the new availability),
    ///   and `.conflict` when somebody else saved first.
    public func update(
        _ accommodation: Accommodation, version: Int, in tx: Transaction
    ) throws {
        try AccommodationPolicy(tx.viewer, accommodation).requireEdit()
        try tx.requireVersion(version, stands: accommodation.version)
        try check()
        try requireRoomForStays(accommodation.id, tx)
        let id = accommodation.id
        try uniquely {
            try tx.db.run(
                """
                UPDATE accommodations SET name = \(name), sort_key = \(SortKey.title(name)),
                    kind = \(kind),
                    address_sealed = ifnull(\(try sealed(id, tx)), address_sealed), beds = \(beds),
                    is_accessible = \(isAccessible), available_from_on = \(availableFrom),
                    available_until_on = \(availableUntil),
                    version = version + 1, updated_at = \(tx.now)
                WHERE id = \(id)
                """)
        }
        try tx.audit(
            .change, .accommodation, accommodation.ref, city: accommodation.city, fields: fields)
    }

    private var fields: [String] {
        ["name", "kind", "beds", "is_accessible", "available"] + (address == nil ? [] : ["address"])
    }

    private func sealed(_ id: ID<Accommodation>, _ tx: Transaction) throws -> [UInt8]? {
        try tx.keys.seal(address, Accommodation.place(id))
    }

    private func uniquely(_ work: () throws -> Void) throws {
        do { try work() } catch SQLiteError.unique {
            throw Refusal.problem("name", "problem.accommodation_taken")
        }
    }

    private func check() throws {
        var problems: [Problem] = []
        if !(1...200).contains(name.count) { problems.append(Problem("name", "problem.name")) }
        if !(1...30).contains(beds) {
            problems.append(
                Problem("beds", "problem.number", ["least": .number(1), "most": .number(30)]))
        }
        if let address, !(1...500).contains(address.count) {
            problems.append(Problem.tooLong("address", address, 500))
        }
        if let availableFrom, let availableUntil, availableUntil <= availableFrom {
            problems.append(Problem("available_until_on", "problem.until_before_from"))
        }
        if !problems.isEmpty { throw Refusal.invalid(problems) }
    }

    private func requireRoomForStays(_ id: ID<Accommodation>, _ tx: Transaction) throws {
        let outside = try StayClash.first(
            where: """
                stays.accommodation_id = \(id) AND stays.state <> 'cancelled'
                AND (stays.from_on < \(availableFrom ?? .first)
                    OR stays.until_on > \(availableUntil ?? .last))
                """, in: tx)
        guard let outside else { return }
        let startsEarly = availableFrom.map { outside.period.from < $0 } ?? false
        throw Refusal.invalid([
            outside.problem(
                startsEarly ? "available_from_on" : "available_until_on", "problem.stay_outside")
        ])
    }
}

extension Day {
    /// Before and after every day that can be written.
    static let first = Day(number: -719_162)
    static let last = Day(number: 2_932_896)
}
