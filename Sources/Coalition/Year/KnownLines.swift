import SQLite
import Synchronization

/// Lines of checklists that were read before. A version never changes once it is saved, and every page
/// of a year needs the same few.
final class KnownLines: Sendable {
    /// Versions that are kept, each of some twenty lines.
    private static let most = 256

    private let lines = Mutex<[ID<Checklist>: [ChecklistLine]]>([:])

    /// The lines of these versions; reads those that are not known yet.
    func of(
        _ versions: [Checklist.Version], in tx: Transaction
    ) throws -> [ID<Checklist>: [ChecklistLine]] {
        var found = lines.withLock { known in
            let there = versions.compactMap { version in
                known[version.id].map { (version.id, $0) }
            }
            return Dictionary(there, uniquingKeysWith: { first, _ in first })
        }
        let missing = versions.filter { found[$0.id] == nil }
        guard !missing.isEmpty else { return found }
        let read = try ChecklistLine.all(of: missing.map(\.id), in: tx)
        // What this transaction writes itself may yet be taken back.
        let lasting = missing.filter { $0.createdAt < tx.now }.map(\.id)
        lines.withLock { known in
            if known.count + lasting.count > KnownLines.most { known = [:] }
            for id in lasting { known[id] = read[id] ?? [] }
        }
        for version in missing { found[version.id] = read[version.id] ?? [] }
        return found
    }
}
