import HTTPTypes

extension IOLoop {
    /// What becomes of a request whose head is complete.
    func decide(
        _ head: RequestHead, _ connection: Connection, _ intake: Intake, isBodyHere: Bool
    ) {
        if connection.phase == .head { table.move(connection, to: .idle) }
        connection.exchange = Exchange(head: head, id: nextIdentity(), started: clock.now)
        if let answer = service.files?.answer(head, service.finishing) {
            return answerUnread(answer, connection, intake)
        }
        switch service.admit(head) {
        case .answer(let response):
            let answer = service.finishing.answer(response, isHead: head.method == .head)
            answerUnread(answer, connection, intake)
        case .standing(let response):
            let answer = response.answer(isHead: head.method == .head, service.finishing)
            answerUnread(answer, connection, intake)
        case .run(let lane, let bodyLimit):
            connection.exchange?.lane = lane
            awaitBody(head, connection, intake, limit: bodyLimit, isHere: isBodyHere)
        case .unread(let lane):
            connection.exchange?.lane = lane
            connection.exchange?.isUnread = head.hasBody
            intake.parser.skipBody()
            dispatch([], connection)
        }
    }

    /// A body that was announced and is not read makes the connection useless for more.
    private func answerUnread(_ answer: Answer, _ connection: Connection, _ intake: Intake) {
        intake.parser.skipBody()
        let hasBody = connection.exchange?.head.hasBody ?? false
        send(answer, connection, isClosing: hasBody)
    }

    private func awaitBody(
        _ head: RequestHead, _ connection: Connection, _ intake: Intake, limit: Int, isHere: Bool
    ) {
        do throws(Refusal) {
            try intake.parser.takeBody(limit: limit)
        } catch {
            return refuse(connection, error)
        }
        guard head.hasBody else { return }
        table.move(connection, to: .body)
        bodyCount += 1
        connection.bodyOrder = bodyCount
        if head.expectsContinue, !isHere { output.append(text: "HTTP/1.1 100 Continue\r\n\r\n") }
    }

    /// Hands a complete request to a worker; its body counts as held until it is answered.
    func dispatch(_ body: [UInt8], _ connection: Connection) {
        guard let exchange = connection.exchange else { return close(connection) }
        if isNext(exchange, connection) { connection.outlet.open() }
        let (token, peer, service) = (connection.token, connection.peer, service)
        let (outlet, dateLine) = (connection.outlet, clock.dateLine)
        let isTaken = service.workers(exchange.lane).submit {
            let answer = service.answer(exchange, body, peer)
            let completion = Completion(
                token: token, answer: answer, heldBytes: body.count, started: exchange.started)
            self.complete(completion, by: outlet, dateLine: dateLine)
        }
        guard isTaken else { return refuse(connection, .queueFull) }
        connection.heldBytes = 0
        table.move(connection, to: .working)
        table.setDeadline(connection, .max)
    }

    /// Whether the answer needs nothing of the loop: nothing goes before it, and the connection
    /// stays open behind it.
    private func isNext(_ exchange: Exchange, _ connection: Connection) -> Bool {
        output.isEmpty && connection.unsent == nil && exchange.head.isPersistent
            && exchange.head.minorVersion > 0 && stopDeadline == nil && !exchange.isUnread
    }

    /// What a worker has finished; its connection may be gone.
    func deliver(_ completion: Completion) {
        heldBytes -= completion.heldBytes
        guard let connection = table[completion.token] else { return }
        switch completion.delivery {
        case .sent(let count):
            write(completion, connection)
            goOn(after: completion.answer, sent: count, connection)
        case .broken:
            write(completion, connection)
            close(connection)
        case .none where connection.unsent == nil: deliver(completion.answer, connection)
        case .none: connection.waiting = completion.answer
        }
    }

    func deliver(_ answer: Answer, _ connection: Connection) {
        table.move(connection, to: .idle)
        send(answer, connection, isClosing: connection.exchange?.isUnread ?? false)
        resumeReading(connection)
    }

    /// To the access log; a worker that sends its answer has counted it.
    private func write(_ completion: Completion, _ connection: Connection) {
        log.write(
            completion.answer, connection.exchange, microseconds: completion.microseconds, clock)
        connection.exchange = nil
    }

    private func goOn(after answer: Answer, sent: Int, _ connection: Connection) {
        connection.outlet.close()
        // A stop that was asked for in the meantime.
        connection.closesAfterAnswer = stopDeadline != nil
        table.move(connection, to: .idle)
        if sent < answer.count {
            let unsent = Unsent(
                bytes: answer.head, body: answer.body, part: answer.part,
                isShared: answer.isShared, end: answerEnd(answer.count), lastTaken: clock.now)
            wait(for: unsent, after: sent, connection)
        }
        resumeReading(connection)
    }

    /// Counts the bytes of the body that is being read.
    func hold(_ count: Int, _ connection: Connection) {
        heldBytes += count - connection.heldBytes
        connection.heldBytes = count
    }

    /// Answers with a refusal; nothing more of this connection is served.
    ///
    /// What was read so far says whether content may be sent, RFC 9110 section 9.3.2.
    func refuse(_ connection: Connection, _ refusal: Refusal, _ intake: Intake? = nil) {
        hold(0, connection)
        let isBegun = (intake ?? connection.intake)?.parser.isHead ?? false
        let isHead = isBegun || connection.exchange?.head.method == .head
        send(service.finishing.refuse(refusal, isHead: isHead), connection, isClosing: true)
    }
}
