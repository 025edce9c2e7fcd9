import Coalition
import HTTP
import Templates

/// Who of the community builders is there for a match: naming one, and when that ends.
enum MatchBuilderPages: Feature {
    static var routes: [Route] {
        let writers = Access.roles([.local], for: MatchPolicy.programmes)
        let builders = "/matches/:ref/builders"
        return [
            .get("\(builders)/new", writers, new),
            .post(builders, writers, create),
            .get("\(builders)/:id/edit", writers, edit),
            .post("\(builders)/:id", writers, update),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    static func new(_ context: Context) throws -> Response {
        try context.show(try newForm(context))
    }

    static func create(_ context: Context) throws -> Response {
        try context.submit({ try newForm(context) }) { form, tx in
            let match = try editable(context, tx)
            let builder = form.number("builder", 1...Int.max, missing: "problem.choose")
            let from = form.day("from_on", isRequired: true)
            try form.check()
            try match.name(builder.map(Int64.init), from: from, in: tx)
            return (match.path + "#mensen", Note("note.saved"))
        }
    }

    static func edit(_ context: Context) throws -> Response {
        try context.show(try editForm(context))
    }

    static func update(_ context: Context) throws -> Response {
        try context.submit({ try editForm(context) }) { form, tx in
            let match = try editable(context, tx)
            let named = try MatchBuilder.find(try context.number("id"), of: match, in: tx)
            let (from, until) = (form.day("from_on", isRequired: true), form.day("until_on"))
            let version = try form.version()
            try form.check()
            try named.change(from: from, until: until, of: match, version: version, in: tx)
            return (match.path + "#mensen", Note("note.saved"))
        }
    }

    private static func editable(_ context: Context, _ tx: Transaction) throws -> Match {
        let match = try Match.find(try context.parameter("ref"), in: tx)
        try MatchPolicy(tx.viewer, match).requireEdit()
        return match
    }

    private static func newForm(_ context: Context) throws -> FormView {
        let words = context.words
        let (line, choices, today) = try context.read { tx in
            let match = try editable(context, tx)
            guard let line = try MatchList.lines([match], in: tx).first else {
                throw Refusal.notFound
            }
            let city = try City.named(match.city, in: tx)
            return (line, try CommunityBuilder.choices(for: match, in: tx), city.today(tx))
        }
        var values = Values()
        values.set("from_on", today)
        return FormView(
            title: words("match_builder.new"), lede: line.title(words),
            action: "\(line.match.path)/builders",
            fields: [question(choices, words), .day("from_on").labelled("people.from_on")],
            submit: words("match_builder.name"), cancel: line.match.path, values: values,
            crumbs: crumbs(line, words), aside: words("match_builder.aside"),
            links: [LinkView(words("community_builder.new"), "\(BuilderPages.path)/new")])
    }

    /// Who speaks a language of the family stands first.
    private static func question(
        _ choices: [(builder: CommunityBuilder, shared: [String])], _ words: Words
    ) -> FieldSpec {
        let isFew = choices.count <= 7
        let all = choices.map { builder, shared -> Choice in
            let id = String(builder.id.value)
            let name = builder.name ?? words("community_builder.person")
            let spoken = words.languages(builder.languages)
            guard !isFew else { return Choice(id, name, hint: spoken) }
            let heading = shared.isEmpty ? "match_builder.others" : "match_builder.shared"
            return Choice(id, "\(name) (\(spoken))", under: words(heading))
        }
        let spec =
            isFew
            ? FieldSpec.radios("builder", all)
            : FieldSpec.select("builder", [Choice("", words("match_builder.which"))] + all)
                .prompted
        return spec.labelled("match_builder.builder")
    }

    private static func editForm(_ context: Context) throws -> FormView {
        let words = context.words
        let (line, named, mayEdit) = try context.read { tx in
            let match = try editable(context, tx)
            guard let line = try MatchList.lines([match], in: tx).first else {
                throw Refusal.notFound
            }
            let named = try MatchBuilder.find(try context.number("id"), of: match, in: tx)
            return (line, named, BuilderPolicy(tx.viewer, named.builder).mayEdit)
        }
        var values = Values()
        values.set("from_on", named.fromOn)
        values.set("until_on", named.untilOn)
        let path = line.match.path
        return FormView(
            title: words(
                "match_builder.edit",
                ["name": .text(named.builder.name ?? words("community_builder.person"))]),
            lede: line.title(words), action: "\(path)/builders/\(named.id.value)",
            fields: [
                .day("from_on").labelled("people.from_on"),
                .day("until_on").labelled("people.until_on").optional,
            ],
            submit: words("action.save"), cancel: path, values: values, version: named.version,
            crumbs: crumbs(line, words),
            links: mayEdit
                ? [
                    LinkView(
                        words("community_builder.change"),
                        "\(named.builder.editPath)?back=\(Percent.encode(path))")
                ] : [])
    }

    private static func crumbs(_ line: MatchList.Line, _ words: Words) -> [LinkView] {
        [LinkView(words("nav.matches"), "/matches"), LinkView(line.title(words), line.match.path)]
    }
}

extension PersonLine {
    /// A community builder of a match, by languages only for who may not know the name.
    ///
    /// - Parameter mayEdit: Whether the viewer says when the person is there.
    init(_ named: MatchBuilder, of match: Match, mayEdit: Bool, _ today: Day, _ words: Words) {
        let (builder, one) = (named.builder, words("community_builder.person"))
        let spoken = words.languages(builder.languages)
        let when = words.presence(named.fromOn, named.untilOn, today)
        self.init(
            name: builder.name ?? one,
            path: mayEdit ? "\(match.path)/builders/\(named.id.value)/edit" : nil,
            hint: [builder.name.map { _ in one }, spoken, when].compactMap { $0 }
                .joined(separator: ", "),
            tag: nil,
            reach: builder.name.map {
                ReachView($0, phone: builder.phone, email: builder.email, words)
            })
    }
}
