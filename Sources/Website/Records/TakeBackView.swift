import Coalition
import Templates

/// The last step of a record, which whoever took it may take back.
struct TakeBackView: PageModel {
    let text: String
    let path: String

    static let fields: Fields<TakeBackView> = [
        .text("text") { $0.text },
        .text("path") { $0.path },
    ]
}

extension TakeBackView {
    /// Nil without such a step.
    ///
    /// - Parameters:
    ///   - subject: What the messages of the record's states begin with.
    ///   - path: The record's page.
    init?(_ step: LastStep?, of subject: String, _ path: String, _ zone: Zone, _ words: Words) {
        guard let step else { return nil }
        text = words(
            "step.taken",
            [
                "state": .text(words("\(subject).state.\(step.to)").lowercased()),
                "time": .text(words.time(step.at, zone)),
            ])
        self.path = "\(path)/returns"
    }
}
