import Coalition
import HTTP
import Templates

/// A deputy takes over what somebody who is away has to do this week: the list first, then one tap.
enum StandInPages: Feature {
    static var routes: [Route] {
        [
            .get("/absences/:id/week", .roles(TaskPolicy.doers, for: .any), show),
            .post("/absences/:id/week", .roles(TaskPolicy.doers, for: .any), takeOver),
        ]
    }
    static var pages: [any SitePage.Type] { [WeekTakenPage.self] }

    static func show(_ context: Context) throws -> Response {
        let facts = try context.read { tx in
            let standIn = try StandIn.find(try context.number("id"), in: tx)
            return try WeekTakenFacts(standIn, tx)
        }
        return try context.show(WeekTakenPage(facts, context))
    }

    static func takeOver(_ context: Context) throws -> Response {
        try context.act { _, tx in
            let standIn = try StandIn.find(try context.number("id"), in: tx)
            let count = try standIn.takeOver(in: tx)
            return (
                "/",
                Note("note.taken_over", ["number": String(count), "name": standIn.name])
            )
        }
    }
}

/// What is taken over.
struct WeekTakenFacts: Sendable {
    let standIn: StandIn
    let tasks: [Task]
    let work: WorkFacts
    let until: Day

    init(_ standIn: StandIn, _ tx: Transaction) throws {
        self.standIn = standIn
        tasks = try standIn.week(in: tx)
        work = try WorkFacts(of: tasks, today: tx.today, tx)
        until = standIn.weekEnds(tx)
    }
}

/// What somebody who is away has to do this week, and the one button that takes it over.
struct WeekTakenPage: SitePage {
    static let template = "handover/week"
    let title: String
    let lede: String
    let path: String
    let pack: String
    let rows: [WorkRow]

    init(_ facts: WeekTakenFacts, _ context: Context) {
        let words = context.words
        let name = MessageValue.text(facts.standIn.name)
        title = words("stand_in.title", ["name": name])
        lede = words(
            "stand_in.lede",
            [
                "name": name,
                "day": .text(words.dayOfYear(facts.standIn.absence.until, facts.work.today)),
                "until": .text(words.dayOfYear(facts.until - 1, facts.work.today)),
            ])
        let path = "/absences/\(facts.standIn.absence.id.value)/week"
        self.path = path
        pack = "/handover/\(facts.standIn.ref)"
        rows = facts.tasks.map {
            WorkRow(WorkItem($0, today: facts.work.today), facts.work, back: path, context)
        }
    }

    static let fields: Fields<WeekTakenPage> = [
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .text("path") { $0.path },
        .text("pack") { $0.pack },
        .list("rows", WorkRow.fields) { $0.rows },
        .flag("hasRows") { !$0.rows.isEmpty },
    ]
}

/// "U vervangt Hanneke Vos tot 12 december", on the list of today.
struct StandInView: PageModel {
    let text: String
    /// Where the week is taken over; nil with nothing left to take over.
    let week: String?
    let pack: String
    let name: String

    init(_ standIn: StandIn, _ count: Int, _ today: Day, _ words: Words) {
        name = standIn.name
        let values: [String: MessageValue] = [
            "name": .text(standIn.name),
            "day": .text(words.dayOfYear(standIn.absence.until, today)), "count": .number(count),
        ]
        text =
            words("stand_in.line", values)
            + (count == 0 ? "" : " " + words("stand_in.count", values))
        week = count == 0 ? nil : "/absences/\(standIn.absence.id.value)/week"
        pack = "/handover/\(standIn.ref)"
    }

    static let fields: Fields<StandInView> = [
        .text("text") { $0.text },
        .text("week") { $0.week },
        .text("pack") { $0.pack },
        .text("name") { $0.name },
    ]
}
