import SQLite

/// A slot with what its city can do in it, beside what a candidate needs.
public struct SlotOffer: Sendable {
    /// Something that a candidate needs and the slot does not have, as far as was said.
    public enum Lack: String, Code { case language, accessible, women, nights }

    public let stay: Stay
    /// ISO 639 codes; empty when nobody said so.
    public let languages: [String]
    /// Nil when nobody said so.
    public let isAccessible: Bool?
    public let isWomenOnly: Bool?

    /// The slots in which a candidate can be: those that begin in the guest's days, but for cities that
    /// are no place; the first first.
    public static func all(
        for contents: CandidateContents, in tx: Transaction
    ) throws -> [SlotOffer] {
        try Candidate.requireReader(tx)
        let slots = try Stay.slots(in: tx).filter {
            !contents.vetoes.contains($0.city) && $0.problem(for: contents.facts) == nil
        }
        let rows = try tx.db.all(
            """
            SELECT id, offered_languages, offers_accessible, is_women_only FROM stays
            WHERE id IN \(list: slots.map(\.id))
            """
        ) { row in
            let id: ID<Stay> = try row.next()
            let codes: String? = try row.next()
            return (
                id, codes?.split(separator: " ").map(String.init) ?? [],
                try row.next() as Bool?, try row.next() as Bool?
            )
        }
        let offers = Dictionary(rows.map { ($0.0, $0) }, uniquingKeysWith: { first, _ in first })
        return slots.compactMap { slot in
            offers[slot.id].map {
                SlotOffer(stay: slot, languages: $0.1, isAccessible: $0.2, isWomenOnly: $0.3)
            }
        }
    }

    /// What does not fit; what nobody said lacks only where it is needed.
    public func lacks(for facts: CandidateFacts) -> [Lack] {
        let isUnderstood =
            languages.isEmpty || facts.languages.isEmpty
            || !Set(languages).isDisjoint(with: facts.languages)
        let lacks: [Lack: Bool] = [
            .language: !isUnderstood,
            .accessible: facts.needsAccessible == true && isAccessible != true,
            .women: facts.needsWomenOnly == true && isWomenOnly != true,
            .nights: facts.nights.map { stay.period.nights < $0 } ?? false,
        ]
        return Lack.allCases.filter { lacks[$0] == true }
    }
}
