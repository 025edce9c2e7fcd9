import SQLite

/// Exemption from a VOG: asked by the coordinator of the group with a code as its reason, and given or
/// refused by the network, which sees no name (spec: lifecycles, group; access).
public struct Exemption: Sendable {
    /// Who decides.
    public static let deciders: Set<Role> = [.network]

    /// The membership, which an address may name.
    public let member: ID<Member>
    public let reason: Vog.ExemptionReason
    /// Until when it is wished, or holds.
    public let until: Day
    fileprivate let asked: Member

    /// What is asked of a group and not decided yet, the first wished end first, without names.
    ///
    /// - Throws: `Refusal.forbidden` for who does not decide.
    public static func asked(of group: Group, in tx: Transaction) throws -> [Exemption] {
        guard GroupPolicy(tx.viewer, group).holds(deciders) else {
            throw Refusal.forbidden("forbidden.vog_exempt")
        }
        return try Member.active(of: group.id, in: tx).compactMap { member in
            guard member.vog.status == .exemptionAsked, let reason = member.vog.reason,
                let until = member.vog.validUntil
            else { return nil }
            return Exemption(member: member.id, reason: reason, until: until, asked: member)
        }.sorted { ($0.until, $0.member.value) < ($1.until, $1.member.value) }
    }

    /// Higher after each change of any of these members.
    public static func version(of exemptions: [Exemption]) -> Int {
        exemptions.reduce(0) { $0 + $1.asked.version }
    }

    /// The last day until which one can be given today.
    public static func latest(for group: Group, in tx: Transaction) throws -> Day {
        let months = try Rules.value("vog.exempt_months", of: group.ruleVersion, in: tx)
        return try City.find(group.city, in: tx).today(tx).adding(months: months)
    }

    /// What the network makes of one.
    public enum Decision: Sendable {
        /// It holds up to, not including, this day.
        case granted(Day)
        case refused
    }

    /// Writes a decision down; the task ends with the last one.
    ///
    /// - Throws: `Refusal.forbidden` without the right; `.invalid` on `until.MEMBERSHIP` for an end
    ///   that is not ahead, or further than the rules allow.
    public func decide(_ decision: Decision, for group: Group, in tx: Transaction) throws {
        guard GroupPolicy(tx.viewer, group).holds(Exemption.deciders) else {
            throw Refusal.forbidden("forbidden.vog_exempt")
        }
        let today = try City.find(group.city, in: tx).today(tx)
        switch decision {
        case .granted(let until):
            try Exemption.requireEnd(until, of: group, at: "until.\(member.value)", in: tx)
            try asked.store(
                Vog(.exempt, seenOn: today, validUntil: until, reason: reason), group, tx,
                fields: ["vog_exemption"])
        case .refused:
            try asked.store(
                Vog(.exemptionRefused, seenOn: today, reason: reason), group, tx,
                fields: ["vog_exemption"])
        }
    }

    fileprivate static func requireEnd(
        _ until: Day, of group: Group, at field: String, in tx: Transaction
    ) throws {
        let today = try City.find(group.city, in: tx).today(tx)
        try DayRange.ahead(of: today + 1).require(until, field)
        let latest = try latest(for: group, in: tx)
        guard until <= latest else {
            throw Refusal.problem(field, "problem.exempt_until", ["day": .day(latest)])
        }
    }
}

extension Member {
    /// Asks the network for an exemption from the VOG, with a code and until when it is wished.
    ///
    /// - Throws: `Refusal.invalid` on `exempt_until` for an end that is not ahead or further than the
    ///   rules allow, and on `exempt_reason` for who has a VOG that holds.
    public func askExemption(
        _ reason: Vog.ExemptionReason, until: Day, of group: Group, in tx: Transaction
    ) throws {
        try GroupPolicy(tx.viewer, group).requireEdit()
        let today = try City.find(group.city, in: tx).today(tx)
        guard leftOn == nil else { throw Refusal.notFound }
        guard vog.status != .seen || !vog.holds(on: today) else {
            throw Refusal.problem("exempt_reason", "problem.exempt_seen")
        }
        try Exemption.requireEnd(until, of: group, at: "exempt_until", in: tx)
        try store(
            Vog(.exemptionAsked, seenOn: nil, validUntil: until, reason: reason), group, tx,
            fields: ["vog_exemption"])
        let days = try Rules.value("vog.exempt_days", of: group.ruleVersion, in: tx)
        try Task.raise(
            .exemption, for: .network, of: .samenHier, in: group.city, about: .init(group.id),
            since: today, due: today + days, tx)
    }
}
