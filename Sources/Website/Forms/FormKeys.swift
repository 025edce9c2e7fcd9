import Coalition

/// Messages of forms that no template names.
enum FormKeys {
    static let all: [String] = [
        ["done", "followed", "saved", "stands", "taken"].map { "note.already_\($0)" },
        ["draft_gone", "draft_kept", "draft_kept.link", "password_set_already"].map {
            "note.\($0)"
        },
        ["conflict", "conflict.own", "second"].flatMap { ["form.\($0).title", "form.\($0).text"] },
        [
            "form.conflict.by", "form.second.link", "form.second.submit", "form.not_ticked",
            "form.stored_sealed",
        ],
        ["problem.keep", "problem.version"],
        ["all", "besides", "none", "only"].map { "form.required.\($0)" },
        Stay.State.asked.flatMap { asked("stay.ask.\($0.rawValue)") }, asked("group.ask.stopped"),
        asked("stay.ask.returned"),
        ["active", "former", "link", "new", "return", "save", "title"].map {
            "member.same_email.\($0)"
        },
        ["note.member_returned", "problem.before_left", "note.changed", "note.spoken_already"],
        ["note.member_twice.link", "note.members_twice.link"],
        ["family", "group", "submit", "text"].map { "match.ask.no.\($0)" },
    ].flatMap { $0 }

    private static func asked(_ key: String) -> [String] {
        ["title", "text", "submit"].map { "\(key).\($0)" }
    }
}
