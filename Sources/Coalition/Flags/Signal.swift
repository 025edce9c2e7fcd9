/// What a record is marked with beside its state: computed from what is known of it, never a state
/// (<doc:Lifecycles>).
public enum Signal: Hashable, Sendable {
    /// Somebody worries.
    case concern
    /// Nobody of it was spoken for longer than its rules say; an attempt is no contact.
    case silent
    /// Around a family, or about to be, with fewer members than its rules ask for.
    case strength
    /// A VOG or training has run out.
    case expired
    /// One runs out within ``ClearanceEnd/soonDays``.
    case expiring
    /// The municipality should have done something before today.
    case municipality
    /// A review whose window closed without it.
    case review(Review.Kind)
    /// So many lines of the year are past their day.
    case lines(Int)
    /// Nothing moved in the plan for longer than the rules say.
    case plan
    /// The group gives far more hours than it offered.
    case load

    /// Whether it calls for somebody now; what does not is a grey word on the record only.
    public var isUrgent: Bool {
        switch self {
        case .concern, .silent, .strength, .expired, .expiring, .municipality: true
        case .review, .lines, .plan, .load: false
        }
    }
}

extension Group {
    /// What calls for somebody, the most urgent first.
    ///
    /// - Parameters:
    ///   - today: In its city.
    ///   - isAwaited: Whether the municipality should have done something for it before today.
    public func signals(
        on today: Day, _ notice: ClearanceNotice, isAwaited: Bool = false
    ) -> [Signal] {
        let end = clearanceUntil.flatMap { notice.stand(of: $0, self, on: today) }
        let isRunning = !State.over.contains(state)
        let all: [(Signal, Bool)] = [
            (.concern, concernCount > 0), (.silent, isSilent(on: today)),
            (.strength, lacksMembers), (.expired, isRunning && end == .over),
            (.expiring, isRunning && end == .soon), (.municipality, isAwaited),
        ]
        return all.filter(\.1).map(\.0)
    }
}
