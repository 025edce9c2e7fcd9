import Coalition
import HTTP
import Templates

/// Community builders: those whom somebody may ask, and keeping what is known of them.
enum BuilderPages: Feature {
    static let path = "/builders"

    static var routes: [Route] {
        let readers = Access.roles(BuilderPolicy.readers, for: BuilderPolicy.programmes)
        return [
            .get(path, readers, index),
            .get("\(path)/new", readers, new),
            .post(path, readers, create),
            .get("\(path)/:id/edit", readers, edit),
            .post("\(path)/:id", readers, update),
        ]
    }
    static var pages: [any SitePage.Type] { [PeopleListPage.self] }

    static func index(_ context: Context) throws -> Response {
        let facts = try context.read { try BuilderFacts(context.query.text("city"), $0) }
        return try context.show(facts.page(context))
    }

    static func new(_ context: Context) throws -> Response {
        try context.show(try newForm(context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try newForm(context) }) { form, tx in
            let draft = CommunityBuilderDraft.record.read(form, tx.viewer, in: nil)
            let city = try KeeperChoice([.local], tx).read(form)
            let builder = try draft.create(in: city, tx)
            return (path, Note("note.person_added", ["name": builder.name ?? ""]))
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try editForm(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try editForm(context) }) { form, tx in
            let builder = try CommunityBuilder.find(try context.number("id"), in: tx)
            let draft = CommunityBuilderDraft.record.read(form, tx.viewer, in: builder.city)
            let version = try form.version()
            try form.check()
            try draft.update(builder, version: version, in: tx)
            return (context.query.back ?? path, Note("note.saved"))
        }
    }

    private static func newForm(_ context: Context) throws -> FormView {
        let (words, record) = (context.words, CommunityBuilderDraft.record)
        let keepers = try context.read { try KeeperChoice([.local], $0) }
        let fields = record.about.specs(
            words, record.about.rights(of: context.viewer, in: nil))
        return FormView(
            title: words("community_builder.new"), lede: words("community_builder.new.lede"),
            action: path,
            fields: keepers.specs(context) + fields.filter { $0.name != "ended_on" },
            submit: words("action.add"), cancel: path, values: record.start,
            draft: "community_builder:new", crumbs: crumbs(words),
            aside: words("community_builder.privacy"))
    }

    private static func editForm(_ context: Context) throws -> FormView {
        let (words, about) = (context.words, CommunityBuilderDraft.record.about)
        let (builder, stored) = try context.read { tx in
            let builder = try CommunityBuilder.find(try context.number("id"), in: tx)
            guard BuilderPolicy(tx.viewer, builder).mayEdit else {
                throw Refusal.forbidden("forbidden.people_edit")
            }
            return (builder, try CommunityBuilderDraft.stored(builder.id, in: tx).values)
        }
        return FormView(
            title: words("community_builder.edit"),
            action: "\(path)/\(builder.id.value)\(context.query.backQuery)",
            fields: about.specs(words, about.rights(of: context.viewer, in: builder.city)),
            submit: words("action.save"), cancel: context.query.back ?? path,
            values: about.values(stored),
            version: builder.version, draft: "community_builder:\(builder.id.value)",
            crumbs: crumbs(words), aside: words("community_builder.privacy"))
    }

    private static func crumbs(_ words: Words) -> [LinkView] {
        [LinkView(words("community_builder.all"), path)]
    }
}

/// What the list of community builders is made of.
struct BuilderFacts: Sendable {
    /// Those that the viewer may ask, by who keeps them; nil for the network.
    private let keepers: [(city: City?, people: [CommunityBuilder])]
    /// What is known of those of other cities.
    private let others: [(city: City, count: BuilderCount)]
    private let today: Day
    private let isNetwork: Bool

