import Coalition

/// Messages about goals and plans that no template names, checked at start in both languages.
enum GoalKeys {
    static let all: [String] =
        MessageKeys.codes(Need.Owner.self, "need.owner")
        + MessageKeys.codes(Need.Status.self, "need.status")
        + MessageKeys.codes(GoalSheet.Audience.self, "plan.sheet.for")
        + ["goal", "theme", "who", "when", "status", "steps", "title"].map { "plan.sheet.\($0)" }
        + [
            "closed", "due", "household", "not_shared", "of_one", "owner.municipality.hint", "was",
            "whole_group", "withheld",
        ].map { "need.\($0)" }
        + ["problem.need_steps", "work.awaited"]
}
