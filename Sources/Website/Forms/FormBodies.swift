import Coalition
import HTTP
import HTTPTypes
import Templates

extension Context {
    /// Shows a form as it stands, or with the person's draft of it.
    func show(_ view: FormView) throws -> Response {
        let body = try formBody(view)
        return try show(FormPage(form: body, crumbs: view.crumbs))
    }

    /// The parts of a form for a page that places it by itself.
    ///
    /// A draft keeps the version that its person saw, so that what others saved since is not lost.
    func formBody(_ view: FormView) throws -> FormBody {
        let draft = try view.draft.flatMap { name in try read { try Draft.find(name, in: $0) } }
        let values = draft.map { Values(parsing: $0.body) } ?? view.values
        return body(view, values, opened: draft.map { _ in values }, draft: draft)
    }

    /// - Parameters:
    ///   - opened: What was sent or kept, which says from which version and texts it began; nil for a
    ///     form that begins from the record as it is now.
    ///   - stored: What the record has now, on a page that shows both.
    func body(
        _ view: FormView, _ values: Values, _ problems: [Problem] = [], opened: Values? = nil,
        stored: Values? = nil, offer: OfferView? = nil, hidden: [HiddenView] = [],
        draft: Draft? = nil
    ) -> FormBody {
        let seen = Merging.seen(view.fields, in: opened?.seen ?? view.values)
        let builder = FieldBuilder(
            values: values, problems: problems, stored: stored, words: words)
        let fields = view.fields.map(builder.view)
        return FormBody(
            title: view.title, lede: view.lede, action: view.action,
            fields: fields, submit: view.submit, cancel: view.cancel,
            version: view.version.map { opened?["version"] ?? String($0) },
            problems: summary(problems, view.fields, builder), offer: offer,
            hidden: hidden + (view.version == nil ? [] : seen),
            draft: view.draft.map { name in
                DraftView(
                    form: name, back: place(of: view),
                    start: FormStart.name(values == view.values ? fields : untouched(view)),
                    savedAt: draft.map { words.dayAndTime($0.savedAt, now, .amsterdam) })
            },
            aside: view.aside, links: view.links, secondary: view.secondary,
            required: words.required(view.fields))
    }

    /// The fields as they stand before anybody types.
    private func untouched(_ view: FormView) -> [FieldView] {
        let builder = FieldBuilder(values: view.values, problems: [], stored: nil, words: words)
        return view.fields.map(builder.view)
    }

    /// The page on which the form stands, also when it is shown in answer to itself.
    private func place(of view: FormView) -> String {
        if request.method == .get { return request.target }
        return Values(request).formPath ?? view.cancel
    }

    /// Each problem in the order of the fields, as a link in the same words as at the field.
    private func summary(
        _ problems: [Problem], _ fields: [FieldSpec], _ builder: FieldBuilder
    ) -> [LinkView] {
        let known = fields.compactMap { spec in
            problems.first { $0.field == spec.name }.map {
                LinkView(builder.text($0, spec), "#" + builder.firstID(spec))
            }
        }
        let names = Set(fields.map(\.name))
        let others = problems.filter { !names.contains($0.field) }.map {
            LinkView(words.problem($0), "#form")
        }
        return known + others
    }
}
