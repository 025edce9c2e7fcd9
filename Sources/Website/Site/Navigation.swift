import Coalition
import Templates

/// The main menu: at most seven entries for all roles that a person holds (design: interface, Places).
/// What is built later lives inside one of them.
enum Navigation {
    /// A place of the menu.
    private struct Entry: Equatable {
        /// What it is called: the message `nav.KEY`.
        let key: String
        let path: String
        /// Other places that belong to it.
        var within: [String] = []
        /// Held for one of these by who sees the entry.
        var programmes: Set<Programme> = .any
        /// The gathering place in which it stands for who has too many entries; nil for none.
        var hub: Programme?

        static let groups = Entry(
            key: "groups", path: "/groups", programmes: GroupPolicy.programmes, hub: .samenHier)
        static let families = Entry(
            key: "families", path: "/families", programmes: FamilyPolicy.programmes,
            hub: .samenHier)
        static let couple = Entry(
            key: "couple", path: "/couple", within: ["/matches"],
            programmes: MatchPolicy.programmes, hub: .samenHier)
        static let stays = Entry(
            key: "stays", path: "/stays", programmes: StayPolicy.programmes, hub: .shelterCity)
        static let guests = Entry(
            key: "guests", path: "/guests", within: ["/stays"], programmes: StayPolicy.programmes,
            hub: .shelterCity)
        static let planner = Entry(
            key: "planner", path: "/stays/planner", programmes: StayPolicy.programmes,
            hub: .shelterCity)
        static let accommodations = Entry(
            key: "accommodations", path: "/accommodations", programmes: StayPolicy.programmes,
            hub: .shelterCity)
        static let samenHier = Entry(
            key: "samen_hier", path: HubPages.samenHier,
            within: ["/groups", "/families", "/couple", "/matches"],
            programmes: MatchPolicy.programmes)
        static let shelterCity = Entry(
            key: "shelter_city", path: HubPages.shelterCity,
            within: ["/stays", "/guests", "/accommodations", "/cohorts"],
            programmes: StayPolicy.programmes)
        static let week = Entry(key: "week", path: "/week")
        static let cities = Entry(key: "cities", path: "/cities")
        /// What the network keeps for all cities.
        static let setup = Entry(
            key: "setup", path: SetupPages.path, within: ["/rules", "/trainings", "/checklists"])
        static let voice = Entry(
            key: "voice", path: "/voice", programmes: FamilyPolicy.programmes)

        static let concerns = Entry(key: "concerns", path: "/concerns")

        static func home(_ key: String) -> Entry { Entry(key: key, path: "/") }
    }

    /// What a role has in its menu, in the order in which it stands there.
    private static func entries(_ role: Role) -> [Entry] {
        switch role {
        case .network: [.home("network"), .cities, .samenHier, .shelterCity, .concerns, .setup]
        case .local: [.home("today"), .groups, .families, .couple, .week, .cities]
        case .municipality: [.home("our_city"), .groups, .families, .stays, .week]
        case .shelter:
            [.home("today"), .guests, .planner, .accommodations, .week, .cities]
        case .safeguarding: [.home("today"), .concerns, .voice, .groups, .families, .stays, .setup]
        case .admin: [.home("accounts"), .cities, .setup]
        case .auditor: [.home("numbers")]
        }
    }

    /// The messages of all entries.
    static let keys =
        ["nav.city", "nav.matches", "nav.week"]
        + Set(Role.allCases.flatMap { entries($0).map { "nav.\($0.key)" } }).sorted()

    /// Most entries that a menu has.
    static let most = 7

    /// Places whose pages there are; an entry comes with its page.
    static let built = Set(
        Features.routes(isDemo: false).filter { $0.method == .get }.map(\.pattern))

    /// - Parameter city: The one city in which the person works; nil for none and for several.
    static func items(
        _ viewer: Viewer, _ path: String, city: City?, _ words: Words
    ) -> [NavigationItem] {
        let entries = entries(viewer)
        let current = entries.flatMap { entry in
            ([entry.path] + entry.within).filter { path == $0 || path.hasPrefix($0 + "/") }
                .map { (entry, length: $0.count) }
        }.max { $0.length < $1.length }?.0
        return entries.map { entry in
            let own = entry == .cities ? city.map { "/cities/\($0.ref)" } : nil
            return NavigationItem(
                label: words(own == nil ? "nav.\(entry.key)" : "nav.city"),
                path: own ?? entry.path,
                isCurrent: entry.path == "/" ? path == "/" : entry == current)
        }
    }

    /// Who may open which page.
    private static let access = Dictionary(
        Features.routes(isDemo: false).filter { $0.method == .get }.map { ($0.pattern, $0.access) },
        uniquingKeysWith: { first, _ in first })

