import Coalition
import HTTP
import Templates

/// One's own account: name, language, password and sessions.
enum AccountPages: Feature {
    static var routes: [Route] {
        [
            .get("/account", .signedIn, show),
            .get("/account/name", .signedIn, editName),
            .post("/account/name", .signedIn, updateName),
            .get("/account/password", .signedIn, editPassword),
            .post("/account/password", .signedIn, lane: .slow, updatePassword),
            .post("/account/sessions/:id/end", .signedIn, endSession),
            .post("/account/sessions/end", .signedIn, endOthers),
        ]
    }
    static var pages: [any SitePage.Type] { [AccountPage.self] }

    static func show(_ context: Context) throws -> Response {
        let signedIn = try context.person()
        let (sessions, cities, absences) = try context.read { tx in
            (
                try Session.live(of: signedIn.user.id, in: tx), try City.all(in: tx),
                try AbsenceFacts(of: signedIn.user, tx)
            )
        }
        return try context.show(AccountPage(context, signedIn, sessions, cities, absences))
    }

    static func editName(_ context: Context) throws -> Response {
        try context.show(try nameForm(context))
    }

    static func updateName(_ context: Context) throws -> Response {
        let user = try context.person().user
        return try context.submit({ try nameForm(context) }) { form, tx in
            let name = form.text("name")
            let version = try form.version()
            try form.check()
            try User.rename(user, to: name, version: version, in: tx)
            return ("/account", Note("note.saved"))
        }
    }

    static func editPassword(_ context: Context) throws -> Response {
        try context.show(passwordForm(context))
    }

    static func updatePassword(_ context: Context) throws -> Response {
        let signedIn = try context.person()
        let values = Values(context.request)
        let problem = try passwordProblem(values, signedIn.user, context)
        let hash =
            problem == nil
            ? try Password.hash(
                values["new_password"] ?? "", cost: context.site.configuration.passwordCost) : ""
        return try context.submit({ passwordForm(context) }) { form, tx in
            if let problem { form.note(problem.field, problem.message) }
            try form.check()
            try User.setPassword(hash, of: signedIn.user, keeping: signedIn.session.id, in: tx)
            return ("/account", Note("note.password_changed"))
        }
    }

    static func endSession(_ context: Context) throws -> Response {
        let signedIn = try context.person()
        let id = ID<Session>(try context.number("id"))
        return try context.act { _, tx in
            try Session.end(id, of: signedIn.user.id, in: tx)
            return ("/account", Note("note.session_ended"))
        }
    }

    static func endOthers(_ context: Context) throws -> Response {
        let signedIn = try context.person()
        return try context.act { _, tx in
            try Session.endAll(of: signedIn.user.id, except: signedIn.session.id, in: tx)
            return ("/account", Note("note.sessions_ended"))
        }
    }

    private static func passwordProblem(
        _ values: Values, _ user: User, _ context: Context
    ) throws -> Problem? {
        let cost = context.site.configuration.passwordCost
        guard try Password.verify(values["password"] ?? "", user.passwordHash, cost: cost) else {
            return Problem("password", "problem.password_wrong")
        }
        if let message = Password.problem(values["new_password"] ?? "", for: user) {
            return Problem("new_password", message)
        }
        return values["new_password"] == values["password_again"]
            ? nil : Problem("password_again", "problem.password_differs")
    }

    private static func nameForm(_ context: Context) throws -> FormView {
        let user = try context.person().user
        var values = Values()
        values.set("name", user.name)
        return FormView(
            title: context.words("account.name.title"), action: "/account/name",
            fields: [FieldSpec.text("name").filled("name")], submit: context.words("action.save"),
            cancel: "/account", values: values, version: user.version,
            crumbs: [LinkView(context.words("nav.account"), "/account")])
    }

    private static func passwordForm(_ context: Context) -> FormView {
        FormView(
            title: context.words("account.password.title"), action: "/account/password",
            fields: [
                FieldSpec.password("password").filled("current-password"),
                FieldSpec.password("new_password").filled("new-password"),
                FieldSpec.password("password_again").filled("new-password"),
            ],
            submit: context.words("action.save"), cancel: "/account",
            crumbs: [LinkView(context.words("nav.account"), "/account")])
    }
}

extension Context {
    /// The signed-in person of a route that admits nobody else.
    func person() throws -> SignedIn {
        guard let signedIn else { throw Refusal.signInAgain }
        return signedIn
    }
}

/// One's own account on a page.
struct AccountPage: SitePage {
    static let template = "accounts/show"
    let terms: [TermView]
    let grants: [String]
    let sessions: [SessionRow]
    /// Nil for who has no work that somebody could stand in for.
    let absences: AbsenceList?

    init(
        _ context: Context, _ signedIn: SignedIn, _ sessions: [Session], _ cities: [City],
        _ away: AbsenceFacts
    ) {
        let words = context.words
        absences =
            signedIn.viewer.holds(TaskPolicy.doers, for: .any)
            ? AbsenceList(away, .own, signedIn.user, words) : nil
        let names = Dictionary(
            uniqueKeysWithValues: cities.map { ($0.id, $0.name(context.language.rawValue)) })
        terms = [
            TermView(words("field.name"), signedIn.user.name),
            TermView(words("login.email"), signedIn.user.email),
        ]
        grants = signedIn.viewer.grants.map { grant in
            let role = words("role.\(grant.role.rawValue)")
            let place = grant.city.flatMap { names[$0] } ?? words("place.network")
            return "\(role), \(place)"
        }
        self.sessions = sessions.map { session in
            let isThis = session.id == signedIn.session.id
            let seenAt = isThis ? context.now : session.seenAt
            return SessionRow(
                id: session.id.value,
                device: session.device.isEmpty ? words("account.unknown_device") : session.device,
                since: words.dayAndTime(session.createdAt, context.now, .amsterdam),
                used: words.relative(seenAt, context.now, .amsterdam), isThis: isThis)
        }
    }

    static let fields: Fields<AccountPage> = [
        .list("terms", TermView.fields) { $0.terms },
        .texts("grants") { $0.grants },
        .object("absences", AbsenceList.fields) { $0.absences },
        .list("sessions", SessionRow.fields) { $0.sessions },
        .flag("hasOthers") { $0.sessions.contains { !$0.isThis } },
    ]
}

/// A session in the list of one's own.
struct SessionRow: PageModel {
    let id: Int64
    let device: String
    /// The day and hour of signing in.
    let since: String
    /// When it was last used: "nu", "12 minuten geleden".
    let used: String
    let isThis: Bool

    static let fields: Fields<SessionRow> = [
        .text("id") { String($0.id) },
        .text("device") { $0.device },
        .text("since") { $0.since },
        .text("used") { $0.used },
        .flag("isThis") { $0.isThis },
    ]
}
