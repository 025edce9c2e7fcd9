import Coalition

/// Messages of what is computed that no template names, checked at start in both languages.
enum FlagKeys {
    static let all: [String] = [
        MissingKind.allCases.flatMap {
            ["missing.title.\($0.rawValue)", "missing.kind.\($0.rawValue)"]
        },
        [
            "empty.text", "empty.title", "lacking", "lede", "link", "next", "nothing", "owner",
            "owner.all", "record",
        ].map { "missing.\($0)" },
        MessageKeys.codes(MissingOwner.self, "missing.owner"),
        ["lines", "load", "more", "municipality", "plan", "review"].map { "group.flag.\($0)" },
        ["group.load.text", "task.act.weak", "task.hint.clearance_over"],
    ].flatMap { $0 }
}
