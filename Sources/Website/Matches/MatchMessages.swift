import Coalition

/// Keys that the pages of matches make from the domain's codes and refusals.
extension MessageKeys {
    static let matches: [String] =
        codes(Match.State.self, "match.state") + codes(Match.State.self, "match.lede")
        + guards(Match.Guard.self, "match") + codes(Match.Decision.self, "match.decision")
        + codes(Match.Side.self, "match.side") + codes(Match.Reason.self, "match.reason")
        + pairing + steps + pages + refusals

    private static let pairing =
        Pairing.Rule.allCases.flatMap {
            ["pairing.\($0.rawValue).met", "pairing.\($0.rawValue).unmet"]
        }
        + Pairing.Rule.allCases.filter { !$0.overriders.isEmpty }.flatMap {
            ["pairing.\($0.rawValue)", "pairing.reason.\($0.rawValue)"]
        }
        + [
            "language.interpreter", "language.builder", "complete.members", "complete.clearance",
            "household.unknown",
            "support.unknown", "language.unknown",
        ].map { "pairing.\($0)" }

    private static let steps = Match.lifecycle.transitions
        .filter { !$0.roles.isEmpty && !Match.State.asked.contains($0.to) }
        .map { "match.step.\($0.to.rawValue)" }

    private static let pages = Match.State.asked.flatMap { state in
        ["link", "title", "lede", "submit"].map { "match.end.\(state.rawValue).\($0)" }
    }

    private static let refusals =
        ["decided", "override_reason", "started"].map { "problem.\($0)" }
        + ["forbidden.match_edit.title", "forbidden.match_edit.text"]
}
