import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("The lists of families and matches")
struct CoupleListPlanTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func plan(_ listing: Listing, _ tx: Transaction) throws -> [String] {
        let cursor = PageCursor(ref: "F-0000", isBackward: false)
        return try [nil, cursor].flatMap { cursor in
            try tx.db.all("EXPLAIN QUERY PLAN \(listing.query(cursor))") { row in
                row.skip(3)
                return try row.next() as String
            }
        }
    }

    @Test("are read along an index: no sorting, no walk over the whole table without order")
    func indexed() throws {
        for viewer in [fixture.hanneke, fixture.network] {
            for sort in FamilyList.Sort.allCases {
                for state in [nil, Family.State.waiting] {
                    var list = FamilyList()
                    (list.sort, list.state) = (sort, state)
                    let asked = list
                    let lines = try fixture.read(viewer) { try plan(asked.listing(in: $0), $0) }
                    #expect(!lines.contains { $0.contains("TEMP B-TREE") }, "\(lines)")
                    #expect(!lines.contains { $0 == "SCAN families" }, "\(lines)")
                }
            }
        }
    }

    @Test("of matches are sorted by the table's own key")
    func matches() throws {
        for viewer in [fixture.hanneke, fixture.network] {
            for state in [nil, Match.State.active] {
                var list = MatchList()
                list.state = state
                let asked = list
                let lines = try fixture.read(viewer) { try plan(asked.listing(in: $0), $0) }
                #expect(!lines.contains { $0.contains("TEMP B-TREE") }, "\(lines)")
            }
        }
    }
}
