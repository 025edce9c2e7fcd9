import SQLite

/// What the network tells a city of a guest whom it proposes; sealed as one value.
public struct NominationProfile: Hashable, Sendable, Codable {
    /// Light, ordinary or heavy; of needs and of risk.
    public static let levels = 1...3

    /// ISO 639 codes.
    public var languages: [String] = []
    /// Codes of what the guest stands up for; empty unless the network allows it.
    public var themes: [String] = []
    /// Nil when the network says nothing of it.
    public var needsLevel: Int?
    /// Nil for none, and for who may not read it.
    public var needs: String?
    public var riskLevel: Int?
    public var risk: String?

    public init() {}

    /// The fields in which something stands, as the logs name them.
    var filled: [String] {
        [
            languages.isEmpty ? nil : "languages", themes.isEmpty ? nil : "themes",
            needsLevel.map { _ in "needs_level" }, needs.map { _ in "needs" },
            riskLevel.map { _ in "risk_level" }, risk.map { _ in "risk" },
        ].compactMap { $0 }
    }
}

extension Nomination {
    /// What the viewer may know of it, in a write: the look is written down first.
    ///
    /// - Returns: Nil for who reads nothing of it, and when the network told nothing.
    /// - Throws: `SQLiteError.readOnly` inside a read.
    public func open(of stay: Stay, in tx: Transaction) throws -> NominationProfile? {
        let policy = NominationPolicy(tx.viewer, self, of: stay)
        guard policy.mayRead, hasProfile else { return nil }
        let sealed: [UInt8]? = try tx.db.value(
            "SELECT profile_sealed FROM nominations WHERE id = \(id)")
        let fields =
            ["languages", "themes", "needs_level", "risk_level"]
            + (policy.mayReadNeeds ? ["needs"] : []) + (policy.mayReadRisk ? ["risk"] : [])
        let look = try Disclosure.record(
            .guest, guest.value, try Guest.find(guest, in: tx).ref, city: nil, reason: nil,
            fields: fields, in: tx)
        guard
            var profile = try tx.vault.open(
                all: NominationProfile.self, sealed, Nomination.place("profile", id), look)
        else { return nil }
        if !policy.mayReadNeeds { profile.needs = nil }
        if !policy.mayReadRisk { profile.risk = nil }
        return profile
    }

    func write(_ profile: NominationProfile, in tx: Transaction) throws {
        guard !profile.filled.isEmpty else { return }
        let sealed = try tx.vault.seal(all: profile, Nomination.place("profile", id))
        try tx.db.run(
            """
            UPDATE nominations SET profile_sealed = \(sealed), version = version + 1,
                updated_at = \(tx.now)
            WHERE id = \(id)
            """)
    }
}
