import Coalition
import HTTP
import SQLite
import Testing

@testable import Website

@Suite("Every statement of the site")
struct PlanTests {
    let demo: DemoSite

    init() throws { demo = try DemoSite.shared.get() }

    @Test("goes by an index of what it filters and sorts on")
    func plans() throws {
        for account in ["netwerk", "lokaal.nijmegen", "gemeente.nijmegen", "shelter.nijmegen"] {
            let browser = demo.browser(account)
            for route in Features.routes(isDemo: true) where route.method == .get {
                if let path = try demo.path(route, in: "Nijmegen") { browser.get(path) }
            }
        }
        for flaw in try PlanFlaws.all(of: demo.records.database) { Issue.record("\(flaw)") }
    }
}

/// What is wrong with the plans of the statements that a database was asked.
enum PlanFlaws {
    /// Tables that grow with the work; the others have a few rows for each city, or one a rule.
    private static let growing: Set<String> = [
        "groups", "families", "matches", "stays", "log_entries", "log_entry_themes",
        "log_entry_members", "memberships", "volunteers", "family_members", "family_arrivals",
        "needs", "need_steps", "sensitive_notes", "tasks", "audit_log", "processing_log",
        "state_changes",
        "sessions", "drafts", "submissions", "contact_months", "training_attendances",
        "volunteer_languages", "volunteer_skills", "family_languages", "stay_periods",
        "stay_extensions", "search_words", "name_tokens", "family_codes", "talks",
        "checklist_ticks", "milestones", "reviews",
        "community_builders", "community_builder_languages", "match_builders", "formal_contacts",
        "family_contacts", "absences", "openings",
    ]

    /// A line for each walk over a growing table in no index, and for each list that is sorted.
    static func all(of database: Database) throws -> [String] {
        try database.statements.flatMap { statement -> [String] in
            // The tests' own look-up of records is no statement of the site.
            guard statement.hasPrefix("SELECT"), !statement.contains("AS o FROM"),
                !statement.contains("AS o\n"), !readsByNature(statement)
            else { return [] }
            return try database.plan(of: statement)
                .filter { isBareScan($0, statement) || sortsAList($0, statement) }
                .map { "\($0): \(statement)" }
        }
    }

    /// Nothing is in an empty list or within no cities, so SQLite ends before it begins. What may
    /// stand anywhere in a name is found by looking at every name; how much that costs is in the
    /// record of steps.
    private static func readsByNature(_ statement: String) -> Bool {
        statement.contains(" IN ()") || statement.contains(" AND 0\n")
            || statement.contains("instr(")
    }

    /// A city's own guests are sorted, as they are few, and merged with those without a stay.
    private static func mergesAFew(_ statement: String) -> Bool {
        statement.contains("FROM guests WHERE +is_placed = 1 AND id IN (")
    }

    private static func sortsAList(_ line: String, _ statement: String) -> Bool {
        line.contains("TEMP B-TREE FOR ORDER BY") && statement.hasSuffix("LIMIT ?")
            && !mergesAFew(statement)
    }

    /// A walk over a growing table in no index; in the order of its key up to a limit it is fine. What
    /// is found by the kind of record alone is as good as none.
    private static func isBareScan(_ line: String, _ statement: String) -> Bool {
        if line.hasSuffix("(kind=?)") { return true }
        let words = line.split(separator: " ").map(String.init)
        guard words.first == "SCAN", words.count > 1, growing.contains(words[1]) else {
            return false
        }
        let isByKey =
            statement.contains("ORDER BY \(words[1]).id") && statement.hasSuffix("LIMIT ?")
        return !line.contains("INDEX") && !isByKey
    }
}
