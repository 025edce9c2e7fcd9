import SQLite

/// A later end of a stay, as somebody asks for it.
public struct ExtensionDraft: Sendable {
    public var until: Day?
    public var reason: Stay.ExtensionReason?
    /// Whether the permit to be in the country holds until the new end.
    public var isPermitCovered = false

    public init() {}

    /// Writes the wish down; a clash with a next stay is shown, and refused only when it is approved.
    ///
    /// - Throws: `Refusal.forbidden` before arrival and after departure, and without the right;
    ///   `.invalid` for each field; `.conflict` when somebody else saved first.
    public func ask(for stay: Stay, version: Int, in tx: Transaction) throws {
        guard StayPolicy(tx.viewer, stay).mayAskExtension else {
            throw Refusal.forbidden("forbidden.stay_extend")
        }
        try tx.requireVersion(version, stands: stay.version)
        let (until, reason) = try checked(stay, tx)
        try tx.db.run(
            """
            UPDATE stays SET extension_until_on = \(until), extension_reason = \(reason),
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(stay.id)
            """)
        try tx.audit(
            .change, .stay, stay.ref, city: stay.city,
            fields: ["extension_until_on", "extension_reason"])
        try stay.noteWish(until, reason, in: tx)
        try stay.askForDecision(in: tx)
    }

    private func checked(
        _ stay: Stay, _ tx: Transaction
    ) throws -> (until: Day, reason: Stay.ExtensionReason) {
        var problems: [Problem] = []
        if until == nil { problems.append(Problem("until_on", "problem.day_required")) }
        if reason == nil { problems.append(Problem("reason", "problem.choose")) }
        if !isPermitCovered { problems.append(Problem("is_permit_covered", "problem.permit")) }
        if let until, until <= stay.period.until {
            problems.append(
                Problem("until_on", "problem.extension_earlier", ["until": .day(stay.period.until)])
            )
        }
        guard problems.isEmpty, let until, let reason else { throw Refusal.invalid(problems) }
        let today = try City.find(stay.city, in: tx).today(tx)
        try StayBounds(rules: try Rules.of(stay.ruleVersion, in: tx), today: today)
            .require(Period(days: stay.period.from..<until), isException: true)
        return (until, reason)
    }
}

extension Stay {
    /// The period that a wished extension would give; nil without one.
    public var wishedPeriod: Period? {
        extensionUntil.flatMap { Period(period.from, until: $0) }
    }

    /// The next stay that a wished extension runs into; nil when it runs into none.
    public func extensionClash(in tx: Transaction) throws -> StayClash? {
        guard let accommodation, let until = extensionUntil,
            let added = Period(period.until, until: until)
        else { return nil }
        return try StayClash.first(in: accommodation, during: added, besides: id, tx)
    }

    /// The network agrees with the wished extension: the stay ends later, its old dates stay known.
    ///
    /// - Parameter isException: Whether a stay longer than the rules say is meant to be.
    /// - Throws: `Refusal.forbidden` for anybody but the network; `.invalid` for a clash with the next
    ///   stay, which is named, and on `is_exception`; `.conflict` when somebody else saved first;
    ///   `.already` when there is no wish.
    public func approveExtension(isException: Bool, version: Int, in tx: Transaction) throws {
        let wished = try requireDecision(version, tx)
        let rules = try Rules.of(ruleVersion, in: tx)
        let today = try City.find(city, in: tx).today(tx)
        try StayBounds(rules: rules, today: today).require(wished, isException: isException)
        try requireHome(during: wished, tx)
        try keepPeriod(in: tx)
        let isLong = wished.nights > (try rules.value("stay.maximum_nights"))
        let conflict = StayConflict(
            accommodation: accommodation, guest: guest, period: wished, stay: id)
        try conflict.watch("until_on", in: tx) {
            try tx.db.run(
                """
                UPDATE stays SET until_on = \(wished.until), extension_until_on = NULL,
                    extension_reason = NULL, is_exception = \(isLong),
                    version = version + 1, updated_at = \(tx.now)
                WHERE id = \(id)
                """)
        }
        try tx.audit(.change, .stay, ref, city: city, fields: ["until_on", "is_exception"])
        try decided(.approved, in: tx)
    }

    /// The network, or who asked, drops the wished extension; the stay ends as planned.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.conflict` when somebody else saved first;
    ///   `.already` when there is no wish.
    public func dropExtension(version: Int, in tx: Transaction) throws {
        guard StayPolicy(tx.viewer, self).mayAskExtension else {
            throw Refusal.forbidden("forbidden.stay_extend")
        }
        try tx.requireVersion(version, stands: self.version)
        if extensionUntil == nil { throw Refusal.already(nil) }
        try tx.db.run(
            """
            UPDATE stays SET extension_until_on = NULL, extension_reason = NULL,
                version = version + 1, updated_at = \(tx.now)
            WHERE id = \(id)
            """)
        try tx.audit(.change, .stay, ref, city: city, fields: ["extension_until_on"])
        try decided(StayPolicy(tx.viewer, self).mayDecideExtension ? .refused : .withdrawn, in: tx)
    }

    private func requireDecision(_ seen: Int, _ tx: Transaction) throws -> Period {
        guard StayPolicy(tx.viewer, self).mayDecideExtension else {
            throw Refusal.forbidden("forbidden.stay_extension_decide")
        }
        try tx.requireVersion(seen, stands: version)
        guard let wished = wishedPeriod else { throw Refusal.already(nil) }
        return wished
    }

    private func requireHome(during wished: Period, _ tx: Transaction) throws {
        guard let accommodation else { return }
        let home = try Accommodation.find(accommodation, in: tx)
        guard home.isAvailable(during: wished) else {
            throw Refusal.problem(
                "until_on", "problem.accommodation_unavailable", home.availability)
        }
    }
}
