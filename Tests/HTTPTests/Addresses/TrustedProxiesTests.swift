import HTTPTypes
import Testing

@testable import HTTP

@Suite("The address of a client")
struct TrustedProxiesTests {
    private func client(
        _ peer: String, _ forwarded: String?, proto: String? = nil,
        proxies: [String] = ["10.0.0.0/8", "::1"]
    ) throws -> (String, Bool) {
        var fields: [String: String] = [:]
        fields["X-Forwarded-For"] = forwarded
        fields["X-Forwarded-Proto"] = proto
        let address = try #require(Address(peer))
        let found = try TrustedProxies(proxies).client(
            of: address, RequestHead(headerFields: fields.fields))
        return (found.address.text, found.isSecure)
    }

    @Test("is believed only from a trusted proxy")
    func trust() throws {
        #expect(try client("192.0.2.1", "198.51.100.7", proto: "https") == ("192.0.2.1", false))
        #expect(try client("10.1.2.3", "198.51.100.7", proto: "https") == ("198.51.100.7", true))
        #expect(try client("::1", "2001:db8::7", proto: "http") == ("2001:db8::7", false))
        #expect(try client("10.1.2.3", nil) == ("10.1.2.3", false))
        #expect(try client("10.1.2.3", "198.51.100.7", proxies: []) == ("10.1.2.3", false))
    }

    @Test("is the last that no trusted proxy has")
    func chain() throws {
        #expect(
            try client("10.0.0.1", "1.2.3.4, 198.51.100.7, 10.0.0.2") == ("198.51.100.7", false))
        #expect(try client("10.0.0.1", "10.0.0.9, 10.0.0.2") == ("10.0.0.9", false))
        #expect(try client("10.0.0.1", "1.2.3.4, unknown") == ("10.0.0.1", false))
        #expect(try client("10.0.0.1", "1.2.3.4, unknown, 10.0.0.2") == ("10.0.0.2", false))
        #expect(try client("10.0.0.1", "a", proto: "http, https") == ("10.0.0.1", true))
    }

    @Test("is read and written in one way")
    func texts() {
        #expect(Address("::ffff:1.2.3.4")?.text == "1.2.3.4")
        #expect(Address("2001:DB8:0:0::1")?.text == "2001:db8::1")
        for text in ["", "1.2.3", "1.2.3.4:80", "a", "[::1]", "1.2.3.4 "] {
            #expect(Address(text) == nil)
        }
        #expect(Address("127.8.9.1")?.isLoopback == true)
        #expect(Address("::1")?.isLoopback == true)
        #expect(Address("128.0.0.1")?.isLoopback == false)
    }

    @Test("is compared with a network by its leading bits")
    func networks() throws {
        for (network, inside, outside) in [
            ("192.0.2.0/24", "192.0.2.255", "192.0.3.0"), ("192.0.2.7", "192.0.2.7", "192.0.2.6"),
            ("2001:db8::/32", "2001:db8:ffff::1", "2001:db9::1"),
            ("fe80::/65", "fe80::1", "fe80:0:0:0:8000::"),
        ] {
            #expect(try client(inside, "198.51.100.7", proxies: [network]).0 == "198.51.100.7")
            #expect(try client(outside, "198.51.100.7", proxies: [network]).0 != "198.51.100.7")
        }
        for text in ["", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "a/8"] {
            #expect(throws: ServerError.invalidProxy(text)) { try TrustedProxies([text]) }
        }
    }
}
