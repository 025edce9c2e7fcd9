/// Who looks at the fields of a record: a viewer, where the record is and for which programmes.
public struct FieldRights: Sendable {
    private let viewer: Viewer
    private let programmes: Set<Programme>
    private let city: ID<City>?

    /// - Parameter city: Nil for a new record in any of the viewer's cities.
    public init(_ viewer: Viewer, for programmes: Set<Programme>, in city: ID<City>?) {
        self.viewer = viewer
        self.programmes = programmes
        self.city = city
    }

    /// Whether the viewer sees the field of a record that he or she sees.
    public func maySee(_ field: FieldDescription) -> Bool { holds(field.readers) }

    /// Whether the viewer sees and changes the field of a record that he or she changes.
    public func mayChange(_ field: FieldDescription) -> Bool {
        holds(field.readers) && holds(field.writers)
    }

    private func holds(_ roles: Set<Role>?) -> Bool {
        guard let roles else { return true }
        return city.map { viewer.holds(roles, for: programmes, in: $0) }
            ?? viewer.holds(roles, for: programmes)
    }
}

extension RecordDescription {
    /// What a viewer may see and change of a record of this kind.
    ///
    /// - Parameter city: Nil for a new record in any of the viewer's cities.
    public func rights(of viewer: Viewer, in city: ID<City>?) -> FieldRights {
        FieldRights(viewer, for: programmes, in: city)
    }
}
