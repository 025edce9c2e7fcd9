import Fixtures
import SQLite
import Testing

@testable import Coalition

@Suite("A list that is read page by page")
struct ListingTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    /// Thirteen groups of which many have the same name, and so the same key.
    private func fill() throws -> [String] {
        try fixture.write(fixture.hanneke) { tx in
            for number in 0..<13 {
                var draft = GroupDraft()
                draft.name = ["Altrade", "Hees", "Hees", "Hees", "Lent"][number * 5 / 13]
                try draft.create(in: fixture.nijmegen, tx)
            }
            return try tx.db.values("SELECT ref FROM groups ORDER BY sort_key, id")
        }
    }

    private func page(_ cursor: PageCursor?, isDescending: Bool = false) throws -> Page<Group> {
        let listing = Listing(
            select: "SELECT \(Group.columns) FROM groups", table: "groups", conditions: [],
            order: ["groups.sort_key", "groups.id"], isDescending: isDescending, limit: 4)
        return try fixture.read(fixture.hanneke) { tx in
            try listing.page(cursor, in: tx, ref: \.ref, Group.init)
        }
    }

    @Test("shows every row once, forwards and backwards, also with equal keys")
    func both() throws {
        let all = try fill()
        for isDescending in [false, true] {
            let expected = isDescending ? all.reversed() : all
            var pages = [try page(nil, isDescending: isDescending)]
            while let next = pages.last?.next {
                pages.append(try page(next, isDescending: isDescending))
            }
            #expect(pages.flatMap(\.rows).map(\.ref) == expected)
            #expect(pages.map(\.rows.count) == [4, 4, 4, 1])

            var back = [try #require(pages.last)]
            while let previous = back.last?.previous {
                back.append(try page(previous, isDescending: isDescending))
            }
            #expect(back.reversed().flatMap(\.rows).map(\.ref) == expected)
            #expect(back.last?.previous == nil)
        }
    }

    @Test("has no neighbours at its ends")
    func ends() throws {
        _ = try fill()
        let first = try page(nil)
        #expect(first.previous == nil)
        let second = try page(first.next)
        let again = try page(second.previous)
        #expect(again.rows.map(\.ref) == first.rows.map(\.ref))
        #expect(again.previous == nil)
        #expect(again.next != nil)
    }

    @Test("is empty after a row that is not there, and when there is nothing")
    func nothing() throws {
        let empty = try page(nil)
        #expect(empty.rows.isEmpty && empty.previous == nil && empty.next == nil)
        _ = try fill()
        let page = try page(PageCursor(ref: "G-ZZZZ", isBackward: false))
        #expect(page.rows.isEmpty && page.previous == nil && page.next == nil)
    }
}
