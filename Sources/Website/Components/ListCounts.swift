import Coalition
import Templates

/// How many a list would have with another choice of one filter, told before it is chosen: from counters
/// that are kept, and of one city, where they are few.
struct ListCounts<List: CountedList & AddressedList>: Sendable {
    private let list: List
    /// Nil where it would cost more than the page.
    private let numbers: CityNumbers?

    init(_ asked: AskedList<List>, cities: [City], _ tx: Transaction) throws {
        list = asked.list
        guard asked.isKnown, let city = asked.list.city ?? (cities.count == 1 ? cities[0].id : nil)
        else {
            numbers = nil
            return
        }
        let roles = asked.list.seenAs.map { [$0] } ?? Set(Role.allCases)
        let sight = CitySight(tx.viewer, as: roles).narrowed(to: city)
        numbers = try CityNumbers.all(within: sight, in: tx)[city] ?? .zero
    }

    /// A choice with its count behind its words; without one where none is kept beside what else is
    /// chosen.
    func counted(_ choice: Choice, _ words: Words, _ narrow: (inout List) -> Void) -> Choice {
        var narrowed = list
        narrow(&narrowed)
        return counted(choice, numbers.flatMap { narrowed.kept(in: $0) }, words)
    }

    /// Whether counts are told at all.
    var isKnown: Bool { numbers != nil }

    /// The same for a number that was counted; nil for none.
    func counted(_ choice: Choice, _ count: Int?, _ words: Words) -> Choice {
        guard let count else { return choice }
        let label = words("filter.counted", ["name": .text(choice.label), "count": .number(count)])
        return Choice(choice.value, label, name: choice.label)
    }
}
