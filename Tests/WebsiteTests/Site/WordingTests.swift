import Fixtures
import Foundation
import Testing

@Suite("The words of the pages")
struct WordingTests {
    private func texts(_ language: String) throws -> [String: String] {
        let file = Fixture.home.appending(path: "Templates/messages/\(language).txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return Dictionary(
            lines.compactMap { line in
                let parts = line.split(separator: " = ", maxSplits: 1).map(String.init)
                return parts.count == 2 ? (parts[0], parts[1]) : nil
            }, uniquingKeysWith: { $1 })
    }

    /// Words that were seen on the pages and said less, or other things, than was true.
    private static let never = [
        "nl": [
            "heet stil", "logde dit", "Wat kan nu", "Student sponsorship", " loggen ", " gelogd",
            "Log ze", "netwerkbureau", "is een stap verder", "Iemand anders was u voor",
            "Dat mag u niet", "Dat kan zo niet", "Controleer het adres", "Kies iets bij",
            "van de mogelijkheden", "signaal", "Van mijn rol", "gerealiseerd", "onderweg",
            "Activeren", "klaar met", "is een stap", "(niet verplicht)", "Bekijk wat er mist",
            "ligt niet na", "Vrije plek", "Klaar in een minuut",
            "Hoe het gaat in", "Ander vervolg", "Niet geleverd", "opdracht coalitie", "README",
            "Hoe groter, hoe meer", "Justitia", "lid vertrekt",
        ],
        "en": [
            "Free place", "Everything fits", "Of my role",
            "With and without signal",
            "is a step further", "What can happen now", "Go on again", "Begin the intake",
            "was made",
            "has been made", "Make an account", "Keep draft", "was kept",
            "has been kept",
            "Choose something at", "Enter a date at", "Exactly 18 years ago", "realised", "cleared",
            "Clearance", "training runs out", "Heavy", "An outing",
            "waits for certificate", "wait for certificate", "Status holder", "How to get on",
            "screened",
            "You may not do this", "does not lie after", "is not after today",
            "The larger, the more",
            "Not delivered", "There was no click", "network office", "(optional)",
            "followed already",
            "When followed", "Training followed", "Your look has", "In Shelter City there",
            "Activate",
            "All present guests", "on their way", "Also {} groups",
            "For the municipality {}",
        ],
    ]

    @Test("page W01-W72 are none that must not come back", arguments: ["nl", "en"])
    func strange(language: String) throws {
        let strange = WordingTests.never[language] ?? []
        for (key, text) in try texts(language) {
            let plain = " \(text.replacing(/\{[^}]*\}/, with: "{}")) "
            for word in strange where plain.contains(word) {
                Issue.record("\(key): \(text) (\(word))")
            }
        }
    }

    @Test("fault R64: are none that a Dutch reader stumbles over")
    func dutch() throws {
        let texts = try texts("nl")
        let columns = ["forming", "preparing", "waiting"].map {
            texts["network.column.\($0)"]?.replacing("\u{AD}", with: "")
        }
        #expect(columns == ["In vorming", "In voorbereiding", "Wachtende gezinnen"])
    }

    @Test("call a task by one word and a phase by another")
    func oneMeaning() throws {
        let texts = try texts("nl")
        let keys = texts.filter { $0.value == "Klaar" || $0.value == "Klaar." }.map(\.key)
        #expect(keys.allSatisfy { $0.hasPrefix("task.") })
        // A group is ready for something; a task is simply done.
        for (key, text) in texts where key.hasPrefix("group.") || key.hasPrefix("match.") {
            let rest = text.lowercased().replacing(/klaar (is |zijn )?voor koppeling/, with: "")
            #expect(!rest.contains(/\bklaar\b/), "\(key): \(text)")
        }
    }
}
