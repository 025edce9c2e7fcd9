import Coalition
import Templates

/// What its reporter has to do first: write the report that was made with one tap, or call, as nobody
/// has seen it.
struct ConcernAlertView: PageModel {
    let text: String
    let action: LinkView
    /// Whether there are numbers to call.
    let isAcute: Bool

    init(_ alert: ConcernAlert, _ context: Context) {
        let (words, concern) = (context.words, alert.concern)
        let when = words.moment(concern.createdAt, context.now, .amsterdam)
        let values = ["ref": MessageValue.text(concern.ref), "when": .text(when)]
        isAcute = alert.kind == .unseen
        switch alert.kind {
        case .unseen:
            text = words("concern.alert.unseen", values)
            action = LinkView(words("concern.alert.call"), "/concerns/\(concern.ref)")
        case .unfinished:
            text = words("concern.alert.unfinished", values)
            action = LinkView(words("concern.alert.finish"), "/concerns/\(concern.ref)/report")
        }
    }

    static let fields: Fields<ConcernAlertView> = [
        .text("text") { $0.text },
        .object("action", LinkView.fields) { $0.action },
        .flag("isAcute") { $0.isAcute },
    ]
}
