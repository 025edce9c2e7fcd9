import Coalition
import HTTP
import HTTPTypes

/// Keeping and throwing away what somebody typed and has not sent yet.
enum DraftPages: Feature {
    static var routes: [Route] {
        [
            .post("/drafts", .signedIn, create),
            .post("/drafts/discard", .signedIn, discard),
        ]
    }
    static var pages: [any SitePage.Type] { [] }

    /// Posted by the script two seconds after the last key, or by the button "Bewaar concept".
    static func create(_ context: Context) throws -> Response {
        let values = Values(context.request)
        let form = try name(values)
        try context.write { tx in
            try Draft.save(
                form, body: values.withoutTokens.encoded, path: values.formPath, in: tx)
        }
        if context.request[.secFetchDest] == "empty" {
            return Response.text(context.words.time(context.now, .amsterdam), status: .ok)
        }
        return context.redirect(
            LocalPath.checked(values["draft_back"]), note: Note("note.draft_saved"))
    }

    static func discard(_ context: Context) throws -> Response {
        let values = Values(context.request)
        let form = try name(values)
        try context.write { try Draft.discard(form, in: $0) }
        return context.redirect(
            LocalPath.checked(values["draft_back"]), note: Note("note.draft_discarded"))
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
