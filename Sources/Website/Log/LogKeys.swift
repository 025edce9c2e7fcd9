import Coalition

/// Messages about the log and tasks that no template names, checked at start in both languages.
enum LogKeys {
    static let all: [String] =
        MessageKeys.codes(LogEntry.Medium.self, "medium") + (1...5).map { "mood.\($0)" }
        + MessageKeys.codes(Task.Kind.self, "task.kind")
        + Task.Kind.allCases.filter { $0 != .free }.flatMap {
            ["task.title.\($0.rawValue)", "task.gone.\($0.rawValue)"]
        }
        + ["made", "tried"].flatMap { ["log.contact.\($0)", "log.many.contact.\($0)"] }
        + MessageKeys.codes(LogEntry.Worry.self, "log.worry")
        + ["concern", "log", "task"].flatMap { ["forbidden.\($0).title", "forbidden.\($0).text"] }
        + [
            "contact", "promise_day", "promise_words", "due_past", "duration",
            "log_frozen", "log_no_match", "log_tick", "note_long",
            "task_again", "task_gone", "task_reason", "task_title",
        ].map { "problem.\($0)" }
        + [
            "log_deleted", "log_restored", "logged", "logged_concern",
            "logged_many",
            "logged_none", "logged_single", "spoken", "tried", "task_created", "task_done",
            "task_open",
        ].map { "note.\($0)" }
}
