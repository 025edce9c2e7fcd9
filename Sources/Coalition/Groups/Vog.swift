/// A certificate of conduct (VOG) as far as Coalitie may know it: seen or not, never its content.
public struct Vog: Hashable, Sendable {
    public enum Status: String, Code {
        case none, requested, seen, expired, exempt
        /// No certificate came; why is not ours to know.
        case notReceived = "not_received"
    }

    public var status: Status
    /// The day the original was seen.
    public var seenOn: Day?
    public var validUntil: Day?
    /// Why somebody needs none; only with `exempt`.
    public var reason: String?

    public init(_ status: Status = .none, seenOn: Day? = nil, validUntil: Day? = nil) {
        self.status = status
        self.seenOn = seenOn
        self.validUntil = validUntil
    }

    /// Whether it counts on a day.
    public func holds(on day: Day) -> Bool {
        switch status {
        case .seen: validUntil.map { $0 > day } ?? true
        case .exempt: true
        case .none, .requested, .expired, .notReceived: false
        }
    }

    /// Whether there is none, nor one on its way.
    public var mayBeRequested: Bool { [.none, .expired, .notReceived].contains(status) }

    /// The text that is sealed: the parts on lines of their own.
    package var text: String {
        [status.rawValue, seenOn?.iso ?? "", validUntil?.iso ?? "", reason ?? ""]
            .joined(separator: "\n")
    }

    init(text: String) throws {
        let parts = text.utf8.split(separator: 10, maxSplits: 3, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard parts.count == 4, let status = Status(kept: parts[0]) else {
            throw Damaged.code("vog")
        }
        self.status = status
        seenOn = Day(iso: parts[1])
        validUntil = Day(iso: parts[2])
        reason = parts[3].isEmpty ? nil : parts[3]
    }
}

extension Vog.Status {
    /// A status as it was sealed; what is kept from before has an older word for no certificate.
    fileprivate init?(kept code: String) {
        self.init(rawValue: code == "refused" ? "not_received" : code)
    }
}
