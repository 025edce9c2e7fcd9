/// Counters of a server since its start; a copy that does not change.
public struct Metrics: Sendable, Equatable {
    /// Connections that are open now.
    public internal(set) var openConnections = 0
    /// Connections that were accepted.
    public internal(set) var acceptedConnections = 0
    /// Connections that were closed to make room, because descriptors or memory ran out, or
    /// because an answer was not read.
    public internal(set) var cutConnections = 0
    /// Answers by the first digit of their status; index 0 is 1xx.
    public internal(set) var answersByClass = [0, 0, 0, 0, 0]
    /// Refusals of the server itself.
    public internal(set) var refusals: [Refusal: Int] = [:]
    /// Bytes of content that were handed to the network.
    public internal(set) var contentBytes = 0
    /// Bytes of request bodies that are held now.
    public internal(set) var heldBodyBytes = 0
    /// Bytes of answers that are not sent yet; files do not count.
    public internal(set) var unsentBytes = 0
    /// Requests that wait for a worker of the normal lane.
    public internal(set) var waiting = 0
    /// Requests that wait for a worker of the slow lane.
    public internal(set) var waitingSlow = 0
    /// How many answers took at most as long as the bound of the same index.
    public internal(set) var durationBuckets = [Int](repeating: 0, count: durationBounds.count + 1)
    /// The time from complete head to answer of all requests together, in microseconds.
    public internal(set) var totalMicroseconds = 0

    /// The bounds of `durationBuckets` in microseconds; the last bucket has none.
    public static let durationBounds = [1_000, 5_000, 20_000, 100_000, 500_000, 2_000_000]

    /// Requests that were answered or refused.
    public var requests: Int { answersByClass.reduce(0, +) }

    mutating func count(_ answer: Answer, microseconds: Int) {
        let index = min(max(answer.status / 100 - 1, 0), 4)
        answersByClass[index] += 1
        contentBytes += answer.part.count
        totalMicroseconds += microseconds
        let bucket = Self.durationBounds.firstIndex { microseconds <= $0 }
        durationBuckets[bucket ?? Self.durationBounds.count] += 1
        if let refusal = answer.refusal { refusals[refusal, default: 0] += 1 }
    }
}

extension Metrics {
    /// The counters in the text format of Prometheus, version 0.0.4.
    public var prometheusText: String {
        var text = ""
        func add(_ name: String, _ kind: String, _ samples: [(labels: String, value: String)]) {
            text += "# TYPE http_\(name) \(kind)\n"
            for sample in samples { text += "http_\(name)\(sample.labels) \(sample.value)\n" }
        }
        func add(_ name: String, _ kind: String, _ value: Int) {
            add(name, kind, [("", "\(value)")])
        }
        add("connections_open", "gauge", openConnections)
        add("connections_accepted_total", "counter", acceptedConnections)
        add("connections_cut_total", "counter", cutConnections)
        add(
            "requests_total", "counter",
            answersByClass.enumerated().map { ("{class=\"\($0 + 1)xx\"}", "\($1)") })
        add(
            "refusals_total", "counter",
            refusals.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { ("{number=\"\($0.key.rawValue)\"}", "\($0.value)") })
        add("content_bytes_total", "counter", contentBytes)
        add("body_bytes_held", "gauge", heldBodyBytes)
        add("unsent_bytes", "gauge", unsentBytes)
        add(
            "waiting", "gauge",
            [("{lane=\"normal\"}", "\(waiting)"), ("{lane=\"slow\"}", "\(waitingSlow)")])
        return text + durationText
    }

    private var durationText: String {
        var text = "# TYPE http_request_duration_seconds histogram\n"
        var sum = 0
        for (index, count) in durationBuckets.enumerated() {
            sum += count
            let bound =
                index < Self.durationBounds.count
                ? "\(Double(Self.durationBounds[index]) / 1_000_000)" : "+Inf"
            text += "http_request_duration_seconds_bucket{le=\"\(bound)\"} \(sum)\n"
        }
        text += "http_request_duration_seconds_sum \(Double(totalMicroseconds) / 1_000_000)\n"
        return text + "http_request_duration_seconds_count \(sum)\n"
    }
}
