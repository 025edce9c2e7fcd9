import Foundation

/// What the network weighs of a candidate, in codes and days; sealed as one value.
public struct CandidateFacts: Hashable, Sendable {
    /// The first day on which the candidate can come; nil when not known.
    public var earliest: Day?
    /// The last day on which the stay can begin; nil without one.
    public var latest: Day?
    /// How many nights are needed, 1 to 366; nil when not known.
    public var nights: Int?
    /// Whether the home must be accessible; nil when nobody asked.
    public var needsAccessible: Bool?
    /// Whether only a home for women will do; nil when nobody asked.
    public var needsWomenOnly: Bool?
    /// ISO 639 codes.
    public var languages: [String] = []
    public var themes: [WorkTheme] = []

    public init() {}
}

/// A condition for coming to a Shelter City (spec: programmes, eligibility).
public enum CandidateCondition: String, Code {
    case nonviolent, threatened
    case threeMonths = "three_months"
    case returning, alone, passport
    case exitFree = "exit_free"
    case conversation, window
}

/// Whether a condition is met, and who found so on which day.
public struct ConditionFinding: Hashable, Sendable {
    public let isMet: Bool
    /// Nil for the program itself.
    public let by: ID<User>?
    public let on: Day
}

/// All that is sealed of a candidate.
public struct CandidateContents: Sendable {
    public internal(set) var facts = CandidateFacts()
    /// What is not in it nobody has found out.
    public internal(set) var conditions: [CandidateCondition: ConditionFinding] = [:]
    /// Cities that are no place for this guest; why is written down nowhere.
    public internal(set) var vetoes: Set<ID<City>> = []
    /// Why cities said no, by the nomination that they declined.
    public internal(set) var reasons: [ID<Nomination>: Nomination.Reason] = [:]

    /// What must be known or met before a city is asked, each with its message.
    public var lacks: [Problem] {
        let open = CandidateCondition.allCases.filter { conditions[$0]?.isMet != true }
        return [
            open.isEmpty
                ? nil
                : Problem(
                    "state", "guard.candidate.conditions", ["count": .number(open.count)]),
            facts.earliest == nil ? Problem("state", "guard.candidate.days") : nil,
            facts.languages.isEmpty ? Problem("state", "guard.candidate.languages") : nil,
        ].compactMap { $0 }
    }
}

/// How the sealed values of a candidate are written.
enum CandidateForm {
    struct Facts: Codable {
        var earliest: String?
        var latest: String?
        var nights: Int?
        var accessible: Bool?
        var women: Bool?
        var languages: [String]
        var themes: [String]

        init(_ facts: CandidateFacts) {
            (earliest, latest, nights) = (facts.earliest?.iso, facts.latest?.iso, facts.nights)
            (accessible, women) = (facts.needsAccessible, facts.needsWomenOnly)
            (languages, themes) = (facts.languages, facts.themes.map(\.rawValue))
        }

        var facts: CandidateFacts {
            var facts = CandidateFacts()
            facts.earliest = earliest.flatMap { Day(iso: $0) }
            facts.latest = latest.flatMap { Day(iso: $0) }
            (facts.nights, facts.needsAccessible, facts.needsWomenOnly) = (
                nights, accessible, women
            )
            (facts.languages, facts.themes) = (languages, themes.compactMap(WorkTheme.init))
            return facts
        }
    }

    struct Finding: Codable {
        let met: Bool
        let by: Int64?
        let on: String
    }

    static func kept(_ conditions: [CandidateCondition: ConditionFinding]) -> [String: Finding] {
        Dictionary(
            uniqueKeysWithValues: conditions.map { condition, found in
                (
                    condition.rawValue,
                    Finding(met: found.isMet, by: found.by?.value, on: found.on.iso)
                )
            })
    }

    static func read(
        _ kept: [String: Finding]
    ) throws -> [CandidateCondition: ConditionFinding] {
        var found: [CandidateCondition: ConditionFinding] = [:]
        for (code, finding) in kept {
            guard let condition = CandidateCondition(rawValue: code), let on = Day(iso: finding.on)
            else { throw Damaged.code("candidates.conditions") }
            found[condition] = ConditionFinding(
                isMet: finding.met, by: finding.by.map { ID($0) }, on: on)
        }
        return found
    }
}
