import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("Who did what and when with a record")
struct RecordHistoryTests {
    let scene: HandoverScene

    init() throws { scene = try HandoverScene() }

    private var coupled: Group {
        get throws {
            try scene.fixture.read(.system) { tx in
                guard let group = scene.match.group else { throw Refusal.notFound }
                return try Group.find(group, in: tx)
            }
        }
    }

    private func rows<Kind: CityRecord>(
        _ record: Kind, _ viewer: Viewer, _ change: (inout RecordHistory) -> Void = { _ in }
    ) throws -> [RecordHistory.Row] {
        try scene.fixture.read(viewer) { tx in
            var history = try RecordHistory(of: record, in: tx)
            change(&history)
            return try history.page(nil, in: tx).rows
        }
    }

    @Test("goes back to the first day, the latest first, with names of fields and no values")
    func order() throws {
        try scene.fixture.write(scene.hanneke.viewer) { tx in
            var draft = try GroupDraft.stored(scene.group.id, in: tx).draft
            draft.neighbourhood = "Hazenkamp-Oost"
            try draft.update(
                scene.group, version: scene.group.version, in: tx)
        }
        let all = try rows(scene.group, scene.hanneke.viewer)
        #expect(all.map(\.action) == [.change, .create])
        #expect(all.first?.fields == ["neighbourhood"])
        #expect(all.allSatisfy { $0.user == scene.hanneke.viewer.userID })
    }

    @Test("has no line about a member, the log or a sealed field for who may not see it")
    func sight() throws {
        let group = try coupled
        let own = try rows(group, scene.hanneke.viewer)
        #expect(own.contains { $0.kind == .people } && own.contains { $0.kind == .steps })
        for viewer in [scene.esther.viewer, scene.team.gerrit.viewer] {
            let seen = try rows(group, viewer)
            #expect(!seen.isEmpty && seen.allSatisfy { [.changes, .steps].contains($0.kind) })
            #expect(try rows(group, viewer) { $0.kind = .people }.isEmpty)
            let kinds = try scene.fixture.read(viewer) {
                try RecordHistory(of: group, in: $0).sight.kinds
            }
            #expect(!kinds.contains(.people) && !kinds.contains(.log))
        }
        try scene.fixture.write(scene.hanneke.viewer) { tx in
            let group = try Group.find(scene.group.ref, in: tx)
            var draft = try GroupDraft.stored(group.id, in: tx).draft
            draft.extras["good_to_know"] = FieldValue("Belt liever 's avonds")
            try draft.update(group, version: group.version, in: tx)
        }
        #expect(
            try rows(scene.group, scene.hanneke.viewer).first?.fields == ["good_to_know"])
        #expect(try rows(scene.group, scene.esther.viewer).map(\.action) == [.create])
    }

    @Test("tells the municipality nothing of who said yes or no")
    func decisions() throws {
        try scene.fixture.write(scene.hanneke.viewer) { tx in
            let match = try Match.find(scene.match.ref, in: tx)
            try match.decide(.group, .yes, on: tx.today, version: match.version, in: tx)
        }
        let fields: (Viewer) throws -> [String] = { viewer in
            try rows(scene.match, viewer).flatMap(\.fields)
        }
        #expect(try fields(scene.hanneke.viewer).contains("group_decision"))
        #expect(try fields(scene.esther.viewer).contains("group_decision"))
        #expect(try !fields(scene.team.gerrit.viewer).contains("group_decision"))
    }

    @Test("is narrowed to a person and to a kind, and finds nothing of what is hidden")
    func filters() throws {
        let group = try coupled
        let id = try scene.id(scene.hanneke)
        #expect(try rows(scene.group, scene.joris.viewer) { $0.by = id }.count == 1)
        let other = try scene.id(scene.joris)
        #expect(try rows(scene.group, scene.joris.viewer) { $0.by = other }.isEmpty)
        let steps = try rows(group, scene.hanneke.viewer) { $0.kind = .steps }
        #expect(!steps.isEmpty && steps.allSatisfy { $0.action == .transition })
    }

    @Test("of 5,000 rows is paged by key, to the first day and back")
    func paging() throws {
        try scene.fixture.write(scene.hanneke.viewer) { tx in
            for number in 0..<5000 {
                try tx.audit(
                    number % 2 == 0 ? .change : .denied, .group, scene.group.ref,
                    city: scene.group.city, fields: ["neighbourhood"])
            }
        }
        let seen = try scene.fixture.read(scene.joris.viewer) { tx in
            let history = try RecordHistory(of: scene.group, in: tx)
            var (ids, cursor): ([Int64], PageCursor?) = ([], nil)
            var pages = 0
            repeat {
                let page = try history.page(cursor, in: tx)
                ids += page.rows.map(\.id)
                cursor = page.next
                pages += 1
            } while cursor != nil && pages < 100
            let second = try history.page(
                PageCursor(ref: String(ids[50]), isBackward: true), in: tx)
            return (ids, pages, second.rows.map(\.id))
        }
        #expect(seen.0.count == 2501 && seen.1 == 51)
        #expect(seen.0 == seen.0.sorted(by: >))
        #expect(seen.2 == Array(seen.0[..<50]))
        let statements = scene.fixture.records.database.statements.filter {
            $0.contains("WHERE record = ?")
        }
        #expect(!statements.isEmpty)
        for statement in statements {
            let plan = try scene.fixture.records.database.plan(of: statement)
            #expect(plan.allSatisfy { !$0.contains("TEMP B-TREE") && !$0.hasPrefix("SCAN") })
        }
    }
}
