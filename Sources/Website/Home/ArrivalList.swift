import Coalition
import Templates

/// The families that are about to arrive, read in one snapshot.
struct ArrivalFacts: Sendable {
    let first: [Arrival]
    /// All of them, also those that stand elsewhere on the page.
    let all: Figure
    /// How many of the first stand elsewhere.
    let above: Int

    /// The records that are told here.
    var records: Set<RecordID> { Set(first.map { RecordID($0.family.id) }) }

    /// - Parameters:
    ///   - role: From which role one looks; nil for every role that the viewer holds.
    ///   - told: Records that stand on the page already.
    init(as role: Role?, besides told: Set<RecordID>, _ tx: Transaction) throws {
        let list = FamilyList.expected.seen(as: role, by: tx.viewer)
        let next = try Arrival.first(of: list, in: tx)
        first = next.filter { !told.contains(RecordID($0.family.id)) }
        above = next.count - first.count
        all = try Figure(list, in: tx)
    }
}

/// The families that are about to arrive, with the way to all of them.
struct ArrivalList: PageModel {
    let arrivals: [ArrivalView]
    let all: CountedLink
    let count: String
    /// "En 1 hierboven"; nil when all stand here, and when none does.
    let above: String?

    init(_ facts: ArrivalFacts, _ context: Context) {
        arrivals = facts.first.map { ArrivalView($0, context) }
        all = CountedLink(context.words("arrival.all"), facts.all)
        count = facts.all.text
        above =
            facts.above == 0 || facts.first.isEmpty
            ? nil : context.words("arrival.and_above", ["count": .number(facts.above)])
    }

    static let fields: Fields<ArrivalList> = [
        .list("arrivals", ArrivalView.fields) { $0.arrivals },
        .flag("hasArrivals") { !$0.arrivals.isEmpty },
        .flag("isToldAbove") { $0.arrivals.isEmpty && $0.count != "0" },
        .object("all", CountedLink.fields) { $0.all },
        .text("count") { $0.count },
        .text("above") { $0.above },
    ]
}
