import SQLite

/// Who keeps the people around families: a coordinator those of the city, the network its own, whom
/// every city may ask.
enum PeopleKeeping {
    /// They are there for a family in whatever programme it is.
    static let programmes = FamilyPolicy.programmes

    /// Whether somebody works with the people of a city, or with those of the network.
    ///
    /// - Parameter city: Nil for those of the network.
    static func isAsker(_ viewer: Viewer, _ city: ID<City>?) -> Bool {
        guard let city else {
            return viewer.holds([.local, .network], for: programmes)
        }
        return viewer.holds([.local], for: programmes, in: city)
    }

    /// Whether somebody changes them.
    static func isKeeper(_ viewer: Viewer, _ city: ID<City>?) -> Bool {
        guard let city else { return viewer.holds([.network], for: programmes) }
        return viewer.holds([.local], for: programmes, in: city)
    }

    /// Today where they are kept.
    static func today(_ city: ID<City>?, in tx: Transaction) throws -> Day {
        try city.map { try City.find($0, in: tx).today(tx) } ?? tx.today
    }

    /// A condition on a column with the keeping city: of these cities and of the network.
    static func condition(_ column: SQL, _ cities: [ID<City>]) -> SQL {
        "(\(column) IN \(list: cities) OR \(column) IS NULL)"
    }
}

/// From when and up to when somebody is there.
enum TimeAround {
    /// - Parameters:
    ///   - until: The first day on which the person is no longer there; nil for no end.
    ///   - today: Where it is.
    /// - Returns: The first day.
    /// - Throws: `Refusal.invalid` on `from_on` or `until_on`.
    static func checked(_ from: Day?, _ until: Day?, on today: Day) throws -> Day {
        let range = DayRange.around(today)
        let isTurned = from.flatMap { from in until.map { $0 < from } } ?? false
        let problems = [
            from == nil ? Problem("from_on", "problem.day_required") : nil,
            range.problem(from, "from_on"), range.problem(until, "until_on"),
            isTurned ? Problem("until_on", "problem.until_before_begin") : nil,
        ].compactMap { $0 }
        guard problems.isEmpty, let from else { throw Refusal.invalid(problems) }
        return from
    }
}

extension EmailAddress {
    /// The address as it is kept, where it can be one; else as it was typed, to be refused.
    static func settled(_ typed: String?) -> String? { typed.map { kept($0) ?? $0 } }
}
