import SQLite

/// A community builder as whom somebody of a family can choose to be heard through: a name, and what is
/// spoken. How to reach the person stands where community builders are kept.
public struct VoiceBuilder: Sendable {
    public let id: ID<CommunityBuilder>
    public let name: String
    /// ISO 639 codes in their own order.
    public let languages: [String]

    /// Those whom the city may ask today: first who is there for the family, then who speaks one of its
    /// languages, then the others, each by name.
    ///
    /// - Throws: `Refusal.forbidden` for who enters no check-in of this family.
    public static func all(for family: Family, in tx: Transaction) throws -> [VoiceBuilder] {
        try VoicePolicy(family, in: tx).requireEnter()
        let (spoken, there) = (Set(try family.languages(in: tx)), try named(for: family, in: tx))
        func rank(_ builder: VoiceBuilder) -> Int {
            if there.contains(builder.id) { return 0 }
            return spoken.isDisjoint(with: builder.languages) ? 2 : 1
        }
        let today = try City.find(family.city, in: tx).today(tx)
        let keeper = PeopleKeeping.condition("community_builders.city_id", [family.city])
        let found = try read(
            "\(keeper) AND ifnull(community_builders.ended_on, '9999') > \(today)", in: tx)
        let sorted = found.map { (rank: rank($0), key: SortKey.person($0.name), builder: $0) }
            .sorted {
                ($0.rank, $0.key, $0.builder.id.value) < ($1.rank, $1.key, $1.builder.id.value)
            }
        return sorted.map(\.builder)
    }

    /// The one of a check-in that the viewer reads.
    ///
    /// - Returns: Nil where nobody is named.
    public static func of(
        _ details: CheckIn.Details, in tx: Transaction
    ) throws -> VoiceBuilder? {
        guard let id = details.builder else { return nil }
        return try read("community_builders.id = \(id)", in: tx).first
    }

    private static func named(
        for family: Family, in tx: Transaction
    ) throws -> Set<ID<CommunityBuilder>> {
        Set(
            try tx.db.values(
                """
                SELECT match_builders.builder_id FROM matches
                JOIN match_builders ON match_builders.match_id = matches.id
                WHERE matches.family_id = \(family.id)
                    AND ifnull(match_builders.until_on, '9999') > \(tx.today)
                """))
    }

    private static func read(_ condition: SQL, in tx: Transaction) throws -> [VoiceBuilder] {
        let found = try tx.db.all(
            """
            SELECT community_builders.id, community_builders.name_sealed FROM community_builders
            WHERE \(condition) LIMIT \(CommunityBuilder.most)
            """
        ) { row in
            let id: ID<CommunityBuilder> = try row.next()
            let name: String = try tx.keys.open(
                try row.next() as [UInt8], CommunityBuilder.place("name", id))
            return (id: id, name: name)
        }
        let languages = try CommunityBuilder.languages(of: found.map(\.id), in: tx)
        return found.map {
            VoiceBuilder(id: $0.id, name: $0.name, languages: languages[$0.id] ?? [])
        }
    }
}
