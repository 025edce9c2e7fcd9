/// Something that a search found.
public struct SearchHit: Sendable {
    /// `volunteer` for a person of any kind.
    public let kind: Subject
    /// Of the record; of a person that of the group or family.
    public let ref: String
    /// Nil for a person.
    var record: RecordID?
    /// What it is called in either language.
    public let name: CodeName
    public internal(set) var rank: SearchRank
    /// The state that the record is in; nil where it has none, or none for the viewer.
    public var state: String?
    /// Nil for a record of no city.
    public var city: ID<City>?
    /// The name by which a family was found that has another now; nil for all else.
    public var former: FormerCode?
    /// The group or family of a person; nil for a record.
    public var within: Owner?

    /// What a person belongs to.
    public enum Owner: Sendable {
        /// A group by its name; the day on which the person left it, nil for a member.
        case group(String, leftOn: Day?)
        /// A family by its code name.
        case family(CodeName)
    }

    /// What of one kind comes first: the best, then by name.
    static func sorted(_ hits: [SearchHit]) -> [SearchHit] {
        hits.map { (key: ($0.rank, SortKey.title($0.name.nl), $0.ref), hit: $0) }
            .sorted { $0.key < $1.key }.map(\.hit)
    }
}

/// A kind of record that a search finds.
protocol Findable: Record {
    /// What it is called in either language.
    var called: CodeName { get }
    /// The state that the viewer may know of; nil for none.
    var stateCode: String? { get }
    var cityID: ID<City>? { get }
}

extension Findable {
    var stateCode: String? { nil }

    func hit(_ rank: SearchRank) -> SearchHit {
        SearchHit(
            kind: Self.subject, ref: ref, record: RecordID(id), name: called, rank: rank,
            state: stateCode, city: cityID)
    }
}

extension Group: Findable {
    var called: CodeName { CodeName(nl: name, en: name) }
    var stateCode: String? { state.rawValue }
    var cityID: ID<City>? { city }
}

extension Family: Findable {
    var called: CodeName { code }
    var stateCode: String? { state.rawValue }
    var cityID: ID<City>? { city }
}

extension Guest: Findable {
    var called: CodeName { code }
    var cityID: ID<City>? { nil }
}

extension Accommodation: Findable {
    var called: CodeName { CodeName(nl: name, en: name) }
    var cityID: ID<City>? { city }
}

extension City: Findable {
    var called: CodeName { CodeName(nl: nameNL, en: nameEN) }
    var cityID: ID<City>? { nil }
}

extension Match: Findable {
    var called: CodeName { CodeName(nl: ref, en: ref) }
    var cityID: ID<City>? { city }
}

extension Stay: Findable {
    var called: CodeName { code ?? CodeName(nl: ref, en: ref) }
    var cityID: ID<City>? { city }
}

extension Concern: Findable {
    var called: CodeName { CodeName(nl: ref, en: ref) }
    var cityID: ID<City>? { city }
}

extension Task: Findable {
    var called: CodeName { CodeName(nl: ref, en: ref) }
    var cityID: ID<City>? { city }
}
