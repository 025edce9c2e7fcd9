import Coalition
import Templates

/// What the list of formal contacts is made of.
struct FormalContactFacts: Sendable {
    /// Those that the viewer knows, by who keeps them; nil for the network.
    private let keepers: [(city: City?, people: [FormalContact])]
    /// How many other cities have.
    private let others: [(city: City, count: Int)]
    /// Of which the viewer may change what is known.
    private let editable: Set<Int64>
    private let today: Day

    /// - Parameter city: The reference of the only city that is meant; nil for all within reach.
    /// - Throws: `Refusal.notFound` for a city out of reach.
    init(_ city: String?, _ tx: Transaction) throws {
        let viewer = tx.viewer
        let only = try city.map { try City.find($0, in: tx) }
        let scope = viewer.scope(
            of: FormalContactPages.keepers, for: ContactPolicy.programmes)
        let own = try City.within(scope.narrowed(to: only?.id), in: tx)
        let isNetwork = viewer.holds([.network], for: ContactPolicy.programmes)
        if own.isEmpty, !isNetwork { throw Refusal.notFound }
        let ofNetwork =
            isNetwork || viewer.holds([.local], for: ContactPolicy.programmes)
            ? try FormalContact.all(of: nil, in: tx) : nil
        keepers =
            try own.map { ($0, try FormalContact.all(of: $0.id, in: tx)) }
            + (ofNetwork.map { [(nil, $0)] } ?? [])
        let known = Set(own.map(\.id))
        let counts = isNetwork ? try ContactCount.all(in: tx) : []
        let wanted = counts.filter { count in
            !known.contains(count.city) && only.map { $0.id == count.city } ?? true
        }
        let cities = try City.find(wanted.map(\.city), in: tx)
        others = wanted.compactMap { count in cities[count.city].map { ($0, count.count) } }
            .sorted { SortKey.title($0.0.nameNL) < SortKey.title($1.0.nameNL) }
        editable = Set(
            keepers.flatMap(\.people).filter { ContactPolicy(viewer, $0).mayEdit }.map(\.id.value))
        today = tx.today
    }

    func page(_ context: Context) -> PeopleListPage {
        let words = context.words
        let all = keepers.flatMap(\.people)
        let available = all.filter { $0.isAvailable(on: today) }.count
        return PeopleListPage(
            title: words("formal_contact.all"),
            count: String(available + others.map(\.count).reduce(0, +)),
            lede: words("formal_contact.lede"),
            crumbs: [LinkView(words("nav.cities"), "/cities")],
            action: LinkView(words("formal_contact.new"), "\(FormalContactPages.path)/new"),
            sections: keepers.map { section($0.city, $0.people, context) } + elsewhere(context),
            former: all.filter { !$0.isAvailable(on: today) }.map { line($0, words) })
    }

    private func section(
        _ city: City?, _ people: [FormalContact], _ context: Context
    ) -> PeopleSection {
        let words = context.words
        return PeopleSection(
            of: city, people.filter { $0.isAvailable(on: today) }.map { line($0, words) },
            none: words(city == nil ? "formal_contact.none_of_network" : "formal_contact.none"),
            words)
    }

    private func line(_ contact: FormalContact, _ words: Words) -> PersonLine {
        var line = PersonLine(
            contact, path: editable.contains(contact.id.value) ? contact.editPath : nil, words)
        line.tag = contact.endedOn.map {
            TagView(words("people.ended_on", ["day": .text(words.shortDay($0))]), .muteOpen)
        }
        return line
    }

    private func elsewhere(_ context: Context) -> [PeopleSection] {
        guard !others.isEmpty else { return [] }
        let words = context.words
        let count = words("formal_contact.count")
        let table = TableView(
            label: words("people.of_cities"),
            headers: [HeaderView(words("field.city")), HeaderView(count, isNumber: true)],
            rows: others.map { city, number in
                RowView(
                    name: city.name(context.language.rawValue), path: "/cities/\(city.ref)",
                    cells: [.number(count, number)])
            })
        return [
            PeopleSection(
                id: "steden", title: words("people.of_cities"), table: table,
                none: words("formal_contact.none"))
        ]
    }
}

extension FormalContact {
    var editPath: String { "\(FormalContactPages.path)/\(id.value)/edit" }

    /// "Samira Aziz", or the function where nobody is named.
    func title(_ words: Words) -> String {
        name ?? words("formal_contact.function.\(function.rawValue)")
    }

    /// One of many that can be chosen, under what they are for families.
    func choice(_ words: Words) -> Choice {
        let name = [name, organisation].compactMap { $0 }
        return Choice(
            String(id.value), name.joined(separator: ", "),
            under: words("formal_contact.function.\(function.rawValue)"))
    }

    /// "Klantmanager, gemeente Nijmegen"; without the function where that is the title.
    func hint(_ words: Words) -> String {
        let function = words("formal_contact.function.\(function.rawValue)")
        return name == nil ? organisation : "\(function), \(organisation)"
    }
}

extension PersonLine {
    /// A formal contact with how to reach it, as far as the viewer may know.
    init(_ contact: FormalContact, path: String?, _ words: Words) {
        let title = contact.title(words)
        self.init(
            name: title, path: path, hint: contact.hint(words), tag: nil,
            reach: ReachView(title, phone: contact.phone, email: contact.email, words))
    }
}
