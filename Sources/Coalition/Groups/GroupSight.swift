extension Group {
    /// Without the mark of a concern for who may only know how many there are.
    package func shown(to viewer: Viewer) -> Group {
        guard concernCount > 0, !GroupPolicy(viewer, self).holds(LogPolicy.concernReaders) else {
            return self
        }
        var group = self
        group.concernCount = 0
        return group
    }
}
