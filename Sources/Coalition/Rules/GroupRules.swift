extension Rules {
    /// The least number of active members of a kind of group.
    public func minimum(of kind: Group.Kind) throws -> Int {
        try value("group.minimum.\(kind.rawValue)")
    }
}
