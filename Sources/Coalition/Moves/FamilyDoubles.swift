import SQLite

extension Family {
    /// Families of the same city that may be the same one: somebody of theirs has the name and the year
    /// of birth of somebody of this one. Those with most such people come first.
    ///
    /// Found through the keyed tokens of names (<doc:Sealing>); never a family from which this one is
    /// kept apart.
    ///
    /// - Throws: `Refusal.forbidden` for who may not read the names of this family.
    public func doubles(in tx: Transaction) throws -> [Family] {
        let people = try FamilyMember.all(of: self, in: tx).filter {
            $0.leftOn == nil && $0.birthYear != nil
        }
        let apart = try FamilyParting.keptApart(from: id, in: tx)
        var counts: [ID<Family>: Int] = [:]
        for person in people.prefix(Family.mostCompared) {
            for family in try families(with: person, tx) where !apart.contains(family) {
                counts[family, default: 0] += 1
            }
        }
        let found = try Family.find(Array(counts.keys), in: tx).values.filter {
            FamilyPolicy(tx.viewer, $0).mayEdit && !State.over.contains($0.state)
        }
        return found.sorted { left, right in
            (counts[right.id] ?? 0, left.id.value) < (counts[left.id] ?? 0, right.id.value)
        }
    }

    /// More people of a household are not compared.
    private static let mostCompared = 12

    /// Other families of the city with somebody of this name and year of birth.
    private func families(
        with person: FamilyMember, _ tx: Transaction
    ) throws -> Set<ID<Family>> {
        let tokens = FamilyMemberDraft.record.about.nameTokens
        let readers = Set(
            tx.viewer.programmes(of: [.local], in: city).intersection(Family.possibleProgrammes)
                .flatMap {
                    [
                        NameTokens.Readers(programme: $0),
                        NameTokens.Readers(programme: $0, isOpenToMunicipality: true),
                    ]
                })
        var found: Set<ID<Family>> = []
        for name in [person.name, person.originalName].compactMap({ $0 }) {
            guard let query = try? SearchQuery(name) else { continue }
            let ids = try tokens.candidates(query, in: city, for: readers, tx)
            let others = try tx.db.all(
                """
                SELECT \(FamilyMember.columns) FROM family_members
                WHERE id IN \(list: ids) AND family_id <> \(id) AND left_on IS NULL
                """
            ) { row in try FamilyMember(&row, tx.keys) }
            found.formUnion(others.filter(person.isPlainly).map(\.family))
        }
        return found
    }
}
