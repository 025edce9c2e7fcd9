import SQLite

/// People by name, for who reads names without a reason: of members their coordinator, of families'
/// people also the municipality that announced the family or has a duty for it. Whoever has to give a reason finds nobody.
enum NameSearch {
    static func named(_ query: SearchQuery, _ tx: Transaction) throws -> [SearchHit] {
        try members(query, tx) + people(query, tx)
    }

    private static func members(_ query: SearchQuery, _ tx: Transaction) throws -> [SearchHit] {
        let scope = tx.viewer.scope(of: GroupPolicy.nameReaders, for: GroupPolicy.programmes)
        let tokens = MemberDraft.record.about.nameTokens
        return try cities(scope).flatMap { city in
            try members(
                tokens.candidates(query, in: city, for: [Volunteer.readers], tx), query, tx)
        }
    }

    /// In every group of today, or in the last one.
    private static func members(
        _ ids: [Int64], _ query: SearchQuery, _ tx: Transaction
    ) throws -> [SearchHit] {
        guard !ids.isEmpty else { return [] }
        let found = try tx.db.all(
            """
            SELECT volunteers.id, volunteers.name_sealed, memberships.left_on, groups.ref,
                groups.name, groups.city_id
            FROM volunteers JOIN memberships ON memberships.volunteer_id = volunteers.id
            JOIN groups ON groups.id = memberships.group_id
            WHERE volunteers.id IN \(list: ids)
            """
        ) { row -> (id: ID<Volunteer>, leftOn: Day?, hit: SearchHit)? in
            let id: ID<Volunteer> = try row.next()
            let name: String = try tx.keys.open(try row.next(), Volunteer.place("name", id))
            guard query.isNamed(in: SearchText.found(name)) else { return nil }
            let (leftOn, ref): (Day?, String) = (try row.next(), try row.next())
            var hit = SearchHit(
                kind: .volunteer, ref: ref, name: CodeName(nl: name, en: name),
                rank: query.rank(name) ?? .beginnings)
            hit.within = .group(try row.next(), leftOn: leftOn)
            hit.city = try row.next()
            return (id, leftOn, hit)
        }.compactMap { $0 }
        return Dictionary(grouping: found, by: \.id).values.flatMap { times in
            let present = times.filter { $0.leftOn == nil }
            let last = times.max { ($0.leftOn ?? .last) < ($1.leftOn ?? .last) }
            return (present.isEmpty ? [last].compactMap { $0 } : present).map(\.hit)
        }
    }

    private static func people(_ query: SearchQuery, _ tx: Transaction) throws -> [SearchHit] {
        let possible = FamilyPolicy.programmes
        let scope = tx.viewer.scope(of: [.local, .municipality], for: possible)
        let tokens = FamilyMemberDraft.record.about.nameTokens
        return try cities(scope).flatMap { city in
            let all = tx.viewer.programmes(of: [.local], in: city).intersection(possible)
            let announced = tx.viewer.programmes(of: [.local, .municipality], in: city)
                .intersection(possible)
            let readers =
                all.map { NameTokens.Readers(programme: $0) }
                + announced.map { NameTokens.Readers(programme: $0, isOpenToMunicipality: true) }
            return try people(
                tokens.candidates(query, in: city, for: Set(readers), tx), query, tx)
        }
    }

    private static func people(
        _ ids: [Int64], _ query: SearchQuery, _ tx: Transaction
    ) throws -> [SearchHit] {
        guard !ids.isEmpty else { return [] }
        return try tx.db.all(
            """
            SELECT family_members.id, family_members.name_sealed,
                family_members.original_name_sealed, families.ref, families.code_nl,
                families.code_en, families.city_id
            FROM family_members JOIN families ON families.id = family_members.family_id
            WHERE family_members.id IN \(list: ids) 
            AND families.state NOT IN ('erased', 'merged', 'moved')
            """
        ) { row -> SearchHit? in
            let id: ID<FamilyMember> = try row.next()
            let names = try ["name", "original_name"].compactMap { column in
                try tx.keys.open(try row.next() as [UInt8]?, FamilyMember.place(column, id))
            }
            let found = names.reduce(into: Set<String>()) { $0.formUnion(SearchText.found($1)) }
            guard query.isNamed(in: found), let name = names.first else { return nil }
            var hit = SearchHit(
                kind: .volunteer, ref: try row.next(), name: CodeName(nl: name, en: name),
                rank: names.compactMap(query.rank).min() ?? .beginnings)
            hit.within = .family(CodeName(nl: try row.next(), en: try row.next()))
            hit.city = try row.next()
            return hit
        }.compactMap { $0 }
    }

    /// A role of the whole network reads names with a reason only.
    private static func cities(_ scope: Scope) -> [ID<City>] {
        guard case .cities(let cities) = scope else { return [] }
        return cities.sorted { $0.value < $1.value }
    }
}
