import Coalition
import Templates

/// What changed of a family as a whole, read for who may know of it.
struct MovesFacts: Sendable {
    /// The last offer to another city.
    let transfer: FamilyTransfer?
    /// Where; nil where nothing says it.
    let place: City?
    /// Whether another part of it is known to the viewer.
    let isParted: Bool
    /// The last merge that can still be undone.
    let merge: FamilyMerge?

    init(_ family: Family, _ policy: FamilyPolicy, _ tx: Transaction) throws {
        let isOpen = policy.mayEdit && !Family.State.over.contains(family.state)
        let transfer =
            isOpen || family.state == .moved ? try FamilyTransfer.last(of: family, in: tx) : nil
        self.transfer = transfer
        place = try transfer?.destination(of: family, in: tx).map { try City.named($0, in: tx) }
        let mayKnow = policy.mayEdit || policy.holds(FamilyParting.knowers)
        isParted = mayKnow ? try !FamilyParting.known(of: family, in: tx).isEmpty : false
        merge = isOpen ? try FamilyMerge.undoable(into: family, in: tx) : nil
    }
}

/// Where a family went or came from, and the ways to say that it changes.
struct MovesPanel: PageModel {
    let lines: [String]
    let links: [LinkView]

    static let fields: Fields<MovesPanel> = [
        .list("lines", LineView.fields) { $0.lines.map(LineView.init) },
        .list("links", LinkView.fields) { $0.links },
    ]

    /// One sentence of a panel.
    struct LineView: PageModel {
        let text: String
        static let fields: Fields<LineView> = [.text("text") { $0.text }]
    }

    /// Nil when there is nothing to say.
    init?(_ facts: FamilyFacts, _ context: Context) {
        let (words, family, moves) = (context.words, facts.family, facts.moves)
        lines = [MovesPanel.transfer(facts, context)].compactMap { $0 }
        let ways = ["growth", "split", "move", "merge"].map {
            LinkView(words("moves.\($0)"), "\(family.path)/\($0)")
        }
        links =
            (facts.mayEdit ? ways : [])
            + (moves.merge == nil
                ? [] : [LinkView(words("moves.undo"), "\(family.path)/merge/undo")])
            + (moves.isParted ? [LinkView(words("moves.parting"), "\(family.path)/parting")] : [])
        if lines.isEmpty, links.isEmpty { return nil }
    }

    private static func transfer(_ facts: FamilyFacts, _ context: Context) -> String? {
        guard let transfer = facts.moves.transfer else { return nil }
        let words = context.words
        let city =
            facts.moves.place?.name(context.language.rawValue) ?? words("move.elsewhere")
        let values = [
            "city": MessageValue.text(city),
            "day": .text(
                words.day(
                    facts.city.zone.day(of: transfer.answeredAt ?? transfer.offeredAt))),
        ]
        switch transfer.outcome {
        case nil: return words("moves.offered", values)
        case .accepted:
            return words(facts.moves.place == nil ? "moves.moved.safe" : "moves.moved", values)
        case .refused: return words("moves.refused", values)
        case .withdrawn: return nil
        }
    }
}
