import Coalition
import Templates

/// The main menu of each role, and the frame that is made of it.
enum Navigation {
    /// A place of the menu, for who holds the role for one of its programmes.
    private struct Entry {
        let key: String
        let path: String
        let programmes: Set<Programme>

        static let groups = Entry(key: "groups", path: "/groups", GroupPolicy.programmes)
        static let families = Entry(key: "families", path: "/families", FamilyPolicy.programmes)
        static let matches = Entry(key: "matches", path: "/matches", MatchPolicy.programmes)
        static let stays = Entry(key: "stays", path: "/stays", StayPolicy.programmes)
        static let planner = Entry(key: "planner", path: "/stays/planner", StayPolicy.programmes)
        static let accommodations = Entry(
            key: "accommodations", path: "/accommodations", StayPolicy.programmes)
        static let guests = Entry(key: "guests", path: "/guests", StayPolicy.programmes)
        static let tasks = Entry(key: "tasks", path: "/tasks", .any)
        static let cities = Entry(key: "cities", path: "/cities", .any)

        static func home(_ key: String) -> Entry { Entry(key: key, path: "/", .any) }

        private init(key: String, path: String, _ programmes: Set<Programme>) {
            self.key = "nav.\(key)"
            self.path = path
            self.programmes = programmes
        }
    }

    private static func entries(_ role: Role) -> [Entry] {
        switch role {
        case .network:
            [.home("network"), .cities, .groups, .families, .matches, .stays, .guests, .tasks]
        case .local: [.home("today"), .groups, .families, .matches, .tasks, .cities]
        case .municipality: [.home("our_city"), .groups, .families, .stays, .tasks, .cities]
        case .shelter:
            [.home("today"), .stays, .planner, .accommodations, .guests, .tasks, .cities]
        case .safeguarding: [.home("today"), .groups, .families, .cities]
        case .admin: [.home("accounts"), .cities]
        case .auditor: [.home("today"), .cities]
        }
    }

    static func items(
        _ role: Role, _ viewer: Viewer, _ path: String, _ words: Words
    ) -> [NavigationItem] {
        let entries = entries(role).filter { viewer.holds([role], for: $0.programmes) }
        let current = entries.map(\.path).filter { path == $0 || path.hasPrefix($0 + "/") }
            .max { $0.count < $1.count }
        return entries.map { entry in
            NavigationItem(
                label: words(entry.key), path: entry.path,
                isCurrent: entry.path == "/" ? path == "/" : entry.path == current)
        }
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
        if let signedIn = context.signedIn, let role = context.role {
            frame.person = signedIn.user.name
            frame.navigation = Navigation.items(
                role, context.viewer, context.request.path, words)
            frame.roles = context.viewer.roles.sorted().map {
                RoleView(
                    code: $0.rawValue, label: words("role.\($0.rawValue)"), isCurrent: $0 == role)
            }
            let (place, zone) = try place(role, context)
            frame.place = place
            frame.printed = "\(place.name), \(words.day(zone.day(of: context.now)))"
        } else {
            frame.printed = words.day(Zone.amsterdam.day(of: context.now))
        }
        return frame
    }

    /// The scope of the header, with the zone in which its day is told.
    private func place(
        _ role: Role, _ context: Context
    ) throws -> (view: PlaceView, zone: Zone) {
        let words = context.words
        let held = Programme.allCases.filter { context.viewer.holds([role], for: [$0]) }
        let kind =
            held.count == 1
            ? words("programme.\(held[0].rawValue)") : words("role.\(role.rawValue)")
        let scope = context.viewer.scope(of: [role], for: .any)
        guard Role.ofACity.contains(role),
            let city = try context.read({ tx in
                try scope.single.map { try City.named($0, in: tx) }
                    ?? City.within(scope, in: tx).first
            })
        else {
            return (
                PlaceView(programme: kind, name: words("place.network"), path: "/cities"),
                .amsterdam
            )
        }
        let name = city.name(context.language.rawValue)
        return (PlaceView(programme: kind, name: name, path: "/cities/\(city.ref)"), city.zone)
    }
}
