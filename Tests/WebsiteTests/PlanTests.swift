import Coalition
import HTTP
import SQLite
import Testing

@testable import Website

@Suite("Every statement of the site")
struct PlanTests {
    /// Tables that grow with the work; the others have a few rows for each city, or one a rule.
    private static let growing: Set<String> = [
        "groups", "families", "matches", "stays", "log_entries", "log_entry_themes",
        "log_entry_members", "memberships", "volunteers", "family_members", "family_arrivals",
        "needs", "sensitive_notes", "tasks", "audit_log", "processing_log", "state_changes",
        "sessions", "drafts", "submissions", "contact_months", "training_attendances",
        "volunteer_languages", "volunteer_skills", "family_languages", "stay_periods",
    ]

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
        let ofTheSite = demo.records.database.statements.filter {
            // The tests' own look-up of records is no statement of the site.
            $0.hasPrefix("SELECT") && !$0.contains("AS o FROM")
        }
        for statement in ofTheSite {
            for line in try demo.records.database.plan(of: statement) {
                #expect(!PlanTests.isBareScan(line, statement), "\(line): \(statement)")
                let sortsAList =
                    line.contains("TEMP B-TREE FOR ORDER BY") && statement.hasSuffix("LIMIT ?")
                #expect(!sortsAList, "\(line): \(statement)")
            }
        }
    }

    /// A walk over a growing table in no index; in the order of its key up to a limit it is fine.
    private static func isBareScan(_ line: String, _ statement: String) -> Bool {
        let words = line.split(separator: " ").map(String.init)
        guard words.first == "SCAN", words.count > 1, growing.contains(words[1]) else {
            return false
        }
        let isByKey =
            statement.contains("ORDER BY \(words[1]).id") && statement.hasSuffix("LIMIT ?")
        return !line.contains("INDEX") && !isByKey
    }
}
