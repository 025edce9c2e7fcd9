import Coalition
import SQLite

/// What the network opened of the country's groups, each time with its reason.
enum CountryLooks {
    /// Of so many groups one was looked at.
    private static let share: Int64 = 60

    static func write(_ groups: [CountryGroup], by network: Viewer, in tx: Transaction) throws {
        let own = tx.replayed(at: tx.now, as: network, trace: tx.trace)
        for group in groups where group.id.value.isMultiple(of: share) {
            try Group.find(group.id, in: tx).open(
                [.contacts], reason: "De contactpersoon belde ons en verbrak de verbinding.",
                in: own)
        }
    }
}
