import SQLite

/// A concern or complaint as somebody reports it.
public struct ConcernDraft: RecordDraft {
    public typealias Entity = Concern

    /// Characters in what is reported.
    public static let textLimit = 4000

    public var kind = Concern.Kind.unknown
    /// Nil while nobody said.
    public var severity: Concern.Severity?
    public var source = Concern.Source.colleague
    /// Nil while it is not written yet, which a report refuses.
    @TypedLines public var text: String? = nil
    public var isPrivate = false
    /// Whom it is about; it is chosen among ``ConcernSubjects``.
    public var about = Concern.About.unsaid

    public init() {}

    /// The fields that are typed, once.
    public static let record = RecordKind<ConcernDraft>(
        "concern", table: "concerns", programmes: .any,
        [
            .lines("text", \.text, 1...textLimit).opened,
            .choice("severity", \.severity),
            .choice("kind", \.kind).settled,
            .choice("source", \.source).settled,
            .tick("is_private", \.isPrivate),
        ])

    /// Reports the concern.
    ///
    /// - Throws: `Refusal.forbidden` for who has no role where it happened; `.invalid` for each field,
    ///   and on `about` for oneself and for somebody who cannot be chosen.
    @discardableResult
    public func report(_ place: ConcernPlace, in tx: Transaction) throws -> Concern {
        try place.requireReporter(tx.viewer)
        let checked = try checked(place, over: nil, in: tx)
        let id = try insert(checked, place, in: tx)
        return try Concern.find(id, in: tx)
    }

    /// Completes a report that was made with one tap; who made it does so.
    ///
    /// - Throws: `Refusal.forbidden` for everybody else; `.already` for one that is complete;
    ///   `.invalid` as ``report(_:in:)``; `.conflict` when somebody else saved first.
    public func complete(_ concern: Concern, version: Int, in tx: Transaction) throws {
        guard concern.isReported(by: tx.viewer) else {
            throw Refusal.forbidden("forbidden.concern")
        }
        guard concern.isUnfinished, concern.isOpen else { throw Refusal.already(nil) }
        try tx.requireVersion(version, stands: concern.version)
        let place = try ConcernPlace(of: concern, in: tx)
        let stored = try Self.stored(concern.id, in: tx)
        let checked = try checked(place, over: stored, in: tx)
        try tx.db.run(
            """
            UPDATE concerns SET \(try checked.assigned(concern.id.value, in: tx)),
                about_user = \(about.account), about_member_id = \(about.member),
                about_role = \(about.role),
                triage_role = \(try triageRole(checked.draft, place, in: tx)), is_unfinished = 0,
                wants_call = 0, version = version + 1, updated_at = \(tx.now)
            WHERE id = \(concern.id)
            """)
        try concern.note(.change, fields: checked.filled, in: tx)
        try Concern.find(concern.id, in: tx).follow(in: tx)
    }

    private func checked(
        _ place: ConcernPlace, over stored: StoredRecord<ConcernDraft>?, in tx: Transaction
    ) throws -> CheckedDraft<ConcernDraft> {
        try Self.record.checked(
            self, over: stored, in: place.city, tx,
            with: FieldRights(tx.viewer, for: .any, in: place.city.id),
            // One about a colleague is kept from its city from the first second.
            settling: { $0.isPrivate = $0.isPrivate || $0.about.isOfColleagues },
            and: { draft in
                [
                    draft.text == nil ? Problem("text", "problem.concern_text") : nil,
                    try ConcernSubjects.problem(draft.about, at: place, in: tx),
                    draft.kind == .complaint && draft.source == .colleague
                        ? Problem("source", "problem.concern_source") : nil,
                ]
            })
    }

    private func triageRole(
        _ draft: ConcernDraft, _ place: ConcernPlace, in tx: Transaction
    ) throws -> Role {
        try ConcernTriage.role(
            for: .init(
                kind: draft.kind, source: draft.source, about: draft.about,
                isPrivate: draft.isPrivate, programme: place.programme, city: place.city.id), in: tx
        )
    }

