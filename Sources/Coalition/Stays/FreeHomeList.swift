import SQLite

/// Which accommodations are free, a city's one after the other.
public struct FreeHomeList: RecordList {
    public var city: ID<City>?
    /// From which role one looks; nil for every role that the viewer holds.
    package var seenAs: Role?
    /// The first night; nil for that of today.
    public var from: Day?
    /// The day after the last night; nil for a year after the first.
    public var until: Day?
    /// Whether those are listed too that are free for a part of the nights only.
    public var isPartial = false

    public init() {}

    package typealias Element = Accommodation

    package var order: [SQL] {
        ["accommodations.city_id", "accommodations.sort_key", "accommodations.id"]
    }

    package func filter(isCount: Bool, _ tx: Transaction) -> [SQL] {
        // All others are free some day, as nothing is planned for ever.
        guard !isAnytime else {
            return ["ifnull(accommodations.available_until_on, '9999') > \(tx.today)"]
        }
        guard let period = period(on: tx.today) else { return ["0"] }
        return [
            asksAll
                ? Accommodation.isFree(period, on: tx.today)
                : Accommodation.hasFreeNight(period, on: tx.today)
        ]
    }

    /// Whether only those are listed that are free on all nights.
    public var asksAll: Bool { from != nil && until != nil && !isPartial }

    /// Whether no days are asked for.
    public var isAnytime: Bool { from == nil && until == nil }

    /// The nights that are asked for, from today on; nil when they have passed, and for any.
    public func period(on today: Day) -> Period? {
        guard !isAnytime else { return nil }
        let first = max(from ?? today, today)
        return Period(first, until: until ?? first + 365)
    }
}

extension Accommodation {
    /// That nobody is expected on any night of a period in which it can be lived in throughout.
    static func isFree(_ period: Period, on today: Day) -> SQL {
        """
        ifnull(accommodations.available_from_on, '') <= \(period.from)
        AND ifnull(accommodations.available_until_on, \(period.until)) >= \(period.until)
        AND NOT EXISTS (SELECT 1 FROM stays WHERE \(isTaken(period, on: today)))
        """
    }

    /// That there is a night in the period on which it can be lived in and nobody is expected: it has
    /// more nights than stays take.
    fileprivate static func hasFreeNight(_ period: Period, on today: Day) -> SQL {
        let (from, until) = (period.from, period.until)
        return """
            julianday(min(\(until), ifnull(accommodations.available_until_on, \(until))))
            - julianday(max(\(from), ifnull(accommodations.available_from_on, \(from)))) > (
                SELECT total(
                    julianday(min(\(until), max(stays.until_on, \(today + 1))))
                    - julianday(max(\(from), stays.from_on)))
                FROM stays WHERE \(isTaken(period, on: today)))
            """
    }

    /// The stays that take nights of a period; of who is still there though the stay is over, that of
    /// today.
    private static func isTaken(_ period: Period, on today: Day) -> SQL {
        let late: SQL =
            period.from <= today
            ? " OR +stays.state IN \(list: Stay.State.present.sorted())" : ""
        return """
            stays.accommodation_id = accommodations.id AND +stays.state <> 'cancelled'
            AND stays.from_on < \(period.until)
            AND stays.from_on > \(period.from - StayBounds.longest - 1)
            AND (stays.until_on > \(period.from)\(late))
            """
    }
}
