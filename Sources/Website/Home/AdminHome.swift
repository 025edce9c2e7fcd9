import Coalition
import HTTP
import Templates

/// The administrator's page: accounts and what they may do; never content of groups or stays.
struct AdminHome: SitePage {
    static let template = "home/admin"
    let lede: String
    /// Makes an account, ready to be copied and filled in.
    let command: String
    let table: TableView
    /// Says that nobody holds the safeguarding role; nil where somebody does.
    let vacancy: String?
    /// Says how many concerns wait for somebody with that role; nil for none.
    let waiting: String?

    static func show(_ context: Context) throws -> Response {
        let (users, grants, cities, vacant, waiting, leaving) = try context.read { tx in
            let users = try User.all(in: tx)
            let grants = try users.map { try Viewer.grants(of: $0.id, in: tx) }
            return (
                users, grants, try City.all(in: tx), try Safeguarding.vacancies(in: tx),
                try Concern.waitingForNobody(in: tx), try Leaving.all(of: users, in: tx)
            )
        }
        return try context.show(
            AdminHome(context, Array(zip(users, grants)), cities, vacant, waiting, leaving))
    }

    init(
        _ context: Context, _ users: [(User, [Viewer.Grant])], _ cities: [City],
        _ vacant: Set<Programme>, _ waiting: Int, _ leaving: [ID<User>: Leaving]
    ) {
        let words = context.words
        vacancy = VacancyLine.text(vacant, context)
        self.waiting = waiting == 0 ? nil : words("admin.waiting", ["count": .number(waiting)])
        let names = Dictionary(
            uniqueKeysWithValues: cities.map { ($0.id, $0.name(context.language.rawValue)) })
        lede = words("admin.lede", ["count": .number(users.count)])
        let city = cities.first.map { "local --city \"\($0.nameNL)\"" } ?? "network"
        command = "coalitie user add \"Voor Achternaam\" naam@voorbeeld.nl --role \(city)"
        table = TableView(
            label: words("admin.table"),
            headers: [
                "field.name", "admin.roles", "admin.state", "admin.last_visit",
            ]
            .map { HeaderView(words($0)) },
            rows: users.map { user, grants in
                let roles = grants.map { grant in
                    let place = grant.city.flatMap { names[$0] }
                    return words("role.\(grant.role.rawValue)") + (place.map { " \($0)" } ?? "")
                }
                let state =
                    user.isBlocked
                    ? TagView(words("admin.blocked"), .muteStill)
                    : leaving[user.id].map {
                        TagView(
                            words("admin.leaving", ["day": .text(words.shortDay($0.on))]),
                            .infoHalf)
                    }
                        ?? (user.passwordHash == nil
                            ? TagView(words("admin.invited"), .infoHalf)
                            : TagView(words("admin.active"), .ok))
                let left = leaving[user.id].map {
                    words("admin.in_hand", ["count": .text(String($0.counts.total))])
                }
                let visit = user.signedInAt.map { words.relative($0, context.now, .amsterdam) }
                return RowView(
                    name: user.name, path: "",
                    hint: [user.email, left].compactMap { $0 }.joined(separator: ". "),
                    cells: [
                        .text(words("admin.roles"), words.list(roles)),
                        .tags(words("admin.state"), [state]),
                        .tight(words("admin.last_visit"), visit),
                    ])
            })
    }

    static let fields: Fields<AdminHome> = [
        .text("lede") { $0.lede },
        .text("command") { $0.command },
        .object("table", TableView.fields) { $0.table },
        .text("vacancy") { $0.vacancy },
        .text("waiting") { $0.waiting },
    ]
}
