import SQLite

/// Who a guest is: sealed under the key "life", shown only after the look was written down.
public struct GuestIdentity: Sendable {
    /// The fields, by the names that the form and the logs use.
    public enum Field: String, CaseIterable, Sendable {
        case legalName = "legal_name"
        case country, work, channel, risk

        fileprivate var isOneLine: Bool { self == .legalName || self == .country }

        fileprivate func place(_ id: ID<Guest>) -> SealedPlace {
            SealedPlace("guest_identities.\(rawValue)", id.value)
        }
    }

    private let values: [Field: String]

    /// Nil for what nobody wrote down.
    public subscript(_ field: Field) -> String? { values[field] }

    public var isEmpty: Bool { values.isEmpty }

    /// Opens the identity for somebody with a reason, in a write: the row of the audit log comes
    /// first, and without it nothing is opened.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.invalid` on `reason` when it is shorter than
    ///   10 or longer than 500 characters; `SQLiteError.readOnly` inside a read.
    public static func open(_ guest: Guest, reason: String, in tx: Transaction) throws
        -> GuestIdentity
    {
        try GuestPolicy(tx.viewer, guest, in: tx).requireIdentity()
        let words = try OpeningReason.checked(reason)
        let disclosure = try Disclosure.record(
            .guest, guest.id.value, guest.ref, city: nil, reason: words,
            fields: Field.allCases.map(\.rawValue), in: tx)
        var values: [Field: String] = [:]
        for (field, bytes) in try sealed(guest.id, in: tx) {
            values[field] = try tx.vault.open(bytes, field.place(guest.id), disclosure)
        }
        return GuestIdentity(values: values)
    }

    /// Which fields hold something; told without opening any.
    public static func known(of guest: Guest, in tx: Transaction) throws -> Set<Field> {
        try GuestPolicy(tx.viewer, guest, in: tx).requireIdentity()
        return Set(try sealed(guest.id, in: tx).keys)
    }

    /// Writes fields down; a field that is not given stays as it is.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.conflict` when somebody else wrote first;
    ///   `.invalid` for a field over 2,000 characters, a name or country over 200.
    public static func write(
        _ given: [Field: String], of guest: Guest, version: Int, in tx: Transaction
    ) throws {
        guard try GuestPolicy(tx.viewer, guest, in: tx).mayEditIdentity else {
            throw Refusal.forbidden("forbidden.identity")
        }
        try tx.requireVersion(version, stands: try Guest.find(guest.id, in: tx).version)
        let kept = given.map { field, text in
            (field, field.isOneLine ? TypedText.line(text) : TypedText.lines(text))
        }
        let typed = Dictionary(uniqueKeysWithValues: kept).filter { !$0.value.isEmpty }
        try check(typed)
        var bytes = try sealed(guest.id, in: tx)
        for (field, text) in typed {
            bytes[field] = try tx.vault.seal(text, field.place(guest.id))
        }
        try store(bytes, guest.id, in: tx)
        try tx.db.run(
            """
            UPDATE guests SET version = version + 1, updated_at = \(tx.now) WHERE id = \(guest.id)
            """)
        let names = Field.allCases.filter { typed[$0] != nil }.map(\.rawValue)
        try tx.audit(.change, .guest, guest.ref, fields: names)
        try tx.process(.shelter, .guest, guest.ref, fields: names)
    }

    private static func check(_ typed: [Field: String]) throws {
        let problems = Field.allCases.compactMap { field -> Problem? in
            let maximum = field.isOneLine ? 200 : 2000
            guard let text = typed[field], text.count > maximum else { return nil }
            return Problem.tooLong(field.rawValue, text, maximum)
        }
        if !problems.isEmpty { throw Refusal.invalid(problems) }
    }

    private static func sealed(_ id: ID<Guest>, in tx: Transaction) throws -> [Field: [UInt8]] {
        let found = try tx.db.first(
            """
            SELECT legal_name_sealed, country_sealed, work_sealed, channel_sealed, risk_sealed
            FROM guest_identities WHERE guest_id = \(id)
            """
        ) { row in
            var found: [Field: [UInt8]] = [:]
            for field in Field.allCases { found[field] = try row.next() as [UInt8]? }
            return found
        }
        return found ?? [:]
    }

    private static func store(
        _ bytes: [Field: [UInt8]], _ id: ID<Guest>, in tx: Transaction
    ) throws {
        try tx.db.run(
            """
            INSERT INTO guest_identities (guest_id, legal_name_sealed, country_sealed, work_sealed,
                channel_sealed, risk_sealed, updated_at)
            VALUES (\(id), \(bytes[.legalName]), \(bytes[.country]), \(bytes[.work]),
                \(bytes[.channel]), \(bytes[.risk]), \(tx.now))
            ON CONFLICT (guest_id) DO UPDATE SET legal_name_sealed = excluded.legal_name_sealed,
                country_sealed = excluded.country_sealed, work_sealed = excluded.work_sealed,
                channel_sealed = excluded.channel_sealed, risk_sealed = excluded.risk_sealed,
                updated_at = excluded.updated_at
            """)
    }
}
