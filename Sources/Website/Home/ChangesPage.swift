import Coalition
import HTTP
import Templates

/// What others changed since the visit before this one.
struct ChangesFacts: Sendable {
    let changes: RecentChanges
    let since: Instant

    /// Nil for who reads no records.
    init?(since: Instant, _ tx: Transaction) throws {
        guard tx.viewer.holds(ChangesPages.readers, for: .any) else { return nil }
        self.since = since
        changes = try RecentChanges(since: since, in: tx)
    }

    /// "Sinds dinsdag: 14 veranderingen"; nil when there is none.
    func sentence(_ today: Day, _ words: Words) -> Sentence? {
        let count = changes.lines.count
        guard count > 0 else { return nil }
        let text = words(
            "changes.line", ["count": .number(count), "day": .text(day(today, words))])
        return Sentence(text, count: String(count), "/changes")
    }

    /// "dinsdag" within the week, else "24 november".
    func day(_ today: Day, _ words: Words) -> String {
        let day = Zone.amsterdam.day(of: since)
        return switch today - day {
        case 0: words("day.today")
        case 1: words("day.yesterday")
        case 2...6: words("weekday.\(day.weekday)")
        default: words.dayOfYear(day, today)
        }
    }
}

/// The records that changed, each once, the last changed first.
enum ChangesPages: Feature {
    /// Roles that read records at all.
    static let readers: Set<Role> = GroupPolicy.readers.union(FamilyPolicy.readers)
        .union(StayPolicy.readers)

    static var routes: [Route] { [.get("/changes", .roles(readers, for: .any), index)] }
    static var pages: [any SitePage.Type] { [] }

    static func index(_ context: Context) throws -> Response {
        let user = try context.person().user
        let (facts, names, today) = try context.read { tx in
            let facts = try ChangesFacts(since: user.previousVisitAt ?? tx.now, tx)
            let people = Set(facts?.changes.lines.compactMap(\.by) ?? [])
            return (facts, try User.names(people, in: tx), tx.today)
        }
        guard let facts else { throw Refusal.notFound }
        return try context.show(page(facts, names, today, context))
    }

    private static func page(
        _ facts: ChangesFacts, _ names: [ID<User>: String], _ today: Day, _ context: Context
    ) -> ListPage {
        let words = context.words
        let lines = facts.changes.lines
        let empty = EmptyView(
            title: words("changes.empty.title"), text: words("changes.empty.text"))
        return ListPage(
            title: words("changes.title", ["day": .text(facts.day(today, words))]), lede: nil,
            count: String(lines.count), filter: nil,
            table: lines.isEmpty ? nil : table(lines, names, context),
            empty: lines.isEmpty ? empty : nil)
    }

    private static func table(
        _ lines: [RecentChanges.Line], _ names: [ID<User>: String], _ context: Context
    ) -> TableView {
        let words = context.words
        let columns = ["changes.record", "changes.what", "changes.by", "changes.at"]
        return TableView(
            label: words("changes.table"), headers: columns.map { HeaderView(words($0)) },
            rows: lines.map { line in
                let link = line.subject.link(words)
                let what = line.actions.map { words("changes.action.\($0.rawValue)") }
                let who = line.by.flatMap { names[$0] } ?? words("changes.by_itself")
                return RowView(
                    name: link.text, path: link.path,
                    cells: [
                        .text(words("changes.what"), words.list(what)),
                        .text(words("changes.by"), who),
                        .tight(
                            words("changes.at"),
                            words.moment(line.at, context.now, .amsterdam)),
                    ])
            })
    }
}

extension RecentChanges.Line.Subject {
    fileprivate func link(_ words: Words) -> LinkView {
        switch self {
        case .group(let group):
            LinkView(
                words("group.called", ["name": .text(group.name)]), "/groups/\(group.ref)")
        case .family(let family): LinkView(family.title(words), family.path)
        case .match(let line): LinkView(line.title(words), line.match.path)
        case .stay(let stay): LinkView(stay.title(words), "/stays/\(stay.ref)")
        }
    }
}
