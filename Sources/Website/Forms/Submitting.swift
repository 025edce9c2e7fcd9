import Coalition
import HTTP
import HTTPTypes

/// Where a form leads that did what it asks, and what is said there.
typealias Done = (path: String, note: Note?)

extension Context {
    /// Reads a form, does what it asks in one transaction and sends the browser on.
    ///
    /// A problem shows the form again with what was typed (422), a change by somebody else both texts
    /// (409). The same form sent again leads to where it led the first time; with other fields, and
    /// nothing to compare them with, it asks whether a second one is meant (409).
    func submit(
        _ view: () throws -> FormView,
        again: ((FormBody, HTTPResponse.Status) throws -> Response)? = nil,
        _ work: (Form, Transaction) throws -> Done
    ) throws -> Response {
        let sent = Values(request)
        var settled = sent
        do {
            return try answer(try attempt(sent, &settled, view, work), "saved")
        } catch let confirmation as Confirmation {
            return try show(confirmation.page(sent, at: request.target))
        } catch Refusal.already(let change) {
            return try stands(change)
        } catch {
            guard let (body, status, crumbs) = try shownAgain(error, settled, view) else {
                return redirect(record, note: Note("note.changed"))
            }
            return try again?(body, status)
                ?? show(FormPage(form: body, crumbs: crumbs), status: status)
        }
    }

    /// The work; tried once more where what others saved since is nothing that the form shows.
    private func attempt(
        _ sent: Values, _ settled: inout Values, _ view: () throws -> FormView,
        _ work: (Form, Transaction) throws -> Done
    ) throws -> Outcome {
        let makes = sent["version"] == nil
        if sent[Merging.name] != nil {
            let view = try view()
            settled = try Merging(sent, stored: view.values).settled(for: view)
        }
        do {
            return try perform(sent, settled, makes: makes, work)
        } catch let clash as Clash where clash.earlier == nil {
            guard let view = try offered(view),
                let redone = Merging(settled, stored: view.values).redone(for: view)
            else { throw clash }
            settled = redone
            return try perform(sent, settled, makes: makes, work)
        }
    }

    /// The form with what was typed and with what stands in its way; nil when the record has gone on
    /// and the form is not offered any more.
    private func shownAgain(
        _ error: any Error, _ settled: Values, _ view: () throws -> FormView
    ) throws -> (FormBody, HTTPResponse.Status, [LinkView])? {
        let typed = settled.withoutTokens
        switch error {
        case Refusal.invalid(let problems):
            noteGuard(problems)
            guard let view = try offered(view) else { return nil }
            return (
                body(view, typed, problems, opened: settled), .unprocessableContent, view.crumbs
            )
        case let clash as Clash:
            guard let view = try offered(view) else { return nil }
            let differing = Merging(settled, stored: view.values).differing(view.fields)
            let body = body(
                view, typed, clash.problems, stored: view.values,
                offer: clash.offer(self, on: differing))
            return (body, .conflict, view.crumbs)
        case let question as FormQuestion:
            guard var view = try offered(view) else { return nil }
            question.change(&view)
            let body = body(
                view, typed, opened: settled, offer: question.offer, hidden: question.hidden)
            return (body, .conflict, view.crumbs)
        default: throw error
        }
    }

    private func offered(_ view: () throws -> FormView) throws -> FormView? {
        do { return try view() } catch Refusal.notFound { return nil }
    }

    /// Does what a button asks and sends the browser on; a problem shows the record again, or is a
    /// page of its own.
    func act(
        again: (([Problem]) throws -> Response)? = nil,
        _ work: (Form, Transaction) throws -> Done
    ) throws -> Response {
        let sent = Values(request)
        do {
            return try answer(try perform(sent, sent, makes: false, work), "done")
        } catch Refusal.invalid(let problems) {
            noteGuard(problems)
            guard let again else { throw Refusal.invalid(problems) }
            return try again(problems)
        } catch Refusal.already(let change) {
            return try stands(change)
        } catch let clash as Clash {
            guard let again else { throw Refusal.conflict(current: clash.current ?? 0) }
            return try again([Problem("state", "problem.conflict")])
        } catch let confirmation as Confirmation {
            return try show(confirmation.page(sent, at: request.target))
        }
    }

    /// The page that asks about a step; where a guard stands in its way, the record again.
    func ask(
        again: ([Problem]) throws -> Response, _ page: () throws -> Response
    ) throws -> Response {
        do { return try page() } catch Refusal.invalid(let problems) {
            noteGuard(problems)
            return try again(problems)
        }
    }

    /// Writes down a step that a guard refused; who tried it stays known.
    private func noteGuard(_ problems: [Problem]) {
        if let step = problems.first(where: { $0.message.hasPrefix("guard.") }) {
            noteDenial(step.message)
        }
    }

    /// The work and the memory of it in one transaction, so that of two that come at once the second
    /// finds what the first did.
    private func perform(
        _ sent: Values, _ settled: Values, makes: Bool,
        _ work: (Form, Transaction) throws -> Done
    ) throws -> Outcome {
        let sending = sent.text("once").map {
            Sending(form: request.target, key: $0, fields: sent.digested)
        }
        return try write { tx in
            let earlier = try sending.flatMap { try Submission.find($0, in: tx) }
            if let earlier, earlier.isSame { return .again(earlier) }
            if let earlier, makes { throw FormQuestion.second(earlier, self) }
            do {
                let done = try work(Form(settled), tx)
                if let sending {
                    try Submission.record(
                        sending, location: done.path, undo: done.note?.undo, in: tx)
                }
                if let draft = sent.text("draft_form") { try Draft.discard(draft, in: tx) }
                return .now(path: done.path, note: done.note)
            } catch Refusal.conflict(let current) {
                throw Clash(current: current, earlier: earlier)
            }
        }
    }

    private enum Outcome: Sendable {
        case now(path: String, note: Note?)
        case again(Submission)
    }

    private func answer(_ outcome: Outcome, _ kind: String) throws -> Response {
        switch outcome {
        case .now(let path, let note): return redirect(path, note: note)
        case .again(let earlier):
            let values = ["time": moment(earlier.sentAt)]
            return redirect(
                earlier.location, note: Note("note.already_\(kind)", values, undo: earlier.undo))
        }
    }

    /// What was asked for and stands already is no refusal: the record's page says since when.
    private func stands(_ change: StateChange?) throws -> Response {
        let back = query.back ?? record
        guard let change else { return redirect(back, note: Note("note.already_stands")) }
        var values = ["time": moment(change.at)]
        values["name"] = change.by
        let key = change.by == nil ? "note.already_followed" : "note.already_taken"
        return redirect(back, note: Note(key, values))
    }

    /// When something was done, as it is said on the same page.
    func moment(_ instant: Instant) -> String { words.moment(instant, now, .amsterdam) }

    /// The page of the record that the address is about.
    private var record: String {
        "/" + request.path.split(separator: "/").prefix(2).joined(separator: "/")
    }
}
