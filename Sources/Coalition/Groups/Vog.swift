/// A certificate of conduct (VOG) as far as Coalitie may know it: seen or not, never its content.
public struct Vog: Hashable, Sendable {
    public enum Status: String, Code {
        case none, requested, seen, expired, exempt
        /// No certificate came; why is not ours to know.
        case notReceived = "not_received"
        /// The coordinator asked the network for an exemption.
        case exemptionAsked = "exemption_asked"
        /// The network gave none.
        case exemptionRefused = "exemption_refused"

        /// What only an exemption brings about: it is asked and decided, never chosen.
        public static let ofExemption: Set<Status> = [.exempt, .exemptionAsked, .exemptionRefused]
    }

    /// Why somebody needs no certificate, as a code and never a text.
    public enum ExemptionReason: String, Code {
        case appliedFor = "applied_for"
        case noAddressBefore = "no_address_before"
        case noMinors = "no_minors"
    }

    public var status: Status
    /// The day the original was seen; of an exemption that on which the network decided.
    public var seenOn: Day?
    /// The first day on which it does not hold any more; of an exemption that is asked, the end that
    /// is wished. Nil without an end.
    public var validUntil: Day?
    /// Why an exemption was asked; nil without one, and for those from before a code was asked.
    public var reason: ExemptionReason?

    public init(
        _ status: Status = .none, seenOn: Day? = nil, validUntil: Day? = nil,
        reason: ExemptionReason? = nil
    ) {
        self.status = status
        self.seenOn = seenOn
        self.validUntil = validUntil
        self.reason = reason
    }

    /// The day on which what holds now, or held, comes to its end; nil for what has no end, and for
    /// what never held.
    public var endsOn: Day? { [.seen, .exempt].contains(status) ? validUntil : nil }

    /// Whether it counts on a day.
    public func holds(on day: Day) -> Bool {
        switch status {
        // An exemption from before its end was asked holds without one.
        case .seen, .exempt: validUntil.map { $0 > day } ?? true
        case .none, .requested, .expired, .notReceived, .exemptionAsked, .exemptionRefused: false
        }
    }

    /// Whether there is none, nor one on its way.
    public var mayBeRequested: Bool {
        [.none, .expired, .notReceived, .exemptionRefused].contains(status)
    }

    /// The text that is sealed: the parts on lines of their own.
    package var text: String {
        [status.rawValue, seenOn?.iso ?? "", validUntil?.iso ?? "", reason?.rawValue ?? ""]
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
        reason = ExemptionReason(rawValue: parts[3])
    }
}

extension Vog.Status {
    /// A status as it was sealed; what is kept from before has an older word for no certificate.
    fileprivate init?(kept code: String) {
        self.init(rawValue: code == "refused" ? "not_received" : code)
    }
}
