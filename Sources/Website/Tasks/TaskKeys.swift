import Coalition

/// Messages about tasks and the landing page that no template names, checked at start in both
/// languages.
enum TaskKeys {
    static let all: [String] =
        ["task.stand_in", "task.act.handed_all"]
        + Task.Kind.allCases.filter { ![.free, .promise, .line, .goal].contains($0) }.map {
            "task.act.\($0.rawValue)"
        }
        + MessageKeys.codes(TaskList.Due.self, "task.filter.due")
        + MessageKeys.codes(TaskList.Who.self, "task.filter.who")
        + ["due", "who"].map { "task.filter.\($0).any" }
        + ["anyone", "handed", "hint.arrival", "hint.tried", "later.monday", "me"].map {
            "task.\($0)"
        }
        + ["assignee", "colleague", "later"].map { "task.field.\($0)" }
        + ["assignee", "colleague", "concern_later"].map { "problem.\($0)" }
        + [
            "task_for_all", "task_handed", "task_later",
            "task_taken_back", "tried",
        ].map { "note.\($0)" }
        + ["handed", "late", "later", "more", "rest", "talks", "today", "total"].map {
            "work.\($0)"
        }
        + ["preparing", "silent", "spoken", "spoken.detail", "strength", "tried", "tried.detail"]
        .map { "today.\($0)" }
        + [Action.change, .create, .transition].map { "changes.action.\($0.rawValue)" }
        + ["at", "by", "by_itself", "line", "record", "table", "title", "what"].map {
            "changes.\($0)"
        }
        + ["all", "household", "proposed"].map { "couple.\($0)" }
        + ["coming", "here"].map { "hub.\($0)" } + Navigation.keys
}
