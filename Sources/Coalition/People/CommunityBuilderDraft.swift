import SQLite

/// A community builder as a coordinator types one.
public struct CommunityBuilderDraft: RecordDraft {
    public typealias Entity = CommunityBuilder

    @TypedLine public var name = ""
    @TypedLine public var email: String? = nil
    @TypedLine public var phone: String? = nil
    /// ISO 639 codes; Dutch need not be said, as all of them speak it.
    public var languages: [String] = []
    /// The day from which nobody asks anymore; nil while somebody may.
    public var endedOn: Day?

    public init() {}

    /// Every field, once.
    public static let record = RecordKind<CommunityBuilderDraft>(
        "community_builder", table: "community_builders", programmes: BuilderPolicy.programmes,
        [
            .line("name", \.name).required("problem.name").opened,
            .languages("languages", \.languages).required("problem.builder_language")
                .rows("community_builder_languages", of: "builder_id", "language")
                .unless("problem.builder_language") { $0.languages == ["nl"] },
            .phone("phone", \.phone).opened,
            .email("email", \.email).opened,
            .day("ended_on", \.endedOn),
        ])

    /// Adds a community builder to a city, or to the network.
    ///
    /// - Parameter city: Nil for the network, whose builders every city may ask.
    /// - Throws: `Refusal.forbidden` for who does not keep those of the city; `.invalid` for each
    ///   field.
    @discardableResult
    public func create(in city: City?, _ tx: Transaction) throws -> CommunityBuilder {
        try BuilderPolicy(tx.viewer, of: city?.id).requireEdit()
        let person = try checked(over: nil, in: city, tx)
        let id: ID<CommunityBuilder> = try tx.newID("community_builders")
        try tx.db.run(
            """
            INSERT INTO community_builders
                (id, city_id, created_at, created_by, updated_at, \(person.columns))
            VALUES (\(id), \(city?.id), \(tx.now), \(tx.viewer.userID), \(tx.now),
                \(try person.bound(id.value, in: tx)))
            """)
        try person.writeRows(of: id.value, changed: person.filled, in: tx)
        try note(.create, id, city?.id, person.filled, tx)
        return try CommunityBuilder.find(id.value, in: tx)
    }

    /// Saves what was changed.
    ///
    /// - Throws: As ``create(in:_:)``; `Refusal.conflict` when somebody else saved first.
    public func update(_ builder: CommunityBuilder, version: Int, in tx: Transaction) throws {
        try BuilderPolicy(tx.viewer, builder).requireEdit()
        try tx.requireVersion(version, stands: builder.version)
        let id = builder.id
        let stored = try Self.stored(id, in: tx)
        let city = try builder.city.map { try City.find($0, in: tx) }
        let person = try checked(over: stored, in: city, tx)
        let changes = try person.changes(from: stored, id.value, in: tx)
        guard !changes.isEmpty else { return }
        try tx.db.run(
            """
            UPDATE community_builders SET \(try person.assigned(id.value, in: tx)),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try person.writeRows(of: id.value, changed: changes, in: tx)
        try note(.change, id, builder.city, changes, tx)
    }

    private func checked(
        over stored: StoredRecord<CommunityBuilderDraft>?, in city: City?, _ tx: Transaction
    ) throws -> CheckedDraft<CommunityBuilderDraft> {
        try Self.record.checked(
            self, over: stored, in: city, tx,
            settling: { $0.email = EmailAddress.settled($0.email) },
            and: { [$0.email.flatMap(EmailAddress.problem)] })
    }

    private func note(
        _ action: Action, _ id: ID<CommunityBuilder>, _ city: ID<City>?, _ fields: [String],
        _ tx: Transaction
    ) throws {
        try tx.audit(action, .builder, String(id.value), city: city, fields: fields)
        try tx.process(.support, .builder, String(id.value), fields: fields)
    }
}
