import Coalition
import Templates

/// A number that opens a list. It is made of that list and of nothing else, so that what it says, what
/// is counted and where it leads cannot differ.
struct Figure: Sendable, Hashable {
    /// From 0 on, and at most `ListCount.most` when it was counted now.
    let count: Int
    private let isMore: Bool
    /// The address of the list.
    let path: String

    /// A list that is counted now.
    init<List: AddressedList>(_ list: List, in tx: Transaction) throws {
        let found = try list.count(in: tx)
        (count, isMore) = (found.value, found.isMore)
        path = list.address
    }

    /// The list of one city, or of all within reach, counted now.
    init<List: CountedList & AddressedList>(
        _ list: List, in city: City?, _ tx: Transaction
    ) throws {
        var list = list
        list.city = city?.id
        let found = try list.count(in: tx)
        (count, isMore) = (found.value, found.isMore)
        path = city.map { list.cityAddress + $0.ref } ?? list.address
    }

    /// A list all of whose rows are read already, where counting them again would cost a query.
    init<List: AddressedList>(_ list: List, whole rows: [List.Element]) {
        (count, isMore) = (rows.count, false)
        path = list.address
    }

    /// A list of which it is known already how many it has.
    init<List: AddressedList>(_ list: List, known count: Int) {
        (self.count, isMore) = (count, false)
        path = list.address
    }

    fileprivate init(kept count: Int, _ path: String) {
        (self.count, self.path) = (count, path)
        isMore = false
    }

    /// The number as pages carry it beside their words: "1000+" when more were not counted.
    var text: String { isMore ? "\(count)+" : String(count) }
}

/// A link whose words are about a number, which a test follows to its list.
struct CountedLink: PageModel {
    let text: String
    let path: String
    let count: String

    init(_ text: String, _ figure: Figure) {
        self.text = text
        path = figure.path
        count = figure.text
    }

    static let fields: Fields<CountedLink> = [
        .text("text") { $0.text },
        .text("path") { $0.path },
        .text("count") { $0.count },
    ]
}

/// The numbers of what a person sees, from counters that are kept where there are such.
struct Figures: Sendable {
    /// Whose numbers can be seen.
    let sight: CitySight
    /// Nil for every role that the viewer holds.
    let role: Role?
    private let viewer: Viewer
    private let numbers: CityNumbers

    /// - Parameter role: From which role one looks; nil for every role that the viewer holds.
    init(as role: Role?, _ tx: Transaction) throws {
        self.role = role
        viewer = tx.viewer
        sight = role.map { CitySight(tx.viewer, as: [$0]) } ?? CitySight(tx.viewer)
        numbers = try CityNumbers.all(within: sight, in: tx).values.reduce(.zero, +)
    }

    /// From a kept counter; nil for a list for which none is kept.
    subscript<List: CountedList & AddressedList>(list: List) -> Figure? {
        let seen = list.seen(as: role, by: viewer)
        return seen.kept(in: numbers).map { Figure(kept: $0, seen.address) }
    }
}

/// A number of each of many cities, whose address is put together once.
struct CityFigure: Sendable {
    private let kept: @Sendable (CityNumbers) -> Int?
    private let path: String
    private let cityPath: String

    /// Nil for a list for which no counter is kept.
    init?<List: CountedList & AddressedList>(_ list: List) {
        guard list.kept(in: .zero) != nil else { return nil }
        kept = { list.kept(in: $0) }
        path = list.address
        cityPath = list.cityAddress
    }

    func number(_ numbers: CityNumbers) -> Int { kept(numbers) ?? 0 }

    /// The number of one city.
    func figure(of city: City, _ numbers: CityNumbers) -> Figure {
        Figure(kept: number(numbers), cityPath + city.ref)
    }

    /// The sum of all cities within reach.
    func figure(of all: CityNumbers) -> Figure { Figure(kept: number(all), path) }
}
