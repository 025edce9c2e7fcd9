import Coalition
import HTTP
import HTTPTypes
import Templates

/// Candidates: guests for whom a city is still to be found. What the network weighs is sealed, and each
/// visit leaves a line.
enum CandidatePages: Feature {
    static let path = "/guests/candidates"

    static var routes: [Route] {
        let network = Access.roles(Candidate.readers, for: StayPolicy.programmes)
        return [
            .get(path, network, index), .get("/guests/:ref/candidate", network, show),
            .get("/guests/:ref/candidate/edit", network, edit),
            .post("/guests/:ref/candidate/edit", network, update),
            .post("/guests/:ref/candidate/state", network, enter),
        ]
    }
    static var pages: [any SitePage.Type] { [CandidatePage.self] }

    static func index(_ context: Context) throws -> Response {
        let values = context.query
        let shown = try context.write { try CandidateIndex(values, $0) }
        return try context.show(shown.page(context, values))
    }

    static func show(_ context: Context) throws -> Response { try show(context, []) }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try CandidateForm.view(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try CandidateForm.view(context) }) { form, tx in
            let guest = try Guest.find(try context.parameter("ref"), in: tx)
            let draft = try CandidateForm.read(form, tx)
            let version = try form.version()
            try form.check()
            try draft.save(guest, version: version, in: tx)
            return (guest.candidatePath, Note("note.saved"))
        }
    }

    static func enter(_ context: Context) throws -> Response {
        try context.act(again: { try show(context, $0) }) { form, tx in
            let guest = try Guest.find(try context.parameter("ref"), in: tx)
            let next: Candidate.State? = form.choice("state", isRequired: true)
            try form.check()
            let candidate = try Candidate.of(guest, in: tx)
            try candidate.enter(next ?? candidate.state, in: tx)
            return (guest.candidatePath, Note("note.saved"))
        }
    }

    /// The look and the page that shows it belong to one transaction.
    private static func show(_ context: Context, _ problems: [Problem]) throws -> Response {
        let facts = try context.write { tx in
            try CandidateFactsPage(try Guest.find(try context.parameter("ref"), in: tx), tx)
        }
        return try context.show(
            CandidatePage(context, facts, problems),
            status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}

extension Guest {
    var candidatePath: String { "/guests/\(ref)/candidate" }
}

extension CandidateList: AddressedList {
    static let path = CandidatePages.path
    static let filters: [ListFilter<CandidateList>] = [
        .code("state", label: "column.state", \.state), .order(\.isDescending),
    ]
}

extension Candidate.State {
    func tag(_ words: Words) -> TagView {
        let look: TagView.Look =
            switch self {
            case .entered: .muteOpen
            case .ready: .ok
            case .withdrawn: .muteStill
            }
        return TagView(words("candidate.state.\(rawValue)"), look)
    }
}

/// What the list of candidates is made of.
struct CandidateIndex: Sendable {
    private let asked: AskedList<CandidateList>
    private let page: Page<Guest>
    private let count: ListCount?
    private let candidates: [ID<Guest>: Candidate]
    private let facts: [ID<Guest>: CandidateFacts]
    private let cohorts: [ID<Cohort>: Cohort]

    init(_ values: Values, _ tx: Transaction) throws {
        asked = AskedList(values, ListAsker(tx, cities: []))
        page = try asked.page { try $0.page(values.cursor, in: tx) }
        count = try asked.count(in: tx)
        candidates = try Candidate.all(of: page.rows.map(\.id), in: tx)
        facts = try Candidate.open(
            page.rows.compactMap { [candidates] in candidates[$0.id] }, in: tx)
        cohorts = try Cohort.find(Set(candidates.values.compactMap(\.cohort)), in: tx)
    }

    func page(_ context: Context, _ values: Values) -> ListPage {
        let words = context.words
        let filter = FilterView(
            asked.address,
            [
                .select(
                    "state",
                    [Choice("", words("candidate.filter.open"))]
                        + words.choices(Candidate.State.self, "candidate.state")
                ).labelled("column.state")
            ], values, words)
        return ListPage(
            title: words("candidate.title"), lede: words("candidate.lede"),
            count: count.map(words.callAsFunction),
            actions: [LinkView(words("guest.new.title"), "/guests/new")],
            tools: [
                LinkView(words("nav.guests"), "/guests"),
                LinkView(words("cohort.title"), CohortPages.path),
            ], filter: filter, table: page.rows.isEmpty ? nil : table(context),
            empty: asked.unknownView(words)
                ?? (page.rows.isEmpty
                    ? EmptyView(
                        title: words("candidate.empty.title"), text: words("candidate.empty.text"),
                        action: LinkView(words("guest.new.title"), "/guests/new")) : nil))
    }

    private func table(_ context: Context) -> TableView {
        let words = context.words
        return TableView(
            label: words("candidate.table"),
            headers: [
                .sorted(
                    words("guest.code"), isDescending: asked.list.isDescending,
                    isTurned: asked.list.isDescending, asked.address)
            ]
                + ["column.state", "candidate.cohort", "candidate.days", "field.languages"]
                .map { HeaderView(words($0)) },
            rows: page.rows.map { row($0, context) },
            paging: PagingView(page, asked.address, of: count, words))
    }

    private func row(_ guest: Guest, _ context: Context) -> RowView {
        let words = context.words
        let (candidate, facts) = (candidates[guest.id], facts[guest.id])
        let cohort = candidate?.cohort.flatMap { cohorts[$0] }
        return RowView(
            name: words.name(guest.code), path: guest.candidatePath,
            cells: [
                .tags(words("column.state"), candidate.map { [$0.state.tag(words)] } ?? [])
                    .at(.tag),
                .text(words("candidate.cohort"), cohort?.name(words)).at(.fact),
                .tight(words("candidate.days"), facts?.days(words)).at(.day),
                .text(
                    words("field.languages"),
                    facts.flatMap { $0.languages.isEmpty ? nil : words.languages($0.languages) }
                ).at(nil),
            ])
    }
}

extension CandidateFacts {
    /// From when until when the stay can begin; nil when nothing is known of it.
    func days(_ words: Words) -> String? {
        switch (earliest, latest) {
        case (let first?, let last?):
            words(
                "candidate.days.between",
                ["from": .text(words.shortDay(first)), "until": .text(words.shortDay(last))])
        case (let first?, nil):
            words("candidate.days.from", ["day": .text(words.shortDay(first))])
        case (nil, let last?):
            words("candidate.days.until", ["day": .text(words.shortDay(last))])
        case (nil, nil): nil
        }
    }
}
