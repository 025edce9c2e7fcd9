import Dispatch
import Glibc
import Synchronization

/// An HTTP/1.1 server, RFC 9110 and RFC 9112.
///
/// ```swift
/// let server = Server(Server.Configuration(), files: nil) { _ in
///     .run(lane: .normal, bodyLimit: 1 << 20)
/// } respond: { _ in
///     .text("Hello\n")
/// }
/// let port = try server.start()
/// ```
public final class Server: Sendable {
    /// Descriptors that are left for the database, files and the rest of the program.
    private static let reservedDescriptors = 128

    private let configuration: Configuration
    private let files: StaticFiles?
    private let admit: @Sendable (RequestHead) -> Admission
    private let respond: Responder
    private let running = Mutex<IOLoop?>(nil)

    /// A server that does not listen yet.
    ///
    /// - Parameters:
    ///   - files: served in the loop, before `admit` is asked; nil for none.
    ///   - admit: called in the loop for every complete head; must not wait for anything.
    ///   - respond: called on a worker with the whole request.
    public init(
        _ configuration: Configuration, files: StaticFiles?,
        admit: @escaping @Sendable (RequestHead) -> Admission, respond: @escaping Responder
    ) {
        self.configuration = configuration
        self.files = files
        self.admit = admit
        self.respond = respond
    }

    /// Listens, and returns the port; the server runs until ``stop()``, even if nobody holds it.
    ///
    /// - Throws: `ServerError`, a case for each reason.
    public func start() throws(ServerError) -> UInt16 {
        // A client that is gone must not end the program; send() is told so too, other writes not.
        signal(SIGPIPE, SIG_IGN)
        let service = try service()
        let isRunning = running.withLock { $0 != nil }
        guard !isRunning else { throw .alreadyStarted }
        let listener = try Listener.open(
            host: configuration.host, port: configuration.port,
            allowsEverywhere: configuration.isBehindProxy)
        do throws(ServerError) {
            let loop = try IOLoop(service, listener)
            running.withLock { $0 = loop }
            loop.start()
        } catch {
            Glibc.close(listener.descriptor)
            throw error
        }
        return listener.port
    }

    /// Stops accepting, finishes what is in flight within `stopSeconds`, then returns.
    ///
    /// Must not be called by a responder, which would wait for itself. A server that was not
    /// started, or has stopped, returns at once.
    public func stop() {
        guard let loop = running.withLock({ $0 }) else { return }
        loop.askToStop()
        loop.ended.wait()
    }

    /// The counters as they stand; may be read from everywhere.
    public var metrics: Metrics {
        guard let loop = running.withLock({ $0 }) else { return Metrics() }
        var metrics = loop.metrics.withLock { $0 }
        metrics.waiting = loop.service.normalWorkers.waiting
        metrics.waitingSlow = loop.service.slowWorkers.waiting
        return metrics
    }

    private func service() throws(ServerError) -> Service {
        Service(
            configuration: configuration, connectionLimit: connectionLimit(), files: files,
            admit: admit, respond: respond,
            finishing: Finishing(
                configuration.securityHeaders, level: Int32(configuration.compressionLevel)),
            proxies: try TrustedProxies(configuration.trustedProxies),
            normalWorkers: Workers(
                label: "http-worker", count: max(4, configuration.workers),
                capacity: configuration.queueLength),
            slowWorkers: Workers(
                label: "http-slow-worker", count: configuration.slowWorkers,
                capacity: configuration.slowQueueLength))
    }

    /// Raises the soft limit of descriptors as far as it is needed and allowed.
    private func connectionLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return configuration.connections
        }
        let wanted = UInt(configuration.connections + Self.reservedDescriptors)
        if limit.rlim_cur < wanted {
            limit.rlim_cur = min(wanted, limit.rlim_max)
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        let usable = Int(clamping: limit.rlim_cur) - Self.reservedDescriptors
        return max(1, min(configuration.connections, usable))
    }
}
