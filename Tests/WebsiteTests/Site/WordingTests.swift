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

    @Test("fault R64: are none that a Dutch reader stumbles over")
    func dutch() throws {
        let texts = try texts("nl")
        let strange = ["heet stil", "logde dit", "Wat kan nu", "Student sponsorship"]
        for (key, text) in texts where strange.contains(where: text.contains) {
            Issue.record("\(key): \(text)")
        }
        let columns = ["forming", "preparing", "waiting"].map { texts["network.column.\($0)"] }
        #expect(columns == ["In vorming", "In voorbereiding", "Wachtende gezinnen"])
    }

    @Test("call a task by one word and a phase by another")
    func oneMeaning() throws {
        let texts = try texts("nl")
        let keys = texts.filter { $0.value == "Klaar" || $0.value == "Klaar." }.map(\.key)
        #expect(Set(keys) == ["task.complete"])
    }
}
