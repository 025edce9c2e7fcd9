import Coalition
import SQLite

/// Families of the country that change: some are offered to another town, which has not answered, says
/// no or takes them in; some part, of whom half for safety; and some matches end before their time.
struct CountryMoves {
    /// Of so many towns with families who wait, one offers a family to the next.
    private static let share = 10
    /// Of so many running matches one has ended before its time.
    private static let endings = 40

    /// How many records begin because a family parts or moves.
    static func records(of families: Int) -> Int { max(3, families / 60) }

    private let hosts: [CountryTown]
    private let records: Records

    init(_ towns: [CountryTown], in records: Records) {
        hosts = towns.filter { $0.hasSamenHier && $0.waitingFamilies > 0 }
        self.records = records
    }

    /// - Parameter count: So many records begin.
    func write(_ count: Int) throws {
        for index in hosts.indices where index.isMultiple(of: CountryMoves.share) {
            try offer(index, isAnswered: index.isMultiple(of: 3 * CountryMoves.share))
        }
        var (begun, turn) = (0, 0)
        while begun < count, turn < 4 * max(hosts.count, count) {
            if try begin(turn % max(1, hosts.count), begun % 3) { begun += 1 }
            turn += 1
        }
        for town in hosts { try endEarly(in: town) }
    }

    private func local(_ town: CountryTown) -> Viewer {
        Viewer(
            userID: nil, name: "Coördinator",
            grants: [.init(.local, city: town.city.id, programme: .samenHier)])
    }

    private func next(_ index: Int) -> CountryTown? {
        let next = hosts[(index + 1) % hosts.count]
        return next.city.id == hosts[index].city.id ? nil : next
    }

    private func offer(_ index: Int, isAnswered: Bool) throws {
        guard let next = next(index) else { return }
        let number = try records.write(as: local(hosts[index])) { tx in
            try waiting(in: hosts[index], tx).last.flatMap { try offer($0, to: next, tx) }
        }
        guard isAnswered, let number else { return }
        try records.write(as: local(next)) {
            try TransferOffer.find(number, in: $0).refuse(.noLanguage, in: $0)
        }
    }

    private func offer(
        _ family: Family, to next: CountryTown, _ tx: Transaction
    ) throws -> Int64 {
        var draft = TransferDraft()
        draft.city = next.city.id
        (draft.consentOn, draft.how) = (tx.today - 2, .spoken)
        return try draft.offer(family, in: tx).id.value
    }

    /// A family parts, parts for safety, or moves.
    ///
    /// - Returns: Whether the town had one.
    private func begin(_ index: Int, _ kind: Int) throws -> Bool {
        let town = hosts[index]
        guard kind == 2 else {
            return try records.write(as: local(town)) {
                try split(in: town, kind == 0 ? .ordinary : .safety, $0)
            }
        }
        guard let next = next(index) else { return false }
        let number = try records.write(as: local(town)) { tx in
            try waiting(in: town, tx).first.flatMap { try offer($0, to: next, tx) }
        }
        guard let number else { return false }
        try records.write(as: local(next)) {
            _ = try TransferOffer.find(number, in: $0).accept(in: $0)
        }
        return true
    }

    private func split(
        in town: CountryTown, _ kind: FamilyParting.Kind, _ tx: Transaction
    ) throws -> Bool {
        for family in try waiting(in: town, tx) {
            let people = try FamilyMember.all(of: family, in: tx).filter { $0.leftOn == nil }
            guard people.count > 2, family.householdSize > 2 else { continue }
            var draft = SplitDraft()
            (draft.kind, draft.on) = (kind, tx.today - 9)
            draft.members = Set(people.suffix(2).map(\.id.value))
            try draft.split(family, version: family.version, in: tx)
            return true
        }
        return false
    }

    /// Families of a town that wait and are offered to nobody.
    private func waiting(in town: CountryTown, _ tx: Transaction) throws -> [Family] {
        var list = FamilyList.inState(.waiting)
        list.city = town.city.id
        return try list.page(nil, in: tx).rows.filter {
            try FamilyTransfer.last(of: $0, in: tx)?.isOpen != true
        }
    }

    private func endEarly(in town: CountryTown) throws {
        try records.write(as: local(town)) { tx in
            let ids: [ID<Match>] = try tx.db.values(
                """
                SELECT id FROM matches WHERE city_id = \(town.city.id) AND state = 'active'
                AND kind = 'samen_hier' AND id % \(CountryMoves.endings) = 7
                """)
            for id in ids {
                let told = Match.Told(on: tx.today - 1, .practical, then: .another)
                do {
                    try Match.find(id, in: tx).move(to: .endedEarly, told, in: tx)
                } catch is Refusal {
                    // What a concern holds goes on.
                }
            }
        }
    }
}
