import Coalition
import Foundation
import HTTP
import HTTPTypes
import SQLite
import Templates

/// What is found out about a request before its handler runs, and what follows from an error.
struct Visit {
    let request: Request
    let site: Site
    private(set) var language: Language
    private(set) var signedIn: SignedIn?
    private let sessionToken: String?
    private var visitToken: String
    private let isNewVisit: Bool
    private let now: Instant

    init(_ request: Request, _ site: Site) {
        self.request = request
        self.site = site
        now = site.records.clock.now
        sessionToken = SiteCookie.session.value(in: request)
        let known = SiteCookie.visit.value(in: request).flatMap { $0.count == 43 ? $0 : nil }
        isNewVisit = known == nil
        visitToken = known ?? ""
        language = .nl
    }

    /// Session, access, token, handler; whatever any of them throws becomes a page.
    mutating func response(_ route: Route, _ parameters: [String: String]) -> Response {
        do {
            try findSession()
            if route.method == .post { try requireForm() }
            let context = context(route, parameters)
            try admit(route, context)
            return try route.handler(context)
        } catch {
            return page(for: error, route, parameters)
        }
    }

    func addCookies(to response: inout Response) {
        if isNewVisit, signedIn == nil, response.headerFields[.contentType] != nil {
            SiteCookie.visit.set(visitToken, on: &response)
        }
    }

    /// A page without a route.
    mutating func errorPage(_ status: HTTPResponse.Status) -> Response {
        try? findSession()
        return errorPage(status, "error.\(status.code)", context(.nowhere, [:]))
    }

    private mutating func findSession() throws {
        defer { if signedIn == nil { welcome() } }
        guard let sessionToken else { return }
        let found = try site.records.read(as: .system) {
            try SignedIn.find(SessionToken(sessionToken), in: $0)
        }
        guard let found else { return }
        signedIn = found
        language = Language(rawValue: found.user.language) ?? .nl
        if found.session.needsTouch(at: now) { site.activity.note(found.session.id, at: now) }
    }

    /// What somebody has who is not signed in: a token for the form that signs in, and a language.
    private mutating func welcome() {
        if visitToken.isEmpty { visitToken = SessionToken.random().text }
        language = PreferredLanguage.of(request)
    }

    private func requireForm() throws {
        if !FormKind.isForm(request[.contentType]) { throw NoForm() }
    }

    private func context(_ route: Route, _ parameters: [String: String]) -> Context {
        Context(
            site: site, request: request, route: route, parameters: parameters,
            signedIn: signedIn, language: language,
            csrf: CsrfToken(cookie: signedIn == nil ? visitToken : sessionToken ?? ""), now: now)
    }

    private func admit(_ route: Route, _ context: Context) throws {
        if route.access != .anyone, signedIn == nil { throw Refusal.signInAgain }
        if case .roles(let roles, let programmes) = route.access,
            !context.viewer.holds(roles, for: programmes)
        {
            throw Refusal.forbidden("forbidden.role")
        }
        guard route.method == .post else { return }
        guard (try? FormFields(parsing: request.body)) != nil else { throw UnreadableForm() }
        guard site.origins.accepts(request), context.csrf.accepts(Values(request)["csrf"]) else {
            throw Refusal.forbidden("forbidden.token")
        }
    }

    private func page(
        for error: any Error, _ route: Route, _ parameters: [String: String]
    ) -> Response {
        let context = context(route, parameters)
        switch error {
        case let refusal as Refusal: return page(for: refusal, context)
        case SQLiteError.busy, SQLiteError.locked:
            return page(for: .unavailable(retryAfter: 2), context)
        case is NoForm: return denied("error.415", .unsupportedMediaType, context)
        case is UnreadableForm: return errorPage(.badRequest, "error.400", context)
        case SQLiteError.full:
            site.log.error("disk full", metadata: ["request": "\(request.id)"])
            return waiting(errorPage(.serviceUnavailable, "error.full", context), 60)
        default: return incident(error, context)
        }
    }

    private func page(for refusal: Refusal, _ context: Context) -> Response {
        switch refusal {
        case .notFound:
            context.noteDenial(Denial.outOfSight)
            return errorPage(.notFound, "error.404", context)
        case .forbidden(let rule): return denied(rule, .forbidden, context)
        case .invalid: return errorPage(.unprocessableContent, "error.422", context)
        case .conflict, .already: return errorPage(.conflict, "error.409", context)
        case .signInAgain: return SignInAgain(visit: self, context: context).response()
        case .tooMany(let seconds):
            return waiting(errorPage(.tooManyRequests, "error.429", context), seconds)
        case .unavailable(let seconds):
            return waiting(errorPage(.serviceUnavailable, "error.503", context), seconds)
        }
    }

