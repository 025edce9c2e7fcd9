import Coalition
import Fixtures
import Testing

@testable import Website

@Suite("The address of a list")
struct ListAddressTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    /// The list that its own address asks for.
    private func again<List: AddressedList>(_ list: List) throws -> AskedList<List> {
        try fixture.read(fixture.network) { tx in
            let query = list.address.split(separator: "?").dropFirst().first.map(String.init) ?? ""
            return AskedList(
                Values(parsing: query), ListAsker(tx, cities: try City.all(in: tx)))
        }
    }

    @Test("fault R43: asks for that list and no other")
    func whole() throws {
        var all: [any AddressedList] = [GroupList(), FamilyList(), MatchList(), GuestList()]
        all += Group.State.allCases.map { GroupList.inStates([$0]) }
        all += [GroupList.inStates(Group.State.buildingUp), GroupList.flagged(.silent)]
        all += [FamilyList.inState(.waiting), FamilyList.expected]
        all += StayList.codes.map { StayList.of($0.when) }
        all += [
            StayList(), StayList.of(.coming, hasGuest: false), StayList.of(.now, hasGuest: true),
        ]
        all += [
            TaskList(), TaskList.due(.now, on: Day(number: 20_781)),
            TaskList.due(.later, on: Day(number: 20_781)),
        ]
        var free = FreeHomeList()
        (free.from, free.until) = (Day(iso: "2027-05-01"), Day(iso: "2027-06-01"))
        all += [FreeHomeList(), free]
        free.isPartial = true
        all.append(free)
        for list in all { try expectSame(list) }
    }

    private func expectSame<List: AddressedList>(_ list: List) throws {
        let asked = try again(list)
        #expect(asked.isKnown, "\(list.address)")
        #expect("\(asked.list)" == "\(list)", "\(list.address)")
        #expect(asked.list.address == list.address)
    }

    @Test("of a city asks for that city's")
    func city() throws {
        let figure = try #require(CityFigure(GroupList.inStates([.active])))
        #expect(
            figure.figure(of: fixture.nijmegen, .zero).path
                == "/groups?state=active&city=\(fixture.nijmegen.ref)")
        let asked = try fixture.read(fixture.network) { tx in
            AskedList<GroupList>(
                Values(parsing: "state=active&city=\(fixture.nijmegen.ref)"),
                ListAsker(tx, cities: try City.all(in: tx)))
        }
        #expect(asked.list.city == fixture.nijmegen.id && asked.isKnown)
    }

    @Test("is of one role only for who holds more than one")
    func role() throws {
        var list = GroupList.flagged(.strength)
        list.seenAs = .local
        #expect(list.address == "/groups?flag=strength&as=local")
        let both = Viewer(
            userID: nil, name: "Fenna Smit",
            grants: [
                .init(.local, city: fixture.nijmegen.id),
                .init(.municipality, city: fixture.haarlem.id),
            ])
        let asked = try fixture.read(both) { tx in
            AskedList<GroupList>(
                Values(parsing: "flag=strength&as=local"),
                ListAsker(tx, cities: try City.all(in: tx)))
        }
        #expect(asked.isKnown && asked.list.seenAs == .local)
        #expect(try !again(list).isKnown)
    }
}
