import Coalition
import Templates

/// On the page of a record: where a concern about it is reported, and the open ones of which the viewer
/// may know.
struct ConcernLines: PageModel {
    let reportPath: String
    let lines: [LinkView]

    /// - Parameter ref: Of the record.
    init(_ concerns: [Concern], _ ref: String, _ words: Words) {
        reportPath = "/concerns/new?about=\(ref)"
        lines = concerns.map { concern in
            LinkView(
                words(
                    "concern.line",
                    [
                        "name": .text(concern.called(words)),
                        "state": .text(words("concern.state.\(concern.state.rawValue)")),
                    ]), "/concerns/\(concern.ref)")
        }
    }

    static let fields: Fields<ConcernLines> = [
        .text("reportPath") { $0.reportPath },
        .list("lines", LinkView.fields) { $0.lines },
        .flag("hasLines") { !$0.lines.isEmpty },
    ]
}

extension Concern {
    /// Where a report that was made with one tap is written.
    var reportPath: String { "/concerns/\(ref)/report" }
}

extension Note {
    /// There is a concern, and what it is follows.
    static func reported(_ group: Group, undo: String) -> Note {
        Note("note.logged_concern", ["name": group.name], undo: undo)
    }
}
