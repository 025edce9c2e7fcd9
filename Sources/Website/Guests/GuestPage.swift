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
    /// Since when the viewer's city opens the identity no more; nil while it may, or may not yet.
    let closedOn: Day?
    /// The stay that is, or else the first to come; nil when all are over.
    let live: Stay?
    let today: Day
    /// What is to be done about that stay.
    let now: NowFacts

    init(_ guest: Guest, _ tx: Transaction) throws {
        self.guest = guest
        let stays = try StayTable(try Stay.of(guest, in: tx), tx)
        let live = stays.present ?? stays.next
        self.stays = stays
        self.live = live
        today = live.flatMap { stays.cities[$0.city] }?.today(tx) ?? tx.today
        let isClash = live.flatMap { stays.clash(of: $0) } != nil
        now = try NowFacts(
            about: live.map { .init($0.id) }, on: today,
            // An overlap has a line of its own.
            besides: isClash ? [.extending] : [], tx)
        policy = try GuestPolicy(tx.viewer, guest, in: tx)
        known = policy.mayOpenIdentity ? try GuestIdentity.known(of: guest, in: tx) : nil
        closedOn = try GuestPolicy.closedOn(guest, in: tx)
        disclosures =
            policy.mayOpenIdentity
            ? try DisclosureTable(try guest.disclosures(in: tx), in: .amsterdam, tx) : nil
    }
}

/// One guest: where the guest is and what is to be done, the stays, and the identity for who asks
/// with a reason.
struct GuestPage: SitePage {
    static let template = "guests/show"
    let record: RecordView
    let path: String
    /// A wished extension that must be solved; nil without one.
    let overlap: TermView?
    let stays: [PersonLine]
    /// Where the guest is or comes; nil without a home.
    let home: PersonLine?
    let identity: SealedPanel?
    /// Why the identity is not here for this viewer.
    let closed: String
    /// The last look; nil for who may not know.
    let look: TermView?
    let otherName: String
    let mayEditIdentity: Bool
    /// Besides in "Nu", where that is what comes next.
    let mayPlan: Bool

    init(
        _ context: Context, _ facts: GuestPageFacts, identity: GuestIdentity? = nil,
        typed: String? = nil, problems: [Problem] = []
    ) {
        let words = context.words
        let guest = facts.guest
        let other = words.language == .nl ? guest.code.en : guest.code.nl
        let mayPlan = context.viewer.holds(StayPolicy.writers, for: StayPolicy.programmes)
        path = "/guests/\(guest.ref)"
        record = RecordView(
            title: words.name(guest.code), cityName: nil, tags: GuestPage.tags(facts, words),
            goodToKnow: nil, lede: GuestPage.lede(context, facts),
            now: GuestPage.now(context, facts, mayPlan: mayPlan),
            problems: problems.map { LinkView(words.problem($0), "#reason") },
            tasks: facts.now.terms(words), history: [],
            opensMore: identity != nil || !problems.isEmpty)
        overlap = facts.stays.overlap(of: facts.live, words)
        stays = facts.stays.lines(context, by: .place)
        home = GuestPage.home(context, facts)
        self.identity = facts.known.map { known in
            SealedPanel(
                path: "/guests/\(guest.ref)/identity", submit: words("guest.identity.open"),
                reason: SealedPanel.reasonField(typed, problems, words),
                terms: GuestPage.terms(identity, words), isOpen: identity != nil,
                isThere: !known.isEmpty,
                hint: GuestPage.hint(known, words), disclosures: facts.disclosures?.table(words))
        }
        closed =
            facts.closedOn.map {
                words("guest.identity.closed_since", ["day": .text(words.day($0))])
            } ?? words("guest.identity.closed")
        look = facts.disclosures?.last(words, of: words("guest.identity"), at: "#identiteit")
        otherName = words("guest.other_name", ["name": .text(other)])
        mayEditIdentity = facts.policy.mayEditIdentity
        self.mayPlan = mayPlan && facts.live != nil
    }

    private static func tags(_ facts: GuestPageFacts, _ words: Words) -> [TagView] {
        let last = facts.stays.stays.max { $0.period.from < $1.period.from }
        guard let stay = facts.live ?? last else {
            return [TagView(words("guest.unplaced"), .muteOpen)]
        }
        return [stay.stateTag(words, mayTell: facts.stays.mayTell(stay))]
    }

    private static func lede(_ context: Context, _ facts: GuestPageFacts) -> String? {
        guard let stay = facts.live else { return nil }
        let words = context.words
        let isThere = Stay.State.present.contains(stay.state)
        let place = MessageValue.text(facts.stays.place(stay, context))
        let (key, day) =
            isThere
            ? ("stay.lede.present", stay.period.until) : ("stay.lede.coming", stay.period.from)
        return words(isThere ? "guest.is_in" : "guest.comes_to", ["place": place]) + " "
            + words.happens(key, day, facts.today, ["day": .text(words.day(day))])
    }

    private static func now(
        _ context: Context, _ facts: GuestPageFacts, mayPlan: Bool
    ) -> NowView {
        var now = NowView(facts.now, back: "/guests/\(facts.guest.ref)", context)
        if let stay = facts.live {
            now.link = LinkView(context.words("guest.to_stay"), "/stays/\(stay.ref)")
        } else if context.viewer.holds(Candidate.readers, for: StayPolicy.programmes) {
            now.link = LinkView(context.words("candidate.link"), facts.guest.candidatePath)
        } else if mayPlan {
            now.link = LinkView(context.words("stay.new.title"), "/stays/new")
        }
        return now
    }

    private static func home(_ context: Context, _ facts: GuestPageFacts) -> PersonLine? {
        guard let stay = facts.live, let ref = stay.accommodationRef,
            let name = stay.accommodationName
        else { return nil }
        return PersonLine(
            name: name, path: "/accommodations/\(ref)", hint: context.words("stay.home"), tag: nil)
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
        .object("record", RecordView.fields) { $0.record },
        .text("path") { $0.path },
        .object("overlap", TermView.fields) { $0.overlap },
        .list("stays", PersonLine.fields) { $0.stays },
        .flag("hasStays") { !$0.stays.isEmpty },
        .object("home", PersonLine.fields) { $0.home },
        .object("identity", SealedPanel.fields) { $0.identity },
        .flag("mayOpen") { $0.identity != nil },
        .flag("hasPeople") { $0.identity != nil || $0.home != nil },
        .flag("isOpen") { $0.identity?.isOpen ?? false },
        .text("closed") { $0.closed },
        .object("look", TermList.fields) { TermList($0.look.map { [$0] } ?? []) },
        .text("otherName") { $0.otherName },
        .flag("mayEditIdentity") { $0.mayEditIdentity },
        .flag("mayPlan") { $0.mayPlan },
    ]
}
