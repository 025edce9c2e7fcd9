import Coalition
import HTTP
import Templates

/// Coupling in one place: who waits, who is ready, what was proposed, and what runs.
enum CouplePages: Feature {
    static var routes: [Route] {
        [.get("/couple", .roles(MatchPolicy.readers, for: MatchPolicy.programmes), show)]
    }
    static var pages: [any SitePage.Type] { [CouplePage.self] }

    static func show(_ context: Context) throws -> Response {
        try context.show(CouplePage(try context.read { try CoupleFacts($0) }, context))
    }
}

/// What the page of coupling is made of.
struct CoupleFacts: Sendable {
    let figures: Figures
    /// The longest waiting first.
    let waiting: [Family]
    let ready: [Group]
    /// Proposals on which somebody has to decide, the latest first.
    let open: [MatchList.Line]
    let states: [(Match.State, Figure)]
    let today: Day

    /// Rows of each part; all of them are behind its link.
    static let rows = 10

    init(_ tx: Transaction) throws {
        figures = try Figures(as: nil, tx)
        today = tx.today
        waiting = try FamilyList.inState(.waiting).page(nil, in: tx).rows
        ready =
            figures.sight.seesGroups
            ? try GroupList.inStates([.ready]).page(nil, in: tx).rows : []
        var open: [MatchList.Line] = []
        var states: [(Match.State, Figure)] = []
        for state in Match.State.allCases where Match.State.live.contains(state) {
            var list = MatchList()
            list.state = state
            let figure = try Figure(list, in: tx)
            if figure.count > 0 { states.append((state, figure)) }
            guard figure.count > 0, CoupleFacts.undecided.contains(state) else { continue }
            open += try list.lines(nil, in: tx).rows
        }
        (self.open, self.states) = (open, states)
    }

    private static let undecided: Set<Match.State> = [.proposed, .introduced, .agreed, .trial]
}

struct CouplePage: SitePage {
    static let template = "home/couple"
    let waiting: CouplePart
    let ready: CouplePart?
    let open: CouplePart
    let states: [HubRow]
    let mayPropose: Bool

    init(_ facts: CoupleFacts, _ context: Context) {
        let words = context.words
        waiting = CouplePart(
            facts.waiting.map { CoupleRow($0, facts.today, context) },
            facts.figures[FamilyList.inState(.waiting)], words)
        ready =
            facts.figures.sight.seesGroups
            ? CouplePart(
                facts.ready.map { CoupleRow($0, words) },
                facts.figures[GroupList.inStates([.ready])], words) : nil
        open = CouplePart(facts.open.map { CoupleRow($0, words) }, nil, words)
        states = facts.states.map { state, figure in
            HubRow(words("match.state.\(state.rawValue)"), figure)
        }
        mayPropose = context.viewer.holds(MatchPolicy.proposers, for: GroupPolicy.programmes)
    }

    static let fields: Fields<CouplePage> = [
        .object("waiting", CouplePart.fields) { $0.waiting },
        .object("ready", CouplePart.fields) { $0.ready },
        .object("open", CouplePart.fields) { $0.open },
        .list("states", HubRow.fields) { $0.states },
        .flag("hasStates") { !$0.states.isEmpty },
        .flag("mayPropose") { $0.mayPropose },
    ]
}

/// The first rows of a part, with the way to all of them.
struct CouplePart: PageModel {
    let rows: [CoupleRow]
    let count: String
    let all: CountedLink?

    init(_ rows: [CoupleRow], _ figure: Figure?, _ words: Words) {
        self.rows = Array(rows.prefix(CoupleFacts.rows))
        count = figure?.text ?? String(rows.count)
        all = figure.map { CountedLink(words("couple.all"), $0) }
    }

    static let fields: Fields<CouplePart> = [
        .list("rows", CoupleRow.fields) { $0.rows },
        .flag("hasRows") { !$0.rows.isEmpty },
        .text("count") { $0.count },
        .object("all", CountedLink.fields) { $0.all },
    ]
}

/// A family, group or proposal in a row, with the next thing to do.
struct CoupleRow: PageModel {
    let link: LinkView
    let hint: String
    var tag: TagView?
    var action: LinkView?

    init(_ family: Family, _ today: Day, _ context: Context) {
        let row = WaitingRow(family, today, context.words)
        (link, hint) = (row.link, row.hint)
        let mayMatch = context.viewer.holds(
            MatchPolicy.proposers, for: GroupPolicy.programmes, in: family.city)
        if mayMatch, family.programmes.contains(.samenHier) {
            action = LinkView(
                context.words("arrival.seek"), "/matches/new?family=\(family.ref)")
        }
    }

    init(_ group: Group, _ words: Words) {
        link = LinkView(
            words("group.called", ["name": .text(group.name)]), "/groups/\(group.ref)")
        let place = group.maxHousehold.map {
            words("couple.household", ["count": .number($0)])
        }
        hint = [group.neighbourhood, place].compactMap { $0 }.joined(separator: ", ")
    }

    init(_ line: MatchList.Line, _ words: Words) {
        link = LinkView(line.title(words), line.match.path)
        hint =
            line.match.proposedOn.map {
                words("couple.proposed", ["day": .text(words.day($0))])
            } ?? ""
        tag = line.match.stateTag(words)
    }

    static let fields: Fields<CoupleRow> = [
        .object("link", LinkView.fields) { $0.link },
        .text("hint") { $0.hint.isEmpty ? nil : $0.hint },
        .object("tag", TagView.fields) { $0.tag },
        .object("action", LinkView.fields) { $0.action },
    ]
}
