import SQLite

/// What a search found, for who may know of it.
///
/// Whatever lies outside the viewer's scope is not read, so that neither what is found, nor how much
/// of it, nor how long that takes tells of it.
public struct SearchFindings: Sendable {
    /// Of each kind the best first, at most ``most``; the kind that fits best first, people last.
    public let hits: [[SearchHit]]
    /// Whether there was more of a kind than is shown.
    public let isMore: Bool

    /// What can be found, a heading for each; `volunteer` for people of any kind.
    public static let kinds: [Subject] = SearchKind.all.map(\.subject) + [.volunteer]

    /// So many of a kind are shown.
    public static let most = 20

    public var all: [SearchHit] { hits.flatMap { $0 } }

    /// What a task is called on its page.
    public typealias Title = (Task, TaskSubjects) -> String

    /// Looks for records, and for people.
    ///
    /// - Parameter people: Whether names are looked for: never by an address, in which they would stay.
    public static func of(
        _ query: SearchQuery, people: Bool, title: Title, in tx: Transaction
    ) throws -> SearchFindings {
        let search = Search(query: query, tx: tx)
        if let record = try search.byReference() { return SearchFindings([[record]]) }
        var found = try search.records() + [search.tasks(title)]
        if people { found.append(try NameSearch.named(query, tx)) }
        if found.allSatisfy(\.isEmpty) { found = try search.withinCity() }
        if found.allSatisfy(\.isEmpty) { found = try search.near() }
        return SearchFindings(found)
    }

    private init(_ found: [[SearchHit]]) {
        let sorted = found.filter { !$0.isEmpty }.map(SearchHit.sorted)
        hits = sorted.map { Array($0.prefix(SearchFindings.most)) }
        isMore = sorted.contains { $0.count > SearchFindings.most }
    }
}

/// One search while it goes on.
private struct Search {
    let query: SearchQuery
    let tx: Transaction

    /// Words that may have been meant instead of one; more help nobody.
    private static let mostMeant = 5
    /// Records of whose tasks the titles are compared.
    private static let mostTasked = 5

    func byReference() throws -> SearchHit? {
        for kind in SearchKind.all {
            if let hit = try kind.byReference(query.text, tx) { return hit }
        }
        return nil
    }

    func records() throws -> [[SearchHit]] { try records(query) }

    /// What has the words of a query in its name, a list for each kind that has any; the best
    /// fitting kind first.
    private func records(
        _ query: SearchQuery, in city: ID<City>? = nil
    ) throws -> [[SearchHit]] {
        let found = try SearchKind.all.map { try $0.byName(query, city, tx) }.filter { !$0.isEmpty }
        return found.enumerated().sorted {
            (best($0.element), $0.offset) < (best($1.element), $1.offset)
        }.map(\.element)
    }

    private func best(_ hits: [SearchHit]) -> SearchRank { hits.map(\.rank).min() ?? .near }

    /// "Bel Lent": open tasks about what one word names, whose titles have the others too.
    func tasks(_ title: SearchFindings.Title) throws -> [SearchHit] {
        guard query.words.count > 1 else { return [] }
        let named = try query.words.flatMap { word in
            try SearchKind.tasked.flatMap { kind in
                try kind.byName(query.with([word]), nil, tx).filter { $0.rank <= .words }
            }
        }
        let tasks = try named.prefix(Search.mostTasked).compactMap(\.record).flatMap {
            try Task.open(about: $0, in: tx)
        }
        let subjects = try TaskSubjects(of: tasks, in: tx)
        return tasks.compactMap { task in
            let title = title(task, subjects)
            guard let rank = query.rank(title) else { return nil }
            var hit = SearchHit(
                kind: .task, ref: task.ref, name: CodeName(nl: title, en: title), rank: rank)
            hit.city = task.city
            return hit
        }
    }

    /// "Lent Nijmegen": what the rest of the query names, in the city of which it has the name.
    func withinCity() throws -> [[SearchHit]] {
        guard query.words.count > 1 else { return [] }
        for city in try cities() {
            for name in Set([city.nameNL, city.nameEN]) {
                let words = Set(SearchText.telling(SearchText.words(name)))
                let rest = query.words.filter { !words.contains($0) }
                guard !rest.isEmpty, words.isSubset(of: query.words) else { continue }
                let found = try records(query.with(rest), in: city.id)
                if !found.isEmpty { return found }
            }
        }
        return []
    }

    private func cities() throws -> [City] {
        let ids = try query.words.flatMap {
            try City.words.records(query.with([$0]), in: .everywhere, tx.db)
        }
        return try City.find(Set(ids).map { ID<City>($0) }, in: tx).values
            .sorted { $0.id.value < $1.id.value }
    }

    /// What is found with one letter of one word written otherwise.
    func near() throws -> [[SearchHit]] {
        for word in query.words
        where word.unicodeScalars.count >= OneLetter.shortest && !SearchQuery.isNumber(word) {
            let meant = try SearchKind.all.reduce(into: Set<String>()) {
                $0.formUnion(try $1.near(word, tx))
            }
            let found = try meant.sorted().prefix(Search.mostMeant).flatMap {
                try records(query.replacing(word, with: $0)).flatMap { $0 }
            }
            if !found.isEmpty { return merged(found) }
        }
        return []
    }

    /// One list of each kind, and no record twice.
    private func merged(_ found: [SearchHit]) -> [[SearchHit]] {
        var seen = Set<String>()
        let once = found.filter { seen.insert($0.ref).inserted }.map { hit in
            var hit = hit
            hit.rank = .near
            return hit
        }
        return Dictionary(grouping: once, by: \.kind).sorted { $0.key.rawValue < $1.key.rawValue }
            .map(\.value)
    }
}
