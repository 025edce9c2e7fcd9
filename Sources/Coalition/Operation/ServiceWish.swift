/// How the website is to be reached, checked before anything is opened (design: server, security).
public struct ServiceWish: Sendable {
    public let host: String
    public let port: UInt16
    /// Nil for the server's own number.
    public let connections: Int?
    /// Scheme, host and port of the public address; nil on loopback.
    public let origin: String?
    public let proxies: [String]

    /// Whether others can reach it, by its address or through a proxy.
    public var isReachable: Bool { !ServiceWish.loopback.contains(host) || !proxies.isEmpty }

    private static let loopback: Set<String> = ["127.0.0.1", "::1", "localhost"]

    /// - Throws: `StartFailure` for an address that others can reach without a proxy, a proxy without
    ///   an origin, an origin that is none, and a demo beyond loopback.
    public init(
        host: String, port: UInt16, connections: Int?, origin: String?, proxies: [String],
        isDemo: Bool
    ) throws {
        let isLoopback = ServiceWish.loopback.contains(host)
        if isDemo, !isLoopback || !proxies.isEmpty {
            throw StartFailure(.usage, "The demo is served on loopback only, without a proxy.")
        }
        if !isLoopback, proxies.isEmpty {
            throw StartFailure(
                .usage, "\(host) is not loopback: name the proxy in front with --behind-proxy.")
        }
        if !proxies.isEmpty, origin == nil {
            throw StartFailure(.usage, "--behind-proxy needs --origin, the public address.")
        }
        if let origin, !ServiceWish.isOrigin(origin) {
            throw StartFailure(.usage, "--origin is an address such as https://coalitie.example.")
        }
        if let connections, !(1...1_000_000).contains(connections) {
            throw StartFailure(.usage, "--connections is a number from 1 to 1000000.")
        }
        self.host = host
        self.port = port
        self.connections = connections
        self.origin = origin
        self.proxies = proxies
    }

    private static func isOrigin(_ text: String) -> Bool {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else {
            return false
        }
        let rest = text.dropFirst(scheme.count)
        return !rest.isEmpty
            && rest.allSatisfy { $0.isLetter || $0.isNumber || ".-:[]".contains($0) }
    }
}
