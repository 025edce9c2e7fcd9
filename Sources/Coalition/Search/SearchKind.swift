import SQLite

/// A kind of record and what it is found by, described once; all of a search follows from the list
/// of them.
struct SearchKind: Sendable {
    let subject: Subject
    /// The record with a reference, for who may know of it.
    let byReference: @Sendable (String, Transaction) throws -> SearchHit?
    /// Records by their names in the clear, within a city or everywhere within reach.
    var byName: @Sendable (SearchQuery, ID<City>?, Transaction) throws -> [SearchHit] = {
        _, _, _ in []
    }
    /// Words of names within reach that differ from one in a single letter.
    var near: @Sendable (String, Transaction) throws -> [String] = { _, _ in [] }

    /// In the order in which they are shown.
    static let all: [SearchKind] = [
        .groups, .families, .guests,
        .words(Accommodation.self, AccommodationDraft.record.about.words) {
            $0.scope(of: AccommodationPolicy.readers, for: StayPolicy.programmes)
        },
        .words(City.self, City.words) { _ in .everywhere },
        .reference(Match.self), .reference(Stay.self), .reference(Task.self),
        .reference(Concern.self),
    ]

    /// Those that tasks are about and are called after.
    static let tasked: [SearchKind] = [.groups, .families]

    private static let groups = words(Group.self, GroupDraft.record.about.words) {
        $0.scope(of: GroupPolicy.readers, for: GroupPolicy.programmes)
    }

    /// Found by the reference alone.
    static func reference<Kind: Findable>(_: Kind.Type) -> SearchKind {
        SearchKind(subject: Kind.subject) { typed, tx in
            // Where nobody may see any, there is no need to look.
            guard let ref = Ref(typed, Kind.refKind),
                Kind.sight(of: tx.viewer, in: nil).text != "0"
            else { return nil }
            do {
                return try Kind.find(ref.description, in: tx).hit(.whole)
            } catch Refusal.notFound { return nil }
        }
    }

    /// Found by the words of names that lie in the clear, too.
    ///
    /// - Parameter scope: The cities of which a viewer may know the records.
    static func words<Kind: Findable>(
        _ type: Kind.Type, _ index: WordIndex, within scope: @escaping @Sendable (Viewer) -> Scope
    ) -> SearchKind {
        var kind = reference(type)
        kind.byName = { query, city, tx in
            let ids = try index.records(query, in: scope(tx.viewer).narrowed(to: city), tx.db)
            return try Kind.find(ids.map { ID<Kind>($0) }, in: tx).values.compactMap { record in
                query.rank(record.called).map(record.shown(to: tx.viewer).hit)
            }
        }
        kind.near = { word, tx in try index.near(word, in: scope(tx.viewer), tx.db) }
        return kind
    }
}

extension SearchKind {
    /// Families are found by the name that they have, and by those that they had.
    private static var families: SearchKind {
        var kind = reference(Family.self)
        kind.byName = { query, city, tx in
            let found = try FamilySearch(query, in: city, tx)
            return try found.named() + found.formerlyNamed()
        }
        kind.near = { word, tx in
            FamilySearch.mayFind(tx.viewer) ? CodeNames.plants.near(word) : []
        }
        return kind
    }

    /// Guests of a city's stays are found without its name, as they are of no city.
    private static var guests: SearchKind {
        var kind = reference(Guest.self)
        kind.byName = { query, city, tx in
            city == nil ? try GuestSearch.named(query, tx) : []
        }
        kind.near = { word, tx in
            GuestSearch.mayFind(tx.viewer) ? CodeNames.birds.near(word) : []
        }
        return kind
    }
}
