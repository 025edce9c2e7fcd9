import SQLite

/// Families by their code names: each name of the list that may be meant is looked up within the
/// cities and programmes of the viewer.
struct FamilySearch {
    private let query: SearchQuery
    private let stems: [String]
    private let places: [(programmes: [String], scope: Scope)]
    private let tx: Transaction

    /// More families than these are read for none of the names, and for all together.
    private static let most = 20
    private static let mostOfAll = 40

    init(_ query: SearchQuery, in city: ID<City>?, _ tx: Transaction) throws {
        (self.query, self.tx) = (query, tx)
        places = FamilySearch.reach(of: tx.viewer).narrowed(to: city).places
        stems = places.isEmpty ? [] : CodeNames.plants.stems(query)
    }

    /// Whether a viewer knows of any family.
    static func mayFind(_ viewer: Viewer) -> Bool { !reach(of: viewer).isEmpty }

    private static func reach(of viewer: Viewer) -> Reach {
        viewer.reach(of: FamilyPolicy.readers, for: FamilyPolicy.programmes)
    }

    /// Those that are called so.
    func named() throws -> [SearchHit] {
        try each { range, place in
            try tx.db.all(
                """
                SELECT \(Family.columns) FROM families
                WHERE state <> 'erased' AND +state <> 'merged' AND \(place)
                    AND code_nl >= \(range.from) AND code_nl < \(range.until)
                LIMIT \(FamilySearch.most)
                """, Family.init)
        }.compactMap { family in query.rank(family.code).map(family.hit) }
    }

    /// Those that were called so, unless that name leaked.
    func formerlyNamed() throws -> [SearchHit] {
        let found = try eachFormer()
            .filter { query.rank($0.former.code) != nil }
        let families = try Family.find(found.map(\.family), in: tx)
        return found.compactMap { family, former in
            guard let family = families[family], !Family.State.hidden.contains(family.state)
            else { return nil }
            var hit = family.hit(.former)
            hit.former = former
            return hit
        }
    }

    private func eachFormer() throws -> [(family: ID<Family>, former: FormerCode)] {
        try each { range, place in
            try tx.db.all(
                """
                SELECT family_id, \(FormerCode.columns) FROM family_codes
                WHERE reason <> 'leaked' AND \(place)
                    AND code_nl >= \(range.from) AND code_nl < \(range.until)
                LIMIT \(FamilySearch.most)
                """
            ) { row in (try row.next(), try FormerCode(&row)) }
        }
    }

    /// Reads for every name and place by an index that begins with the place.
    private func each<T>(_ read: ((from: String, until: String), SQL) throws -> [T]) throws -> [T] {
        let conditions = places.flatMap { place -> [SQL] in
            let programmes: SQL = "programmes IN \(list: place.programmes)"
            guard case .cities(let cities) = place.scope else { return [programmes] }
            return cities.sorted { $0.value < $1.value }.map {
                "\(programmes) AND city_id = \($0)"
            }
        }
        var found: [T] = []
        for stem in stems {
            for condition in conditions where found.count < FamilySearch.mostOfAll {
                found += try read(CodeNames.range(of: stem), condition)
            }
        }
        return found
    }
}

extension Family {
    /// The family that the viewer knows by a code name, in either language; else the one that was
    /// called so, unless that name leaked. Nil for a name of none, and of several.
    public static func called(_ name: String, in tx: Transaction) throws -> SearchHit? {
        guard let query = try? SearchQuery(name) else { return nil }
        let search = try FamilySearch(query, in: nil, tx)
        let named = try search.named().filter { $0.rank == .whole }
        guard named.isEmpty else { return named.count == 1 ? named[0] : nil }
        let former = try search.formerlyNamed()
            .filter { $0.former.map { query.rank($0.code) == .whole } ?? false }
        return former.count == 1 ? former[0] : nil
    }
}
