import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("Who handles a concern")
struct ConcernHandlerTests {
    let scene: ConcernScene

    init() throws { scene = try ConcernScene() }

    /// What is asked about a concern: of which role, and of whom.
    private func asked(_ concern: Concern) throws -> [String] {
        try scene.fixture.read(.system) { tx in
            try tx.db.all(
                """
                SELECT kind, role, assignee IS NOT NULL FROM tasks
                WHERE subject = 'concern' AND subject_id = \(concern.id) AND done_at IS NULL
                """
            ) { row in
                let (kind, role): (String, String) = (try row.next(), try row.next())
                return "\(kind) \(role) \(try row.next() as Bool)"
            }
        }
    }

    private func aboutHanneke() throws -> Concern {
        let subject = try scene.ref(scene.hanneke)
        let concern = try scene.report(as: scene.officer) {
            ($0.about, $0.severity) = (.account(subject), .high)
        }
        try scene.triage(concern, handler: scene.colleague, as: scene.lead)
        return concern
    }

    @Test("looks after it no more once standing in for whom it is about, and is asked no more")
    func standsIn() throws {
        let concern = try aboutHanneke()
        #expect(try asked(concern) == ["handling local true"])
        let colleague = try scene.ref(scene.colleague)
        try scene.fixture.write(scene.hanneke) { tx in
            var draft = AbsenceDraft()
            (draft.from, draft.until, draft.deputy) = (tx.today + 3, tx.today + 9, colleague)
            try draft.create(for: scene.hanneke.userID ?? ID(0), in: tx)
        }
        #expect(try scene.level(concern, of: scene.colleague) == .nothing)
        #expect(try scene.tasks(scene.colleague).isEmpty)
        #expect(try asked(concern) == ["handling safeguarding false"])
        #expect(try scene.tasks(scene.lead).map(\.kind) == [.handling])
        // Whoever looks after safety chooses another one.
        try scene.triage(concern, handler: scene.lead, as: scene.lead)
        #expect(try asked(concern) == ["handling safeguarding true"])
    }

    @Test("is asked anew of the safeguarding role once who does is blocked")
    func blocked() throws {
        let concern = try aboutHanneke()
        try scene.fixture.write(.system) { tx in
            let user = try #require(try User.find(scene.colleague.userID ?? ID(0), in: tx))
            _ = try User.setBlocked(true, user, in: tx)
            try user.release(in: tx)
        }
        #expect(try asked(concern) == ["handling safeguarding false"])
    }

    @Test("is chosen by a triage also after it was closed before anybody did")
    func reopened() throws {
        let concern = try scene.report(as: scene.officer) { $0.severity = .low }
        #expect(try asked(concern) == ["concern safeguarding false"])
        try scene.fixture.write(scene.lead) { tx in
            try Concern.find(concern.ref, in: tx).close(.other, nil, in: tx)
            #expect(try Concern.find(concern.ref, in: tx).state == .closed)
        }
        #expect(try asked(concern) == [])
        try scene.fixture.write(scene.lead) {
            try Concern.find(concern.ref, in: $0).reopen(in: $0)
        }
        #expect(try asked(concern) == ["concern safeguarding false"])
    }
}
