import SQLite

/// The year that a contact of a group belongs to: what is open in it, and what can be ticked.
public struct LogYear: Sendable {
    /// Lines that a log offers.
    public static let most = 5

    /// Nil for a group whose year has not begun or is over.
    public let subject: YearSubject?
    /// Whose plans the goals stand in: the family's, and the group's own until both said yes.
    private let holders: [PlanHolder]
    public let today: Day

    /// - Parameter match: The match of the contact; nil for a new one, which is of the match that runs.
    public init(_ group: Group, of match: ID<Match>? = nil, in tx: Transaction) throws {
        today = try City.find(group.city, in: tx).today(tx)
        let match = try (match ?? group.matchToLog(in: tx)).map { try Match.find($0, in: tx) }
        let family = try match.map { try Family.find($0.family, in: tx) }
        let isOver = match.map { !Match.State.live.contains($0.state) } ?? false
        subject = isOver ? nil : try YearSubject.of(group, match, family, in: tx)
        guard let match, !isOver else {
            holders = []
            return
        }
        let own: [PlanHolder] = Match.undecided.contains(match.state) ? [.group(group)] : []
        holders = ((family.map { [PlanHolder.family($0)] } ?? []) + own)
            .filter { !$0.isOver && $0.mayEdit(tx.viewer) }
    }

    /// What a log offers to tick: what it ticked already, and of what is open the lines that are late
    /// or due within a fortnight and the steps of goals, the earliest first.
    ///
    /// - Parameters:
    ///   - ticked: What the contact ticked, which stands there whatever else is due.
    ///   - kept: What was chosen in a form that is shown again.
    ///   - most: How many there are, but for these.
    public func offer(
        besides ticked: [LogTick] = [], keeping kept: Set<LogTick.Item> = [],
        most: Int = LogYear.most, in tx: Transaction
    ) throws -> [LogTick] {
        let lines = try openLines(in: tx)
        let steps = try openSteps(in: tx)
        let due = lines.filter { ($0.dueOn ?? .last) <= today + YearPlan.nearDays }
        let inOrder =
            (due + steps.filter(\.isNext).map(\.tick)).sorted { order($0) < order($1) }
            + steps.filter { !$0.isNext }.map(\.tick)
        let chosen = (lines + steps.map(\.tick)).filter { kept.contains($0.item) }
        let first = ticked + chosen.filter { tick in !ticked.contains { $0.item == tick.item } }
        let rest = inOrder.filter { tick in !first.contains { $0.item == tick.item } }
        return first + rest.prefix(max(0, most - first.count))
    }

    /// A goal without a day is worked on now.
    private func order(_ tick: LogTick) -> (Day, Int64) {
        switch tick.item {
        case .line(let id): (tick.dueOn ?? .last, id.value)
        case .step(let id): (tick.dueOn ?? today, id.value)
        }
    }

    /// Lines that the writer may tick; what the municipality does, it ticks as its task.
    private func lines(in tx: Transaction) throws -> [(line: ChecklistLine, due: Day?)] {
        guard let subject, subject.isGoingOn else { return [] }
        let policy = subject.policy(tx.viewer)
        var lines: [(line: ChecklistLine, due: Day?)] = []
        for list in try subject.lists(in: tx) {
            let anchor = subject.anchor(of: list.version.kind)
            for line in list.lines where line.owner != .municipality && policy.mayTick(line) {
                lines.append((line, line.due(from: anchor)))
            }
        }
        return lines
    }

    private func openLines(in tx: Transaction) throws -> [LogTick] {
        guard let subject, subject.isGoingOn else { return [] }
        let ticks = try ChecklistTick.all(of: subject, in: tx)
        return try lines(in: tx).filter { ticks[$0.line.id] == nil }
            .map { LogTick($0.line, due: $0.due) }
    }

    /// Steps that are open, each with whether it is the first of its goal; what the municipality
    /// carries is its task.
    private func openSteps(in tx: Transaction) throws -> [(tick: LogTick, isNext: Bool)] {
        var known: Set<ID<Need>> = []
        return try holders.flatMap { holder in
            try tx.db.all(
                """
                SELECT \(NeedStep.named) FROM needs
                CROSS JOIN need_steps ON need_steps.need_id = needs.id
                WHERE \(holder.condition) AND needs.closed_on IS NULL AND need_steps.done_on IS NULL
                AND \(reads(holder, tx))
                ORDER BY needs.priority, needs.id, need_steps.position LIMIT 100
                """
            ) { row in
                let (tick, need) = try NeedStep.tick(&row, tx.keys)
                return (tick, known.insert(need).inserted)
            }
        }
    }

    /// Those of these that are nothing which this year has to tick.
    func unknown(_ items: Set<LogTick.Item>, in tx: Transaction) throws -> Set<LogTick.Item> {
        guard !items.isEmpty else { return [] }
        var known = Set(try lines(in: tx).map { LogTick.Item.line($0.line.id) })
        for holder in holders {
            known.formUnion(
                try tx.db.values(
                    """
                    SELECT need_steps.id FROM needs
                    CROSS JOIN need_steps ON need_steps.need_id = needs.id
                    WHERE \(holder.condition) AND \(reads(holder, tx))
                    """
                ).map { LogTick.Item.step($0) })
        }
        return items.subtracting(known)
    }

    /// The goals of this programme that the viewer reads whole, and that no municipality carries.
    private func reads(_ holder: PlanHolder, _ tx: Transaction) -> SQL {
        let policy = NeedPolicy(tx.viewer, holder, of: GroupPolicy.programmes)
        return "\(policy.readsWhole) AND needs.owner <> \(Need.Owner.municipality)"
    }
}
