import SQLite

extension Pairing.Rule {
    /// What must stay true of two who are proposed or coupled, so that a change later is told; the rest
    /// is about becoming so.
    static let lasting: Set<Pairing.Rule> = [
        .consent, .complete, .concern, .household, .support, .language, .time,
    ]

    /// What somebody is asked to look at when it no longer holds; a sign is enough for the others, or
    /// another rule asks.
    fileprivate static let asking: Set<Pairing.Rule> = [.consent, .household]
}

extension Match {
    /// What no longer fits, or did not from the beginning, of a draft, a proposal or a match that runs;
    /// nothing is taken back by itself.
    ///
    /// - Throws: `Refusal.forbidden` for who may not read why it was coupled.
    public func misfits(in tx: Transaction) throws -> [Pairing.Finding] {
        guard MatchPolicy(tx.viewer, self).maySeeDecisions else {
            throw Refusal.forbidden("forbidden.match_edit")
        }
        let unmet = try unmet(in: tx)
        switch state {
        case .draft: return unmet
        case .proposed, .introduced, .trial, .agreed:
            return unmet.filter { Pairing.Rule.lasting.contains($0.rule) }
        default:
            // Who is together has shown how they speak, and how much is asked of them.
            return unmet.filter { Pairing.Rule.asking.contains($0.rule) }
        }
    }

    /// Asks the coordinator to look once family and group no longer fit, unless that was so on purpose;
    /// done by itself when they do again, or are no longer coupled.
    func followFit(in tx: Transaction) throws {
        let about = RecordID(id)
        guard try Match.State.live.contains(state) && isMisfit(in: tx) else {
            return try Task.settle(.fit, about: about, in: tx)
        }
        let today = try City.find(city, in: tx).today(tx)
        let days = try Rules.value("fit.look_days", of: ruleVersion, in: tx)
        try Task.raise(
            .fit, for: .local, of: kind.programme, in: city, about: about, since: today,
            due: today + days, tx)
    }

    /// By the few constraints of which somebody is told; the others ask more reading than each change
    /// of a family or group is worth.
    private func isMisfit(in tx: Transaction) throws -> Bool {
        guard let group = try group.map({ try Group.find($0, in: tx) }) else { return false }
        let family = try Family.find(family, in: tx)
        let passedOver = try MatchOverride.rules(of: id, in: tx)
        return [PairingFacts.consent(family), PairingFacts.household(family, group)]
            .contains { !$0.isMet && !passedOver.contains($0.rule) }
    }

    private func unmet(in tx: Transaction) throws -> [Pairing.Finding] {
        guard let group = try group.map({ try Group.find($0, in: tx) }) else { return [] }
        return try Pairing.of(try Family.find(family, in: tx), group, in: tx).unmet
    }

    /// That the day of a step can be: not before the proposal or the start, not after today for what
    /// happened, not absurdly far ahead.
    func requireDay(_ day: Day, for next: State, in tx: Transaction) throws {
        let today = try City.find(city, in: tx).today(tx)
        let proposal = DayRange.Bound(proposedOn, .proposed)
        switch next {
        case .introduced: try DayRange.past(today, from: proposal).require(day, "introduced_on")
        case .active where state == .agreed:
            try DayRange.past(today, from: proposal).require(day, "starts_on")
        case .closing:
            try DayRange.ahead(of: today).require(day, "agreed_until_on")
            guard plannedUntil.map({ day < $0 }) ?? false else {
                throw Refusal.problem("agreed_until_on", "problem.not_earlier")
            }
        case .suspended: try DayRange.ahead(of: today + 1).require(day, "review_on")
        case .completed, .endedEarly:
            let start = startsOn == nil ? proposal : DayRange.Bound(startsOn, .started)
            try DayRange.past(today, from: start).require(day, "ended_on")
        default: break
        }
    }
}
