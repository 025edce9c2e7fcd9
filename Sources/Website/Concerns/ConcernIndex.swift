import Coalition
import Templates

extension ConcernList: AddressedList {
    static let path = "/concerns"
    static let filters: [ListFilter<ConcernList>] = [
        .city(\.city), .only("status", "closed", label: "column.state", \.isClosed),
        .code("kind", label: "concern.kind", \.kind),
        .code("severity", label: "concern.severity", \.severity), .order(\.isTurned),
    ]
}

/// What the list of concerns is made of.
struct ConcernIndex: Sendable {
    private let asked: AskedList<ConcernList>
    private let page: Page<ConcernList.Line>
    private let count: ListCount?
    private let cities: [City]
    private let subjects: [ID<Concern>: TalkSubject]
    /// How many there are, for who may only know that.
    private let told: (count: Int?, below: Int)?
    private let today: Day

    init(_ values: Values, _ tx: Transaction) throws {
        cities = try City.within(
            tx.viewer.scope(of: ConcernSight.readers, for: .any), in: tx)
        let asker = ListAsker(tx, cities: cities)
        let asked = AskedList<ConcernList>(values, asker)
        self.asked = asked
        page = try asked.page { try $0.lines(values.cursor, in: tx) }
        count = try asked.count(in: tx)
        told = try asked.isKnown ? ConcernCount.told(in: asked.list.city, tx) : nil
        today = asker.today
        subjects = try TalkSubject.of(page.rows.map(\.concern), in: tx)
    }

    func page(_ context: Context, _ values: Values) -> ListPage {
        let words = context.words
        let filter = FilterView(
            asked.address, filters(context), values, words, keeps: ["order"])
        let isEmpty = page.rows.isEmpty
        let new = LinkView(words("concern.report"), "/concerns/new")
        let key = filter.chosen.isEmpty ? "concern.empty" : "list.empty"
        return ListPage(
            title: words("nav.concerns"), lede: lede(words), count: count.map(words.callAsFunction),
            actions: [new],
            tools: [
                LinkView(words("concern.complain"), "/concerns/new?kind=complaint"),
                LinkView(words("leaflet.title"), "/concerns/leaflet"),
            ], filter: filter, table: isEmpty ? nil : table(context),
            empty: asked.unknownView(words)
                ?? (isEmpty
                    ? EmptyView(title: words("\(key).title"), text: words("\(key).text")) : nil))
    }

    /// How many are open, for the municipality; a few are not told.
    private func lede(_ words: Words) -> String? {
        guard let told else { return nil }
        guard let count = told.count else {
            return words("concern.count.few", ["below": .number(told.below)])
        }
        return words("concern.count", ["count": .number(count)])
    }

    private func filters(_ context: Context) -> [FieldSpec] {
        let words = context.words
        let city = cities.count > 1 ? [CityChoice.filter(cities, context)] : []
        let status = [
            Choice("", words("concern.filter.open")),
            Choice("closed", words("concern.filter.closed")),
        ]
        let state = [FieldSpec.select("status", status).labelled("column.state")]
        guard tellsSeverity || asked.list.kind != nil || asked.list.severity != nil else {
            return city + state
        }
        return city + state + [
            .select(
                "kind",
                [Choice("", words("concern.filter.kinds"))]
                    + words.choices(Concern.Kind.self, "concern.kind")
            ).labelled("concern.kind"),
            .select(
                "severity",
                [Choice("", words("concern.filter.severities"))]
                    + words.choices(Concern.Severity.self, "concern.severity")
            ).labelled("concern.severity"),
        ]
    }

    /// Whether the viewer reads any of them.
    private var tellsSeverity: Bool { page.rows.contains { $0.level == .text } }

    private func table(_ context: Context) -> TableView {
        let words = context.words
        let city = cities.count > 1 ? [HeaderView(words("field.city"))] : []
        let severity = tellsSeverity ? [HeaderView(words("concern.severity"))] : []
        return TableView(
            label: words("concern.table"),
            headers: [HeaderView(words("concern.about_record"))] + city + [
                HeaderView(words("column.state"))
            ] + severity + [
                .sorted(
                    words("concern.reported_on"), isDescending: !asked.list.isTurned,
                    isTurned: asked.list.isTurned, asked.address)
            ], rows: page.rows.map { row($0, context) },
            paging: PagingView(page, asked.address, of: count, words))
    }

    private func row(_ line: ConcernList.Line, _ context: Context) -> RowView {
        let (words, concern) = (context.words, line.concern)
        let place = cities.first { $0.id == concern.city }
        let city =
            cities.count > 1
            ? [
                CellView.text(words("field.city"), place?.name(context.language.rawValue))
                    .at(.fact)
            ] : []
        let reads = line.level == .text
        let pressing = reads ? concern.severity : nil
        let severity = CellView.text(
            words("concern.severity"), pressing.map { words("concern.severity.\($0.rawValue)") })
        let day = (place?.zone ?? .amsterdam).day(of: concern.createdAt)
        return RowView(
            name: subjects[concern.id]?.name(words) ?? concern.called(words),
            path: "/concerns/\(concern.ref)",
            hint: reads ? concern.kindText(words) : concern.ref,
            cells: city + [
                .tags(words("column.state"), [concern.tag(reads: reads, words)]).at(.tag)
            ] + (tellsSeverity ? [severity.at(city.isEmpty ? .fact : nil)] : []) + [
                .tight(words("concern.reported_on"), words.dayOfYear(day, today)).at(.day)
            ])
    }
}

extension Concern {
    /// "Zorgmelding Z-7K3Q", "Klacht Z-7K3Q".
    func called(_ words: Words) -> String {
        words(
            kind == .complaint ? "concern.called.complaint" : "concern.called",
            ["ref": .text(ref)])
    }

    func kindText(_ words: Words) -> String { words("concern.kind.\(kind.rawValue)") }

    /// How far it is; of what is acute and nobody triaged that, for who reads it.
    func tag(reads: Bool, _ words: Words) -> TagView {
        if reads, isOpen, severity == .acute, state == .reported {
            return TagView(words("concern.severity.acute"), .badDiamond)
        }
        if isOpen, isUnfinished {
            return TagView(
                words(wantsCall ? "concern.wants_call" : "concern.unfinished"), .warnHalf)
        }
        let look: TagView.Look =
            switch state {
            case .reported, .reopened: .warnHalf
            case .triaged, .inProgress: .infoHalf
            case .referred: .infoOpen
            case .closed: .ok
            }
        return TagView(words("concern.state.\(state.rawValue)"), look)
    }
}
