import Coalition
import Testing

@Suite("Options to serve")
struct ServiceOptionsTests {
    private func problems(_ change: (inout ServiceOptions) -> Void) -> [String] {
        var options = ServiceOptions()
        change(&options)
        #expect(options.problems.allSatisfy { $0.status == .usage })
        return options.problems.map(\.sentence)
    }

    @Test("can be served as they stand on loopback, and behind a proxy with an origin")
    func whole() throws {
        let plain = try ServiceOptions().plan()
        #expect(plain.host == "127.0.0.1" && plain.port == 8080 && plain.metricsPort == nil)
        var options = ServiceOptions()
        (options.host, options.port, options.metricsPort) = ("10.0.0.4", "0", "9090")
        (options.origin, options.proxies) = ("https://coalitie.example", ["10.0.0.1"])
        options.connections = "500"
        let plan = try options.plan()
        #expect(plan.port == 0 && plan.metricsPort == 9090 && plan.connections == 500)
    }

    @Test(
        "know a port by its digits",
        arguments: ["-1", "+80", "65536", "tachtig", "", " 80", "８０"])
    func ports(text: String) {
        #expect(problems { $0.port = text } == ["--port is a number from 0 to 65535."])
        #expect(
            problems { $0.metricsPort = text } == ["--metrics-port is a number from 0 to 65535."])
    }

    @Test("name somebody who can be reached, or nobody")
    func contact() {
        #expect(problems { $0.contact = ServiceContact(phone: "+31 70 000 00 00") }.isEmpty)
        #expect(problems { $0.contact = ServiceContact(email: "hulp@coalitie.example") }.isEmpty)
        #expect(problems { $0.contact = ServiceContact(name: "Femke") }.count == 1)
        #expect(problems { $0.contact = ServiceContact(phone: "vraag Femke") }.count == 1)
        #expect(problems { $0.contact = ServiceContact(email: "hulp") }.count == 1)
    }

    @Test("keep the two ports apart")
    func samePort() {
        #expect(problems { ($0.port, $0.metricsPort) = ("9090", "9090") }.count == 1)
        #expect(problems { ($0.port, $0.metricsPort) = ("0", "0") }.isEmpty)
    }

    @Test(
        "take an origin as a browser writes it",
        arguments: [
            ("https://coalitie.example", true), ("http://127.0.0.1:8080", true),
            ("https://[::1]:8443", true), ("https://coalitie.example/", false),
            ("https://coalitie.example:443", false), ("http://coalitie.example:80", false),
            ("https://Coalitie.example", false), ("coalitie.example", false), ("https://", false),
            ("https://coalitie.example:", false), ("https://a:b", false),
            ("https://a:0080", false), ("https://a b", false), ("ftp://a", false),
        ])
    func origins(text: String, isWellFormed: Bool) {
        #expect(problems { $0.origin = text }.isEmpty == isWellFormed)
    }

    @Test("tell everything that stands against them, and throw the first")
    func all() {
        var options = ServiceOptions()
        (options.host, options.port, options.connections) = ("0.0.0.0", "x", "0")
        options.origin = "coalitie"
        #expect(options.problems.count == 4)
        #expect(throws: options.problems[0]) { try options.plan() }
    }

    @Test("have the time of a file in the demo only")
    func clockFile() {
        #expect(problems { $0.clockFile = "now.txt" }.count == 1)
        #expect(problems { ($0.clockFile, $0.isDemo) = ("now.txt", true) }.isEmpty)
    }

    @Test("keep the demo on loopback, without a proxy")
    func demo() {
        #expect(problems { ($0.host, $0.isDemo) = ("0.0.0.0", true) }.count == 1)
        #expect(
            problems {
                ($0.proxies, $0.origin) = (["127.0.0.1"], "https://a.example")
                $0.isDemo = true
            }.count == 1)
    }
}
