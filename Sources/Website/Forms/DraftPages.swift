import Coalition
import HTTP
import HTTPTypes

/// Keeping and throwing away what somebody typed and has not sent yet.
enum DraftPages: Feature {
    static var routes: [Route] {
        [
            .post("/drafts", .signedIn, create),
            .post("/drafts/discard", .signedIn, discard),
            .post("/drafts/restore", .signedIn, restore),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    /// Posted by the script two seconds after the last key, or by the button "Bewaar concept".
    static func create(_ context: Context) throws -> Response {
        let values = Values(context.request)
        let isKept = try keep(values, context)
        if context.request[.secFetchDest] == "empty" {
            return .text(isKept ? context.words.time(context.now, .amsterdam) : "")
        }
        return context.redirect(
            LocalPath.checked(values["draft_back"]), note: isKept ? Note("note.draft_saved") : nil)
    }

    /// "Annuleren" of a form, which sends all that was typed, and "Weggooien" beside a draft. What was
    /// typed can be taken back.
    static func discard(_ context: Context) throws -> Response {
        let values = Values(context.request)
        let form = try name(values)
        let wasTyped = try context.write { tx in
            if values["draft_start"] != nil { try save(form, values, tx) }
            return try Draft.setAside(form, in: tx)
        }
        let undo = "/drafts/restore?form=" + Percent.encode(form)
        return context.redirect(
            LocalPath.checked(values["cancel_to"] ?? values["draft_back"]),
            note: wasTyped ? Note("note.draft_discarded", undo: undo) : nil)
    }

    /// Takes back what was thrown away, and shows it in its form.
    static func restore(_ context: Context) throws -> Response {
        guard let form = context.query.text("form") else { throw Refusal.notFound }
        guard let path = try context.write({ try Draft.takeBack(form, in: $0) }) else {
            return context.redirect("/", note: Note("note.draft_gone"))
        }
        return context.redirect(LocalPath.checked(path))
    }

    /// Keeps what was typed in a form, so that it stands there when the form is opened again.
    ///
    /// - Returns: Whether anything was typed.
    @discardableResult
    static func keep(_ values: Values, _ context: Context) throws -> Bool {
        let form = try name(values)
        return try context.write { try save(form, values, $0) }
    }

    /// A form in which everything was put back as it was has no draft.
    @discardableResult
    private static func save(_ form: String, _ values: Values, _ tx: Transaction) throws -> Bool {
        guard !FormStart.isUntouched(values) else {
            try Draft.discard(form, in: tx)
            return false
        }
        try Draft.save(form, body: values.withoutTokens.encoded, path: values.formPath, in: tx)
        return true
    }

    private static func name(_ values: Values) throws -> String {
        guard let form = values.text("draft_form"), form.count <= 200 else {
            throw Refusal.notFound
        }
        return form
    }
}

extension HTTPField.Name {
    static let secFetchDest = HTTPField.Name("Sec-Fetch-Dest") ?? .date
}
