import Coalition
import HTTP
import Templates

/// A programme in one place, for who works for several: its lists and what is counted of them.
enum HubPages: Feature {
    static let samenHier = "/samen-hier"
    static let shelterCity = "/shelter-city"

    static var routes: [Route] {
        [
            .get(
                samenHier,
                .roles(
                    GroupPolicy.readers.union(FamilyPolicy.readers), for: MatchPolicy.programmes),
                showSamenHier),
            .get(
                shelterCity, .roles(StayPolicy.readers, for: StayPolicy.programmes),
                showShelterCity),
        ]
    }
    static var pages: [any SitePage.Type] { [HubPage.self] }

    static func showSamenHier(_ context: Context) throws -> Response {
        let figures = try context.read { try Figures(as: nil, $0) }
        let words = context.words
        let (sight, viewer) = (figures.sight, context.viewer)
        let mayCouple = viewer.holds(MatchPolicy.readers, for: MatchPolicy.programmes)
        let mayListen = viewer.holds(VoicePolicy.listeners, for: FamilyPolicy.programmes)
        let mayLog = viewer.holds(LogPolicy.writers, for: GroupPolicy.programmes)
        return try context.show(
            HubPage(
                title: words("programme.samen_hier"),
                sections: [
                    sight.seesGroups
                        ? groups(
                            figures, mayLog: mayLog, MissingKind.groups.links(context), words)
                        : nil,
                    sight.seesFamilies
                        ? families(figures, mayCouple: mayCouple, mayListen: mayListen, words)
                        : nil,
                ].compactMap { $0 }))
    }

    static func showShelterCity(_ context: Context) throws -> Response {
        let figures = try context.read { try Figures(as: nil, $0) }
        let (words, viewer) = (context.words, context.viewer)
        let stays: [(String, Figure?)] = [
            ("hub.here", figures[StayList.of(.now)]), ("hub.coming", figures[StayList.of(.coming)]),
        ]
        let mayPlan = viewer.holds(StayPolicy.writers, for: StayPolicy.programmes)
        let seesGuests = viewer.holds(GuestPolicy.readers, for: StayPolicy.programmes)
        return try context.show(
            HubPage(
                title: words("programme.shelter_city"),
                sections: [
                    HubSection(
                        LinkView(words("nav.stays"), "/stays"), counted(stays, words),
                        links: mayPlan ? [LinkView(words("stay.new.title"), "/stays/new")] : []),
                    HubSection(LinkView(words("nav.planner"), "/stays/planner"), []),
                    seesGuests ? HubSection(LinkView(words("nav.guests"), "/guests"), []) : nil,
                    HubSection(LinkView(words("nav.accommodations"), "/accommodations"), []),
                ].compactMap { $0 } + network(viewer, words)))
    }

    /// What the network alone works with: who would like to come, and whom it looks for.
    private static func network(_ viewer: Viewer, _ words: Words) -> [HubSection] {
        guard viewer.holds(Candidate.readers, for: StayPolicy.programmes) else { return [] }
        return [
            HubSection(LinkView(words("candidate.title"), CandidatePages.path), []),
            HubSection(LinkView(words("cohort.title"), CohortPages.path), []),
        ]
    }

    private static func groups(
        _ figures: Figures, mayLog: Bool, _ missing: [LinkView], _ words: Words
    ) -> HubSection {
        let states = Group.State.allCases.map {
            ("group.state.\($0.rawValue)", figures[GroupList.inStates([$0])])
        }
        let flags = [GroupList.Flag.silent, .strength].map {
            ("group.flag.\($0.rawValue)", figures[GroupList.flagged($0)])
        }
        return HubSection(
            LinkView(words("nav.groups"), "/groups"), counted(states + flags, words),
            links: (mayLog ? [LinkView(words("log.new"), "/log/new")] : []) + missing)
    }

    private static func families(
        _ figures: Figures, mayCouple: Bool, mayListen: Bool, _ words: Words
    ) -> HubSection {
        let states = Family.State.allCases.filter { !Family.State.hidden.contains($0) }.map {
            ("family.state.\($0.rawValue)", figures[FamilyList.inState($0)])
        }
        let links = [
            LinkView(words("nav.couple"), "/couple"), LinkView(words("nav.matches"), "/matches"),
        ]
        return HubSection(
            LinkView(words("nav.families"), "/families"), counted(states, words),
            links: (mayCouple ? links : [])
                + (mayListen ? [LinkView(words("nav.voice"), "/voice")] : []))
    }

    /// What there is none of is no news.
    private static func counted(_ figures: [(String, Figure?)], _ words: Words) -> [HubRow] {
        figures.compactMap { key, figure in
            figure.flatMap { $0.count == 0 ? nil : HubRow(words(key), $0) }
        }
    }
}

/// The lists of a programme under one title.
struct HubPage: SitePage {
    static let template = "home/hub"
    let title: String
    let sections: [HubSection]

    static let fields: Fields<HubPage> = [
        .text("title") { $0.title },
        .list("sections", HubSection.fields) { $0.sections },
    ]
}

/// A list with what is counted of it.
struct HubSection: PageModel {
    let head: LinkView
    let rows: [HubRow]
    let links: [LinkView]
    /// How it stands, in a sentence; nil where the numbers say it.
    let text: String?

    init(_ head: LinkView, _ rows: [HubRow], links: [LinkView] = [], text: String? = nil) {
        (self.head, self.rows, self.links, self.text) = (head, rows, links, text)
    }

    static let fields: Fields<HubSection> = [
        .object("head", LinkView.fields) { $0.head },
        .text("text") { $0.text },
        .list("rows", HubRow.fields) { $0.rows },
        .flag("hasRows") { !$0.rows.isEmpty },
        .list("links", LinkView.fields) { $0.links },
        .flag("hasLinks") { !$0.links.isEmpty },
    ]
}

/// A number of a list, by its name.
struct HubRow: PageModel {
    let name: String
    let count: String
    let path: String

    init(_ name: String, _ figure: Figure) {
        self.name = name
        count = figure.text
        path = figure.path
    }

    static let fields: Fields<HubRow> = [
        .text("name") { $0.name },
        .text("count") { $0.count },
        .text("path") { $0.path },
    ]
}