    private func denied(
        _ rule: String, _ status: HTTPResponse.Status, _ context: Context
    ) -> Response {
        context.noteDenial(rule)
        return errorPage(status, rule, context)
    }

    private func waiting(_ response: Response, _ seconds: Int) -> Response {
        var response = response
        response.headerFields[.retryAfter] = String(seconds)
        return response
    }

    /// Anything that was not foreseen: a number for the person, the kind of error for the log.
    private func incident(_ error: any Error, _ context: Context) -> Response {
        site.log.error(
            "incident",
            metadata: [
                "request": "\(request.id)", "route": "\(context.route.pattern)",
                "error": "\(type(of: error)): \(error)",
            ])
        var response = errorPage(.internalServerError, "error.500", context)
        response.logLabel = "incident"
        return response
    }

    /// Who can be asked: about a role who gives it, about what went wrong who helps.
    private func helpers(
        _ status: HTTPResponse.Status, _ key: String, _ context: Context
    ) -> [ReachView] {
        switch key {
        case "forbidden.role", "forbidden.no_role":
            let found = (try? context.read { try Helper.administrators(in: $0) }) ?? []
            return found.map { ReachView($0, context.words) }
        case "error.500", "error.full":
            return [ReachView(site.configuration.contact, context.words)].compactMap { $0 }
        default: return []
        }
    }

    private func errorPage(
        _ status: HTTPResponse.Status, _ key: String, _ context: Context
    ) -> Response {
        let page = ErrorPage(
            title: context.words("\(key).title"), text: context.words("\(key).text"),
            number: status == .internalServerError ? request.id : nil,
            helpers: helpers(status, key, context))
        return (try? context.show(page, status: status))
            ?? .text("\(status.code)\n", status: status)
    }
}

/// A body whose bytes are no form: broken encoding, no UTF-8, or too many fields.
struct UnreadableForm: Error {}

/// A body of another kind than a form's.
struct NoForm: Error {}

/// Only the browser's own kind of form is read. A page elsewhere can send other kinds with the
/// person's cookies, without asking the server first (Fetch standard, CORS-safelisted types).
enum FormKind {
    static func isForm(_ contentType: String?) -> Bool {
        let type = (contentType ?? "").prefix { $0 != ";" }
        return type.trimmingCharacters(in: .whitespaces).lowercased()
            == "application/x-www-form-urlencoded"
    }
}

extension Route {
    /// Stands in for the route of a path that has none.
    static let nowhere = Route.get("", .anyone) { _ in throw Refusal.notFound }
}

/// What a person is told when there is no page.
struct ErrorPage: SitePage {
    static let template = "error"
    let title: String
    let text: String
    /// The incident's number, to be quoted to whoever helps.
    let number: String?
    /// Who can be asked about it.
    let helpers: [ReachView]
    /// Where what was looked for is now; nil when nothing is known of it.
    var link: LinkView?

    static let fields: Fields<ErrorPage> = [
        .text("title") { $0.title },
        .text("text") { $0.text },
        .text("number") { $0.number },
        .list("helpers", ReachView.fields) { $0.helpers },
        .object("link", LinkView.fields) { $0.link },
    ]
}

/// The language before somebody is signed in: the cookie, else what the browser prefers, else Dutch.
enum PreferredLanguage {
    static func of(_ request: Request) -> Language {
        if let chosen = SiteCookie.language.value(in: request).flatMap(Language.init(rawValue:)) {
            return chosen
        }
        let wished = (request[.acceptLanguage] ?? "").split(separator: ",").map { entry in
            let parts = entry.split(separator: ";")
            let quality =
                parts.dropFirst().first { $0.contains("q=") }
                .flatMap { Double($0.split(separator: "=").last ?? "") } ?? 1
            return (
                tag: parts.first.map { $0.trimmingCharacters(in: .whitespaces) } ?? "",
                quality: quality
            )
        }
        // The first of the best: sorting keeps no order among equals, so the position counts too.
        let known = wished.enumerated().compactMap { position, wish in
            Language(rawValue: String(wish.tag.prefix(2))).map { ($0, wish.quality, position) }
        }
        return known.min { ($1.1, $0.2) < ($0.1, $1.2) }?.0 ?? .nl
    }
}
