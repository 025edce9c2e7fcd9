import SQLite

/// Whose year it is: of a match, or of a group that prepares itself and has no family yet.
public struct YearSubject: Sendable {
    public let group: Group
    /// Nil before a family is known.
    public let match: Match?
    public let family: Family?
    /// The moment whose lists count.
    let templatesAt: Instant

    /// The year of a match.
    ///
    /// - Throws: `Refusal.notFound` for a match with a host, which has none.
    public init(_ match: Match, in tx: Transaction) throws {
        guard let group = match.group else { throw Refusal.notFound }
        try self.init(
            match, try Group.find(group, in: tx), try Family.find(match.family, in: tx), in: tx)
    }

    /// The same for who has read its family and group already.
    public init(_ match: Match, _ group: Group, _ family: Family, in tx: Transaction) throws {
        (self.match, self.group, self.family) = (match, group, family)
        templatesAt =
            try tx.db.value("SELECT templates_at FROM matches WHERE id = \(match.id)") ?? tx.now
    }

    /// The year of a group before it is coupled.
    public init(_ group: Group, in tx: Transaction) throws {
        (self.group, match, family) = (group, nil, nil)
        templatesAt =
            try tx.db.value("SELECT templates_at FROM groups WHERE id = \(group.id)") ?? tx.now
    }

    /// The year in which a group is: that of its match once both said yes, its own before; nil for a
    /// group that prepares nothing and has no match.
    ///
    /// - Parameter match: Its live match, and the family of that.
    public static func of(
        _ group: Group, _ match: Match?, _ family: Family?, in tx: Transaction
    ) throws -> YearSubject? {
        if let match, let family, Match.State.years.contains(match.state) {
            return try YearSubject(match, group, family, in: tx)
        }
        return group.preparesItself ? try YearSubject(group, in: tx) : nil
    }

    /// What is written of it in the history and the audit log.
    var record: RecordID { match.map { .init($0.id) } ?? .init(group.id) }
    var ref: String { match?.ref ?? group.ref }
    public var city: ID<City> { group.city }

    /// Whether something can be ticked: a match runs from both yesses to its end, and a group prepares
    /// itself until then.
    public var isGoingOn: Bool {
        match.map { Match.State.years.contains($0.state) } ?? group.preparesItself
    }

    /// - Throws: `Refusal.invalid` on `state` for a year that has ended or not begun.
    func requireGoingOn() throws {
        guard !isGoingOn else { return }
        throw Refusal.problem("state", "problem.year_over")
    }

    /// The day from which a list is reckoned; nil while that is not known.
    ///
    /// The first lists are reckoned from the arrival or the beginning of the match, whichever is later;
    /// an arrival that slips takes them along.
    public func anchor(of kind: Checklist.Kind) -> Day? {
        if let month = kind.month { return match?.startsOn?.adding(months: month) }
        return [family?.arrivalOn, match?.startsOn].compactMap { $0 }.max()
    }

    func policy(_ viewer: Viewer) -> YearPolicy { YearPolicy(viewer, in: city) }
}

extension Match.State {
    /// States in which the year of a match goes on.
    static let years: Set<Match.State> = [.agreed, .active, .suspended, .closing]
}

extension Group {
    /// Whether it works through the list before an arrival by itself: a sponsor group is ready before
    /// it knows for whom.
    var preparesItself: Bool {
        kind == .sponsor && [.preparing, .ready, .matched].contains(state)
    }
}

/// Who may see and do what in a year (spec: access, goals and milestones, reviews).
public struct YearPolicy: Sendable {
    private let viewer: Viewer
    private let city: ID<City>

    public init(_ viewer: Viewer, in city: ID<City>) {
        self.viewer = viewer
        self.city = city
    }

    /// Roles that tick; the municipality its own lines only.
    public static let tickers: Set<Role> = [.local, .municipality]
    /// Roles that hold reviews.
    public static let reviewers: Set<Role> = [.local]
    /// Roles that read what was said in one.
    public static let reviewReaders: Set<Role> = [.local, .safeguarding]
    /// Roles that read it with a reason.
    public static let reviewOpeners: Set<Role> = [.network]
    /// Roles that change lists: the network its own, a coordinator those of the city.
    public static let editors: Set<Role> = [.local, .network]

    /// Lines, who ticked them, and milestones; the network sees totals.
    public var maySeeLines: Bool { holds([.local, .municipality, .safeguarding]) }
    /// What was said in a review and how it ended; others know whether it was held.
    public var maySeeReviews: Bool { holds(YearPolicy.reviewReaders) }
    /// The same with a reason, which is written down.
    public var mayOpenReviews: Bool { holds(YearPolicy.reviewOpeners) }
    public var mayReview: Bool { holds(YearPolicy.reviewers) }

    /// Whether the viewer may tick a line.
    public func mayTick(_ line: ChecklistLine) -> Bool {
        holds([.local]) || (line.owner == .municipality && holds([.municipality]))
    }

    /// - Throws: `Refusal.forbidden` for who reads the year only.
    func requireReview() throws {
        guard mayReview else { throw Refusal.forbidden("forbidden.review") }
    }

    private func holds(_ roles: Set<Role>) -> Bool {
        viewer.holds(roles, for: GroupPolicy.programmes, in: city)
    }
}
