import Coalition
import Templates

/// The list that an address asks for.
struct AskedList<List: AddressedList>: Sendable {
    var list: List
    let address: ListAddress
    /// Filters of the address that mean nothing, or nothing to this viewer: a list of another city, a
    /// code that does not exist. Nothing is shown then, rather than what was not asked for.
    let unknown: [ListFilter<List>]

    init(_ values: Values, _ asker: ListAsker) {
        var list = List()
        unknown = List.filters.filter { filter in
            values.text(filter.name).map { !filter.read(&list, $0, asker) } ?? false
        }
        self.list = list
        address = ListAddress(List.path, values, names: List.filters.map(\.name))
    }

    var isKnown: Bool { unknown.isEmpty }

    /// What is read of the list; nothing of one that is not known.
    func page<Element>(
        _ read: (List) throws -> Page<Element>
    ) rethrows -> Page<Element> {
        isKnown ? try read(list) : .empty
    }

    /// How many the list has; nil of one that is not known.
    func count(in tx: Transaction) throws -> ListCount? { isKnown ? try list.count(in: tx) : nil }

    /// What stands in the place of a list that is not known, with the way to one that is; nil for one
    /// that is known.
    func unknownView(_ words: Words) -> EmptyView? {
        isKnown
            ? nil
            : EmptyView(
                unknown: unknown.map(\.label), rest: address.without(unknown.map(\.name)), words)
    }
}

extension EmptyView {
    /// - Parameters:
    ///   - unknown: The messages that name the filters that are not known.
    ///   - rest: The address without them.
    init(unknown: [String], rest: String, _ words: Words) {
        let names = MessageValue.text(words.list(unknown.map { words($0) }))
        title = words("filter.unknown.title")
        text = words("filter.unknown.text", ["names": names])
        action = LinkView(words("filter.unknown.without", ["names": names]), rest)
    }
}
