import Coalition
import Templates

/// The families that are about to arrive, read in one snapshot.
struct ArrivalFacts: Sendable {
    let first: [Arrival]
    /// All of them.
    let all: Figure

    init(_ figures: Figures, _ tx: Transaction) throws {
        let list = FamilyList.expected.seen(as: figures.role, by: tx.viewer)
        first = try Arrival.first(of: list, in: tx)
        all = try Figure(list, in: tx)
    }
}

/// The families that are about to arrive, with the way to all of them.
struct ArrivalList: PageModel {
    let arrivals: [ArrivalView]
    let all: CountedLink
    let count: String

    init(_ facts: ArrivalFacts, _ context: Context) {
        arrivals = facts.first.map { ArrivalView($0, context) }
        all = CountedLink(context.words("arrival.all"), facts.all)
        count = facts.all.text
    }

    static let fields: Fields<ArrivalList> = [
        .list("arrivals", ArrivalView.fields) { $0.arrivals },
        .flag("hasArrivals") { !$0.arrivals.isEmpty },
        .object("all", CountedLink.fields) { $0.all },
        .text("count") { $0.count },
    ]
}
