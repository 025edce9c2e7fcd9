import Coalition

/// Messages about goals and plans that no template names, checked at start in both languages.
enum GoalKeys {
    static let all: [String] =
        MessageKeys.codes(Need.Owner.self, "need.owner")
        + MessageKeys.codes(Need.Status.self, "need.status")
        + MessageKeys.codes(GoalSheet.Audience.self, "plan.sheet.for")
        + ["need.more", "plan.sheet.more"]
        + [
            "all_of", "closed", "due", "household", "not_shared", "of_one",
            "owner.municipality.hint", "was",
            "nobody", "whole_group", "whole_plan", "withheld",
        ].map { "need.\($0)" }
        + ["problem.need_steps", "work.awaited"]
}
