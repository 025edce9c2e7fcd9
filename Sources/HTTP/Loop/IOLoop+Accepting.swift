import CEpoll
import Glibc

extension IOLoop {
    private static let acceptsPerTurn = 64

    func accept() {
        for _ in 0..<Self.acceptsPerTurn {
            guard let listener, !isPaused else { return }
            var address = sockaddr_storage()
            let descriptor = Self.accept(listener, &address)
            if descriptor >= 0 {
                open(descriptor, address)
            } else if !continuesAfter(errno) {
                return
            }
        }
    }

    /// An error of one newcomer does not end the accepting of others.
    private func continuesAfter(_ code: Int32) -> Bool {
        switch code {
        case EAGAIN: return false
        case EMFILE, ENFILE: shedWithSpareDescriptor()
        case ENOBUFS, ENOMEM: pause()
        default: return true
        }
        return false
    }

    private static func accept(_ listener: Listener, _ address: inout sockaddr_storage) -> Int32 {
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &address) { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) {
                epoll_accept(listener.descriptor, $0.baseAddress, &length)
            }
        }
    }

    private func open(_ descriptor: Int32, _ address: sockaddr_storage) {
        guard let peer = Address(address), makeRoom() else { return shed(descriptor) }
        let connection = table.insert(descriptor, peer)
        metrics.withLock { metrics in
            metrics.acceptedConnections += 1
            metrics.openConnections += 1
        }
        guard epoll.add(descriptor, connection.interest, token: connection.token) else {
            return cut(connection)
        }
        table.setDeadline(connection, after(service.configuration.idleSeconds))
    }

    /// Closes whoever waits longest; false when all are busy.
    private func makeRoom() -> Bool {
        guard table.count >= service.connectionLimit else { return true }
        guard let victim = table.longestWaiting else { return false }
        cut(victim)
        return true
    }

    /// Without a descriptor a newcomer can be neither answered nor turned away, and the listener
    /// would fire for ever; so one is given up for it.
    private func shedWithSpareDescriptor() {
        if spareDescriptor >= 0 { Glibc.close(spareDescriptor) }
        spareDescriptor = -1
        if let listener {
            var address = sockaddr_storage()
            let descriptor = Self.accept(listener, &address)
            if descriptor >= 0 { shed(descriptor) }
        }
        pause()
    }

    private func shed(_ descriptor: Int32) {
        let answer = service.finishing.refuse(.tooManyConnections)
        append(answer, isClosing: true, isOld: false)
        output += answer.body
        _ = output.withUnsafeBytes { Socket.send(descriptor, $0, .init(start: nil, count: 0)) }
        output.removeAll(keepingCapacity: true)
        Socket.endOutput(descriptor)
        _ = Socket.receive(descriptor, into: scratch)
        Glibc.close(descriptor)
        record(answer, nil)
    }

    private func pause() {
        isPaused = true
        if let listener {
            epoll.change(listener.descriptor, [], token: UInt64(listener.descriptor))
        }
    }

    /// Called by the timer.
    func resumeAccepting() {
        if spareDescriptor < 0 { spareDescriptor = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC) }
        guard isPaused, let listener else { return }
        isPaused = false
        epoll.change(listener.descriptor, .input, token: UInt64(listener.descriptor))
    }
}
