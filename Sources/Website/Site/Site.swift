import Coalition
import Foundation
import HTTP
import HTTPTypes
import Logging
import Templates

/// The website: what turns a request into a page.
public final class Site: Sendable {
    /// What the site needs besides the records.
    public struct Configuration: Sendable {
        /// The folder with Templates, Public and Migrations.
        public var home: URL
        /// Origins from which forms are accepted; empty on loopback.
        public var origins: Set<String> = []
        public var isDemo = false
        /// Whether changed templates and files are read again.
        public var reloads = false
        /// Whom people can ask for help; empty when the settings do not say.
        public var contact = ServiceContact()
        public var passwordCost = Password.Cost.standard

        public init(home: URL) { self.home = home }
    }

    let configuration: Configuration
    let records: Records
    let activity: SessionActivity
    let searches = SearchPace()
    let templates: TemplateSet<Frame>
    let pages: CompiledPages
    /// What is printed for a family in its own language.
    let sheets: Sheets
    public let files: StaticFiles
    let log: Logger
    let origins: OriginRule
    /// Where the circles of the map stand.
    let circles = CircleLayouts()
    private let router: Router
    /// Says that the program runs, without asking the database.
    private let alive: StandingResponse

    /// The files of the home folder's `Public`, which need no records and are served first.
    public static func files(_ configuration: Configuration) throws -> StaticFiles {
        try StaticFiles(
            directory: configuration.home.appending(path: "Public"), prefix: "/assets/",
            reloads: configuration.reloads)
    }

    /// Checks everything that is read from the home folder, without any records.
    ///
    /// - Throws: `StartFailure` naming every flaw of a template or message, or what reading the
    ///   files of `Public` throws.
    public static func check(_ configuration: Configuration) throws {
        _ = try files(configuration)
        _ = try CompiledSite(configuration)
    }

    /// A site over these records, whose pages are compiled first.
    ///
    /// - Throws: `StartFailure` naming every flaw of a template or message.
    public convenience init(
        _ configuration: Configuration, _ records: Records, files: StaticFiles, log: Logger
    ) throws {
        self.init(
            configuration, records, files: files, compiled: try CompiledSite(configuration),
            log: log)
    }

    /// The same with what was compiled before.
    init(
        _ configuration: Configuration, _ records: Records, files: StaticFiles,
        compiled: CompiledSite, log: Logger
    ) {
        self.configuration = configuration
        self.records = records
        activity = SessionActivity(records)
        self.log = log
        (templates, pages, sheets) = (compiled.templates, compiled.pages, compiled.sheets)
        self.files = files
        origins = OriginRule(origins: configuration.origins)
        router = Router(Features.routes(isDemo: configuration.isDemo))
        var alive = Response.text("ok\n")
        alive.isLogged = false
        self.alive = StandingResponse(alive)
    }

    /// Decides on a head: which lane, and how large a body may be; what is no form is not read.
    public func admit(_ head: RequestHead) -> Admission {
        if head.path == "/livez" {
            return head.method.isRead ? .standing(alive) : .answer(Site.readOnly)
        }
        if case .found(let route, _) = router.find(head.method, head.path) {
            if route.method == .post, !FormKind.isForm(head[.contentType]) {
                return .unread(lane: .normal)
            }
            return .run(lane: route.lane, bodyLimit: 1 << 20)
        }
        return .run(lane: .normal, bodyLimit: 1 << 16)
    }

    /// From a request to its answer, from top to bottom; every error is already a page.
    public func respond(_ request: Request) -> Response {
        if request.path == "/readyz" {
            return request.method.isRead ? readiness() : Site.readOnly
        }
        var visit = Visit(request, self)
        switch router.find(request.method, request.path) {
        case .nothing:
            return finish(visit.errorPage(.notFound), visit, nil)
        case .otherMethods(let methods):
            var response = visit.errorPage(.methodNotAllowed)
            response.headerFields[.allow] = methods.map(\.rawValue).joined(separator: ", ")
            return finish(response, visit, nil)
        case .found(let route, let parameters):
            let response = visit.response(route, parameters)
            return finish(response, visit, route)
        }
    }

    private static var readOnly: Response {
        var response = Response.text("method not allowed\n", status: .methodNotAllowed)
        response.headerFields[.allow] = "GET, HEAD"
        return response
    }

    /// Whether the database answers; the number of a server that should get no requests yet.
    private func readiness() -> Response {
        do {
            _ = try records.read(as: .system) { try City.all(in: $0).count }
            return .text("ready\n")
        } catch {
            return .text("not ready\n", status: .serviceUnavailable)
        }
    }

    private func finish(_ response: Response, _ visit: Visit, _ route: Route?) -> Response {
        var response = response
        response.route = route?.pattern
        visit.addCookies(to: &response)
        if response.headerFields[.cacheControl] == nil {
            response.headerFields[.cacheControl] = "no-store"
        }
        response.headerFields[.contentLanguage] = visit.language.rawValue
        return response
    }
}

extension HTTPRequest.Method {
    /// Whether it only reads, RFC 9110 section 9.2.1.
    fileprivate var isRead: Bool { self == .get || self == .head }
}
