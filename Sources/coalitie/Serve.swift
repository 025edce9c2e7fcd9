import ArgumentParser
import Coalition
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

    @Option(help: "The address to listen on (COALITIE_HOST; 127.0.0.1).")
    var host: String?

    @Option(help: "The port; 0 takes a free one (COALITIE_PORT; 8080).")
    var port: UInt16?

    @Option(help: "How many connections at once (COALITIE_CONNECTIONS; 16384).")
    var connections: Int?

    @Option(
        help: "Where the website is reached, such as https://coalitie.example (COALITIE_ORIGIN).")
    var origin: String?

    @Option(help: "A proxy whose X-Forwarded-* is believed, may stand several times.")
    var behindProxy: [String] = []

    @Flag(help: "Fill an absent or empty database with the demo; on loopback only.")
    var demo = false

    @Flag(help: "Take changed templates and files without a restart.")
    var reload = false

    @Flag(help: "Litestream replicates the database, and it alone checkpoints.")
    var replicated = false

    func perform() throws {
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        let wish = try wish()
        let home = try options.homeFolder()
        let door = Door()
        let configuration = site(home.url, wish)
        let files = try Site.files(configuration)
        let server = Server(
            try listening(wish), files: files, admit: door.admit, respond: door.respond)
        let port = try started(server)
        defer { server.stop() }
        let open = try options.access(readers: 6, isReplicated: replicated).alone()
        defer { open.close() }
        try open.fill(demo: demo)
        try open.requirePrivacy(of: wish)
        door.open(try opened(configuration, open.records, files))
        let round = DailyRound(open.records) { error in
            Logger(label: "coalitie").error("The daily round failed: \(type(of: error))")
        }
        round.start()
        announce(port)
        Stopping.wait()
        server.stop()
        round.stop()
    }

    private func wish() throws -> ServiceWish {
        try ServiceWish(
            host: Setting.text(host, "HOST") ?? "127.0.0.1",
            port: port ?? Setting.text(nil, "PORT").flatMap(UInt16.init) ?? 8080,
            connections: connections ?? Setting.text(nil, "CONNECTIONS").flatMap(Int.init),
            origin: Setting.text(origin, "ORIGIN"), proxies: behindProxy, isDemo: demo)
    }

    private func listening(_ wish: ServiceWish) throws -> Server.Configuration {
        var configuration = Server.Configuration()
        configuration.host = wish.host
        configuration.port = wish.port
        configuration.isBehindProxy = !wish.proxies.isEmpty
        configuration.trustedProxies = wish.proxies
        if let connections = wish.connections { configuration.connections = connections }
        configuration.accessLog = { bytes in FileHandle.standardError.write(Data(bytes)) }
        return configuration
    }

    private func site(_ home: URL, _ wish: ServiceWish) -> Site.Configuration {
        var configuration = Site.Configuration(home: home)
        configuration.origins = wish.origin.map { [$0] } ?? []
        configuration.isDemo = demo
        configuration.reloads = reload
        return configuration
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

/// Waits for the signals by which a service is stopped.
enum Stopping {
    static func wait() {
        let arrived = DispatchSemaphore(value: 0)
        let sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { arrived.signal() }
            source.resume()
            return source
        }
        arrived.wait()
        for source in sources { source.cancel() }
    }
}
