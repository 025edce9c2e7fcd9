import SQLite

/// A formal contact as somebody types one.
public struct FormalContactDraft: RecordDraft {
    public typealias Entity = FormalContact

    /// Nil while nothing is chosen, which is refused.
    public var function: FormalContact.Function?
    @TypedLine public var organisation = ""
    @TypedLine public var name: String? = nil
    @TypedLine public var email: String? = nil
    @TypedLine public var phone: String? = nil
    /// The day from which nobody chooses the contact anymore; nil while somebody may.
    public var endedOn: Day?

    public init() {}

    /// Every field, once. A desk without a name is a contact too.
    public static let record = RecordKind<FormalContactDraft>(
        "formal_contact", table: "formal_contacts", programmes: ContactPolicy.programmes,
        [
            .choice("function", \.function).required("problem.contact_function"),
            .line("organisation", \.organisation).required("problem.organisation"),
            .line("name", \.name).opened,
            .phone("phone", \.phone).opened,
            .email("email", \.email).opened,
            .day("ended_on", \.endedOn),
        ])

    /// Adds a contact to a city, or to the network.
    ///
    /// - Parameter city: Nil for the network, whose contacts every city may choose.
    /// - Throws: `Refusal.forbidden` for who keeps none there; `.invalid` for each field, among them
    ///   a function that is not the viewer's to keep.
    @discardableResult
    public func create(in city: City?, _ tx: Transaction) throws -> FormalContact {
        guard !ContactPolicy.functions(tx.viewer, of: city?.id).isEmpty else {
            throw Refusal.forbidden("forbidden.people_edit")
        }
        let contact = try checked(over: nil, in: city, tx)
        let id: ID<FormalContact> = try tx.newID("formal_contacts")
        try tx.db.run(
            """
            INSERT INTO formal_contacts
                (id, city_id, created_at, created_by, updated_at, \(contact.columns))
            VALUES (\(id), \(city?.id), \(tx.now), \(tx.viewer.userID), \(tx.now),
                \(try contact.bound(id.value, in: tx)))
            """)
        try note(.create, id, city?.id, contact.filled, tx)
        return try FormalContact.find(id.value, in: tx)
    }

    /// Saves what was changed, for every family that has chosen the contact.
    ///
    /// - Throws: As ``create(in:_:)``; `Refusal.conflict` when somebody else saved first.
    public func update(_ contact: FormalContact, version: Int, in tx: Transaction) throws {
        try ContactPolicy(tx.viewer, contact).requireEdit()
        try tx.requireVersion(version, stands: contact.version)
        let id = contact.id
        let stored = try Self.stored(id, in: tx)
        let city = try contact.city.map { try City.find($0, in: tx) }
        let checked = try checked(over: stored, in: city, tx)
        let changes = try checked.changes(from: stored, id.value, in: tx)
        guard !changes.isEmpty else { return }
        try tx.db.run(
            """
            UPDATE formal_contacts SET \(try checked.assigned(id.value, in: tx)),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try note(.change, id, contact.city, changes, tx)
    }

    /// The contact that is kept already with this function, organisation and name, of the same city
    /// or of the network; nil without one. Case, accents and blanks around do not count.
    ///
    /// - Parameter contact: What is being changed, and does not count; nil for a new one.
    public func twin(
        in city: City?, besides contact: FormalContact? = nil, _ tx: Transaction
    ) throws -> FormalContact? {
        try FormalContact.all(of: city?.id, in: tx).first { other in
            other.id != contact?.id && other.function == function
                && SortKey.folded(other.organisation) == SortKey.folded(organisation)
                && SortKey.folded(other.name ?? "") == SortKey.folded(name ?? "")
        }
    }

    private func checked(
        over stored: StoredRecord<FormalContactDraft>?, in city: City?, _ tx: Transaction
    ) throws -> CheckedDraft<FormalContactDraft> {
        try Self.record.checked(
            self, over: stored, in: city, tx,
            settling: { $0.email = EmailAddress.settled($0.email) },
            and: { draft in
                let isOwn = ContactPolicy(tx.viewer, of: city?.id, draft.function).mayEdit
                return [
                    isOwn ? nil : Problem("function", "problem.choice"),
                    draft.email.flatMap(EmailAddress.problem),
                ]
            })
    }

    private func note(
        _ action: Action, _ id: ID<FormalContact>, _ city: ID<City>?, _ fields: [String],
        _ tx: Transaction
    ) throws {
        try tx.audit(action, .contact, String(id.value), city: city, fields: fields)
        try tx.process(.support, .contact, String(id.value), fields: fields)
    }
}
