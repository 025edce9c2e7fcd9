/// A record of any kind: what a task, a change of state or a look is about.
public struct RecordID: Hashable, Sendable {
    public let kind: Subject
    public let id: Int64

    init(_ kind: Subject, _ id: Int64) {
        self.kind = kind
        self.id = id
    }

    public init(_ id: ID<Group>) { self.init(.group, id.value) }
    public init(_ id: ID<Family>) { self.init(.family, id.value) }
    public init(_ id: ID<Match>) { self.init(.match, id.value) }
    public init(_ id: ID<Stay>) { self.init(.stay, id.value) }

    public var group: ID<Group>? { kind == .group ? ID(id) : nil }
    public var family: ID<Family>? { kind == .family ? ID(id) : nil }
    public var match: ID<Match>? { kind == .match ? ID(id) : nil }
    public var stay: ID<Stay>? { kind == .stay ? ID(id) : nil }
}
