import Coalition
import Templates

/// The main menu of each role, and the frame that is made of it.
enum Navigation {
    private static let network = [
        ("nav.network", "/"), ("nav.cities", "/cities"), ("nav.groups", "/groups"),
        ("nav.families", "/families"), ("nav.matches", "/matches"), ("nav.stays", "/stays"),
        ("nav.guests", "/guests"), ("nav.tasks", "/tasks"),
    ]
    private static let local = [
        ("nav.today", "/"), ("nav.groups", "/groups"), ("nav.families", "/families"),
        ("nav.matches", "/matches"), ("nav.tasks", "/tasks"), ("nav.cities", "/cities"),
    ]
    private static let municipality = [
        ("nav.our_city", "/"), ("nav.groups", "/groups"), ("nav.families", "/families"),
        ("nav.stays", "/stays"), ("nav.tasks", "/tasks"), ("nav.cities", "/cities"),
    ]
    private static let shelter = [
        ("nav.today", "/"), ("nav.stays", "/stays"), ("nav.planner", "/stays/planner"),
        ("nav.accommodations", "/accommodations"), ("nav.guests", "/guests"),
        ("nav.tasks", "/tasks"), ("nav.cities", "/cities"),
    ]
    private static let safeguarding = [
        ("nav.today", "/"), ("nav.groups", "/groups"), ("nav.families", "/families"),
        ("nav.cities", "/cities"),
    ]
    private static let admin = [("nav.accounts", "/"), ("nav.cities", "/cities")]
    private static let auditor = [("nav.today", "/"), ("nav.cities", "/cities")]

    static func items(_ role: Role, _ path: String, _ words: Words) -> [NavigationItem] {
        let entries =
            switch role {
            case .network: network
            case .local: local
            case .municipality: municipality
            case .shelter: shelter
            case .safeguarding: safeguarding
            case .admin: admin
            case .auditor: auditor
            }
        let current = entries.map(\.1).filter { path == $0 || path.hasPrefix($0 + "/") }
            .max { $0.count < $1.count }
        return entries.map { key, target in
            NavigationItem(
                label: words(key), path: target,
                isCurrent: target == "/" ? path == "/" : target == current)
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
            frame.navigation = Navigation.items(role, context.request.path, words)
            frame.roles = context.viewer.roles.sorted().map {
                RoleView(
                    code: $0.rawValue, label: words("role.\($0.rawValue)"), isCurrent: $0 == role)
            }
            frame.place = try place(role, context)
        }
        return frame
    }

    private func place(_ role: Role, _ context: Context) throws -> PlaceView {
        let words = context.words
        let programme: Programme? =
            switch role {
            case .local: .samenHier
            case .shelter: .shelterCity
            default: nil
            }
        let kind =
            programme.map { words("programme.\($0.rawValue)") } ?? words("role.\(role.rawValue)")
        let scope = context.viewer.scope(of: [role])
        guard Role.ofACity.contains(role),
            let city = try context.read({ tx in
                try scope.single.map { try City.named($0, in: tx) }
                    ?? City.within(scope, in: tx).first
            })
        else { return PlaceView(programme: kind, name: words("place.network"), path: "/cities") }
        return PlaceView(
            programme: kind, name: city.name(context.language.rawValue), path: "/cities/\(city.ref)"
        )
    }
}
