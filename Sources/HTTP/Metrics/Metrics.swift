/// Counters of a server since its start; a copy that does not change.
public struct Metrics: Sendable, Equatable {
    /// Connections that are open now.
    public internal(set) var openConnections = 0
    /// Connections that were accepted.
    public internal(set) var acceptedConnections = 0
    /// Connections that were closed to make room, because descriptors or memory ran out, or
    /// because an answer was not read.
    public internal(set) var cutConnections = 0
    /// Refusals of the server itself.
    public internal(set) var refusals: [Refusal: Int] = [:]
    /// Bytes of content that were handed to the network.
    public internal(set) var contentBytes = 0
    /// Bytes of request bodies that are held now.
    public internal(set) var heldBodyBytes = 0
    /// Of half heads, and of requests behind one that is worked on.
    public internal(set) var pendingBytes = 0
    /// Bytes of answers that are not sent yet; files do not count.
    public internal(set) var unsentBytes = 0
    /// Requests that wait for a worker of the normal lane.
    public internal(set) var waiting = 0
    /// Requests that wait for a worker of the slow lane.
    public internal(set) var waitingSlow = 0
    /// What was answered, by the pattern of the route; empty for answers without a route.
    public internal(set) var routes: [String: RouteMetrics] = [:]

    /// The most patterns that are told apart, so that a responder that makes patterns out of what
    /// is asked for cannot fill the memory.
    public static let routeLimit = 500
    /// Stands for the patterns beyond ``routeLimit``.
    public static let otherRoutes = "other"

    /// Answers by the first digit of their status; index 0 is 1xx.
    public var answersByClass: [Int] {
        routes.values.reduce(into: [0, 0, 0, 0, 0]) { sums, route in
            for index in sums.indices { sums[index] += route.answersByClass[index] }
        }
    }

    /// Requests that were answered or refused.
    public var requests: Int { answersByClass.reduce(0, +) }

    mutating func count(_ answer: Answer, microseconds: Int) {
        contentBytes += answer.part.count
        let route = known(answer.route ?? "")
        routes[route, default: RouteMetrics()].count(answer.status, microseconds)
        if let refusal = answer.refusal { refusals[refusal, default: 0] += 1 }
    }

    private func known(_ route: String) -> String {
        routes.count < Self.routeLimit || routes[route] != nil ? route : Self.otherRoutes
    }
}

/// What was answered on one route.
public struct RouteMetrics: Sendable, Equatable {
    /// Answers by the first digit of their status; index 0 is 1xx.
    public internal(set) var answersByClass = [0, 0, 0, 0, 0]
    /// How many answers took at most as long as the bound of the same index, and longer than the
    /// bound before it.
    public internal(set) var durationBuckets = [Int](repeating: 0, count: durationBounds.count + 1)
    /// The time from complete head to answer of all requests together, in microseconds.
    public internal(set) var totalMicroseconds = 0

    /// The bounds of `durationBuckets` in microseconds; the last bucket has none.
    public static let durationBounds = [1_000, 5_000, 20_000, 100_000, 500_000, 2_000_000]

    mutating func count(_ status: Int, _ microseconds: Int) {
        answersByClass[min(max(status / 100 - 1, 0), 4)] += 1
        totalMicroseconds += microseconds
        let bucket = Self.durationBounds.firstIndex { microseconds <= $0 }
        durationBuckets[bucket ?? Self.durationBounds.count] += 1
    }
}
