/// Why a server did not start.
public enum ServerError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Another program, or another server of this one, listens on the port.
    case portInUse(UInt16)
    /// This user may not listen on the port.
    case portForbidden(UInt16)
    /// The host is no address of this machine, or no address at all.
    case addressNotUsable(String)
    /// A host other than loopback without `isBehindProxy`.
    case proxyRequired(String)
    /// An entry of `trustedProxies` is neither an address nor a network.
    case invalidProxy(String)
    /// The system gave no descriptors or memory for a listening socket.
    case outOfResources
    /// `start()` was called a second time.
    case alreadyStarted

    /// One sentence for the person who started the program.
    public var description: String {
        switch self {
        case .portInUse(let port): "Port \(port) is in use."
        case .portForbidden(let port): "Port \(port) needs more rights."
        case .addressNotUsable(let host): "\(host) is not an address of this machine."
        case .proxyRequired(let host): "\(host) is not loopback and needs a proxy in front."
        case .invalidProxy(let text): "\(text) is not the address of a proxy."
        case .outOfResources: "The system has no descriptors or memory left."
        case .alreadyStarted: "The server was started before."
        }
    }
}
