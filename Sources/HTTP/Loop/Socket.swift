import Glibc

/// The calls on a connected socket; none of them blocks.
enum Socket {
    /// The number of bytes sent, or nil when the connection is broken; 0 when it takes none now.
    static func send(
        _ descriptor: Int32, _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
    ) -> Int? {
        let sent =
            second.isEmpty
            ? Glibc.send(descriptor, first.baseAddress, first.count, Int32(MSG_NOSIGNAL))
            : sendBoth(descriptor, first, second)
        guard sent < 0 else { return sent }
        return errno == EAGAIN || errno == EINTR ? 0 : nil
    }

    private static func sendBoth(
        _ descriptor: Int32, _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
    ) -> Int {
        withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { vectors in
            vectors[0] = iovec(
                iov_base: UnsafeMutableRawPointer(mutating: first.baseAddress),
                iov_len: first.count)
            vectors[1] = iovec(
                iov_base: UnsafeMutableRawPointer(mutating: second.baseAddress),
                iov_len: second.count)
            var message = msghdr()
            message.msg_iov = vectors.baseAddress
            message.msg_iovlen = 2
            return sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
        }
    }

    /// What a read brought.
    enum Input {
        case bytes(Int)
        case nothing
        case end
        case broken
    }

    static func receive(
        _ descriptor: Int32, into buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> Input {
        let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        if count > 0 { return .bytes(count) }
        if count == 0 { return .end }
        return errno == EAGAIN || errno == EINTR ? .nothing : .broken
    }

    static func endOutput(_ descriptor: Int32) {
        shutdown(descriptor, Int32(SHUT_WR))
    }
}
