import Coalition
import Templates

/// Somebody, or a family or group, in one line: who it is, how to reach it and the one thing to see.
struct PersonLine: PageModel {
    let name: String
    /// Nil for somebody without a page of its own.
    let path: String?
    var hint: String?
    /// One at most.
    var tag: TagView?
    /// Where what the tag says is changed.
    var tagPath: String?
    var reach: ReachView?

    static let fields: Fields<PersonLine> = [
        .text("name") { $0.name },
        .text("path") { $0.path },
        .text("hint") { $0.hint },
        .object("tag", TagView.fields) { $0.tag },
        .text("tagPath") { $0.tagPath },
        .object("reach", ReachView.fields) { $0.reach },
    ]
}

extension PersonLine {
    init(_ family: Family, _ today: Day, _ words: Words) {
        name = words("family.called", ["name": .text(words.name(family.code))])
        path = family.path
        var parts = [words("family.people", ["count": .number(family.householdSize)])]
        if family.arrivalCertainty != .realised, let day = family.arrivalOn,
            let certainty = family.arrivalCertainty
        {
            parts.append(
                words(
                    "family.lede.arrival.\(certainty.rawValue)",
                    ["when": .text(words.near(day, today))]))
        }
        hint = parts.joined(separator: ", ")
        tag = family.stateTag(words)
    }
}
