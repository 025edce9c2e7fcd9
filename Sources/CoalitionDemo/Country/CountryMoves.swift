import Coalition
import SQLite

/// Families of the country that are offered to another town: one of each tenth town that has families
/// who wait, as far as nobody knows of a group for them.
enum CountryMoves {
    private static let share = 10

    static func write(_ towns: [CountryTown], in records: Records) throws {
        let hosts = towns.filter { $0.hasSamenHier && $0.waitingFamilies > 0 }
        for (index, town) in hosts.enumerated() where index.isMultiple(of: share) {
            let next = hosts[(index + 1) % hosts.count]
            guard next.city.id != town.city.id else { continue }
            let local = Viewer(
                userID: nil, name: "Coördinator",
                grants: [.init(.local, city: town.city.id, programme: .samenHier)])
            try records.write(as: local) { try offer(from: town, to: next, in: $0) }
        }
    }

    private static func offer(
        from town: CountryTown, to next: CountryTown, in tx: Transaction
    ) throws {
        var list = FamilyList.inState(.waiting)
        list.city = town.city.id
        guard let family = try list.page(nil, in: tx).rows.last else { return }
        var draft = TransferDraft()
        draft.city = next.city.id
        (draft.consentOn, draft.how) = (tx.today - 2, .spoken)
        try draft.offer(family, in: tx)
    }
}