    /// - Parameter city: The reference of the only city that is meant; nil for all within reach.
    /// - Throws: `Refusal.notFound` for a city out of reach.
    init(_ city: String?, _ tx: Transaction) throws {
        let viewer = tx.viewer
        let only = try city.map { try City.find($0, in: tx) }
        let scope = viewer.scope(of: [.local], for: BuilderPolicy.programmes)
        let own = try City.within(scope.narrowed(to: only?.id), in: tx)
        isNetwork = viewer.holds([.network], for: BuilderPolicy.programmes)
        if own.isEmpty, !isNetwork { throw Refusal.notFound }
        keepers =
            try own.map { ($0, try CommunityBuilder.all(of: $0.id, in: tx)) }
            + [(nil, try CommunityBuilder.all(of: nil, in: tx))]
        let known = Set(own.map(\.id))
        let counts = isNetwork ? try BuilderCount.all(in: tx) : []
        let wanted = counts.filter { count in
            !known.contains(count.city) && only.map { $0.id == count.city } ?? true
        }
        let cities = try City.find(wanted.map(\.city), in: tx)
        others = wanted.compactMap { count in cities[count.city].map { ($0, count) } }
            .sorted { SortKey.title($0.0.nameNL) < SortKey.title($1.0.nameNL) }
        today = tx.today
    }

    func page(_ context: Context) -> PeopleListPage {
        let words = context.words
        let all = keepers.flatMap(\.people)
        let available = all.filter { $0.isAvailable(on: today) }.count
        return PeopleListPage(
            title: words("community_builder.all"),
            count: String(available + others.map(\.count.count).reduce(0, +)),
            lede: words("community_builder.lede"),
            crumbs: [LinkView(words("nav.cities"), "/cities")],
            action: LinkView(words("community_builder.new"), "\(BuilderPages.path)/new"),
            sections: keepers.map { section($0.city, $0.people, context) } + elsewhere(context),
            former: all.filter { !$0.isAvailable(on: today) }.map { line($0, words) })
    }

    private func section(
        _ city: City?, _ people: [CommunityBuilder], _ context: Context
    ) -> PeopleSection {
        let words = context.words
        return PeopleSection(
            of: city, people.filter { $0.isAvailable(on: today) }.map { line($0, words) },
            none: words(
                city == nil && !isNetwork
                    ? "community_builder.none_of_network" : "community_builder.none"), words)
    }

    private func line(_ builder: CommunityBuilder, _ words: Words) -> PersonLine {
        let name = builder.name ?? words("community_builder.person")
        return PersonLine(
            name: name, path: mayEdit(builder) ? builder.editPath : nil,
            hint: words.languages(builder.languages),
            tag: builder.endedOn.map {
                TagView(words("people.ended_on", ["day": .text(words.shortDay($0))]), .muteOpen)
            },
            reach: ReachView(name, phone: builder.phone, email: builder.email, words))
    }

    private func mayEdit(_ builder: CommunityBuilder) -> Bool {
        builder.city == nil ? isNetwork : keepers.contains { $0.city?.id == builder.city }
    }

    /// How many other cities have, and what these speak.
    private func elsewhere(_ context: Context) -> [PeopleSection] {
        guard isNetwork, !others.isEmpty else { return [] }
        let words = context.words
        let (count, languages) = (words("community_builder.count"), words("field.languages"))
        let table = TableView(
            label: words("people.of_cities"),
            headers: [
                HeaderView(words("field.city")), HeaderView(count, isNumber: true),
                HeaderView(languages),
            ],
            rows: others.map { city, known in
                RowView(
                    name: city.name(context.language.rawValue), path: "/cities/\(city.ref)",
                    cells: [
                        .number(count, known.count),
                        .text(languages, words.languages(known.languages)),
                    ])
            })
        return [
            PeopleSection(
                id: "steden", title: words("people.of_cities"), table: table,
                none: words("community_builder.none"))
        ]
    }
}

extension CommunityBuilder {
    var editPath: String { "\(BuilderPages.path)/\(id.value)/edit" }
}
