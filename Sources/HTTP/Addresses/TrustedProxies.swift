import HTTPTypes

/// The proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
struct TrustedProxies: Sendable {
    private let networks: [Network]

    /// Addresses or networks such as `10.0.0.0/8`.
    ///
    /// - Throws: `ServerError.invalidProxy` for what is neither.
    init(_ texts: [String]) throws(ServerError) {
        var networks: [Network] = []
        for text in texts {
            guard let network = Network(text) else { throw .invalidProxy(text) }
            networks.append(network)
        }
        self.networks = networks
    }

    /// The client behind a peer, and whether it spoke https.
    func client(of peer: Address, _ head: RequestHead) -> (address: Address, isSecure: Bool) {
        guard isTrusted(peer) else { return (peer, false) }
        let proto = head[.forwardedProto]?.split(separator: ",").last?.trimmingBlanks
        return (address(behind: peer, head[.forwardedFor]), proto?.lowercased() == "https")
    }

    /// Read from the right: what stands left of the first untrusted address is hearsay.
    private func address(behind peer: Address, _ forwarded: String?) -> Address {
        var known = peer
        for entry in (forwarded ?? "").split(separator: ",").reversed() {
            guard let address = Address(entry.trimmingBlanks) else { return known }
            known = address
            guard isTrusted(address) else { return known }
        }
        return known
    }

    private func isTrusted(_ address: Address) -> Bool {
        networks.contains { $0.contains(address) }
    }
}

/// An address and how many of its leading bits count.
private struct Network: Sendable {
    private let address: Address
    private let highMask: UInt64
    private let lowMask: UInt64

    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = Address(first) else { return nil }
        let size = address.isIPv4 ? 32 : 128
        guard let bits = parts.count > 1 ? Int(parts[1]) : size, (0...size).contains(bits) else {
            return nil
        }
        let prefix = bits + 128 - size
        self.address = address
        highMask = prefix >= 64 ? .max : ~(UInt64.max >> UInt64(prefix))
        lowMask = prefix <= 64 ? 0 : prefix == 128 ? .max : ~(UInt64.max >> UInt64(prefix - 64))
    }

    func contains(_ other: Address) -> Bool {
        other.high & highMask == address.high & highMask
            && other.low & lowMask == address.low & lowMask
    }
}

extension HTTPField.Name {
    static let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .via
    static let forwardedProto = HTTPField.Name("X-Forwarded-Proto") ?? .via
}
