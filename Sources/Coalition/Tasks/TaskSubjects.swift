import SQLite

/// The records that tasks are about, as far as the viewer may see them.
public struct TaskSubjects: Sendable {
    public let groups: [ID<Group>: Group]
    public let families: [ID<Family>: Family]
    public let matches: [ID<Match>: MatchList.Line]
    public let stays: [ID<Stay>: Stay]
    public let concerns: [ID<Concern>: Concern]
    /// Of guests proposed for slots, as long as the slot is that guest's.
    public let nominations: [ID<Nomination>: NominationLine]
    /// The lines of checklists that tasks are.
    public let lines: [ID<ChecklistLine>: ChecklistLine]
    /// Families that another city offers, as far as they are told.
    public let transfers: [ID<FamilyTransfer>: TransferOffer]
    /// The titles of the goals that some of the tasks are.
    public let goals: [ID<Need>: String]

    /// Reads them for a page of tasks, each kind at once.
    public init(of tasks: [Task], in tx: Transaction) throws {
        groups = try TaskSubjects.groups(ids(tasks, \.group), in: tx)
        // Who is asked to take a family in knows its code name, and no more.
        let requests = tasks.filter { $0.kind == .programme && $0.doneAt == nil }
        families = try TaskSubjects.families(
            ids(tasks, \.family), requested: Set(requests.compactMap(\.family)), in: tx)
        matches = try TaskSubjects.matches(ids(tasks, \.match), in: tx)
        stays = try TaskSubjects.stays(ids(tasks, \.stay), in: tx)
        concerns = try TaskSubjects.concerns(ids(tasks, \.concern), in: tx)
        nominations = try NominationLine.find(ids(tasks, \.nomination), in: tx)
        lines = try ChecklistLine.find(Set(tasks.compactMap(\.line)), in: tx)
        transfers = try TransferOffer.find(
            ids(tasks, \.transfer).map(\.value), in: tx)
        goals = try TaskSubjects.goals(of: tasks, in: tx)
    }

    private static func groups(
        _ ids: [ID<Group>], in tx: Transaction
    ) throws -> [ID<Group>: Group] {
        guard !ids.isEmpty else { return [:] }
        let scope = tx.viewer.scope(of: GroupPolicy.readers, for: GroupPolicy.programmes)
        let found = try tx.db.all(
            "SELECT \(Group.columns) FROM groups WHERE id IN \(list: ids)", Group.init)
        return Dictionary(
            uniqueKeysWithValues: found.filter { scope.contains($0.city) }.map { ($0.id, $0) })
    }

    private static func families(
        _ ids: [ID<Family>], requested: Set<ID<Family>>, in tx: Transaction
    ) throws -> [ID<Family>: Family] {
        guard !ids.isEmpty else { return [:] }
        let reach = tx.viewer.reach(of: FamilyPolicy.readers, for: FamilyPolicy.programmes)
        return try Family.find(ids, in: tx).filter {
            reach.contains($0.value.city, $0.value.programmes) || requested.contains($0.key)
        }
    }

    private static func matches(
        _ ids: [ID<Match>], in tx: Transaction
    ) throws -> [ID<Match>: MatchList.Line] {
        guard !ids.isEmpty else { return [:] }
        let found = try tx.db.all(
            "SELECT \(Match.columns) FROM matches WHERE id IN \(list: ids)", Match.init)
        let seen = found.filter { MatchPolicy(tx.viewer, $0).holds(MatchPolicy.readers) }
        return Dictionary(
            uniqueKeysWithValues: try MatchList.lines(seen, in: tx).map { ($0.match.id, $0) })
    }

    private static func concerns(
        _ ids: [ID<Concern>], in tx: Transaction
    ) throws -> [ID<Concern>: Concern] {
        guard !ids.isEmpty else { return [:] }
        let found = try tx.db.all(
            """
            SELECT \(Concern.columns) FROM concerns
            WHERE concerns.id IN \(list: ids) AND \(ConcernSight(tx.viewer).knowsHere)
            """, Concern.init)
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    }

    private static func stays(_ ids: [ID<Stay>], in tx: Transaction) throws -> [ID<Stay>: Stay] {
        guard !ids.isEmpty else { return [:] }
        let found = try tx.db.all(
            "SELECT \(Stay.columns) FROM \(Stay.source) WHERE stays.id IN \(list: ids)",
            Stay.init)
        let seen = found.filter { StayPolicy(tx.viewer, $0).holds(StayPolicy.readers) }
        return Dictionary(uniqueKeysWithValues: seen.map { ($0.id, $0) })
    }
}

/// What tasks are about, of one kind, each once and in the order of their ids.
private func ids<Entity>(_ tasks: [Task], _ subject: (Task) -> ID<Entity>?) -> [ID<Entity>] {
    Set(tasks.compactMap(subject)).sorted { $0.value < $1.value }
}
