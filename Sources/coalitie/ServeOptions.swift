import ArgumentParser
import Coalition
import CoalitionDemo
import Foundation
import HTTP
import Website

/// How the website is served: a flag, else the environment, else the defaults.
struct ServeOptions: ParsableArguments {
    @Option(help: "The address to listen on (COALITIE_HOST; 127.0.0.1).")
    var host: String?

    @Option(help: "The port; 0 takes a free one (COALITIE_PORT; 8080).")
    var port: String?

    @Option(help: "A second port on loopback, with metrics (COALITIE_METRICS_PORT; none).")
    var metricsPort: String?

    @Option(help: "How many connections at once (COALITIE_CONNECTIONS; 16384).")
    var connections: String?

    @Option(
        help: "Where the website is reached, such as https://coalitie.example (COALITIE_ORIGIN).")
    var origin: String?

    @Option(
        help: """
            A proxy whose X-Forwarded-* is believed, may stand several times \
            (COALITIE_BEHIND_PROXY, with commas).
            """)
    var behindProxy: [String] = []

    @Option(
        help: """
            Who helps the people that work with Coalitie, told under Help and contact \
            (COALITIE_CONTACT_NAME).
            """)
    var contactName: String?

    @Option(help: "The telephone number of who helps (COALITIE_CONTACT_PHONE).")
    var contactPhone: String?

    @Option(help: "The e-mail address of who helps (COALITIE_CONTACT_EMAIL).")
    var contactEmail: String?

    @Flag(help: "Fill an absent or empty database with the demo; loopback only (COALITIE_DEMO=1).")
    var demo = false

    @Flag(help: "Take changed templates and files without a restart (COALITIE_RELOAD=1).")
    var reload = false

    @Flag(
        help: """
            Litestream replicates the database, and it alone checkpoints (COALITIE_REPLICATED=1).
            """)
    var replicated = false

    var isDemo: Bool { Setting.isOn(demo, "DEMO") }
    var isReplicated: Bool { Setting.isOn(replicated, "REPLICATED") }

    var service: ServiceOptions {
        var service = ServiceOptions()
        service.host = Setting.text(host, "HOST") ?? service.host
        service.port = Setting.text(port, "PORT") ?? service.port
        service.metricsPort = Setting.text(metricsPort, "METRICS_PORT")
        service.connections = Setting.text(connections, "CONNECTIONS")
        service.origin = Setting.text(origin, "ORIGIN")
        service.proxies = Setting.list(behindProxy, "BEHIND_PROXY")
        service.isDemo = isDemo
        service.contact = contact
        return service
    }

    /// The demo has somebody who was invented as well.
    private var contact: ServiceContact {
        let contact = ServiceContact(
            name: Setting.text(contactName, "CONTACT_NAME"),
            phone: Setting.text(contactPhone, "CONTACT_PHONE"),
            email: Setting.text(contactEmail, "CONTACT_EMAIL"))
        return isDemo && contact == ServiceContact() ? Demo.contact : contact
    }

    func site(_ home: HomeFolder) -> Site.Configuration {
        var configuration = Site.Configuration(home: home.url)
        configuration.origins = service.origin.map { [$0] } ?? []
        configuration.isDemo = isDemo
        configuration.contact = service.contact
        configuration.reloads = Setting.isOn(reload, "RELOAD")
        return configuration
    }
}

extension ServicePlan {
    /// What the server of the website is told.
    var listening: Server.Configuration {
        var configuration = Server.Configuration()
        configuration.host = host
        configuration.port = port
        configuration.isBehindProxy = !proxies.isEmpty
        configuration.trustedProxies = proxies
        if let connections { configuration.connections = connections }
        configuration.accessLog = { bytes in FileHandle.standardError.write(Data(bytes)) }
        return configuration
    }
}
