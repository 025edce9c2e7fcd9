/// What a server does with requests; the same for the loop and the workers.
struct Service: Sendable {
    let configuration: Server.Configuration
    let connectionLimit: Int
    let files: StaticFiles?
    let admit: @Sendable (RequestHead) -> Admission
    let respond: Responder
    let finishing: Finishing
    let proxies: TrustedProxies
    let normalWorkers: Workers
    let slowWorkers: Workers

    func workers(_ lane: Lane) -> Workers {
        lane == .normal ? normalWorkers : slowWorkers
    }

    /// Called by a worker.
    func answer(_ exchange: Exchange, _ body: [UInt8], _ peer: Address) -> Answer {
        let client = proxies.client(of: peer, exchange.head)
        let request = Request(
            head: exchange.head, body: body, peer: client.address.text,
            isSecure: client.isSecure, id: exchange.id.text)
        return finishing.finish(respond(request), to: exchange.head)
    }
}
