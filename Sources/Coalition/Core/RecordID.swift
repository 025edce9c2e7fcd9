/// A record of any kind: what a task, a change of state or a look is about.
public struct RecordID: Hashable, Sendable {
    public let kind: Subject
    public let id: Int64

    init(_ kind: Subject, _ id: Int64) {
        self.kind = kind
        self.id = id
    }

    package init<Kind: Record>(_ id: ID<Kind>) { self.init(Kind.subject, id.value) }

    public var group: ID<Group>? { kind == .group ? ID(id) : nil }
    public var family: ID<Family>? { kind == .family ? ID(id) : nil }
    public var match: ID<Match>? { kind == .match ? ID(id) : nil }
    public var transfer: ID<FamilyTransfer>? { kind == .transfer ? ID(id) : nil }
    public var stay: ID<Stay>? { kind == .stay ? ID(id) : nil }
    public var nomination: ID<Nomination>? { kind == .nomination ? ID(id) : nil }
    public var concern: ID<Concern>? { kind == .concern ? ID(id) : nil }
}
