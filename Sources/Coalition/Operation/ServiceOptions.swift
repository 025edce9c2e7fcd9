/// How the website is to be reached, as it was typed; checked before anything is opened (design:
/// server, security).
public struct ServiceOptions: Sendable {
    public var host = "127.0.0.1"
    /// A number from 0, which takes a free one, to 65535.
    public var port = "8080"
    /// The port of the metrics on loopback; nil for none.
    public var metricsPort: String?
    /// A number from 1 to 1000000; nil for the server's own.
    public var connections: String?
    /// Scheme, host and port of the public address; nil on loopback.
    public var origin: String?
    /// Addresses and networks of the proxies in front.
    public var proxies: [String] = []
    public var isDemo = false
    /// The file that says what time it is in the demo; nil for the system's clock.
    public var clockFile: String?
    /// Whom people can ask for help.
    public var contact = ServiceContact()

    public init() {}

    /// Everything that stands against it, a sentence each; empty when it can be served.
    public var problems: [StartFailure] { sentences.map { StartFailure(.usage, $0) } }

    /// What the server is told.
    ///
    /// - Throws: the first of the problems.
    public func plan() throws -> ServicePlan {
        if let problem = problems.first { throw problem }
        return ServicePlan(
            host: host, port: ServiceOptions.number(port) ?? 0,
            metricsPort: metricsPort.flatMap(ServiceOptions.number),
            connections: connections.flatMap { Int($0) }, origin: origin, proxies: proxies)
    }

    private var sentences: [String] {
        exposure + numbers + contact.problems
            + [
                clockFile != nil && !isDemo
                    ? "--clock-file needs --demo: real records have the real time." : nil,
                !proxies.isEmpty && origin == nil
                    ? "--behind-proxy needs --origin, the public address." : nil,
                origin.map(Origin.isWellFormed) == false
                    ? "--origin is an address as a browser writes it, such as "
                        + "https://coalitie.example." : nil,
            ].compactMap { $0 }
    }

    fileprivate static let loopback: Set<String> = ["127.0.0.1", "::1", "localhost"]

    private var exposure: [String] {
        let isLoopback = ServiceOptions.loopback.contains(host)
        if isDemo, !isLoopback || !proxies.isEmpty {
            return ["The demo is served on loopback only, without a proxy."]
        }
        return isLoopback || !proxies.isEmpty
            ? [] : ["\(host) is not loopback: name the proxy in front with --behind-proxy."]
    }

    private var numbers: [String] {
        var sentences: [String] = []
        for (name, text) in [("--port", port), ("--metrics-port", metricsPort ?? "0")]
        where ServiceOptions.number(text) == nil {
            sentences.append("\(name) is a number from 0 to 65535.")
        }
        if port == metricsPort, port != "0" {
            sentences.append("--metrics-port is another port than --port.")
        }
        if let connections, !(1...1_000_000).contains(Int(connections) ?? 0) {
            sentences.append("--connections is a number from 1 to 1000000.")
        }
        return sentences
    }

    private static func number(_ text: String) -> UInt16? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt16(text) : nil
    }
}

/// Options that can be served.
public struct ServicePlan: Sendable {
    public let host: String
    /// 0 takes a free one.
    public let port: UInt16
    /// Nil for no metrics.
    public let metricsPort: UInt16?
    /// Nil for the server's own number.
    public let connections: Int?
    public let origin: String?
    public let proxies: [String]

    /// Whether others can reach it, by its address or through a proxy.
    public var isReachable: Bool { !ServiceOptions.loopback.contains(host) || !proxies.isEmpty }
}

/// A public address as the Origin field has it, RFC 6454 section 6.1: one that a browser would
/// write in another way would never be met.
private enum Origin {
    private static let schemes = [("https://", ":443"), ("http://", ":80")]

    static func isWellFormed(_ text: String) -> Bool {
        guard let (scheme, ownPort) = schemes.first(where: { text.hasPrefix($0.0) }) else {
            return false
        }
        let rest = text.dropFirst(scheme.count)
        let host = rest.hasPrefix("[") ? rest.prefix { $0 != "]" } + "]" : rest.prefix { $0 != ":" }
        let port = rest.dropFirst(host.count)
        return isHost(host) && isPort(port) && port != ownPort
    }

    private static func isHost(_ host: some StringProtocol) -> Bool {
        let isSix = host.hasPrefix("[")
        let letters = isSix ? "0123456789abcdef:[]" : "0123456789abcdefghijklmnopqrstuvwxyz.-"
        return host.count > (isSix ? 3 : 0) && host.allSatisfy(letters.contains)
    }

    private static func isPort(_ port: Substring) -> Bool {
        guard port.first == ":" else { return port.isEmpty }
        let digits = port.dropFirst()
        return digits.allSatisfy(\.isASCII) && !digits.hasPrefix("0") && UInt16(digits) != nil
    }
}
