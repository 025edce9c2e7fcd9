extension IOLoop {
    /// Bytes of later requests that are held while one is being worked on.
    private static let pipelineLimit = 65536

    func read(_ connection: Connection) {
        switch Socket.receive(connection.descriptor, into: scratch) {
        case .nothing: return
        case .broken: close(connection)
        case .end: endInput(connection)
        case .bytes(let count): take(UnsafeBufferPointer(rebasing: scratch[..<count]), connection)
        }
    }

    private func take(_ bytes: UnsafeBufferPointer<UInt8>, _ connection: Connection) {
        if connection.phase == .draining { return }
        if connection.isReading, connection.intake?.bytes.isEmpty ?? true {
            let intake = connection.intake ?? spareIntake
            let consumed = parse(bytes, connection, intake)
            intake.bytes.append(contentsOf: bytes[consumed...])
            return settle(connection, intake)
        }
        let intake = connection.intake ?? spareIntake
        intake.bytes.append(contentsOf: bytes)
        keep(intake, connection)
        resumeReading(connection)
    }

    /// Goes on with bytes that are here already.
    func resumeReading(_ connection: Connection) {
        guard connection.isReading, let intake = connection.intake else {
            return settle(connection, connection.intake ?? spareIntake)
        }
        var bytes: [UInt8] = []
        swap(&bytes, &intake.bytes)
        let consumed = bytes.withUnsafeBufferPointer { parse($0, connection, intake) }
        if consumed > 0 { bytes.removeFirst(consumed) }
        intake.bytes = bytes.isEmpty ? [] : bytes
        settle(connection, intake)
    }

    /// Reads as many requests as can be answered at once, and returns the bytes they took.
    private func parse(
        _ bytes: UnsafeBufferPointer<UInt8>, _ connection: Connection, _ intake: Intake
    ) -> Int {
        var consumed = 0
        while connection.isReading {
            let rest = UnsafeBufferPointer(rebasing: bytes[consumed...])
            switch intake.parser.advance(rest.span, limits, &consumed) {
            case .incomplete:
                hold(intake.parser.heldBytes, connection)
                return consumed
            case .head(let head):
                decide(head, connection, intake, isBodyHere: consumed < bytes.count)
            case .body(let body):
                hold(body.count, connection)
                dispatch(body, connection)
            case .refused(let refusal): refuse(connection, refusal, intake)
            }
        }
        return consumed
    }

    /// After the parser has seen everything: writes, and says what is waited for now.
    private func settle(_ connection: Connection, _ intake: Intake) {
        flush(connection)
        guard !connection.isClosed, connection.phase != .draining else {
            discard(intake, connection)
            return
        }
        if connection.isReading {
            expect(connection, hasPart: !intake.bytes.isEmpty)
        }
        keep(intake, connection)
        if connection.isReading, connection.hasInputEnded { return endReading(connection) }
        updateInterest(connection)
    }

    private func expect(_ connection: Connection, hasPart: Bool) {
        switch connection.phase {
        case .body:
            table.setDeadline(connection, bodyDeadline(connection))
        case .head: break
        default:
            table.move(connection, to: hasPart ? .head : .idle)
            let configuration = service.configuration
            table.setDeadline(
                connection,
                after(hasPart ? configuration.headSeconds : configuration.idleSeconds))
        }
    }

    /// A connection keeps its intake only while there is something in it.
    private func keep(_ intake: Intake, _ connection: Connection) {
        guard !connection.closesAfterAnswer else { return discard(intake, connection) }
        pend(intake.bytes.count, connection)
        if connection.phase == .working, !intake.bytes.isEmpty { connection.outlet.hurry() }
        if intake.bytes.isEmpty, connection.phase != .body {
            connection.intake = nil
            spareIntake = intake
        } else {
            connection.intake = intake
            if intake === spareIntake { spareIntake = Intake() }
        }
    }

    private func discard(_ intake: Intake, _ connection: Connection) {
        pend(0, connection)
        connection.intake = nil
        if intake === spareIntake { spareIntake = Intake() }
    }

    /// Counts the bytes that wait to be read.
    func pend(_ count: Int, _ connection: Connection) {
        pendingBytes += count - connection.pendingBytes
        connection.pendingBytes = count
    }

    private func endInput(_ connection: Connection) {
        connection.hasInputEnded = true
        switch connection.phase {
        case .draining: close(connection)
        case .working:
            connection.outlet.hurry()
            updateInterest(connection)
        case .writing: updateInterest(connection)
        case .idle, .head, .body: endReading(connection)
        }
    }

    /// RFC 9112 section 8: what was begun cannot become complete any more.
    private func endReading(_ connection: Connection) {
        guard connection.phase != .idle else { return close(connection) }
        refuse(connection, .incomplete)
        flush(connection)
        updateInterest(connection)
    }

    func updateInterest(_ connection: Connection) {
        guard !connection.isClosed else { return }
        var interest: Epoll.Interest = connection.unsent == nil ? [] : .output
        if !connection.hasInputEnded, wantsInput(connection) { interest.insert(.input) }
        guard interest != connection.interest else { return }
        connection.interest = interest
        epoll.change(connection.descriptor, interest, token: connection.token)
    }

    private func wantsInput(_ connection: Connection) -> Bool {
        switch connection.phase {
        case .idle, .head, .body, .draining: connection.unsent == nil
        case .working: (connection.intake?.bytes.count ?? 0) < Self.pipelineLimit
        case .writing: false
        }
    }
}
