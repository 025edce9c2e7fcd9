import SQLite

/// A review of a year as it stands: to come, to be held, held or missed.
public struct ReviewSlot: Sendable {
    public enum State: String, Code {
        case upcoming, open, done
        /// Held after its window.
        case late
        /// Its window closed without one; it stays visible, also after the match ended.
        case missed
    }

    public let kind: Review.Kind
    /// Nil for one's own, which is held whenever one likes.
    public let window: ReviewWindow?
    public let state: State
    /// Nil until it is held.
    public let review: Review?
    /// Whether it can be written down now, in its window or late.
    public let isHoldable: Bool

    /// When it is held, or may be from, for the order of time.
    public var day: Day? { review?.heldOn ?? window?.from }

    /// Those of a match in order of time: what is expected, and what else was held or is offered.
    public static func all(
        of match: Match, today: Day, in tx: Transaction
    ) throws -> [ReviewSlot] {
        let held = try Review.all(of: match, in: tx)
        let windows = try ReviewWindow.all(of: match, in: tx)
        let slots = windows.compactMap { window in
            ReviewSlot(
                window, held.first { $0.kind == window.kind }, match: match, today: today)
        }
        let own = held.filter { $0.kind == .own }.map {
            ReviewSlot(kind: .own, window: nil, state: .done, review: $0, isHoldable: true)
        }
        return slots + own
    }

    private init(
        kind: Review.Kind, window: ReviewWindow?, state: State, review: Review?, isHoldable: Bool
    ) {
        (self.kind, self.window, self.state) = (kind, window, state)
        (self.review, self.isHoldable) = (review, isHoldable)
    }

    /// Nil for one that is neither expected nor offered: of a match that ended before its window
    /// opened, or the first month's outside its window.
    private init?(_ window: ReviewWindow, _ review: Review?, match: Match, today: Day) {
        let isOver = !Match.State.years.contains(match.state)
        let end = isOver ? match.endedOn ?? today : nil
        if review == nil, let end, window.from > end { return nil }
        let isInWindow = (window.from...window.until).contains(today)
        if review == nil, window.kind == .m1, !isInWindow || isOver { return nil }
        self.init(
            kind: window.kind, window: window,
            state: ReviewSlot.state(window, review, today: today), review: review,
            isHoldable: review != nil || today >= window.from && (!isOver || isInWindow))
    }

    private static func state(
        _ window: ReviewWindow, _ review: Review?, today: Day
    ) -> State {
        if let review { return review.heldOn > window.until ? .late : .done }
        if today < window.from { return .upcoming }
        return today > window.until ? .missed : .open
    }
}
