import Coalition
import Templates

/// What is to be done about a record, read for its part "Nu".
struct NowFacts: Sendable {
    /// Tasks for which there is room.
    private static let mostTasks = 2

    let today: Day
    /// All that are open and that the viewer sees, the most urgent first.
    let all: [Task]
    let work: WorkFacts
    let promises: [OpenPromise]
    /// The open ones about it of which the viewer may know.
    let concerns: [Concern]

    /// - Parameters:
    ///   - record: Nil where nobody has a task about it.
    ///   - promises: Those that stand in sentences, and so not among the tasks.
    ///   - told: Kinds of tasks that the page tells otherwise.
    init(
        about record: RecordID?, on today: Day, promises: [OpenPromise] = [],
        besides told: Set<Task.Kind> = [], _ tx: Transaction
    ) throws {
        self.today = today
        self.promises = promises
        let open = try record.map { try Task.open(about: $0, in: tx) } ?? []
        all = open.filter { !told.contains($0.kind) }
        work = try WorkFacts(of: all, today: today, tellsPlace: false, tx)
        concerns = try record.map { try Concern.open(about: $0, in: tx) } ?? []
    }

    var tasks: [Task] {
        let told = Set(promises.map(\.task))
        return Array(
            all.filter { !told.contains($0.id) && !isForLater($0) }.prefix(NowFacts.mostTasks))
    }

    /// What the year tells when it is near.
    private func isForLater(_ task: Task) -> Bool {
        [.line, .goal].contains(task.kind) && task.dueOn > today + YearPlan.nearDays
    }

    /// How many open tasks stand elsewhere, without what the year tells when it is near.
    var others: Int {
        all.count { !isForLater($0) } - tasks.count - promises.count
    }

    /// All of them as terms, when there are others.
    func terms(_ words: Words) -> [TermView] {
        all.count == tasks.count + promises.count
            ? []
            : all.map { task in
                TermView(
                    TaskWords.title(task, work.subjects, words),
                    words("family.task.due", ["day": .text(words.day(task.dueOn))]),
                    link: "/tasks/\(task.ref)")
            }
    }
}

/// The first part of a record's page: whom to call, what was said and agreed, what comes next.
struct NowView: PageModel {
    var people: [ReachView] = []
    /// Where somebody to call is chosen, when nobody is.
    var nobody: LinkView?
    var said: [SaidView] = []
    /// Nil for who keeps no log, and where there is nothing to log.
    var log: SpokenView?
    /// The step that is taken when all goes well; nil when none is to be expected.
    var next: StepView?
    /// The last step, for whoever took it and may take it back.
    var takeBack: TakeBackView?
    /// Another page on which the next thing is done.
    var link: LinkView?
    /// Whether the page shows a talk below this.
    var hasTalks = false
    let promises: [PromiseView]
    let tasks: [WorkRow]
    /// "en nog 3 taken"; nil when there are no others.
    let more: String?

    static let fields: Fields<NowView> = [
        .list("people", ReachView.fields) { $0.people },
        .object("nobody", LinkView.fields) { $0.nobody },
        .object("said", SaidList.fields) { $0.said.isEmpty ? nil : SaidList(lines: $0.said) },
        .object("log", SpokenView.fields) { $0.log },
        .object("next", StepView.fields) { $0.next },
        .object("takeBack", TakeBackView.fields) { $0.takeBack },
        .object("link", LinkView.fields) { $0.link },
        .list("promises", PromiseView.fields) { $0.promises },
        .flag("tells") { $0.tells },
        .list("tasks", WorkRow.fields) { $0.tasks },
        .flag("hasTasks") { !$0.tasks.isEmpty },
        .text("more") { $0.more },
        .flag("isCalm") {
            $0.next == nil && $0.link == nil && $0.tasks.isEmpty && $0.promises.isEmpty
                && !$0.hasTalks
        },
    ]

    /// Whether there is anything besides what comes next.
    private var tells: Bool {
        !people.isEmpty || nobody != nil || !said.isEmpty || log != nil || !promises.isEmpty
    }
}

extension NowView {
    /// - Parameter back: The record's page.
    init(_ facts: NowFacts, back: String, _ context: Context) {
        let words = context.words
        let seesTasks = TaskPolicy.visible(to: context.viewer).contains(.local)
        promises = facts.promises.map {
            PromiseView($0, facts.today, seesTasks: seesTasks, words)
        }
        tasks = facts.tasks.map {
            WorkRow(WorkItem($0, today: facts.today), facts.work, back: back, context)
        }
        more =
            facts.others > 0 ? words("record.more_tasks", ["count": .number(facts.others)]) : nil
    }
}

/// The last contacts, a line each.
struct SaidList: PageModel {
    let lines: [SaidView]

    static let fields: Fields<SaidList> = [.list("lines", SaidView.fields) { $0.lines }]
}

/// One contact in a line: when, and what was said.
struct SaidView: PageModel {
    /// Characters of a note that are shown.
    private static let most = 140

    let day: String
    let text: String
    /// The language of the text, when it is another than the page's.
    var lang: String?

    static let fields: Fields<SaidView> = [
        .text("day") { $0.day },
        .text("text") { $0.text },
        .text("lang") { $0.lang },
    ]
}

extension SaidView {
    init(_ entry: LogEntry, _ today: Day, _ words: Words) {
        day = words.relative(entry.happenedOn, today)
        let said = entry.note ?? entry.promise
        text = said.map(SaidView.cut) ?? EntryView.headline(of: entry, words)
        lang = said.flatMap { words.written($0, in: entry.writtenIn).lang }
    }

    private static func cut(_ text: String) -> String {
        text.count > most ? String(text.prefix(most)) + "\u{2026}" : text
    }
}

/// Logging in one tap.
struct SpokenView: PageModel {
    let name: String
    let spokenPath: String
    let triedPath: String
    let newPath: String
    let isLoggedToday: Bool

    static let fields: Fields<SpokenView> = [
        .text("name") { $0.name },
        .text("spokenPath") { $0.spokenPath },
        .text("triedPath") { $0.triedPath },
        .text("newPath") { $0.newPath },
        .flag("isLoggedToday") { $0.isLoggedToday },
    ]
}

extension SpokenView {
    /// - Parameter back: Where one comes back to.
    init(_ group: Group, on today: Day, back: String) {
        let log = "/groups/\(group.ref)/log"
        let back = "?back=\(Percent.encode(back))"
        name = group.name
        spokenPath = "\(log)/spoken\(back)"
        triedPath = "\(log)/tried\(back)"
        newPath = "\(log)/new?details=yes"
        isLoggedToday = group.lastContactOn == today
    }
}

/// What was agreed, in its own words.
struct PromiseView: PageModel {
    let text: String
    let due: String
    /// Its task; nil for who reads the log and has no tasks.
    let path: String?

    static let fields: Fields<PromiseView> = [
        .text("text") { $0.text },
        .text("due") { $0.due },
        .text("path") { $0.path },
    ]
}

extension PromiseView {
    init(_ promise: OpenPromise, _ today: Day, seesTasks: Bool, _ words: Words) {
        text = promise.text
        due = words("task.before", ["day": .text(words.dayOfYear(promise.dueOn, today))])
        path = seesTasks ? "/tasks/\(promise.ref)" : nil
    }
}
