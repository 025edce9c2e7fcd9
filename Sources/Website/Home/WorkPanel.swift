import Coalition
import Templates

/// What somebody has to do today, read in one snapshot.
struct WorkPanelFacts: Sendable {
    let list: Worklist
    let work: WorkFacts
    /// All that is behind the rows.
    let total: Figure
    /// What is due on another day.
    let later: Figure
    /// What the municipality should have done before today; nil for who has no municipality to wait for.
    let awaited: Figure?
    /// What the viewer has to do first about his or her own reports.
    let alerts: [ConcernAlert]
    /// For whom the viewer stands in today, each with how much is left to take over this week.
    let standIns: [(StandIn, Int)]
    let today: Day

    /// Nil for who holds no role that has something to do.
    ///
    /// - Parameters:
    ///   - today: What counts as today.
    ///   - rows: How many records at most.
    init?(today: Day, rows: Int, _ tx: Transaction) throws {
        guard tx.viewer.holds(TaskPolicy.doers, for: .any) else { return nil }
        list = try Worklist.read(today: today, rows: rows, in: tx)
        work = try WorkFacts(
            of: list.items.compactMap(\.task), talks: list.items.compactMap(\.talk), today: today,
            tx)
        alerts = try ConcernAlert.all(in: tx)
        let all = TaskList.due(.now, on: today)
        total =
            try list.parts.map { Figure(all, known: $0.late + $0.today + $0.handed) }
            ?? Figure(all, in: tx)
        later = try Figure(TaskList.due(.later, on: today), in: tx)
        self.today = today
        standIns = try Deputies.principals(in: tx).map { ($0, try $0.week(in: tx).count) }
        let waits = tx.viewer.roles.contains(.local) && !tx.viewer.roles.contains(.municipality)
        awaited = waits ? try Figure(TaskList.late(for: .municipality, on: today), in: tx) : nil
    }
}

/// The one worklist: each record once, with what presses most and the one thing that does it.
struct WorkPanel: PageModel {
    /// These stand before all rows.
    let alerts: [ConcernAlertView]
    let rows: [WorkRow]
    /// "4 vandaag, 2 te laat"; nil with nothing to do.
    let total: CountedLink?
    /// "Nog 9"; nil when all are shown.
    let rest: CountedLink?
    /// "7 taken later"; nil without one.
    let later: CountedLink?
    /// "Gemeente: 2 te laat"; none without any.
    let awaited: [TagView]
    /// "1 gesprek", in the week; nil without one.
    let talks: LinkView?
    let standIns: [StandInView]

    init(_ facts: WorkPanelFacts, _ context: Context) {
        let words = context.words
        alerts = facts.alerts.map { ConcernAlertView($0, context) }
        standIns = facts.standIns.map { StandInView($0, $1, facts.today, words) }
        rows = facts.list.items.map { WorkRow($0, facts.work, back: "/", context) }
        total =
            facts.total.count == 0 ? nil : CountedLink(WorkPanel.total(facts, words), facts.total)
        talks =
            facts.list.talks == 0
            ? nil : LinkView(words("work.talks", ["count": .number(facts.list.talks)]), "/week")
        awaited = [facts.awaited].compactMap { $0 }.filter { $0.count > 0 }.map {
            TagView(words("work.awaited", ["count": .text($0.text)]), .badDiamond, $0)
        }
        let isMore = facts.list.parts == nil
        rest =
            facts.list.rest == 0
            ? nil
            : CountedLink(
                isMore
                    ? words("work.more_than_rest")
                    : words("work.rest", ["count": .number(facts.list.rest)]), facts.total)
        later =
            facts.later.count == 0
            ? nil
            : CountedLink(words("work.later", ["count": .number(facts.later.count)]), facts.later)
    }

    private static func total(_ facts: WorkPanelFacts, _ words: Words) -> String {
        guard let parts = facts.list.parts else {
            return words("work.total", ["count": .text(facts.total.text)])
        }
        let counts = [
            ("work.today", parts.today), ("work.late", parts.late), ("work.handed", parts.handed),
        ]
        return counts.filter { $0.1 > 0 }.map { words($0.0, ["count": .number($0.1)]) }
            .joined(separator: ", ")
    }

    static let fields: Fields<WorkPanel> = [
        .list("alerts", ConcernAlertView.fields) { $0.alerts },
        .list("rows", WorkRow.fields) { $0.rows },
        .flag("hasAlerts") { !$0.alerts.isEmpty },
        .flag("hasRows") { !$0.rows.isEmpty },
        .flag("isCalm") { $0.rows.isEmpty && $0.alerts.isEmpty },
        .object("total", CountedLink.fields) { $0.total },
        .object("rest", CountedLink.fields) { $0.rest },
        .object("later", CountedLink.fields) { $0.later },
        .list("tags", TagView.fields) { $0.awaited },
        .flag("hasTags") { !$0.awaited.isEmpty },
        .object("talks", LinkView.fields) { $0.talks },
        .list("standIns", StandInView.fields) { $0.standIns },
    ]
}
