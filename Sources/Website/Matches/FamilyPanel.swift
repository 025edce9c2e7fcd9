import Coalition
import Templates

/// The family that a group may be coupled to.
struct FamilyPanel: PageModel {
    let name: String
    let path: String
    let tags: [TagView]
    let terms: [TermView]

    init(_ family: Family, _ match: Match?, _ today: Day, _ words: Words) {
        name = words("family.called", ["name": .text(words.name(family.code))])
        path = "/families/\(family.ref)"
        tags = [
            family.stateTag(words), TagView(words("route.\(family.route.rawValue)"), .plain),
        ]
        var terms = [
            TermView(
                words("field.household_size"),
                words("family.people", ["count": .number(family.householdSize)]))
        ]
        if let arrival = family.arrivalOn, let certainty = family.arrivalCertainty {
            terms.append(
                TermView(
                    words("field.arrival_on"), words.day(arrival),
                    hint: words("certainty.\(certainty.rawValue)")))
        }
        if let starts = match?.startsOn {
            terms.append(TermView(words("match.since"), words.day(starts)))
        }
        self.terms = terms
    }

    static let fields: Fields<FamilyPanel> = [
        .text("name") { $0.name },
        .text("path") { $0.path },
        .list("tags", TagView.fields) { $0.tags },
        .list("terms", TermView.fields) { $0.terms },
    ]
}
