import SQLite

/// An accommodation as a coordinator types it.
public struct AccommodationDraft: RecordDraft, HasExtras {
    public typealias Entity = Accommodation

    @TypedLine public var name = ""
    public var kind = Accommodation.Kind.apartment
    /// Nil leaves the address that is there; the form never shows it.
    @TypedLines public var address: String? = nil
    public var beds = 1
    /// Whether a wheelchair can enter; nil when nobody looked.
    public var isAccessible: Bool?
    /// Nil when it was always there.
    public var availableFrom: Day?
    /// The first day on which it is no longer there; nil without an end.
    public var availableUntil: Day?
    public var extras = Extras()

    public init() {}

    /// Every field, once.
    public static let record = RecordKind<AccommodationDraft>(
        "accommodation", table: "accommodations", programmes: [.shelterCity],
        [
            .line("name", \.name).required("problem.name").found,
            .choice("kind", \.kind),
            .lines("address", \.address, 1...500).sealed,
            .number("beds", \.beds, 1...30),
            .answer("is_accessible", \.isAccessible),
            .line("stairs_note", 1...200).opened,
            .day("available_from_on", \.availableFrom).ahead(years: StayBounds.yearsAhead),
            .day("available_until_on", \.availableUntil).ahead(years: StayBounds.yearsAhead)
                .unless("problem.until_before_from") { $0.endsBeforeItStarts },
        ])

    /// Adds an accommodation to a city.
    ///
    /// - Throws: `Refusal.forbidden` without the right there, `.invalid` for each field.
    @discardableResult
    public func create(in city: City, _ tx: Transaction) throws -> Accommodation {
        guard tx.viewer.holds(AccommodationPolicy.writers, for: StayPolicy.programmes, in: city.id)
        else {
            throw Refusal.forbidden("forbidden.accommodation_edit")
        }
        try CityProgramme.requireTakesPart(.shelterCity, in: city, tx)
        let home = try Self.record.checked(self, over: nil, in: city, tx)
        let ref = try Accommodation.newRef(in: tx)
        let id: ID<Accommodation> = try tx.newID("accommodations")
        try uniquely {
            try tx.db.run(
                """
                INSERT INTO accommodations
                    (id, ref, city_id, sort_key, created_at, updated_at, \(home.columns))
                VALUES (\(id), \(ref), \(city.id), \(SortKey.title(home.draft.name)), \(tx.now),
                    \(tx.now), \(try home.bound(id.value, in: tx)))
                """)
        }
        try home.writeFound(of: id.value, in: city.id, tx)
        try tx.audit(
            .create, .accommodation, ref.description, city: city.id, fields: home.filled)
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
        let (id, city) = (accommodation.id, try City.find(accommodation.city, in: tx))
        let stored = try Self.stored(id, in: tx)
        let home = try Self.record.checked(self, over: stored, in: city, tx)
        try home.draft.requireRoomForStays(id, tx)
        let changes = try home.changes(from: stored, id.value, in: tx)
        guard !changes.isEmpty else { return }
        try uniquely {
            try tx.db.run(
                """
                UPDATE accommodations SET \(try home.assigned(id.value, in: tx)),
                    sort_key = \(SortKey.title(home.draft.name)), version = version + 1,
                    updated_at = \(tx.now)
                WHERE id = \(id)
                """)
        }
        try home.writeFound(of: id.value, in: city.id, tx)
        try tx.audit(
            .change, .accommodation, accommodation.ref, city: city.id, fields: changes)
    }

    private var endsBeforeItStarts: Bool {
        guard let availableFrom, let availableUntil else { return false }
        return availableUntil <= availableFrom
    }

    private func uniquely(_ work: () throws -> Void) throws {
        do { try work() } catch SQLiteError.unique {
            throw Refusal.problem("name", "problem.accommodation_taken")
        }
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
