import Coalition
import Templates

/// What the timeline of a group is made of.
struct LogIndexFacts: Sendable {
    let group: Group
    let today: Day
    let policy: LogPolicy
    /// Whether there is, or lately was, a family to be in contact with.
    let isLoggable: Bool
    let page: Page<LogEntry>
    let count: ListCount
    let names: [ID<Member>: String]
    let months: [Int]

    init(_ context: Context) throws {
        self = try context.read { tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            return try LogIndexFacts(
                group, context.query.cursor, limit: 30, known: [],
                today: try City.named(group.city, in: tx).today(tx),
                isLoggable: try group.isLoggable(in: tx), tx)
        }
    }

    /// - Parameter known: Members already read, whose names need not be read again.
    init(
        _ group: Group, _ cursor: PageCursor?, limit: Int, known: [Member], today: Day,
        isLoggable: Bool, _ tx: Transaction
    ) throws {
        self.group = group
        self.isLoggable = isLoggable
        self.today = today
        policy = try LogPolicy.reading(group, in: tx)
        var timeline = LogTimeline(group)
        timeline.limit = limit
        page = try timeline.page(cursor, in: tx)
        count = try timeline.count(in: tx)
        let present = Set(page.rows.flatMap(\.members))
        names =
            try GroupPolicy(tx.viewer, group).maySeeMembers || group.opening(in: tx).shows(.names)
            ? try Member.firstNames(of: present, in: group.id, known: known, tx) : [:]
        months = try Group.contactMonths(of: [group.id], until: today, in: tx)[group.id] ?? []
    }

    func timeline(_ words: Words) -> TimelineView {
        TimelineView(page.rows, of: group, names: names, policy, words)
    }

    func bars(_ words: Words) -> Bars {
        Bars(months, today: today, title: words("log.months.title"), words)
    }
}

/// The whole log of a group, a page at a time.
struct LogIndex: SitePage {
    static let template = "log/index"
    let title: String
    let crumbs: [LinkView]
    let count: String?
    let path: String
    /// Where a concern is reported.
    let reportPath: String
    let timeline: TimelineView
    let bars: Bars
    let total: String
    let paging: PagingView?
    /// What somebody sees who does not see everything.
    let limits: String?
    let mayLog: Bool

    init(_ facts: LogIndexFacts, _ context: Context) {
        let words = context.words
        let group = facts.group
        title = words("log.title", ["name": .text(group.name)])
        crumbs = [
            LinkView(words("nav.groups"), "/groups"), LinkView(group.name, "/groups/\(group.ref)"),
        ]
        path = "/groups/\(group.ref)/log"
        reportPath = "/concerns/new?about=\(group.ref)"
        count = facts.policy.depth == .counts ? nil : words(facts.count)
        timeline = facts.timeline(words)
        bars = facts.bars(words)
        total = words("log.months.total", ["count": .number(facts.months.reduce(0, +))])
        paging = PagingView(
            facts.page, ListAddress(path, context.query, names: []), of: nil, words)
        limits =
            switch facts.policy.depth {
            case .everything: nil
            case .outline: words("log.limits.outline")
            case .counts, .nothing: words("log.limits.counts")
            }
        mayLog = facts.policy.mayWrite && facts.isLoggable
    }

    static let fields: Fields<LogIndex> = [
        .text("title") { $0.title },
        .list("crumbs", LinkView.fields) { $0.crumbs },
        .text("count") { $0.count },
        .text("path") { $0.path },
        .text("reportPath") { $0.reportPath },
        .object("timeline", TimelineView.fields) { $0.timeline },
        .flag("showsEntries") { $0.count != nil },
        .flag("isEmpty") { $0.timeline.days.isEmpty && $0.count != nil },
        .object("bars", Bars.fields) { $0.bars },
        .text("total") { $0.total },
        .object("paging", PagingView.fields) { $0.paging },
        .text("limits") { $0.limits },
        .flag("mayLog") { $0.mayLog },
    ]
}

/// The latest contacts on the page of a group, with the way to all of them.
struct LogSection: PageModel {
    /// Contacts on the page of a group.
    static let length = 5

    let timeline: TimelineView
    let bars: Bars
    let total: String
    let allPath: String
    let all: String?
    /// How many there are in all; nil when more were not counted.
    let allCount: String?
    let limits: String?

    init(_ facts: LogIndexFacts, _ words: Words) {
        timeline = facts.timeline(words)
        bars = facts.bars(words)
        total = words("log.months.total", ["count": .number(facts.months.reduce(0, +))])
        allPath = "/groups/\(facts.group.ref)/log"
        all =
            switch facts.count {
            // Who reads counts alone finds them by month there, and the texts once they are opened.
            case _ where facts.policy.depth == .counts: words("log.whole")
            case .zero: nil
            case let count where count.isMore: words("log.whole")
            case let count: words("log.all", ["count": .number(count.value)])
            }
        allCount =
            facts.count.isMore || facts.policy.depth == .counts ? nil : String(facts.count.value)
        limits = facts.policy.depth == .counts ? words("log.limits.counts") : nil
    }

    static let fields: Fields<LogSection> = [
        .object("timeline", TimelineView.fields) { $0.timeline },
        .flag("isEmpty") { $0.timeline.days.isEmpty && $0.limits == nil },
        .flag("hasMonths") { $0.bars.months.contains { $0.value > 0 } },
        .object("bars", Bars.fields) { $0.bars },
        .text("total") { $0.total },
        .text("allPath") { $0.allPath },
        .text("all") { $0.all },
        .text("allCount") { $0.allCount },
        .text("limits") { $0.limits },
    ]
}
