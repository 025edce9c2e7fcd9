import Coalition
import Templates

/// The message in which a group is asked how it goes, and where its answer is written down.
struct AskView: PageModel {
    let text: String
    /// The form of a contact with all that the answer holds.
    let log: String
    /// Addresses and telephone numbers of the members.
    let write: String

    /// Nil for a group that is not asked, or whose answer has no place.
    init?(_ question: GroupQuestion?, _ group: Group, isLoggable: Bool, _ words: Words) {
        guard let question, isLoggable else { return nil }
        text = AskView.message(question, to: group, words)
        log = "/groups/\(group.ref)/log/new?answer=1"
        write = "/groups/\(group.ref)/write"
    }

    /// Short enough for a telephone, and without anybody's name.
    private static func message(
        _ question: GroupQuestion, to group: Group, _ words: Words
    ) -> String {
        var parts = [words("ask.hello", ["name": .text(group.name)])]
        if !question.open.isEmpty {
            let lines = question.open.map { "- " + $0.title(words.language.rawValue) }
            parts.append(([words("ask.open")] + lines).joined(separator: "\n"))
        }
        let questions = [words("ask.questions"), words("ask.hours"), words("ask.going")]
        parts.append(questions.joined(separator: "\n"))
        parts.append(words("ask.end"))
        return parts.joined(separator: "\n\n")
    }

    static let fields: Fields<AskView> = [
        .text("text") { $0.text },
        .text("log") { $0.log },
        .text("write") { $0.write },
    ]
}
