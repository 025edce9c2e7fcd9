import Fixtures
import SQLite

@testable import Coalition

/// The tables that each article has, from the code and from a fresh database.
enum ArticleTables {
    static let articles = ["Lifecycles", "Rules", "Names", "Access", "Sealing", "Matching"]

    static func of(_ article: String) throws -> [ArticleTable] {
        let words = try ArticleWords()
        return switch article {
        case "Lifecycles": lifecycles(words)
        case "Rules": [try rules(Fixture(), words)]
        case "Names": [codeNames, refs]
        case "Access": try AccessTables(words).all
        case "Sealing": [purposes, try sealed(Fixture())]
        case "Matching": [constraints(words)]
        default: []
        }
    }

    private static func lifecycles(_ words: ArticleWords) -> [ArticleTable] {
        LifecycleTables(name: "group", lifecycle: Group.lifecycle, words: words).all
            + LifecycleTables(name: "family", lifecycle: Family.lifecycle, words: words).all
            + LifecycleTables(name: "match", lifecycle: Match.lifecycle, words: words).all
            + LifecycleTables(name: "stay", lifecycle: Stay.lifecycle, words: words).all
            + LifecycleTables(name: "concern", lifecycle: Concern.lifecycle, words: words).all
            // Nothing moves a coalition along a table yet; of its guards the type is not asked.
            + [LifecycleTables<_, Stay.Guard>.states("city", CityProgramme.State.self, words)]
    }

    private static func rules(_ fixture: Fixture, _ words: ArticleWords) throws -> ArticleTable {
        let rules = try fixture.read(.system) { try RuleVersion.current(in: $0).rules(in: $0) }
        return ArticleTable(
            name: "rules",
            header: [
                "rule", "value", "unit", "bounds", "second person", "kept by", "source",
                "as a page says it",
            ],
            rows: try RuleDescription.all.map { rule in
                let bounds = "\(rule.bounds.lowerBound) to \(rule.bounds.upperBound)"
                return [
                    "`\(rule.key)`", "\(try rules.value(rule.key))", rule.unit.rawValue, bounds,
                    rule.isOfSafety ? "yes" : "–", rule.records?.rawValue ?? "–",
                    "`\(rule.source.rawValue)`", words("en", rule.message),
                ]
            })
    }

    private static var refs: ArticleTable {
        ArticleTable(
            name: "refs", header: ["letter", "of a", "characters"],
            rows: Ref.Kind.allCases.map { ["`\($0.rawValue)`", "\($0)", "\($0.length)"] })
    }

    private static var codeNames: ArticleTable {
        ArticleTable(
            name: "code.names", header: ["list", "names", "the first", "the last"],
            rows: [("families", PlantNames.all), ("guests", BirdNames.all)].map { list, names in
                let ends = [names.first, names.last].map { name in
                    name.map { "\($0.nl), \($0.en)" } ?? ""
                }
                return [list, "\(names.count)"] + ends
            })
    }

    private static var purposes: ArticleTable {
        ArticleTable(
            name: "purposes", header: ["key"], told: ["for"],
            rows: KeyRing.Purpose.allCases.map { ["`\($0.rawValue)`"] })
    }

    /// Every column of the schema that holds sealed bytes.
    private static func sealed(_ fixture: Fixture) throws -> ArticleTable {
        let rows: [String] = try fixture.read(.system) { tx in
            try tx.db.values(
                """
                SELECT tables.name || '.' || columns.name
                FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
                WHERE tables.type = 'table' AND columns.name LIKE '%\\_sealed' ESCAPE '\\'
                ORDER BY 1
                """)
        }
        return ArticleTable(
            name: "sealed", header: ["column"], told: ["key", "what"],
            rows: rows.map { ["`\($0)`"] })
    }

    private static func constraints(_ words: ArticleWords) -> ArticleTable {
        ArticleTable(
            name: "constraints", header: ["constraint", "as a page says it", "passed over by"],
            rows: Pairing.Rule.allCases.map { rule in
                let roles = rule.overriders.sorted().map { "`\($0.rawValue)`" }
                return [
                    "`\(rule.rawValue)`", words("en", "pairing.\(rule.rawValue).unmet"),
                    roles.isEmpty ? "nobody" : roles.joined(separator: ", "),
                ]
            })
    }
}
