import SQLite

/// The record that a talk is about, as far as the viewer may see it.
public enum TalkSubject: Sendable {
    case group(Group)
    case family(Family)
    case match(MatchList.Line)
    case stay(Stay)

    /// The kinds of record that a talk can be about.
    public static let kinds: [Subject] = [.group, .family, .match, .stay]

    /// The record with this reference.
    ///
    /// - Throws: `Refusal.notFound` for a missing one and for one out of sight alike.
    public static func find(
        _ kind: Subject, _ ref: String, in tx: Transaction
    ) throws -> TalkSubject {
        switch kind {
        case .group: return .group(try Group.find(ref, in: tx))
        case .family: return .family(try Family.find(ref, in: tx))
        case .stay: return .stay(try Stay.find(ref, in: tx))
        case .match:
            let match = try Match.find(ref, in: tx)
            if let line = try MatchList.lines([match], in: tx).first { return .match(line) }
            throw Refusal.notFound
        default: throw Refusal.notFound
        }
    }

    /// The records that these talks are about, each kind read at once; the viewer knows of the talks
    /// already, and with them of their records.
    static func all(of talks: [Talk], in tx: Transaction) throws -> [RecordID: TalkSubject] {
        func ids<Kind: Record>(_: Kind.Type) -> [ID<Kind>] {
            Set(talks.map(\.subject).filter { $0.kind == Kind.subject }.map(\.id)).sorted()
                .map { ID($0) }
        }
        let matches = try Match.find(ids(Match.self), in: tx).map(\.value)
        let subjects: [TalkSubject] =
            try Group.find(ids(Group.self), in: tx).map { .group($0.value) }
            + Family.find(ids(Family.self), in: tx).map { .family($0.value) }
            + Stay.find(ids(Stay.self), in: tx).map { .stay($0.value) }
            + MatchList.lines(matches, in: tx).map { .match($0) }
        return Dictionary(uniqueKeysWithValues: subjects.map { ($0.record, $0) })
    }

    public var record: RecordID {
        switch self {
        case .group(let group): RecordID(group.id)
        case .family(let family): RecordID(family.id)
        case .match(let line): RecordID(line.match.id)
        case .stay(let stay): RecordID(stay.id)
        }
    }

    public var ref: String {
        switch self {
        case .group(let group): group.ref
        case .family(let family): family.ref
        case .match(let line): line.match.ref
        case .stay(let stay): stay.ref
        }
    }

    public var city: ID<City> {
        switch self {
        case .group(let group): group.city
        case .family(let family): family.city
        case .match(let line): line.match.city
        case .stay(let stay): stay.city
        }
    }

    /// What a talk about it can be for, the likeliest in its state first.
    public var kinds: [Talk.Kind] {
        switch self {
        case .group(let group):
            group.state == .interest ? [.intake, .training, .talk] : [.talk, .training, .intake]
        case .family(let family):
            [.announced, .intake].contains(family.state) ? [.intake, .talk] : [.talk, .intake]
        case .match(let line):
            Match.undecided.contains(line.match.state)
                ? [.introduction, .talk] : [.talk, .introduction]
        case .stay(let stay):
            Stay.State.coming.contains(stay.state)
                ? [.introduction, .talk] : [.talk, .introduction]
        }
    }

    /// Whether it is still going on, so that there is something to talk about.
    public var isGoingOn: Bool {
        switch self {
        case .group(let group): !Group.State.over.contains(group.state)
        case .family(let family): !Family.State.over.contains(family.state)
        case .match(let line): Match.State.live.contains(line.match.state)
        case .stay(let stay): stay.guest != nil && !Stay.State.settled.contains(stay.state)
        }
    }

    /// Whether the viewer plans talks about it: who changes the record, for as long as it goes on.
    public func mayPlan(_ viewer: Viewer) -> Bool { isGoingOn && mayWrite(viewer) }

    /// Whether the viewer changes the record, and so says what became of its talks.
    public func mayWrite(_ viewer: Viewer) -> Bool {
        switch self {
        case .group(let group): GroupPolicy(viewer, group).mayEdit
        case .family(let family): FamilyPolicy(viewer, family).mayEdit
        case .match(let line): MatchPolicy(viewer, line.match).mayEdit
        case .stay(let stay): StayPolicy(viewer, stay).holds(StayPolicy.writers)
        }
    }

    /// - Throws: `Refusal.forbidden` for a record that the viewer may see but not change.
    func requireWrite(_ viewer: Viewer) throws {
        guard mayWrite(viewer) else { throw Refusal.forbidden("forbidden.talk") }
    }

    /// - Throws: `Refusal.invalid` on `state` for a record that is over.
    func requireGoingOn() throws {
        guard !isGoingOn else { return }
        throw Refusal.problem("state", "problem.talk_over", ["state": .word(stateKey)])
    }

    /// The programme to which a talk that the viewer plans belongs.
    func programme(_ viewer: Viewer) throws -> Programme {
        switch self {
        case .group: .samenHier
        case .family(let family): try FamilyPolicy(viewer, family).writingProgramme()
        case .match(let line): line.match.kind.programme
        case .stay: .shelterCity
        }
    }

    private var stateKey: String {
        switch self {
        case .group(let group): "group.state.\(group.state.rawValue)"
        case .family(let family): "family.state.\(family.state.rawValue)"
        case .match(let line): "match.state.\(line.match.state.rawValue)"
        case .stay(let stay): "stay.state.\(stay.state.rawValue)"
        }
    }
}
