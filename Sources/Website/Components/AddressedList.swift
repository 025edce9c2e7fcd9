import Coalition

/// A list that has an address: what it shows, how many those are and where it is follow from one value.
protocol AddressedList: RecordList {
    /// Where the list is, such as `/groups`.
    static var path: String { get }
    /// In the order in which they stand in the address.
    static var filters: [ListFilter<Self>] { get }

    init()
}

extension AddressedList {
    /// Where this list is, with its filters.
    var address: String {
        let query = Self.filters.compactMap { filter in
            filter.write(self).map { "\(filter.name)=\(Percent.encode($0))" }
        }
        return query.isEmpty ? Self.path : Self.path + "?" + query.joined(separator: "&")
    }

    /// The same up to the reference of a city.
    var cityAddress: String {
        let all = address
        return all + (all.utf8.contains(UInt8(ascii: "?")) ? "&city=" : "?city=")
    }
}

/// One filter of a list: how it stands in an address, and how it is read from one.
struct ListFilter<List>: Sendable {
    let name: String
    /// The message that names it.
    let label: String
    /// Nil when the list is not narrowed by it.
    let write: @Sendable (List) -> String?
    /// Narrows the list; false for a text that means nothing here, or nothing to this viewer.
    let read: @Sendable (inout List, String, ListAsker) -> Bool

    init(
        _ name: String, label: String, write: @escaping @Sendable (List) -> String?,
        read: @escaping @Sendable (inout List, String, ListAsker) -> Bool
    ) {
        self.name = name
        self.label = label
        self.write = write
        self.read = read
    }

    /// A code out of a list.
    ///
    /// - Parameter hidden: Codes that nobody is offered, and that count as not known.
    static func code<C: Code>(
        _ name: String, label: String, _ path: WritableKeyPath<List, C?> & Sendable,
        except hidden: Set<C> = []
    ) -> ListFilter {
        ListFilter(
            name, label: label, write: { $0[keyPath: path]?.rawValue },
            read: { list, text, _ in
                list[keyPath: path] = C(rawValue: text).flatMap { hidden.contains($0) ? nil : $0 }
                return list[keyPath: path] != nil
            })
    }

    /// Part of a name; every text is one.
    static func part(
        label: String, _ path: WritableKeyPath<List, String?> & Sendable
    ) -> ListFilter {
        ListFilter(
            "q", label: label, write: { $0[keyPath: path] },
            read: { list, text, _ in
                list[keyPath: path] = text
                return true
            })
    }

    /// One of two things that a list can be narrowed to.
    static func only(
        _ name: String, _ code: String, label: String,
        _ path: WritableKeyPath<List, Bool> & Sendable
    ) -> ListFilter {
        ListFilter(
            name, label: label, write: { $0[keyPath: path] ? code : nil },
            read: { list, text, _ in
                list[keyPath: path] = text == code
                return text == code
            })
    }

    /// One of the viewer's cities; it is written by ``AddressedList/cityAddress``.
    static func city(_ path: WritableKeyPath<List, ID<City>?> & Sendable) -> ListFilter {
        ListFilter(
            "city", label: "field.city", write: { _ in nil },
            read: { list, text, asker in
                list[keyPath: path] = asker.cities.first { $0.ref == text }?.id
                return list[keyPath: path] != nil
            })
    }

    /// An order is no filter: one that is not known is the usual order.
    static func sort<C: Code>(
        _ path: WritableKeyPath<List, C> & Sendable, usual: C
    ) -> ListFilter {
        ListFilter(
            "sort", label: "",
            write: { $0[keyPath: path] == usual ? nil : $0[keyPath: path].rawValue },
            read: { list, text, _ in
                list[keyPath: path] = C(rawValue: text) ?? usual
                return true
            })
    }

    /// The same where a list has an order of its own for each filter, as long as none is asked.
    static func sort<C: Code>(_ path: WritableKeyPath<List, C?> & Sendable) -> ListFilter {
        ListFilter(
            "sort", label: "", write: { $0[keyPath: path]?.rawValue },
            read: { list, text, _ in
                list[keyPath: path] = C(rawValue: text)
                return true
            })
    }

    static func order(_ path: WritableKeyPath<List, Bool> & Sendable) -> ListFilter {
        ListFilter(
            "order", label: "", write: { $0[keyPath: path] ? "desc" : nil },
            read: { list, text, _ in
                list[keyPath: path] = text == "desc"
                return true
            })
    }
}

extension ListFilter where List: CountedList {
    /// From which of several roles one looks.
    static var role: ListFilter {
        ListFilter(
            "as", label: "filter.as", write: { $0.seenAs?.rawValue },
            read: { list, text, asker in
                list.seenAs = asker.roles(of: List.readers).first { $0.rawValue == text }
                return list.seenAs != nil
            })
    }
}

/// Who asks for a list, and what can be asked for.
struct ListAsker: Sendable {
    let viewer: Viewer
    /// Those whose records of the kind are within reach.
    let cities: [City]
    let today: Day
    /// Seasons that a list of stays can be narrowed to.
    var seasons: [Cohort] = []

    init(_ tx: Transaction, cities: [City], seasons: [Cohort] = []) {
        viewer = tx.viewer
        self.cities = cities
        self.seasons = seasons
        // The city's own day for people of one city, the network's for others.
        today = cities.count == 1 ? cities[0].today(tx) : tx.today
    }

    /// The roles among these from which the viewer can look.
    func roles(of readers: Set<Role>) -> [Role] { viewer.roles.intersection(readers).sorted() }
}
