import Coalition

/// Keys that the pages of the people around families make from codes and refusals.
enum PeopleKeys {
    static let all =
        MessageKeys.codes(FormalContact.Function.self, "formal_contact.function")
        + ["community_builder", "formal_contact"].flatMap { ["\($0).none_of_network"] }
        + [
            "match_over", "municipality", "municipality_near", "municipality_own",
            "until_before_begin",
        ].map { "problem.\($0)" }
        + ["people", "people_edit"].flatMap { ["forbidden.\($0).title", "forbidden.\($0).text"] }
}
