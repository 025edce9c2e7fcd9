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
        for statement in demo.records.database.statements where statement.hasPrefix("SELECT") {
            for line in try demo.records.database.plan(of: statement) {
                let words = line.split(separator: " ").map(String.init)
                let isBareScan =
                    words.first == "SCAN" && words.count > 1
                    && PlanTests.growing.contains(words[1]) && !line.contains("INDEX")
                #expect(!isBareScan, "\(line): \(statement)")
            }
        }
    }
}