    /// Lists that a person may open and that the menu has no room for.
    static func elsewhere(_ viewer: Viewer, _ words: Words) -> [LinkView] {
        let menu = Set(entries(viewer).map(\.path))
        let lists = [
            ("couple", "/couple"), ("matches", "/matches"), ("stays", "/stays"),
            ("guests", "/guests"), ("accommodations", "/accommodations"), ("week", "/week"),
            ("samen_hier", HubPages.samenHier), ("shelter_city", HubPages.shelterCity),
            ("voice", "/voice"), ("concerns", "/concerns"),
        ]
        return lists.filter { !menu.contains($0.1) }.compactMap { key, path in
            guard case .roles(let roles, let programmes) = access[path],
                viewer.holds(roles, for: programmes)
            else { return nil }
            return LinkView(words("nav.\(key)"), path)
        }
    }

    /// The entries of all roles of a person, each once; where that is too much, and for who works in
    /// both programmes of a city, those of a programme stand in one place.
    private static func entries(_ viewer: Viewer) -> [Entry] {
        var all: [Entry] = []
        for role in viewer.roles.sorted(by: leads) {
            for entry in entries(role)
            where viewer.holds([role], for: entry.programmes) && built.contains(entry.path)
                && !all.contains(where: { $0.path == entry.path })
            {
                all.append(entry)
            }
        }
        let isOfBoth = viewer.roles.isSuperset(of: [.local, .shelter])
        let gathered = Programme.allCases.filter { programme in
            all.contains { $0.path == hub(programme)?.path } || all.count > most || isOfBoth
        }
        let found = gathered.reduce(all, gather)
        // Who has too many still reaches the talks from the concerns and from the first page.
        return found.count > most ? found.filter { $0 != .voice } : found
    }

    /// Whose page is the landing page of who holds several roles.
    private static func leads(_ left: Role, _ right: Role) -> Bool {
        let order: [Role] = [
            .network, .safeguarding, .local, .shelter, .municipality, .auditor, .admin,
        ]
        return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }

    private static func hub(_ programme: Programme) -> Entry? {
        switch programme {
        case .samenHier: .samenHier
        case .shelterCity: .shelterCity
        case .hostedStay: nil
        }
    }

    /// The entries with those of a programme gathered in one, where the first of them stood or beside
    /// the other programme.
    private static func gather(_ all: [Entry], _ programme: Programme) -> [Entry] {
        guard let hub = hub(programme), let first = all.firstIndex(where: { $0.hub == programme })
        else { return all }
        var rest = all.filter { $0.hub != programme }
        let other = rest.lastIndex { $0 == .samenHier || $0 == .shelterCity }
        if !rest.contains(hub) {
            rest.insert(hub, at: other.map { $0 + 1 } ?? min(first, rest.count))
        }
        return rest
    }
}

extension Site {
    /// What every page needs, made from who asks.
    func frame(_ context: Context, note: Note?) throws -> Frame {
        var frame = Frame()
        let words = context.words
        frame.language = context.language.rawValue
        frame.csrf = context.csrf.masked
        frame.once = SessionToken.random().text
        frame.styles = files.path(for: "coalitie.css") ?? ""
        frame.script = files.path(for: "coalitie.js") ?? ""
        frame.logo = files.path(for: "logo.svg") ?? ""
        frame.path = context.request.method == .get ? context.request.target : context.request.path
        frame.isDemo = configuration.isDemo
        frame.note = note.map { note in
            NoteView(
                text: words(note.key, note.values.mapValues { .text($0) }), undo: note.undo,
                link: note.link.map { LinkView(words("\(note.key).link"), $0) })
        }
        if let signedIn = context.signedIn, !context.viewer.roles.isEmpty {
            let cities = try cities(context)
            frame.person = signedIn.user.name
            frame.navigation = Navigation.items(
                context.viewer, context.request.path,
                city: cities.count == 1 ? cities.first : nil, words)
            frame.place = place(cities, context)
            let day = (cities.first?.zone ?? .amsterdam).day(of: context.now)
            frame.printed = [frame.place?.name, words.day(day)].compactMap { $0 }
                .joined(separator: ", ")
        } else {
            frame.printed = words.day(Zone.amsterdam.day(of: context.now))
        }
        return frame
    }

    /// Where the person works; none of who works for the whole network.
    private func cities(_ context: Context) throws -> [City] {
        let viewer = context.viewer
        guard viewer.roles.isSubset(of: Role.ofACity) else { return [] }
        let scope = viewer.scope(of: Role.ofACity, for: .any)
        return try context.read { tx in
            try scope.single.map { [try City.named($0, in: tx)] } ?? City.within(scope, in: tx)
        }
    }

    private func place(_ cities: [City], _ context: Context) -> PlaceView {
        let (words, viewer) = (context.words, context.viewer)
        let held = Programme.allCases.filter { viewer.holds(viewer.roles, for: [$0]) }
        let kind =
            held.count == Programme.allCases.count
            ? viewer.leadingRole.map { words("role.\($0.rawValue)") } ?? ""
            : words.list(held.map { words("programme.\($0.rawValue)") })
        guard let first = cities.first else {
            return PlaceView(programme: kind, name: words("place.network"), path: "/cities")
        }
        return PlaceView(
            programme: kind, name: words.list(cities.map { $0.name(context.language.rawValue) }),
            path: cities.count == 1 ? "/cities/\(first.ref)" : "/cities")
    }
}
