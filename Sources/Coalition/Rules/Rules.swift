import SQLite

/// One version of the rules: minimum sizes, terms and thresholds are data, never constants.
///
/// Records keep the version they started under (<doc:Rules>).
public struct Rules: Sendable {
    public let version: Int
    private let values: [String: Int]

    /// The rules in force on a day.
    package static func inForce(on day: Day, in tx: Transaction) throws -> Rules {
        try of(version(on: day, in: tx), in: tx)
    }

    /// One rule of those in force on a day, which costs less than all.
    static func value(_ key: String, on day: Day, in tx: Transaction) throws -> Int {
        try value(key, of: version(on: day, in: tx), in: tx)
    }

    /// One rule of one version, which costs less than all.
    ///
    /// - Throws: `Damaged.code` with the rule's key when the version does not have it.
    static func value(_ key: String, of version: Int, in tx: Transaction) throws -> Int {
        let value: Int? = try tx.db.value(
            "SELECT value FROM rules WHERE version = \(version) AND key = \(key)")
        guard let value else { throw Damaged.code(key) }
        return value
    }

    /// The version in force on a day: never one that waits for a second person or was withdrawn.
    static func version(on day: Day, in tx: Transaction) throws -> Int {
        try tx.db.value(
            """
            SELECT version FROM rule_versions
            WHERE in_force_from_on <= \(day) AND confirmed_at IS NOT NULL AND withdrawn_at IS NULL
            ORDER BY version DESC LIMIT 1
            """) ?? 1
    }

    /// The rules of one version.
    package static func of(_ version: Int, in tx: Transaction) throws -> Rules {
        let rows = try tx.db.all("SELECT key, value FROM rules WHERE version = \(version)") { row in
            (try row.next() as String, try row.next() as Int)
        }
        return Rules(version: version, values: Dictionary(uniqueKeysWithValues: rows))
    }

    /// Those rules of one version whose keys begin so, which costs less than all.
    static func of(_ version: Int, beginning start: String, in tx: Transaction) throws -> Rules {
        let rows = try tx.db.all(
            """
            SELECT key, value FROM rules
            WHERE version = \(version) AND key >= \(start) AND key < \(start + "~")
            """
        ) { row in (try row.next() as String, try row.next() as Int) }
        return Rules(version: version, values: Dictionary(uniqueKeysWithValues: rows))
    }

    /// The value of one rule.
    ///
    /// - Throws: `Damaged.code` with the rule's key when this version does not have it.
    public func value(_ key: String) throws -> Int {
        guard let value = values[key] else { throw Damaged.code(key) }
        return value
    }

    /// Every rule of this version with its key, sorted by that.
    var all: [(key: String, value: Int)] { values.sorted { $0.key < $1.key } }

    /// These rules with other values for some.
    func with(_ others: [String: Int]) -> Rules {
        Rules(version: version, values: values.merging(others) { $1 })
    }
}
