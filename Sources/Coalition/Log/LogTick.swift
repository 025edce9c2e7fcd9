import SQLite

/// Something that a contact finished: a line of the year's lists, or a step of a goal.
public struct LogTick: Sendable {
    /// Which line or step; what a form sends and a draft keeps.
    public enum Item: Hashable, Sendable {
        case line(ID<ChecklistLine>)
        case step(ID<NeedStep>)

        /// Nil for anything that no form of ours sends.
        public init?(code: String) {
            let parts = code.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let id = Int64(parts[1]), id > 0 else { return nil }
            switch parts[0] {
            case "line": self = .line(ID(id))
            case "step": self = .step(ID(id))
            default: return nil
            }
        }

        /// `line-12`, `step-7`.
        public var code: String {
            switch self {
            case .line(let id): "line-\(id.value)"
            case .step(let id): "step-\(id.value)"
            }
        }
    }

    public let item: Item
    public let titleNL: String
    public let titleEN: String
    /// The goal that a step belongs to; nil for a line.
    public let goal: String?
    /// By when; nil without a day, and for what is done.
    public let dueOn: Day?
    /// Whether it is kept from others, so that it stands on no paper.
    public let isPrivate: Bool

    init(_ line: ChecklistLine, due: Day? = nil) {
        item = .line(line.id)
        (titleNL, titleEN) = (line.titleNL, line.titleEN)
        (goal, dueOn, isPrivate) = (nil, due, false)
    }

    init(_ step: ID<NeedStep>, _ title: String, of goal: String, due: Day?, isPrivate: Bool) {
        item = .step(step)
        (titleNL, titleEN) = (title, title)
        (self.goal, dueOn, self.isPrivate) = (goal, due, isPrivate)
    }

    /// What it says, by the code of a language; a step in the words in which it was typed.
    public func title(_ language: String) -> String { language == "nl" ? titleNL : titleEN }
}

extension LogTick {
    /// What each of these contacts finished, as far as the viewer reads it: lines first.
    ///
    /// - Parameter wanted: A table named `wanted` whose first column is the contact.
    static func all(
        of wanted: SQL, _ policy: LogPolicy, in tx: Transaction
    ) throws -> [ID<LogEntry>: [LogTick]] {
        var ticks: [ID<LogEntry>: [LogTick]] = [:]
        try tx.db.each(
            """
            SELECT checklist_ticks.entry_id, \(ChecklistLine.named) FROM \(wanted)
            CROSS JOIN checklist_ticks ON checklist_ticks.entry_id = wanted.column1
            CROSS JOIN checklist_lines ON checklist_lines.id = checklist_ticks.line_id
            """
        ) { row in
            let entry: ID<LogEntry> = try row.next()
            ticks[entry, default: []].append(LogTick(try ChecklistLine(&row)))
        }
        try tx.db.each(
            """
            SELECT need_steps.entry_id, \(NeedStep.named) FROM \(wanted)
            CROSS JOIN need_steps ON need_steps.entry_id = wanted.column1
            CROSS JOIN needs ON needs.id = need_steps.need_id
            WHERE \(policy.goals.readsWhole)
            """
        ) { row in
            let entry: ID<LogEntry> = try row.next()
            ticks[entry, default: []].append(try NeedStep.tick(&row, tx.keys).tick)
        }
        return ticks
    }
}

extension ChecklistLine {
    /// Its columns where other tables stand beside it.
    fileprivate static let named: SQL = """
        checklist_lines.id, checklist_lines.code, checklist_lines.title_nl,
        checklist_lines.title_en, checklist_lines.owner, checklist_lines.answer,
        checklist_lines.due_days, checklist_lines.milestone, checklist_lines.routes,
        checklist_lines.kinds, checklist_lines.reviews
        """
}

extension NeedStep {
    /// What a tick of it is made of.
    static let named: SQL = """
        need_steps.id, need_steps.title_sealed, needs.id, needs.title_sealed, needs.due_on,
        \(NeedPolicy.isWithheld) OR needs.person_id IS NOT NULL
        """

    /// A row of ``named``, and the goal that the step is of.
    static func tick(
        _ row: inout Row, _ keys: KeyRing
    ) throws -> (tick: LogTick, need: ID<Need>) {
        let (id, sealed): (ID<NeedStep>, [UInt8]) = (try row.next(), try row.next())
        let (need, goal): (ID<Need>, [UInt8]) = (try row.next(), try row.next())
        let tick = LogTick(
            id, try keys.open(sealed, place(id)),
            of: try keys.open(goal, Need.place("title", need)), due: try row.next(),
            isPrivate: try row.next())
        return (tick, need)
    }
}
