import CEpoll
import Glibc

/// A listening socket, non-blocking and closed on exec.
struct Listener: Sendable {
    /// Bytes that wait in a socket beyond those that are on their way. Without a bound the system
    /// takes 2.5 MB for a client that never reads: 20 ms of copying in which nobody is served.
    private static let unsentInSocket: Int32 = 65536

    let descriptor: Int32
    let port: UInt16

    /// Opens the first usable address of `host`.
    ///
    /// - Throws: `portInUse`, `portForbidden`, `addressNotUsable`, `proxyRequired`,
    ///   `outOfResources`.
    static func open(
        host: String, port: UInt16, allowsEverywhere: Bool
    ) throws(ServerError) -> Listener {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let list = found else {
            throw .addressNotUsable(host)
        }
        defer { freeaddrinfo(list) }
        return try open(list.pointee, host: host, port: port, allowsEverywhere: allowsEverywhere)
    }

    private static func open(
        _ info: addrinfo, host: String, port: UInt16, allowsEverywhere: Bool
    ) throws(ServerError) -> Listener {
        guard allowsEverywhere || isLoopback(info) else { throw .proxyRequired(host) }
        let descriptor = socket(info.ai_family, SOCKET_NONBLOCKING_STREAM, 0)
        guard descriptor >= 0 else {
            throw errno == EAFNOSUPPORT ? .addressNotUsable(host) : .outOfResources
        }
        setOption(descriptor, SOL_SOCKET, SO_REUSEADDR)
        // Accepted sockets inherit these on Linux, which saves two calls for each.
        setOption(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
        setOption(descriptor, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, to: unsentInSocket)
        guard bind(descriptor, info.ai_addr, info.ai_addrlen) == 0, listen(descriptor, 4096) == 0
        else {
            let reason = error(errno, host, port)
            close(descriptor)
            throw reason
        }
        return Listener(descriptor: descriptor, port: boundPort(descriptor) ?? port)
    }

    private static func setOption(
        _ descriptor: Int32, _ level: Int32, _ option: Int32, to value: Int32 = 1
    ) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func error(_ code: Int32, _ host: String, _ port: UInt16) -> ServerError {
        switch code {
        case EADDRINUSE: .portInUse(port)
        case EACCES, EPERM: .portForbidden(port)
        case EADDRNOTAVAIL, EINVAL, EAFNOSUPPORT: .addressNotUsable(host)
        default: .outOfResources
        }
    }

    private static func isLoopback(_ info: addrinfo) -> Bool {
        guard let address = info.ai_addr else { return false }
        var storage = sockaddr_storage()
        memcpy(&storage, address, Int(info.ai_addrlen))
        return Address(storage)?.isLoopback ?? false
    }

    private static func boundPort(_ descriptor: Int32) -> UInt16? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutableBytes(of: &storage) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) {
                getsockname(descriptor, $0.baseAddress, &length)
            }
        }
        guard result == 0 else { return nil }
        // The port stands at the same place in sockaddr_in and sockaddr_in6.
        return withUnsafeBytes(of: storage) {
            UInt16(bigEndian: $0.loadUnaligned(as: sockaddr_in.self).sin_port)
        }
    }
}
