import SQLite

/// How full accommodations are over a period (spec: indicators, 16), in nights.
public struct Occupancy: Hashable, Sendable {
    /// Nights that a guest was or is there.
    public var occupied = 0
    /// Nights of stays that are still to come, kept slots among them.
    public var planned = 0
    /// Nights on which an accommodation could be lived in.
    public var available = 0

    /// The nights taken and kept, of all nights there are; nil when there are none.
    public var share: Double? {
        available == 0 ? nil : Double(occupied + planned) / Double(available)
    }

    public init() {}

    mutating func add(_ stay: Stay, clippedTo period: Period) {
        guard stay.accommodation != nil, let part = stay.period.clipped(to: period) else { return }
        switch stay.state {
        case .cancelled: break
        case _ where Stay.State.coming.contains(stay.state): planned += part.nights
        default: occupied += part.nights
        }
    }

    mutating func add(_ accommodation: Accommodation, during period: Period) {
        let from = max(period.from, accommodation.availableFrom ?? period.from)
        let until = min(period.until, accommodation.availableUntil ?? period.until)
        available += max(0, until - from)
    }
}
