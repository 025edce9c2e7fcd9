import Coalition
import Testing

@Suite("A wish to serve")
struct ServiceWishTests {
    private func problems(_ change: (inout ServiceWish) -> Void) -> [String] {
        var wish = ServiceWish()
        change(&wish)
        #expect(wish.problems.allSatisfy { $0.status == .usage })
        return wish.problems.map(\.sentence)
    }

    @Test("is fulfilled as it stands on loopback, and behind a proxy with an origin")
    func whole() throws {
        let plain = try ServiceWish().plan()
        #expect(plain.host == "127.0.0.1" && plain.port == 8080 && plain.metricsPort == nil)
        var wish = ServiceWish()
        (wish.host, wish.port, wish.metricsPort) = ("10.0.0.4", "0", "9090")
        (wish.origin, wish.proxies) = ("https://coalitie.example", ["10.0.0.1"])
        wish.connections = "500"
        let plan = try wish.plan()
        #expect(plan.port == 0 && plan.metricsPort == 9090 && plan.connections == 500)
    }

    @Test(
        "knows a port by its digits",
        arguments: ["-1", "+80", "65536", "tachtig", "", " 80", "８０"])
    func ports(text: String) {
        #expect(problems { $0.port = text } == ["--port is a number from 0 to 65535."])
        #expect(
            problems { $0.metricsPort = text } == ["--metrics-port is a number from 0 to 65535."])
    }

    @Test("keeps the two ports apart")
    func samePort() {
        #expect(problems { ($0.port, $0.metricsPort) = ("9090", "9090") }.count == 1)
        #expect(problems { ($0.port, $0.metricsPort) = ("0", "0") }.isEmpty)
    }

    @Test(
        "takes an origin as a browser writes it",
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

    @Test("tells everything that stands against it, and throws the first")
    func all() {
        var wish = ServiceWish()
        (wish.host, wish.port, wish.connections) = ("0.0.0.0", "x", "0")
        wish.origin = "coalitie"
        #expect(wish.problems.count == 4)
        #expect(throws: wish.problems[0]) { try wish.plan() }
    }

    @Test("has the time of a file in the demo only")
    func clockFile() {
        #expect(problems { $0.clockFile = "now.txt" }.count == 1)
        #expect(problems { ($0.clockFile, $0.isDemo) = ("now.txt", true) }.isEmpty)
    }

    @Test("keeps the demo on loopback, without a proxy")
    func demo() {
        #expect(problems { ($0.host, $0.isDemo) = ("0.0.0.0", true) }.count == 1)
        #expect(
            problems {
                ($0.proxies, $0.origin) = (["127.0.0.1"], "https://a.example")
                $0.isDemo = true
            }.count == 1)
    }
}
