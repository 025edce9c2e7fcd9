import Coalition
import HTTP
import HTTPTypes

/// The way to the sign-in page; what was typed in a form is kept for the person whose session it was.
struct SignInAgain {
    let visit: Visit
    let context: Context

    func response() -> Response {
        if visit.request.method == .post { keepTyped() }
        var response = Response.redirect(to: "/login")
        if visit.request.method == .get, visit.request.path != "/" {
            SiteCookie.next.set(
                Base64URL.encode(Array(visit.request.target.utf8)), seconds: 900, on: &response)
        }
        return response
    }

    /// Only a form of a session that was once real becomes a draft, and only of its own person.
    private func keepTyped() {
        let values = Values(visit.request)
        guard let form = values.text("draft_form"), !FormStart.isUntouched(values),
            let cookie = SiteCookie.session.value(in: visit.request),
            CsrfToken(cookie: cookie).accepts(values["csrf"])
        else { return }
        _ = try? visit.site.records.write(as: .system) { tx in
            guard let owner = try Session.owner(SessionToken(cookie), in: tx) else { return }
            try Draft.save(
                form, body: values.withoutTokens.encoded, path: values.formPath, for: owner,
                in: tx)
        }
    }
}
