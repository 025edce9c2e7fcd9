import Coalition
import HTTP
import HTTPTypes

/// Who may use a route at all. There is no default: without it, no build.
public enum Access: Sendable, Hashable {
    /// Also without signing in.
    case anyone
    /// Everybody who is signed in.
    case signedIn
    /// Holders of one of these roles for one of these programmes, in whatever city; the record itself
    /// is checked by its scope.
    case roles(Set<Role>, for: Set<Programme>)
}

/// Answers a request that its route admitted; what it throws becomes a page.
typealias Handler = @Sendable (Context) throws -> Response

/// One line of the table: a page is one of these, one short function, one query and one template.
struct Route: Sendable {
    let method: HTTPRequest.Method
    /// Segments with `:name` for a parameter, such as `/groups/:ref`.
    let pattern: String
    let access: Access
    let lane: Lane
    let handler: Handler
    let segments: [Segment]

    enum Segment: Sendable, Hashable {
        case literal(String)
        case parameter(String)
    }

    private init(
        _ method: HTTPRequest.Method, _ pattern: String, _ access: Access, _ lane: Lane,
        _ handler: @escaping Handler
    ) {
        self.method = method
        self.pattern = pattern
        self.access = access
        self.lane = lane
        self.handler = handler
        segments = pattern.split(separator: "/").map { part in
            part.hasPrefix(":") ? .parameter(String(part.dropFirst())) : .literal(String(part))
        }
    }

    static func get(
        _ pattern: String, _ access: Access, _ handler: @escaping Handler
    ) -> Route {
        Route(.get, pattern, access, .normal, handler)
    }

    static func post(
        _ pattern: String, _ access: Access, lane: Lane = .normal, _ handler: @escaping Handler
    ) -> Route {
        Route(.post, pattern, access, lane, handler)
    }
}

/// What belongs together on the website: its routes, and the pages that they show.
protocol Feature {
    static var routes: [Route] { get }
    static var pages: [any SitePage.Type] { get }
}

/// Finds the route of a path.
struct Router: Sendable {
    private let byLength: [Int: [Route]]

    init(_ routes: [Route]) {
        byLength = Dictionary(grouping: routes, by: \.segments.count)
    }

    enum Finding {
        case found(Route, [String: String])
        /// The path exists, but not with this method; which ones it has.
        case otherMethods([HTTPRequest.Method])
        case nothing
    }

    /// HEAD is answered like GET; the server leaves the body out.
    func find(_ method: HTTPRequest.Method, _ path: String) -> Finding {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        let wanted = method == .head ? .get : method
        var others: [HTTPRequest.Method] = []
        for route in byLength[parts.count] ?? [] {
            guard let parameters = match(route.segments, parts) else { continue }
            if route.method == wanted { return .found(route, parameters) }
            others.append(route.method)
        }
        return others.isEmpty ? .nothing : .otherMethods(others)
    }

    private func match(_ segments: [Route.Segment], _ parts: [Substring]) -> [String: String]? {
        var parameters: [String: String] = [:]
        for (segment, part) in zip(segments, parts) {
            switch segment {
            case .literal(let text) where text == part: continue
            case .literal: return nil
            case .parameter(let name): parameters[name] = String(part)
            }
        }
        return parameters
    }
}
