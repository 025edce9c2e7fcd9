import Coalition

/// Keys that the pages of families make from the domain's codes and refusals.
extension MessageKeys {
    static let families: [String] =
        codes(Family.State.self, "family.state") + codes(Family.Route.self, "route")
        + codes(Family.Certainty.self, "certainty")
        + codes(Family.Certainty.self, "family.lede.arrival")
        + guards(Family.Guard.self, "family") + lost(Family.lifecycle, "lost.family")
        + codes(FamilyMember.Kind.self, "family_member.kind")
        + codes(FamilyMember.Precision.self, "birth_precision")
        + GoalKeys.all + codes(SensitiveNote.Kind.self, "note_kind")
        + codes(Task.Kind.self, "family.task") + steps + exits + refusals

    private static let steps = Family.lifecycle.transitions
        .filter { !$0.roles.isEmpty && !Family.State.exits.contains($0.to) }
        .map { "family.step.\($0.to.rawValue)" }

    private static let exits = Family.State.exits.flatMap { state in
        ["link", "title", "lede", "submit"].map { "family.leave.\(state.rawValue).\($0)" }
    }

    private static let refusals =
        [
            "arrival_certainty", "arrival_realised", "birth_precision", "birth_year_missing",
            "family_over", "plan_over",
            "household_part", "household_size", "household_sum", "note", "route", "theme",
            "title",
        ].map { "problem.\($0)" }
        + ["family_announce", "family_edit", "family_members", "family_needs", "sensitive_notes"]
        .flatMap { ["forbidden.\($0).title", "forbidden.\($0).text"] }
}
