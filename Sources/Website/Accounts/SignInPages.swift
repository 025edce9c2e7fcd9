import Coalition
import Foundation
import HTTP
import HTTPTypes
import Templates

/// Signing in and out, the switch of language, and the link by which a password is set.
enum SignInPages: Feature {
    static var routes: [Route] {
        [
            .get("/login", .anyone, new),
            .post("/login", .anyone, lane: .slow, create),
            .post("/logout", .signedIn, destroy),
            .post("/language", .anyone, setLanguage),
            .get("/invitations/:token", .anyone, InvitationPages.show),
            .post("/invitations/:token", .anyone, lane: .slow, InvitationPages.accept),
        ]
    }
    static var pages: [any SitePage.Type] { [SignInPage.self] }

    static func new(_ context: Context) throws -> Response {
        if context.signedIn != nil { return .redirect(to: "/") }
        return try context.show(SignInPage(context, Values(), []))
    }

    /// The same work and the same words for an unknown account and for a wrong password.
    static func create(_ context: Context) throws -> Response {
        let values = Values(context.request)
        let email = values.text("email") ?? ""
        let password = values["password"] ?? ""
        let form = Form(values)
        if email.isEmpty { form.note("email", "problem.email_missing") }
        if password.isEmpty { form.note("password", "problem.password_missing") }
        guard form.problems.isEmpty else { return try again(context, values, form.problems) }
        do {
            try asAddress(context) { try SignIn.requireTurn(email: email, in: $0) }
        } catch Refusal.tooMany(let seconds) {
            return try waiting(context, values, seconds)
        }
        let user = try context.read { try User.find(email: email, in: $0) }
        let isRight = try Password.verify(
            String(password.prefix(1024)), user?.passwordHash,
            cost: context.site.configuration.passwordCost)
        guard let user, isRight, !user.isBlocked else {
            try context.write { try SignIn.failed(email: email, in: $0) }
            return try again(context, values, [Problem("email", "problem.sign_in")])
        }
        return try start(user, context)
    }

    static func destroy(_ context: Context) throws -> Response {
        guard let signedIn = context.signedIn else { return .redirect(to: "/login") }
        try context.write { tx in
            try Session.end(signedIn.session.id, of: signedIn.user.id, in: tx)
            try tx.audit(.signOut, .session, signedIn.user.ref)
        }
        var response = Response.redirect(to: "/login")
        SiteCookie.session.clear(on: &response)
        response.headerFields[.clearSiteData] = #""cache", "storage""#
        return response
    }

    /// Keeps the language and comes back to the same page; with a form that is being filled in, also
    /// what was typed in it.
    static func setLanguage(_ context: Context) throws -> Response {
        let values = Values(context.request)
        guard let language = values.text("language").flatMap(Language.init(rawValue:)) else {
            throw Refusal.notFound
        }
        if let user = context.signedIn?.user {
            try context.write { try User.setLanguage(language.rawValue, of: user.id, in: $0) }
            if values.text("draft_form") != nil { try DraftPages.keep(values, context) }
        }
        var response = Response.redirect(
            to: LocalPath.checked(values["back"] ?? values["draft_back"]))
        SiteCookie.language.set(language.rawValue, seconds: 365 * 86_400, on: &response)
        return response
    }

    private static func start(_ user: User, _ context: Context) throws -> Response {
        let device = DeviceName.of(context.request[.userAgent] ?? "")
        let (token, left) = try context.write { tx in
            try SignIn.succeeded(email: user.email, in: tx)
            let left = try Draft.left(by: user, in: tx)
            return (try Session.start(for: user, device: device, in: tx), left)
        }
        let next = SiteCookie.next.value(in: context.request).flatMap(Base64URL.decode)
            .map { String(decoding: $0, as: UTF8.self) }
        var response = Response.redirect(to: LocalPath.checked(next))
        SiteCookie.session.set(token.text, on: &response)
        SiteCookie.visit.clear(on: &response)
        SiteCookie.next.clear(on: &response)
        if let left { SiteCookie.note.set(kept(left, context).cookie, seconds: 60, on: &response) }
        return response
    }

    /// What was typed before the session ended is there still: said on the first page.
    private static func kept(_ draft: (at: Instant, path: String), _ context: Context) -> Note {
        Note("note.draft_kept", ["time": context.moment(draft.at)], link: draft.path)
    }

    private static func asAddress(_ context: Context, _ work: (Transaction) throws -> Void) throws {
        try context.read(work)
    }

    private static func again(
        _ context: Context, _ values: Values, _ problems: [Problem]
    ) throws -> Response {
        try context.show(SignInPage(context, values, problems), status: .unprocessableContent)
    }

    private static func waiting(
        _ context: Context, _ values: Values, _ seconds: Int
    ) throws -> Response {
        let problem = Problem("email", "problem.too_many", ["when": .wait(seconds)])
        var response = try context.show(
            SignInPage(context, values, [problem]), status: .tooManyRequests)
        response.headerFields[.retryAfter] = String(seconds)
        return response
    }
}

/// The sign-in page.
struct SignInPage: SitePage {
    static let template = "accounts/login"
    let email: FieldView
    let password: FieldView
    let problems: [LinkView]
    /// Who helps; nil when the settings do not say.
    let contact: ReachView?

    init(_ context: Context, _ values: Values, _ problems: [Problem]) {
        let builder = FieldBuilder(
            values: values, problems: problems, stored: nil, words: context.words)
        email = builder.view(FieldSpec.email("email").labelled("login.email").filled("username"))
        password = builder.view(
            FieldSpec.password("password").labelled("login.password").filled("current-password"))
        contact = ReachView(context.site.configuration.contact, context.words)
        self.problems = problems.map {
            LinkView(context.words.problem($0), "#\($0.field)")
        }
    }

    static let fields: Fields<SignInPage> = [
        .object("email", FieldView.fields) { $0.email },
        .object("password", FieldView.fields) { $0.password },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .object("contact", ReachView.fields) { $0.contact },
    ]
}

/// What sort of browser it is, in a few words, so that a person recognises the session.
enum DeviceName {
    static func of(_ agent: String) -> String {
        let browsers = [
            ("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ]
        let systems = [
            ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS", "macOS"), ("Linux", "Linux"),
        ]
        let browser = browsers.first { agent.contains($0.0) }?.1
        let system = systems.first { agent.contains($0.0) }?.1
        return [browser, system].compactMap { $0 }.joined(separator: ", ")
    }
}
