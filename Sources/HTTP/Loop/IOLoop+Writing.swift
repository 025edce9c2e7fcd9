import Glibc

extension IOLoop {
    /// Longer bodies are not copied, but sent from where they are.
    private static let longestCopied = 4096

    /// Queues an answer; what is queued leaves with ``flush(_:)``, several answers in one call.
    func send(_ answer: Answer, _ connection: Connection, isClosing: Bool) {
        let head = connection.exchange?.head
        let isLast = isClosing || !(head?.isPersistent ?? false) || stopDeadline != nil
        append(answer, isClosing: isLast, isOld: head?.minorVersion == 0)
        record(answer, connection.exchange)
        connection.exchange = nil
        connection.closesAfterAnswer = isLast
        if answer.part.count <= Self.longestCopied {
            output += answer.body[answer.part]
            if output.count > Self.longestCopied { flush(connection) }
        } else {
            write(answer.body, answer.part, answer.isShared, connection)
        }
    }

    func append(_ answer: Answer, isClosing: Bool, isOld: Bool) {
        output += answer.head
        output += clock.dateLine
        if isClosing {
            output.append(text: "Connection: close\r\n")
        } else if isOld {
            output.append(text: "Connection: keep-alive\r\n")
        }
        output.append(text: "\r\n")
    }

    func record(_ answer: Answer, _ exchange: Exchange?) {
        let microseconds = exchange.map { Int(clock.now - $0.started) / 1000 } ?? 0
        count(answer, microseconds: microseconds)
        log.write(answer, exchange, microseconds: microseconds, clock)
    }

    /// Called from any thread.
    func count(_ answer: Answer, microseconds: Int) {
        metrics.withLock { $0.count(answer, microseconds: microseconds) }
    }

    /// Sends what is queued, as far as the client takes it.
    func flush(_ connection: Connection) {
        guard !connection.isClosed else { return }
        if output.isEmpty {
            endIfAnswered(connection)
        } else {
            write([], 0..<0, true, connection)
        }
    }

    private func write(
        _ body: [UInt8], _ part: Range<Int>, _ isShared: Bool, _ connection: Connection
    ) {
        let total = output.count + part.count
        let sent = output.withUnsafeBytes { first in
            body.withUnsafeBytes { second in
                Socket.send(connection.descriptor, first, .init(rebasing: second[part]))
            }
        }
        defer { output.removeAll(keepingCapacity: true) }
        guard let sent else { return close(connection) }
        guard sent < total else { return endIfAnswered(connection) }
        let unsent = Unsent(
            bytes: output, body: body, part: part, isShared: isShared,
            end: answerEnd(total), lastTaken: clock.now)
        wait(for: unsent, after: sent, connection)
    }

    func wait(for unsent: Unsent, after sent: Int, _ connection: Connection) {
        var unsent = unsent
        unsent.take(sent, at: clock.now)
        unsentBytes += unsent.ownedCount
        connection.unsent = unsent
        if connection.phase != .working { table.move(connection, to: .writing) }
        table.setDeadline(connection, answerDeadline(unsent))
        updateInterest(connection)
    }

    /// The socket takes more.
    func resumeWriting(_ connection: Connection) {
        guard var unsent = connection.unsent else { return updateInterest(connection) }
        // Not held twice, so that nothing is copied when it changes.
        connection.unsent = nil
        let before = unsent.ownedCount
        let sent = unsent.bytes.withUnsafeBytes { first in
            unsent.body.withUnsafeBytes { second in
                Socket.send(
                    connection.descriptor, .init(rebasing: first[unsent.offset...]),
                    .init(rebasing: second[unsent.part]))
            }
        }
        unsent.take(sent ?? 0, at: clock.now)
        unsentBytes += unsent.ownedCount - before
        connection.unsent = unsent
        guard sent != nil else { return close(connection) }
        guard unsent.count == 0 else {
            return table.setDeadline(connection, answerDeadline(unsent))
        }
        connection.unsent = nil
        resumeAfterWriting(connection)
    }

    private func resumeAfterWriting(_ connection: Connection) {
        guard connection.phase == .working else {
            table.move(connection, to: .idle)
            return resumeReading(connection)
        }
        table.setDeadline(connection, .max)
        updateInterest(connection)
        guard let answer = connection.waiting else { return }
        connection.waiting = nil
        deliver(answer, connection)
    }

    /// RFC 9112 section 9.6: half-close, and read on for a while, so that the client can read the
    /// last answer before a reset takes it away.
    private func endIfAnswered(_ connection: Connection) {
        guard connection.closesAfterAnswer, connection.unsent == nil,
            connection.phase != .draining
        else { return }
        guard !connection.hasInputEnded else { return close(connection) }
        Socket.endOutput(connection.descriptor)
        table.move(connection, to: .draining)
        table.setDeadline(connection, after(service.configuration.drainSeconds))
        updateInterest(connection)
    }

    func close(_ connection: Connection) {
        guard !connection.isClosed else { return }
        connection.isClosed = true
        connection.outlet.close()
        hold(0, connection)
        pend(0, connection)
        unsentBytes -= connection.unsent?.ownedCount ?? 0
        table.remove(connection)
        Glibc.close(connection.descriptor)
        metrics.withLock { $0.openConnections -= 1 }
    }

    /// Closes a connection that would have liked to go on.
    func cut(_ connection: Connection) {
        metrics.withLock { $0.cutConnections += 1 }
        close(connection)
    }
}
