import Coalition
import HTTP
import HTTPTypes

/// What the operator's port answers at `/metrics`: the server's counters and the sizes of the
/// files. Nothing about people, and no address but patterns of routes.
public struct MetricsEndpoint: Sendable {
    private let server: Server
    private let gate: StartupGate
    private let files: RecordFiles
    private let clock: Clock

    public init(_ server: Server, _ gate: StartupGate, _ files: RecordFiles, clock: Clock = .system)
    {
        self.server = server
        self.gate = gate
        self.files = files
        self.clock = clock
    }

    /// A server of its own for the figures, on loopback only.
    ///
    /// - Parameter port: 0 takes a free one.
    public func serving(on port: UInt16) -> Server {
        var configuration = Server.Configuration()
        configuration.port = port
        configuration.connections = 16
        return Server(configuration, files: nil) { _ in
            .run(lane: .normal, bodyLimit: 0)
        } respond: {
            respond($0)
        }
    }

    func respond(_ request: Request) -> Response {
        guard request.path == "/metrics" else { return .text("not found\n", status: .notFound) }
        guard request.method == .get || request.method == .head else {
            var response = Response.text("only GET\n", status: .methodNotAllowed)
            response.headerFields[.allow] = "GET, HEAD"
            return response
        }
        var response = Response.text(server.metrics.prometheusText + filesText)
        response.headerFields[.contentType] = PrometheusText.mediaType
        return response
    }

    private var filesText: String {
        var page = PrometheusText()
        page.add("coalitie_open", .gauge, "Whether the site is served.", gate.isOpen ? 1 : 0)
        page.add(
            "coalitie_database_bytes", .gauge, "Size of the database.", files.databaseSize)
        page.add(
            "coalitie_wal_bytes", .gauge, "Size of the write-ahead log.", files.logSize)
        let age = LastBackup.begun(of: files).map { clock.now.seconds(since: $0) }
        page.add(
            "coalitie_backup_age_seconds", .gauge,
            "Time since the last backup was begun; absent when none is known.",
            age.map { [.init($0)] } ?? [])
        return page.text
    }
}
