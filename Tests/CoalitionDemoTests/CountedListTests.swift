import Coalition
import Fixtures
import Testing

@Suite("A number that is kept beforehand")
struct CountedListTests {
    let demo: Fixture.Filled

    init() throws { demo = try DemoTests.shared.get() }

    /// Somebody with one role in one city, or in all.
    private func viewer(_ role: Role, _ city: String?, _ programme: Programme?) throws -> Viewer {
        try demo.records.read(as: .system) { tx in
            let city = try City.all(in: tx).first { $0.nameNL == city }?.id
            return Viewer(
                userID: nil, name: "Fenna Smit",
                grants: [.init(role, city: city, programme: programme)])
        }
    }

    private static let people: [(Role, String?, Programme?)] = [
        (.network, nil, nil), (.network, nil, .shelterCity), (.safeguarding, nil, .samenHier),
        (.local, "Nijmegen", .samenHier), (.local, "Rotterdam", nil),
        (.local, "Haarlem", .hostedStay),
        (.municipality, "Den Haag", nil), (.shelter, "Nijmegen", nil), (.admin, nil, nil),
    ]

    @Test("fault R43: is what its list counts, for whoever looks", arguments: people)
    func counted(_ role: Role, _ city: String?, _ programme: Programme?) throws {
        let viewer = try viewer(role, city, programme)
        try demo.records.read(as: viewer) { tx in
            let numbers = try CityNumbers.all(within: CitySight(viewer), in: tx).values
                .reduce(.zero, +)
            func compare(_ list: some CountedList) throws {
                #expect(list.kept(in: numbers) == (try list.count(in: tx).value), "\(list)")
            }
            for state in Group.State.allCases { try compare(GroupList.inStates([state])) }
            try compare(GroupList.inStates(Group.State.buildingUp))
            for flag in [GroupList.Flag.silent, .strength] { try compare(GroupList.flagged(flag)) }
            for state in Family.State.allCases where state != .erased {
                try compare(FamilyList.inState(state))
            }
            try compare(StayList.of(.now))
        }
    }

    @Test("is none for a list that is narrowed by more than is counted")
    func narrowed() {
        var groups = GroupList.inStates([.active])
        groups.text = "hatert"
        #expect(groups.kept(in: .zero) == nil)
        groups.text = nil
        groups.flag = .silent
        #expect(groups.kept(in: .zero) == nil && GroupList().kept(in: .zero) == nil)
        var families = FamilyList.inState(.waiting)
        families.route = .ukraine
        #expect(families.kept(in: .zero) == nil && FamilyList.expected.kept(in: .zero) == nil)
        #expect(StayList.of(.coming).kept(in: .zero) == nil)
        #expect(StayList.of(.now, hasGuest: true).kept(in: .zero) == nil)
    }

    @Test("of who holds two roles is of one of them when one looks from that one")
    func roles() throws {
        let (nijmegen, haarlem) = (
            try viewer(.local, "Nijmegen", nil), try viewer(.municipality, "Haarlem", nil)
        )
        let both = Viewer(
            userID: nil, name: "Fenna Smit", grants: nijmegen.grants + haarlem.grants)
        let list = GroupList.inStates([.active])
        func count(_ list: GroupList, _ viewer: Viewer) throws -> Int {
            try demo.records.read(as: viewer) { try list.count(in: $0).value }
        }
        let local = list.seen(as: .local, by: both)
        #expect(local.seenAs == .local && list.seen(as: .local, by: nijmegen).seenAs == nil)
        #expect(try count(local, both) == count(list, nijmegen))
        #expect(try count(list, both) == count(list, nijmegen) + count(list, haarlem))
        #expect(try count(list.seen(as: .shelter, by: both), both) == 0)
    }
}
