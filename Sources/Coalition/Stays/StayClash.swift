import SQLite

/// The other stay that stands in the way of one, named so that people can solve it.
public struct StayClash: Sendable {
    public let ref: String
    public let city: ID<City>
    /// Nil for a slot that has no guest yet.
    public let code: CodeName?
    public let period: Period

    /// The first live stay in an accommodation that shares a night with a period.
    public static func first(
        in accommodation: ID<Accommodation>, during period: Period, besides stay: ID<Stay>?,
        _ tx: Transaction
    ) throws -> StayClash? {
        try first(
            where: "stays.accommodation_id = \(accommodation) AND \(touches(period, stay))", in: tx)
    }

    /// The first live stay of a guest that shares a night with a period.
    static func first(
        of guest: ID<Guest>, during period: Period, besides stay: ID<Stay>?, _ tx: Transaction
    ) throws -> StayClash? {
        try first(where: "stays.guest_id = \(guest) AND \(touches(period, stay))", in: tx)
    }

    static func first(where condition: SQL, in tx: Transaction) throws -> StayClash? {
        try tx.db.first(
            """
            SELECT stays.ref, stays.city_id, guests.code_nl, guests.code_en, stays.from_on,
                stays.until_on
            FROM stays LEFT JOIN guests ON guests.id = stays.guest_id
            WHERE \(condition) ORDER BY stays.from_on LIMIT 1
            """
        ) { row in
            let (ref, city): (String, ID<City>) = (try row.next(), try row.next())
            let (nl, en): (String?, String?) = (try row.next(), try row.next())
            let from: Day = try row.next()
            return StayClash(
                ref: ref, city: city,
                code: nl.flatMap { nl in en.map { CodeName(nl: nl, en: $0) } },
                period: Period(days: from..<(try row.next())))
        }
    }

    private static func touches(_ period: Period, _ stay: ID<Stay>?) -> SQL {
        """
        stays.state <> 'cancelled' AND stays.id IS NOT \(stay)
        AND stays.from_on < \(period.until) AND stays.until_on > \(period.from)
        """
    }

    /// The problem that names this stay; a slot without a guest is named by its dates.
    func problem(_ field: String, _ message: String) -> Problem {
        var values: [String: Problem.Value] = [
            "ref": .text(ref), "from": .day(period.from), "until": .day(period.until),
        ]
        guard let code else { return Problem(field, message + "_slot", values) }
        values["name"] = .name(code)
        return Problem(field, message, values)
    }
}

/// The refusal of the database's triggers in words; the row it clashes with is read in the same
/// transaction.
struct StayConflict {
    let accommodation: ID<Accommodation>?
    let guest: ID<Guest>?
    let period: Period
    let stay: ID<Stay>?

    /// Runs a change of a stay.
    ///
    /// - Throws: `Refusal.invalid` on the dates for another stay in the accommodation, on `guest` for
    ///   another stay of the guest.
    func watch(_ dateField: String, in tx: Transaction, _ change: () throws -> Void) throws {
        do { try change() } catch SQLiteError.trigger(message: "stay_overlap") {
            let clash = try accommodation.flatMap {
                try StayClash.first(in: $0, during: period, besides: stay, tx)
            }
            throw Refusal.invalid([
                clash?.problem(dateField, "problem.stay_overlap")
                    ?? Problem(dateField, "problem.choice")
            ])
        } catch SQLiteError.trigger(message: "guest_overlap") {
            throw Refusal.invalid([try guestProblem(tx)])
        }
    }

    /// A stay in a city that the viewer does not see is told by its dates alone.
    private func guestProblem(_ tx: Transaction) throws -> Problem {
        let found = try guest.flatMap {
            try StayClash.first(of: $0, during: period, besides: stay, tx)
        }
        guard let clash = found else { return Problem("guest", "problem.choice") }
        if tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes).contains(clash.city)
        {
            return clash.problem("guest", "problem.guest_overlap")
        }
        return Problem(
            "guest", "problem.guest_overlap_elsewhere",
            ["from": .day(clash.period.from), "until": .day(clash.period.until)])
    }
}
