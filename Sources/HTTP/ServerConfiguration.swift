import Glibc
import HTTPTypes

extension Server {
    /// Everything about a server that can be set; the defaults are those of the documentation.
    public struct Configuration: Sendable {
        /// An address of this machine, or a name that stands for one.
        public var host = "127.0.0.1"
        /// The port; 0 takes a free one.
        public var port: UInt16 = 0
        /// Whether a proxy stands in front; without one only loopback is listened on.
        public var isBehindProxy = false
        /// Addresses and networks (`10.0.0.0/8`) whose `X-Forwarded-*` is believed.
        public var trustedProxies: [String] = []

        /// The most connections at one time; less if the system gives fewer descriptors.
        public var connections = 16_384
        /// Threads of the normal lane; at least 4.
        public var workers = 4
        /// Threads of the slow lane, 1 or 2.
        public var slowWorkers = 1
        /// How many requests wait for the normal lane before 503.
        public var queueLength = 512
        /// How many requests wait for the slow lane before 503.
        public var slowQueueLength = 20

        /// Seconds for the whole head, from its first byte.
        public var headSeconds = 10.0
        /// Seconds for the whole body, and one more per 16 kB beyond 64 kB.
        public var bodySeconds = 10.0
        /// Seconds in which a client has to take something of an answer; it has these and one more
        /// per 16 kB for the whole answer.
        public var answerSeconds = 10.0
        /// Seconds that a connection may be idle.
        public var idleSeconds = 15.0
        /// Seconds that a closed connection is read on, so that the client sees the last answer.
        public var drainSeconds = 1.0
        /// Seconds in which `stop()` lets what is in flight be finished.
        public var stopSeconds = 10.0
        /// Seconds between two looks at the deadlines; what is not urgent waits as long at most.
        var tickSeconds = 0.1

        /// Bytes of a request line.
        public var requestLineLimit = 8_192
        /// Bytes of a head.
        public var headLimit = 32_768
        /// Fields of a head.
        public var fieldLimit = 100
        /// Bytes of all chunk extensions of a message.
        public var chunkExtensionLimit = 16_384
        /// Bytes of all half heads, and of requests behind one that is worked on, together.
        public var intakeMemory = 64 << 20
        /// Bytes of all request bodies together.
        public var bodyMemory = 64 << 20
        /// Bytes of all unsent answers together.
        public var answerMemory = 64 << 20

        /// The gzip level of pages, 1 to 9.
        public var compressionLevel = 2
        /// The fields of every answer, refusals too.
        public var securityHeaders = Self.standardSecurityHeaders
        /// Takes whole lines of JSON in chunks, on a queue of its own; nil for no access log.
        public var accessLog: (@Sendable ([UInt8]) -> Void)?

        /// The documented defaults.
        public init() {}

        var parserLimits: ParserLimits {
            ParserLimits(
                requestLine: requestLineLimit, head: headLimit, fields: fieldLimit,
                chunkExtensions: chunkExtensionLimit)
        }
    }
}

extension Server.Configuration {
    /// No content but our own, no framing, no sniffing, no referrer to others.
    public static var standardSecurityHeaders: HTTPFields {
        let directives = [
            "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'",
            "font-src 'self'", "manifest-src 'self'", "connect-src 'self'", "form-action 'self'",
            "base-uri 'none'", "frame-ancestors 'none'",
        ]
        var fields: HTTPFields = [
            .contentSecurityPolicy: directives.joined(separator: "; "),
            .xContentTypeOptions: "nosniff",
        ]
        let others = [
            ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ]
        for (name, value) in others {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return fields
    }
}

extension Server.Configuration {
    /// What a start would refuse, but for a port that is taken; empty when nothing stands against
    /// it. Nothing is changed by asking.
    public var problems: [ServerError] {
        var problems: [ServerError] = []
        for proxy in trustedProxies {
            do { _ = try TrustedProxies([proxy]) } catch { problems.append(error) }
        }
        do {
            Glibc.close(
                try Listener.open(host: host, port: 0, allowsEverywhere: isBehindProxy).descriptor)
        } catch { problems.append(error) }
        return problems
    }
}
