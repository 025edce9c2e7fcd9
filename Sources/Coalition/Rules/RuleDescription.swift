/// What is said once about one rule: what it counts, where it belongs and between which bounds people
/// may set it. Its page, form, checks and words follow from it (<doc:Rules>).
public struct RuleDescription: Sendable {
    /// What the number counts; the words of it are `rule.unit`.
    public enum Unit: String, Code {
        case people, years, months, days, nights, hours, minutes, percent, count
        /// A month of a match, counted from its start: "month 10".
        case month
    }

    /// Under which heading the rule stands: `rule.section`.
    public enum Section: String, Code {
        case groups, members, contact, matches, reviews, stays, data
    }

    /// Where the number comes from: `rule.source`.
    public enum Source: String, Code {
        /// No published source says a number; this one was chosen.
        case own
        case samenHier = "samen_hier"
        case thuisgevers
        case sponsors
        case shelterCity = "shelter_city"
        case policy
    }

    public let key: String
    public let unit: Unit
    public let section: Section
    public let source: Source
    /// The least and the most that people may make of it.
    public let bounds: ClosedRange<Int>
    /// Whether it is one of safety or privacy, which a second person has to confirm.
    public let isOfSafety: Bool
    /// The records that keep it; nil for a rule that goes by the day.
    public let records: RuleRecords?

    /// What it is about, as its form asks it: the message `rule.KEY`.
    public var message: String { "rule.\(key)" }

    private init(
        _ key: String, _ unit: Unit, _ bounds: ClosedRange<Int>, _ source: Source = .own,
        in section: Section, keptBy records: RuleRecords? = nil, safety isOfSafety: Bool = false
    ) {
        (self.key, self.unit, self.bounds, self.source) = (key, unit, bounds, source)
        (self.section, self.records, self.isOfSafety) = (section, records, isOfSafety)
    }

    /// The rule with this key; nil for none.
    public static func of(_ key: String) -> RuleDescription? { all.first { $0.key == key } }

    /// Every rule, in the order in which people read them.
    public static let all: [RuleDescription] =
        groups + members + contact + matches + reviews + stays + data

    private static let groups: [RuleDescription] = [
        group("minimum.welcome", .people, 2...12, .samenHier),
        group("minimum.sponsor", .people, 2...12, .samenHier),
        group("minimum.student", .people, 2...12, .samenHier),
        group("minimum.church", .people, 2...12, .thuisgevers),
        group("maximum", .people, 5...30), group("dutch_speakers", .people, 0...10),
        group("repair_days", .days, 7...180), group("load_percent", .percent, 110...300),
        RuleDescription("ready.repair_days", .days, 1...90, in: .groups, keptBy: .groups),
    ]

    private static let members: [RuleDescription] = [
        member("member.minimum_age", .years, 18...30, .sponsors),
        member("vog.valid_months", .months, 6...48), member("vog.warning_days", .days, 31...180),
        member("vog.exempt_months", .months, 1...24),
        RuleDescription("vog.exempt_days", .days, 1...30, in: .members, keptBy: .groups),
    ]

    private static let contact: [RuleDescription] = [
        silence("days", .days, 7...90), silence("first_days", .days, 3...60),
        silence("first_period", .days, 14...180), silence("call_days", .days, 1...30),
        RuleDescription("concern.return_days", .days, 1...30, in: .contact, safety: true),
        RuleDescription("log.after_days", .days, 0...180, in: .contact, keptBy: .matches),
    ]

    private static let matches: [RuleDescription] = [
        RuleDescription("intake.days", .days, 1...60, in: .matches),
        RuleDescription(
            "match.months", .months, 3...36, .samenHier, in: .matches, keptBy: .matches),
        RuleDescription("match.closing_from_month", .month, 1...36, in: .matches, keptBy: .matches),
        RuleDescription("fit.look_days", .days, 1...60, in: .matches, keptBy: .matches),
        RuleDescription("step.back_hours", .hours, 1...72, in: .matches),
        RuleDescription("merge.undo_days", .days, 1...60, in: .matches),
        RuleDescription("plan.rest_days", .days, 14...180, in: .matches, keptBy: .matches),
    ]

    private static let reviews: [RuleDescription] = [
        review("w2.from_days", 5...20), review("w2.until_days", 14...40),
        review("m1.from_days", 20...40), review("m1.until_days", 30...80),
        review("month.before_days", 0...30), review("month.after_days", 7...60),
        review("end.after_days", 7...90),
        voice("first.from_days", 7...60), voice("first.until_days", 21...90),
        voice("later.before_days", 0...30), voice("later.after_days", 7...60),
    ]

    private static let stays: [RuleDescription] = [
        RuleDescription(
            "stay.maximum_nights", .nights, 14...366, .shelterCity, in: .stays, keptBy: .stays),
        RuleDescription("stay.extension_days", .days, 1...30, in: .stays, keptBy: .stays),
        RuleDescription("stay.answer_days", .days, 3...60, in: .stays, keptBy: .stays),
        RuleDescription("stay.remind_days", .days, 1...30, in: .stays),
    ]

    private static let data: [RuleDescription] = [
        RuleDescription("retention.months", .months, 1...60, in: .data, safety: true),
        RuleDescription("suppression.below", .count, 3...20, .policy, in: .data, safety: true),
        RuleDescription("session.idle_minutes", .minutes, 5...60, .policy, in: .data, safety: true),
    ]

    private static func group(
        _ key: String, _ unit: Unit, _ bounds: ClosedRange<Int>, _ source: Source = .own
    ) -> RuleDescription {
        RuleDescription("group.\(key)", unit, bounds, source, in: .groups, keptBy: .groups)
    }

    private static func member(
        _ key: String, _ unit: Unit, _ bounds: ClosedRange<Int>, _ source: Source = .own
    ) -> RuleDescription {
        RuleDescription(key, unit, bounds, source, in: .members, keptBy: .groups, safety: true)
    }

    private static func review(_ key: String, _ bounds: ClosedRange<Int>) -> RuleDescription {
        RuleDescription("review.\(key)", .days, bounds, in: .reviews, keptBy: .matches)
    }

    private static func voice(_ key: String, _ bounds: ClosedRange<Int>) -> RuleDescription {
        RuleDescription("voice.\(key)", .days, bounds, in: .reviews, keptBy: .matches)
    }

    private static func silence(
        _ key: String, _ unit: Unit, _ bounds: ClosedRange<Int>
    ) -> RuleDescription {
        RuleDescription("silence.\(key)", unit, bounds, in: .contact, keptBy: .groups)
    }
}

/// A kind of record that keeps the version of the rules under which it began.
public enum RuleRecords: String, Code { case groups, matches, stays }

/// A rule that one version says otherwise than another.
public struct RuleChange: Hashable, Sendable {
    public let key: String
    public let from: Int
    public let to: Int

    /// Nil for a rule that this program does not know any more.
    public var about: RuleDescription? { RuleDescription.of(key) }
}

extension Rules {
    /// What a later version says otherwise, in the order in which people read the rules.
    ///
    /// - Parameter records: Only what these records keep; all of it when nil.
    public func changes(to other: Rules, keptBy records: RuleRecords? = nil) -> [RuleChange] {
        RuleDescription.all.compactMap { rule in
            guard records == nil || rule.records == records, let old = try? value(rule.key),
                let new = try? other.value(rule.key), old != new
            else { return nil }
            return RuleChange(key: rule.key, from: old, to: new)
        }
    }
}
