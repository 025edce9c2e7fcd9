import Coalition

/// Messages of the year that no template names, checked at start in both languages.
enum YearKeys {
    static let all: [String] = [
        year, checklist, review, milestone,
        ["checklist", "review", "tick"].flatMap {
            ["forbidden.\($0).title", "forbidden.\($0).text"]
        },
        [
            "checklist_empty", "checklist_english", "checklist_long", "milestone",
            "milestone_twice", "review_early", "year_line", "year_over",
        ].map { "problem.\($0)" },
        [
            "checklist_network", "checklist_saved", "milestone_removed", "review_saved",
            "review_worry", "review_worry.link", "skipped", "ticked", "unticked",
        ].map { "note.\($0)" },
    ].flatMap { $0 }

    private static let year =
        MessageKeys.codes(ChecklistTick.Reason.self, "year.skip")
        + [
            "ahead", "ahead.text", "before", "count", "due", "lists", "moved", "of", "over",
            "over.text", "review_missed", "since", "skip.reason", "skip.submit",
            "skip.title", "skipped", "ticked", "title", "unknown", "unknown.start", "was_due",
            "whole",
        ].map { "year.\($0)" }

    private static let checklist =
        MessageKeys.codes(Checklist.Kind.self, "checklist.kind")
        + MessageKeys.codes(Checklist.Owner.self, "checklist.owner")
        + MessageKeys.codes(Checklist.Answer.self, "checklist.answer")
        + [
            "answer", "days", "kinds", "milestone", "order", "owner", "reviews", "routes",
            "title_en", "title_nl",
        ].map { "checklist.field.\($0)" }
        + [
            "count", "given", "lede", "lede.city", "line", "network.text", "network.title",
            "no_milestone", "own", "save", "title", "title.city", "version",
        ].map { "checklist.\($0)" }

    private static let review =
        Review.Kind.allCases.flatMap {
            ["review.\($0.rawValue)", "review.title.\($0.rawValue)"]
        }
        + Review.Kind.expected.map { "task.title.year_review.\($0.rawValue)" }
        + MessageKeys.codes(Review.Outcome.self, "review.outcome")
        + MessageKeys.codes(Review.Audience.self, "review.audience")
        + (1...5).map { "review.scale.\($0)" }
        + ["audience", "held_on", "outcome"].map { "field.\($0)" }
        + [
            "from", "held", "hold", "hold_late", "late", "lede", "lede.late", "lines",
            "lines.done", "missed", "other", "read", "submit", "task.due", "task.role",
            "task.title", "until",
        ].map { "review.\($0)" }

    private static let milestone =
        MessageKeys.codes(Milestone.Kind.self, "milestone.kind")
        + MessageKeys.codes(Milestone.Source.self, "milestone.source")
        + [
            "choose", "count", "edit.title", "everybody", "new.lede", "new.title", "none",
            "somebody",
            "path", "remove", "remove.submit", "remove.title", "who",
        ].map { "milestone.\($0)" }
}
