import Coalition

/// Messages about candidates, nominations and cohorts that no template names.
enum NominationKeys {
    static let all: [String] =
        MessageKeys.codes(Candidate.State.self, "candidate.state")
        + MessageKeys.codes(Candidate.State.self, "candidate.step")
        + MessageKeys.codes(CandidateCondition.self, "candidate.condition")
        + MessageKeys.codes(WorkTheme.self, "work_theme")
        + MessageKeys.codes(Nomination.Outcome.self, "nomination.outcome")
        + MessageKeys.codes(Nomination.Reason.self, "nomination.reason")
        + MessageKeys.codes(Nomination.Permission.self, "nomination.permission")
        + NominationProfile.levels.map { "nomination.level.\($0)" }
        + MessageKeys.codes(CaseTeamMember.Part.self, "case_team.part")
        + MessageKeys.codes(SlotOffer.Lack.self, "nomination.lack")
        + ["history.in.nomination", "nomination.reminded"] + refusals

    private static let refusals =
        ["conditions", "days", "languages", "placed"].map { "guard.candidate.\($0)" }
        + [
            "begun", "early", "elsewhere", "entered", "late", "not_for_guest", "taken",
            "unavailable", "withdrawn",
        ].map { "guard.nomination.\($0)" }
        + ["candidate", "cohort", "nomination", "nomination_answer", "permission"].flatMap {
            ["forbidden.\($0).title", "forbidden.\($0).text"]
        }
        + ["call_late", "cohort_year", "latest_before_earliest"].map { "problem.\($0)" }
        + [
            "nominated", "nomination_accepted", "nomination_declined", "nomination_withdrawn",
        ].map { "note.\($0)" }
}
