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
        func page(_ view: FormView, _ body: FormBody, _ status: HTTPResponse.Status) throws
            -> Response
        {
            try again?(body, status)
                ?? show(FormPage(form: body, crumbs: view.crumbs), status: status)
        }
        do {
            settled = try Merging(sent)?.settled(by: view()) ?? sent
            return try answer(
                try perform(sent, settled, makes: sent["version"] == nil, work), "saved")
        } catch let refusal as Refusal {
            guard case .invalid(let problems) = refusal else { return try pass(refusal) }
            let view = try view()
            let body = body(view, settled.withoutTokens, problems, version: sent["version"])
            return try page(view, body, .unprocessableContent)
        } catch let clash as Clash {
            let view = try view()
            let body = body(
                view, settled.withoutTokens, clash.problems, stored: view.values,
                version: view.version.map(String.init), offer: clash.offer(words))
            return try page(view, body, .conflict)
        } catch let question as FormQuestion {
            var view = try view()
            question.change(&view)
            let body = body(
                view, settled.withoutTokens, version: sent["version"], offer: question.offer,
                hidden: question.hidden)
            return try page(view, body, .conflict)
        } catch let confirmation as Confirmation {
            return try show(confirmation.page(sent, at: request.target))
        }
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
            guard let again else { throw Refusal.invalid(problems) }
            return try again(problems)
        } catch let refusal as Refusal {
            return try pass(refusal)
        } catch let clash as Clash {
            guard let again else { throw Refusal.conflict(current: clash.current) }
            return try again([Problem("state", "problem.conflict")])
        } catch let confirmation as Confirmation {
            return try show(confirmation.page(sent, at: request.target))
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
            if let earlier, makes { throw FormQuestion.second(earlier, words) }
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
            let time = words.time(earlier.sentAt, .amsterdam)
            return redirect(
                earlier.location,
                note: Note("note.already_\(kind)", ["time": time], undo: earlier.undo))
        }
    }

    /// What was asked for and stands already is no refusal: the record's page says since when.
    private func pass(_ refusal: Refusal) throws -> Response {
        guard case .already(let change) = refusal else { throw refusal }
        let record = "/" + request.path.split(separator: "/").prefix(2).joined(separator: "/")
        let back = query.text("back").map(LocalPath.checked) ?? record
        guard let change else { return redirect(back, note: Note("note.already_stands")) }
        var values = [
            "day": words.day(Zone.amsterdam.day(of: change.at)),
            "time": words.time(change.at, .amsterdam),
        ]
        values["name"] = change.by
        let key = change.by == nil ? "note.already_followed" : "note.already_taken"
        return redirect(back, note: Note(key, values))
    }
}
