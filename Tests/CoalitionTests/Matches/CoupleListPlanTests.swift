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
            for sort in [FamilyList.Sort.code, .arrival] {
                for state in [nil, Family.State.waiting] {
                    var list = FamilyList()
                    (list.sort, list.state) = (sort, state)
                    let asked = list
                    let lines = try fixture.read(viewer) {
                        try plan(try #require(asked.listing(in: $0)), $0)
                    }
                    #expect(!lines.contains { $0.contains("TEMP B-TREE") }, "\(lines)")
                    #expect(!lines.contains { $0 == "SCAN families" }, "\(lines)")
                }
            }
        }
    }

    @Test("of who waits is read along its own index, the longest first")
    func waiting() throws {
        var list = FamilyList()
        list.state = .waiting
        let asked = list
        for (viewer, index) in [
            (fixture.hanneke, "families_by_city_waiting"), (fixture.network, "families_by_waiting"),
        ] {
            let lines = try fixture.read(viewer) { tx in
                // Reading makes the connection look at the schema anew; explaining does not.
                _ = try asked.page(nil, in: tx)
                return try plan(try #require(asked.listing(in: tx)), tx)
            }
            #expect(lines.contains { $0.contains(index) }, "\(lines)")
            #expect(!lines.contains { $0.contains("TEMP B-TREE") }, "\(lines)")
        }
    }

    @Test("of matches are sorted by the table's own key")
    func matches() throws {
        for viewer in [fixture.hanneke, fixture.network] {
            for state in [nil, Match.State.active] {
                var list = MatchList()
                list.state = state
                let asked = list
                let lines = try fixture.read(viewer) {
                    try plan(try #require(asked.listing(in: $0)), $0)
                }
                #expect(!lines.contains { $0.contains("TEMP B-TREE") }, "\(lines)")
            }
        }
    }
}
