import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("Lines of a list that were read before")
struct KnownLinesTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func save(_ title: String, _ tx: Transaction) throws {
        var draft = ChecklistDraft(.beforeArrival, of: fixture.nijmegen)
        var line = ChecklistDraft.Line()
        (line.titleNL, line.titleEN) = (title, title)
        draft.lines = [line]
        try draft.save(seen: Int(stands(tx).version.id.value), in: tx)
    }

    private func stands(_ tx: Transaction) throws -> Checklist {
        try Checklist.find(.beforeArrival, of: fixture.nijmegen.id, at: tx.now, in: tx)
    }

    private func titles() throws -> [String] {
        fixture.clock.now = fixture.clock.now.adding(seconds: 1)
        return try fixture.read(fixture.hanneke) { try stands($0).lines.map { $0.title("nl") } }
    }

    @Test("are those of the newest version, and of a change that was given up none")
    func givenUp() throws {
        #expect(try titles().count > 1)
        #expect(throws: Refusal.self) {
            try fixture.write(fixture.hanneke) { tx in
                try save("Opgegeven", tx)
                #expect(try stands(tx).lines.count == 1)
                throw Refusal.notFound
            }
        }
        // It has the number of the version that was given up.
        try fixture.write(fixture.hanneke) { try save("Bewaard", $0) }
        #expect(try titles() == ["Bewaard"])
        try fixture.write(fixture.hanneke) { try save("Nog eens", $0) }
        #expect(try titles() == ["Nog eens"])
    }
}
