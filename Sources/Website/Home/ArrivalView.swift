import Coalition
import Templates

/// A family that is about to arrive, as a leaf of a calendar.
struct ArrivalView: PageModel {
    let day: Int
    let month: String
    let name: String
    let path: String
    let people: String
    let tags: [TagView]
    let ring: SafeHTML
    let group: LinkView?
    /// What to do about a group; nil for people who do not couple.
    let seek: LinkView?

    init(_ arrival: Arrival, _ context: Context) {
        let words = context.words
        let family = arrival.family
        day = arrival.on.day
        month = words("month.short.\(arrival.on.month)")
        name = words("family.called", ["name": .text(words.name(family.code))])
        path = "/families/\(family.ref)"
        people = words("family.people", ["count": .number(family.householdSize)])
        tags = [
            ArrivalView.certainty(family.arrivalCertainty ?? .expected, words),
            TagView(words("route.\(family.route.rawValue)"), .plain),
        ]
        ring =
            arrival.group?.ring(hasFamily: true, words).small(24)
            ?? Ring(
                members: 0, cleared: 0, minimum: 5, concerns: 0, hasFamily: false,
                label: words("arrival.no_group")
            ).small(24)
        group = arrival.group.map {
            LinkView(words("group.called", ["name": .text($0.name)]), "/groups/\($0.ref)")
        }
        let mayMatch = context.viewer.holds(
            [.local], for: GroupPolicy.programmes, in: family.city)
        seek =
            arrival.group == nil && mayMatch
            ? LinkView(words("arrival.seek"), "/matches/new?family=\(family.ref)") : nil
    }

    private static func certainty(_ certainty: Family.Certainty, _ words: Words) -> TagView {
        let text = words("certainty.\(certainty.rawValue)")
        switch certainty {
        case .expected: return TagView(text, .warnHalf)
        case .confirmed, .realised: return TagView(text, .ok)
        }
    }

    static let fields: Fields<ArrivalView> = [
        .number("day") { $0.day },
        .text("month") { $0.month },
        .text("name") { $0.name },
        .text("path") { $0.path },
        .text("people") { $0.people },
        .list("tags", TagView.fields) { $0.tags },
        .html("ring") { $0.ring },
        .object("group", LinkView.fields) { $0.group },
        .flag("hasNoGroup") { $0.group == nil },
        .object("seek", LinkView.fields) { $0.seek },
    ]
}
