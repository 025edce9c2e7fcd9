import SQLite

/// A part of a record that some read only with a reason (spec: access, "!").
public enum OpenedPart: String, Code {
    /// Who is in it.
    case names
    /// How these are reached.
    case contacts
    /// What was written in the log.
    case texts

    /// The fields, as the logs name them.
    var fields: [String] {
        switch self {
        case .names: ["name"]
        case .contacts: ["email", "phone"]
        case .texts: ["log_texts"]
        }
    }
}

/// A record of which parts are opened with a reason, for a while and for who gave it.
package protocol Openable: CityRecord {
    /// Who opens which part.
    static var openers: [OpenedPart: Set<Role>] { get }
    /// Whether a viewer reads a part anyway.
    func reads(_ part: OpenedPart, _ viewer: Viewer) -> Bool
}

extension Group: Openable {
    package static let openers: [OpenedPart: Set<Role>] = [
        .names: [.network, .safeguarding], .contacts: [.network, .safeguarding],
        .texts: [.network],
    ]

    package func reads(_ part: OpenedPart, _ viewer: Viewer) -> Bool {
        switch part {
        case .names, .contacts: GroupPolicy(viewer, self).maySeeMembers
        case .texts: LogPolicy(viewer, self).depth == .everything
        }
    }
}

extension Family: Openable {
    package static let openers: [OpenedPart: Set<Role>] = [.names: [.network, .safeguarding]]

    package func reads(_ part: OpenedPart, _ viewer: Viewer) -> Bool {
        part == .names && FamilyPolicy(viewer, self).maySeeMembers
    }
}

/// What is open now of a record for the viewer, and until when.
public struct Opening: Sendable {
    /// So long a part stays open.
    public static let minutes = 60
    /// Roles that see who looked: the record's coordinators, and those who can look.
    static let witnesses: Set<Role> = [.local, .network, .safeguarding]

    public let parts: [OpenedPart: Instant]

    public static let none = Opening(parts: [:])

    public func shows(_ part: OpenedPart) -> Bool { parts[part] != nil }

    /// When the first part closes; nil when none is open.
    public var until: Instant? { parts.values.min() }
}

extension Openable {
    /// The parts that the viewer can open with a reason.
    package func openable(by viewer: Viewer) -> [OpenedPart] {
        OpenedPart.allCases.filter { part in
            guard let roles = Self.openers[part] else { return false }
            return grants(roles, to: viewer) && !reads(part, viewer)
        }
    }

    /// What is open now for the viewer; asks nothing for who reads all of it, or opens nothing.
    package func opening(in tx: Transaction) throws -> Opening {
        let possible = openable(by: tx.viewer)
        guard !possible.isEmpty, let user = tx.viewer.userID else { return .none }
        let rows = try tx.db.all(
            """
            SELECT part, until_at FROM openings
            WHERE user_id = \(user) AND subject = \(Self.subject) AND subject_id = \(id.value)
            AND until_at > \(tx.now)
            """
        ) { row in (try row.next() as OpenedPart?, try row.next() as Instant) }
        let parts = rows.compactMap { part, until in
            part.flatMap { possible.contains($0) ? ($0, until) : nil }
        }
        return Opening(parts: Dictionary(parts, uniquingKeysWith: max))
    }

    /// The concerns to which a look can belong, without the record's city knowing: those about the
    /// record that are kept from it and whose text the viewer reads.
    package func closedConcerns(in tx: Transaction) throws -> [Concern] {
        guard !openable(by: tx.viewer).isEmpty else { return [] }
        let closed = try Concern.open(about: RecordID(id), in: tx).filter(\.isPrivate)
        let levels = try Concern.levels(of: closed.map(\.id), in: tx)
        return closed.filter { levels[$0.id] == .text }
    }

    /// Opens parts for an hour. Who coordinates the record is told; of a look that belongs to a concern
    /// which its city may not know of, a second person of the safeguarding role or the network.
    ///
    /// - Parameter concern: One of ``closedConcerns(in:)`` to which the look belongs; nil for none.
    /// - Throws: `Refusal.forbidden` for a part that the viewer does not open; `.invalid` on `parts`
    ///   without any, on `concern` for another one, and on `reason` when it is shorter than 10 or
    ///   longer than 500 characters.
    package func open(
        _ parts: Set<OpenedPart>, reason: String?, for concern: Concern? = nil,
        in tx: Transaction
    ) throws {
        guard parts.isSubset(of: openable(by: tx.viewer)) else {
            throw Refusal.forbidden("forbidden.opening")
        }
        guard !parts.isEmpty else { throw Refusal.problem("parts", "problem.choose") }
        if let concern, try !closedConcerns(in: tx).contains(where: { $0.id == concern.id }) {
            throw Refusal.problem("concern", "problem.choice")
        }
        let words = try OpeningReason.checked(reason)
        let until = tx.now.adding(seconds: Opening.minutes * 60)
        for part in OpenedPart.allCases where parts.contains(part) {
            _ = try Disclosure.record(
                Self.subject, id.value, ref, city: concern == nil ? city : nil,
                of: programmes.count == 1 ? programmes.first : nil, for: .safety, reason: words,
                fields: part.fields,
                opening: .init(part: part, until: until, isClosed: concern != nil), in: tx)
        }
        try tellOfLook(second(of: concern, in: tx), tx)
    }

    /// Who is told of a look: a role, and who of it if that is somebody.
    private typealias Told = (role: Role, assignee: String?)

    private func second(of concern: Concern?, in tx: Transaction) throws -> Told {
        guard let concern else { return (.local, try lookedAfter(by: tx)) }
        let second = try concern.handlers(in: tx).first {
            ConcernSight.ofNetwork.contains($0.role) && !$0.colleague.isViewer
        }
        return second.map { ($0.role, $0.colleague.ref) } ?? (.safeguarding, nil)
    }

    /// One task is enough for all looks that nobody has seen yet.
    private func tellOfLook(_ told: Told, _ tx: Transaction) throws {
        let known: Int? = try tx.db.value(
            """
            SELECT 1 FROM tasks WHERE subject_id = \(id) AND subject = \(Self.subject)
            AND kind = \(Task.Kind.look) AND role = \(told.role) AND done_at IS NULL
            """)
        guard known == nil else { return }
        let today = try City.find(city, in: tx).today(tx)
        var draft = TaskDraft()
        (draft.kind, draft.dueOn, draft.assignee) = (.look, today, told.assignee)
        try Task.insert(
            Task.New(
                role: told.role, programme: programmes.min() ?? .samenHier, city: city,
                subject: RecordID(Self.subject, id.value), causeOn: today),
            TaskDraft.record.trusted(draft), tx)
    }

    private func lookedAfter(by tx: Transaction) throws -> String? {
        try (self as? any Coordinated)?.coordinator(in: tx)?.ref
    }

    /// Who looked at the record, the newest first; empty for who may not know.
    package func looks(in tx: Transaction) throws -> [DisclosureRecord] {
        guard grants(Opening.witnesses, to: tx.viewer) else { return [] }
        let seesClosed = try seesClosedLooks(in: tx)
        return try DisclosureRecord.past(Self.subject, id.value, in: tx).filter {
            seesClosed || !$0.isClosed
        }
    }
}

extension CityRecord {
    /// Whether the viewer may know of looks that the record's city may not know of: the network and the
    /// safeguarding role, unless something about the record is kept from the viewer.
    package func seesClosedLooks(in tx: Transaction) throws -> Bool {
        try grants(ConcernSight.ofNetwork, to: tx.viewer)
            && !Concern.isAnyKept(about: RecordID(id), in: tx)
    }
}
