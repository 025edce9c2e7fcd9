import Coalition
import Fixtures
import Testing

@Suite("Who finds a family")
struct FamilyScopeTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func list(
        _ viewer: Viewer, _ change: (inout FamilyList) -> Void = { _ in }
    ) throws -> (refs: [String], count: Int) {
        var list = FamilyList()
        change(&list)
        let asked = list
        return try fixture.read(viewer) { tx in
            (try asked.page(nil, in: tx).rows.map(\.ref), try asked.count(in: tx).value)
        }
    }

    @Test("is nobody of another city: not by reference, code, filter or count")
    func otherCity() throws {
        let family = try fixture.announced()
        let strangers = [
            fixture.officerOfHaarlem, fixture.coordinatorOfHaarlem, fixture.shelterOfNijmegen,
            fixture.admin,
        ]
        for viewer in strangers {
            #expect(throws: Refusal.notFound) {
                try fixture.read(viewer) { try Family.find(family.ref, in: $0) }
            }
            let (code, ref, city) = (family.code.nl, family.ref, fixture.nijmegen.id)
            for found in [
                try list(viewer), try list(viewer) { $0.text = code },
                try list(viewer) { $0.text = ref }, try list(viewer) { $0.city = city },
            ] {
                #expect(found.refs.isEmpty)
                #expect(found.count == 0)
            }
        }
    }

    @Test("is its own city and the network, by code in either language or by reference")
    func ownCity() throws {
        let family = try fixture.announced()
        for viewer in [fixture.officerOfNijmegen, fixture.hanneke, fixture.network] {
            for text in [family.code.nl.lowercased(), family.code.en, family.ref] {
                let found = try list(viewer) { $0.text = text }
                #expect(found.refs == [family.ref])
                #expect(found.count == 1)
            }
        }
    }

    @Test("sees names only as coordinator, or as the municipality that announced the family")
    func names() throws {
        let announced = try fixture.announced()
        let local = try fixture.write(fixture.hanneke) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.ukraine, 1)
            return try draft.create(in: fixture.nijmegen, tx)
        }
        func mayRead(_ viewer: Viewer, _ family: Family) -> Bool {
            (try? fixture.read(viewer) { try FamilyMember.all(of: family, in: $0) }) != nil
        }
        #expect(mayRead(fixture.hanneke, announced) && mayRead(fixture.hanneke, local))
        #expect(mayRead(fixture.officerOfNijmegen, announced))
        #expect(!mayRead(fixture.officerOfNijmegen, local))
        #expect(!mayRead(fixture.network, announced))
        #expect(throws: Refusal.forbidden("forbidden.family_needs")) {
            try fixture.read(fixture.network) { try Need.all(of: announced, in: $0) }
        }
    }

    @Test("gets pages that join without a gap, by code and by arrival, in both directions")
    func paging() throws {
        for index in 0..<120 {
            _ = try fixture.announced { draft in
                draft.arrivalOn = index % 3 == 0 ? nil : draft.arrivalOn.map { $0 + index % 7 }
            }
        }
        for sort in FamilyList.Sort.allCases {
            for isDescending in [false, true] {
                let (forward, back) = try walk(sort, isDescending)
                #expect(forward.count == 120)
                #expect(Set(forward).count == 120)
                #expect(back == Array(forward.prefix(100)))
            }
        }
    }

    /// All references going forward, and those of all pages but the last coming back.
    private func walk(
        _ sort: FamilyList.Sort, _ isDescending: Bool
    ) throws -> (forward: [String], back: [String]) {
        var list = FamilyList()
        (list.sort, list.isDescending) = (sort, isDescending)
        let asked = list
        return try fixture.read(fixture.hanneke) { tx in
            var page = try asked.page(nil, in: tx)
            var forward = page.rows.map(\.ref)
            while let next = page.next {
                page = try asked.page(next, in: tx)
                forward += page.rows.map(\.ref)
            }
            var back: [String] = []
            while let previous = page.previous {
                page = try asked.page(previous, in: tx)
                back = page.rows.map(\.ref) + back
            }
            return (forward, back)
        }
    }
}
