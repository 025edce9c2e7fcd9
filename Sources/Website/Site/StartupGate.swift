import HTTP
import HTTPTypes
import Synchronization

/// What stands between the server and the site: the port is taken first, so that a port in use
/// changes nothing, and whoever comes before the site is open is asked to come back.
public final class StartupGate: Sendable {
    private let site = Mutex<Site?>(nil)

    public init() {}

    /// From now on requests reach the site.
    public func open(_ site: Site) { self.site.withLock { $0 = site } }

    /// Whether requests reach the site.
    public var isOpen: Bool { current != nil }

    public func admit(_ head: RequestHead) -> Admission {
        current?.admit(head) ?? .answer(StartupGate.closed)
    }

    public func respond(_ request: Request) -> Response {
        current?.respond(request) ?? StartupGate.closed
    }

    private var current: Site? { site.withLock { $0 } }

    private static var closed: Response {
        var response = Response.text("starting\n", status: .serviceUnavailable)
        response.headerFields[.retryAfter] = "1"
        return response
    }
}
