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
    func formBody(_ view: FormView) throws -> FormBody {
        let draft = try view.draft.flatMap { name in try read { try Draft.find(name, in: $0) } }
        let values = draft.map { Values(parsing: $0.body) } ?? view.values
        return body(view, values, draft: draft)
    }

    /// Reads a form, does what it asks in one transaction and sends the browser on.
    ///
    /// A problem shows the form again with what was typed (422); a change by somebody else shows both
    /// (409); a form that was already sent leads to where it led the first time.
    func submit(
        _ view: () throws -> FormView,
        again: ((FormBody, HTTPResponse.Status) throws -> Response)? = nil,
        _ work: (Form, Transaction) throws -> (path: String, note: Note?)
    ) throws -> Response {
        let values = Values(request)
        do {
            let (path, note) = try perform(values, try view().draft, work)
            return redirect(path, note: note)
        } catch Refusal.invalid(let problems) {
            let view = try view()
            let body = body(view, values.withoutTokens, problems)
            return try again?(body, .unprocessableContent)
                ?? show(FormPage(form: body, crumbs: view.crumbs), status: .unprocessableContent)
        } catch Refusal.conflict {
            let view = try view()
            let body = body(view, values.withoutTokens, stored: view.values)
            return try again?(body, .conflict)
                ?? show(FormPage(form: body, crumbs: view.crumbs), status: .conflict)
        }
    }

    /// Does what a button asks and sends the browser on; a problem shows the record again.
    func act(
        again: ([Problem]) throws -> Response,
        _ work: (Form, Transaction) throws -> (path: String, note: Note?)
    ) throws -> Response {
        do {
            let (path, note) = try perform(Values(request), nil, work)
            return redirect(path, note: note)
        } catch Refusal.invalid(let problems) {
            return try again(problems)
        } catch Refusal.conflict {
            return try again([Problem("state", "problem.conflict")])
        }
    }

    private func perform(
        _ values: Values, _ draft: String?,
        _ work: (Form, Transaction) throws -> (path: String, note: Note?)
    ) throws -> (path: String, note: Note?) {
        try write { tx in
            let once = values.text("once")
            if let once, let earlier = try Submission.location(of: once, in: tx) {
                return (earlier, nil)
            }
            let done = try work(Form(values), tx)
            if let once { try Submission.record(once, done.path, in: tx) }
            if let draft { try Draft.discard(draft, in: tx) }
            return done
        }
    }

    private func body(
        _ view: FormView, _ values: Values, _ problems: [Problem] = [], stored: Values? = nil,
        draft: Draft? = nil
    ) -> FormBody {
        let builder = FieldBuilder(
            values: values, problems: problems, stored: stored, words: words)
        return FormBody(
            title: view.title, lede: view.lede, action: view.action,
            fields: view.fields.map(builder.view), submit: view.submit, cancel: view.cancel,
            version: view.version.map(String.init), once: SessionToken.random().text,
            problems: summary(problems, view.fields, builder), isConflict: stored != nil,
            draft: view.draft.map { name in
                DraftView(
                    form: name, back: request.method == .get ? request.target : view.action,
                    savedAt: draft.map { words.moment($0.savedAt, now, .amsterdam) })
            },
            aside: view.aside, secondary: view.secondary)
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
