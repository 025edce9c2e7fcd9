import Coalition
import Templates

/// What the page of a guest is made of: nothing that could lead to the person.
struct GuestPageFacts: Sendable {
    let guest: Guest
    let stays: StayTable
    let policy: GuestPolicy
    /// Which fields of the identity hold something; nil for viewers who may not open it.
    let known: Set<GuestIdentity.Field>?
    let disclosures: DisclosureTable?

    init(_ guest: Guest, _ tx: Transaction) throws {
        self.guest = guest
        stays = try StayTable(try Stay.of(guest, in: tx), tx)
        policy = try GuestPolicy(tx.viewer, guest, in: tx)
        known = policy.mayOpenIdentity ? try GuestIdentity.known(of: guest, in: tx) : nil
        disclosures =
            policy.mayOpenIdentity
            ? try DisclosureTable(try guest.disclosures(in: tx), in: .amsterdam, tx) : nil
    }
}

/// One guest: the code name, the stays, and the identity for who asks with a reason.
struct GuestPage: SitePage {
    static let template = "guests/show"
    let title: String
    let lede: String
    let path: String
    let stays: TableView?
    let identity: SealedPanel?
    let problems: [LinkView]
    let mayEditIdentity: Bool
    let mayPlan: Bool

    init(
        _ context: Context, _ facts: GuestPageFacts, identity: GuestIdentity? = nil,
        typed: String? = nil, problems: [Problem] = []
    ) {
        let words = context.words
        let guest = facts.guest
        let other = words.language == .nl ? guest.code.en : guest.code.nl
        title = words.name(guest.code)
        lede = words("guest.other_name", ["name": .text(other)])
        path = "/guests/\(guest.ref)"
        stays = facts.stays.table(context, "stay.table", isOfOneGuest: true)
        self.identity = facts.known.map { known in
            SealedPanel(
                path: "/guests/\(guest.ref)/identity", submit: words("guest.identity.open"),
                reason: SealedPanel.reasonField(typed, problems, words),
                terms: GuestPage.terms(identity, words), isOpen: identity != nil,
                isThere: !known.isEmpty,
                hint: GuestPage.hint(known, words), disclosures: facts.disclosures?.table(words))
        }
        self.problems = problems.map { LinkView(words.problem($0), "#reason") }
        mayEditIdentity = facts.policy.mayEditIdentity
        mayPlan = context.viewer.holds(StayPolicy.writers, for: StayPolicy.programmes)
    }

    private static func terms(_ identity: GuestIdentity?, _ words: Words) -> [TermView] {
        GuestIdentity.Field.allCases.compactMap { field in
            identity?[field].map { TermView(words("guest.identity.\(field.rawValue)"), $0) }
        }
    }

    private static func hint(_ known: Set<GuestIdentity.Field>, _ words: Words) -> String {
        let names = GuestIdentity.Field.allCases.filter(known.contains).map {
            words("guest.identity.\($0.rawValue)").lowercased()
        }
        return names.isEmpty
            ? words("guest.identity.none")
            : words("guest.identity.known", ["fields": .text(words.list(names))])
    }

    static let fields: Fields<GuestPage> = [
        .text("title") { $0.title },
        .text("lede") { $0.lede },
        .text("path") { $0.path },
        .object("stays", TableView.fields) { $0.stays },
        .object("identity", SealedPanel.fields) { $0.identity },
        .flag("mayOpen") { $0.identity != nil },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .flag("mayEditIdentity") { $0.mayEditIdentity },
        .flag("mayPlan") { $0.mayPlan },
    ]
}
