import Coalition

/// Messages of concerns that no template names.
enum ConcernKeys {
    static let all: [String] =
        MessageKeys.codes(Concern.Kind.self, "concern.kind")
        + MessageKeys.codes(Concern.Severity.self, "concern.severity")
        + MessageKeys.codes(Concern.Source.self, "concern.source")
        + MessageKeys.codes(Concern.State.self, "concern.state")
        + MessageKeys.codes(Concern.Outcome.self, "concern.outcome")
        + MessageKeys.codes(ConcernReferral.Party.self, "concern.party")
        + Concern.meldcode.map { "concern.step.\($0)" }
        + MessageKeys.guards(Concern.Guard.self, "concern")
        + [
            "concern_handler", "concern_nobody", "concern_oneself", "concern_role",
            "concern_source", "concern_state", "concern_text",
        ].map { "problem.\($0)" }
        + [
            "concern_acute", "concern_agreed", "concern_asked", "concern_call", "concern_closed",
            "concern_referred", "concern_reopened", "concern_reported", "concern_step",
            "concern_triaged", "concern_withdrawn", "logged_concern",
        ].map { "note.\($0)" }
        + ["guard.held"]
        + [
            "concern.about", "concern.alert.unfinished", "concern.alert.unseen",
            "concern.alert.finish", "concern.alert.call", "concern.severity", "concern.kind",
            "concern.handler",
        ]
}
