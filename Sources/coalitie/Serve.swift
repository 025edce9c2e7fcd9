import ArgumentParser
import Coalition
import CoalitionDemo
import Dispatch
import Foundation
import HTTP
import Logging
import Templates
import Website

/// `coalitie serve`: takes the port, brings the records up to date, and answers until it is stopped.
struct Serve: Operation {
    static let configuration = CommandConfiguration(
        abstract: "Serve the website until SIGTERM or SIGINT.")

    @OptionGroup var options: FileOptions

    @OptionGroup var serve: ServeOptions

    @Flag(help: "Only check everything that a start would check; nothing is changed.")
    var checkConfig = false

    func perform() throws {
        guard !checkConfig else { return try checkConfiguration() }
        let stopping = Stopping()
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        let plan = try wanted.plan()
        let log = Logger(label: "coalitie")
        let clock = try options.clock { log.error("\($0)") }
        let configuration = serve.site(try options.homeFolder())
        let gate = StartupGate()
        let files = try Site.files(configuration)
        let server = Server(
            plan.listening, files: files, admit: gate.admit, respond: gate.respond)
        let port = try started(server)
        defer { server.stop() }
        let metrics = try plan.metricsPort.map { try measured(server, gate, clock, $0) }
        defer { metrics?.stop() }
        let access = try options.access(
            readers: 6, isReplicated: serve.isReplicated, clock: clock)
        let open = try access.alone()
        defer { open.close() }
        try open.fill(demo: serve.isDemo)
        try open.requirePrivacy(of: plan)
        gate.open(try opened(configuration, open.records, files))
        let pace = options.clockPath == nil ? 3_600_000 : 100
        let round = DailyRound(open.records, every: .milliseconds(pace)) {
            log.error("The daily round failed: \(type(of: $0))")
        }
        round.start()
        stopping.hold()
        announce(port)
        stopping.wait()
        server.stop()
        round.stop()
    }

    /// What was asked for of the service, with what it has from the files' options.
    var wanted: ServiceOptions {
        var options = serve.service
        options.clockFile = self.options.clockPath
        return options
    }

    private func checkConfiguration() throws {
        let problems = problems()
        guard let first = problems.first else { return print("Nothing stands against a start.") }
        for problem in problems { tell(problem.sentence) }
        throw ExitCode(first.status.rawValue)
    }

    private func measured(
        _ server: Server, _ gate: StartupGate, _ clock: Clock, _ wanted: UInt16
    ) throws -> Server {
        let metrics = MetricsEndpoint(server, gate, options.files, clock: clock).serving(on: wanted)
        let port = try started(metrics)
        Logger(label: "coalitie").info("metrics on http://127.0.0.1:\(port)/metrics")
        return metrics
    }

    private func started(_ server: Server) throws -> UInt16 {
        do {
            return try server.start()
        } catch { throw StartFailure(.unavailable, error.description) }
    }

    private func opened(
        _ configuration: Site.Configuration, _ records: Records, _ files: StaticFiles
    ) throws -> Site {
        do {
            return try Site(configuration, records, files: files, log: Logger(label: "coalitie"))
        } catch let error as TemplateError { throw StartFailure(.configuration, "\(error)") }
    }

    private func announce(_ port: UInt16) {
        // Written past the buffer of print, so that whoever waits for the line sees it at once.
        FileHandle.standardOutput.write(Data("Coalitie is on http://127.0.0.1:\(port)\n".utf8))
    }
}