    private func insert(
        _ checked: CheckedDraft<ConcernDraft>, _ place: ConcernPlace, in tx: Transaction
    ) throws -> ID<Concern> {
        let draft = checked.draft
        let id: ID<Concern> = try tx.newID("concerns")
        let ref = try Concern.newRef(in: tx)
        try tx.db.run(
            """
            INSERT INTO concerns (id, ref, city_id, programme, subject, subject_id, group_id,
                entry_id, about_user, about_member_id, about_role, state, is_unfinished,
                triage_role, created_at, created_by, updated_at, \(checked.columns))
            VALUES (\(id), \(ref), \(place.city.id), \(place.programme), \(place.record?.kind),
                \(place.record?.id), \(place.group), \(place.entry), \(about.account),
                \(about.member), \(about.role), \(Concern.State.reported),
                \(draft.text == nil), \(try triageRole(draft, place, in: tx)), \(tx.now),
                \(tx.viewer.userID), \(tx.now), \(try checked.bound(id.value, in: tx)))
            """)
        try tx.recordState(.concern, id.value, from: nil, to: Concern.State.reported.rawValue)
        let concern = try Concern.find(id, in: tx)
        try concern.note(.create, fields: checked.filled, in: tx)
        try concern.follow(in: tx)
        return id
    }
}

extension ConcernDraft {
    /// One tap: there is a concern, and what it is follows.
    @discardableResult
    package static func tapped(
        _ entry: ID<LogEntry>, _ group: Group, in tx: Transaction
    ) throws -> Concern {
        if let known = try Concern.reported(with: entry, in: tx) {
            try known.comeBack(in: tx)
            return try Concern.find(known.id, in: tx)
        }
        let city = try City.find(group.city, in: tx)
        let place = ConcernPlace(
            city: city, programme: .samenHier, record: RecordID(group.id), group: group.id,
            entry: entry)
        let draft = ConcernDraft()
        return try Concern.find(try draft.insert(record.trusted(draft), place, in: tx), in: tx)
    }
}

/// Where a concern is reported: in which city and programme, about which record.
public struct ConcernPlace: Sendable {
    public let city: City
    public let programme: Programme
    /// Nil for a concern about no record.
    public let record: RecordID?
    /// The group that carries its mark; nil for none.
    public let group: ID<Group>?
    /// The contact in whose log it is reported; nil for none.
    public let entry: ID<LogEntry>?

    init(
        city: City, programme: Programme, record: RecordID?, group: ID<Group>?,
        entry: ID<LogEntry>?
    ) {
        (self.city, self.programme, self.record) = (city, programme, record)
        (self.group, self.entry) = (group, entry)
    }

    /// The record on whose page it is reported.
    public init(about subject: TalkSubject, in tx: Transaction) throws {
        let group: ID<Group>? =
            switch subject {
            case .group(let group): group.id
            case .match(let line): line.match.group
            case .family, .stay: nil
            }
        self.init(
            city: try City.find(subject.city, in: tx), programme: subject.concernProgramme,
            record: subject.record, group: group, entry: nil)
    }

    /// About no record, in a city where the viewer works.
    public init(in city: City, _ viewer: Viewer) {
        let held = viewer.programmes(of: viewer.roles, in: city.id).sorted()
        self.init(
            city: city, programme: held.first ?? .samenHier, record: nil, group: nil, entry: nil)
    }

    /// Where a concern was reported.
    public init(of concern: Concern, in tx: Transaction) throws {
        self.init(
            city: try City.find(concern.city, in: tx), programme: concern.programme,
            record: concern.subject, group: concern.group, entry: concern.entry)
    }

    /// - Throws: `Refusal.forbidden` for who has no role where it happened.
    func requireReporter(_ viewer: Viewer) throws {
        guard viewer.holds(ConcernSight.readers, for: .any, in: city.id) else {
            throw Refusal.forbidden("forbidden.concern")
        }
    }
}

extension TalkSubject {
    /// The programme to which a concern about the record belongs.
    fileprivate var concernProgramme: Programme {
        switch self {
        case .group: .samenHier
        case .family(let family): family.route.programme
        case .match(let line): line.match.kind.programme
        case .stay: .shelterCity
        }
    }
}
