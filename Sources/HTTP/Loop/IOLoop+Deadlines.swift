import Glibc

extension IOLoop {
    /// Ten times a second: deadlines, the access log, accepting after a pause.
    func tick() {
        for connection in table.expired(at: clock.now) { expire(connection) }
        log.flush(at: clock.now)
        resumeAccepting()
    }

    private func expire(_ connection: Connection) {
        switch connection.phase {
        case .idle, .draining: close(connection)
        case .head: refuse(connection, .headTooSlow)
        case .body: refuse(connection, .bodyTooSlow)
        case .working, .writing: cut(connection)
        }
        flush(connection)
        updateInterest(connection)
    }

    func after(_ seconds: Double) -> UInt64 {
        clock.now + UInt64(max(0, seconds) * 1_000_000_000)
    }

    /// From the arrival of the head on; a slow byte more does not move it.
    func bodyDeadline(_ connection: Connection) -> UInt64 {
        guard let exchange = connection.exchange else { return clock.now }
        let length = exchange.head.contentLength ?? connection.heldBytes
        let seconds =
            service.configuration.bodySeconds + Double(max(0, length - 65536)) / 16384
        return exchange.started + UInt64(seconds * 1_000_000_000)
    }

    func answerEnd(_ length: Int) -> UInt64 {
        after(service.configuration.answerSeconds + Double(length) / 16384)
    }

    func answerDeadline(_ unsent: Unsent) -> UInt64 {
        let pause = UInt64(service.configuration.answerSeconds * 1_000_000_000)
        return min(unsent.end, unsent.lastTaken + pause)
    }

    /// Keeps the memory of what came in and of answers within its bounds.
    func relieve() {
        while pendingBytes > service.configuration.intakeMemory, let largest = largestPending() {
            cut(largest)
        }
        while heldBytes > service.configuration.bodyMemory, let newest = newestBody() {
            refuse(newest, .bodiesTooLarge)
            flush(newest)
            pend(0, newest)
            newest.intake = nil
            updateInterest(newest)
        }
        while unsentBytes > service.configuration.answerMemory, let longest = longestUnread() {
            cut(longest)
        }
    }

    func publishMemory() {
        let (held, pending, unsent) = (heldBytes, pendingBytes, unsentBytes)
        metrics.withLock { metrics in
            metrics.heldBodyBytes = held
            metrics.pendingBytes = pending
            metrics.unsentBytes = unsent
        }
    }

    private func newestBody() -> Connection? {
        table.all.filter { $0.phase == .body && $0.isReading }.max { $0.bodyOrder < $1.bodyOrder }
    }

    private func largestPending() -> Connection? {
        table.all.filter { $0.pendingBytes > 0 }.max { $0.pendingBytes < $1.pendingBytes }
    }

    private func longestUnread() -> Connection? {
        table.all.filter { ($0.unsent?.ownedCount ?? 0) > 0 }.min {
            $0.unsent?.lastTaken ?? .max < $1.unsent?.lastTaken ?? .max
        }
    }

    /// Stops accepting, closes what is idle, and lets the rest be finished.
    func stop() {
        guard stopDeadline == nil else { return }
        stopDeadline = after(service.configuration.stopSeconds)
        if let listener { Glibc.close(listener.descriptor) }
        listener = nil
        for connection in table.all {
            switch connection.phase {
            case .idle: close(connection)
            // Whoever has sent half a head gets a moment, but must not hold up the stop.
            case .head:
                table.setDeadline(connection, after(service.configuration.drainSeconds))
            // Its answer says that the connection ends, which only the loop can add.
            case .working: connection.outlet.close()
            default: break
            }
        }
    }
}
