import SQLite

/// The groups and families that tasks are about, as far as the viewer may see them.
public struct TaskSubjects: Sendable {
    public let groups: [ID<Group>: Group]
    public let families: [ID<Family>: Family]

    /// Reads them for a page of tasks in two queries.
    public init(of tasks: [Task], in tx: Transaction) throws {
        let groupScope = tx.viewer.scope(of: GroupPolicy.readers, for: GroupPolicy.programmes)
        let familyReach = tx.viewer.reach(of: FamilyPolicy.readers)
        let ids = Set(tasks.compactMap(\.group)).sorted { $0.value < $1.value }
        let found =
            ids.isEmpty
            ? []
            : try tx.db.all(
                "SELECT \(Group.columns) FROM groups WHERE id IN \(list: ids)", Group.init)
        groups = Dictionary(
            uniqueKeysWithValues: found.filter { groupScope.contains($0.city) }.map { ($0.id, $0) })
        // Who is asked to take a family in knows its code name, and no more.
        let requested = Set(
            tasks.filter { $0.kind == .programme && $0.doneAt == nil }.compactMap(\.family))
        let families = Set(tasks.compactMap(\.family)).sorted { $0.value < $1.value }
        self.families =
            try families.isEmpty
            ? [:]
            : Family.find(families, in: tx).filter {
                familyReach.contains($0.value.city, $0.value.programmes)
                    || requested.contains($0.key)
            }
    }
}
