import Synchronization

/// The layouts that were made last: a map changes only when a city or one of its numbers does, and to
/// find room for hundreds of circles takes longer than all of the page.
final class CircleLayouts: Sendable {
    private struct Entry: Sendable {
        let layout: CircleLayout
        let circles: [CircleLayout.Circle]
        let places: [CircleLayout.Place]
    }

    /// Two programmes in two languages, for those who see other cities as well.
    private static let most = 12

    private let entries = Mutex<[Entry]>([])

    /// The same as the layout itself gives.
    func places(
        _ circles: [CircleLayout.Circle], on layout: CircleLayout
    ) -> [CircleLayout.Place] {
        let kept = entries.withLock { entries in
            entries.first { $0.layout == layout && $0.circles == circles }?.places
        }
        if let kept { return kept }
        let places = layout.places(circles)
        let entry = Entry(layout: layout, circles: circles, places: places)
        entries.withLock { entries in
            entries.insert(entry, at: 0)
            if entries.count > CircleLayouts.most { entries.removeLast() }
        }
        return places
    }
}
