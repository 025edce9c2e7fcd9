import Coalition
import Templates

/// The answers on the page of a conflict: of each field that differed, which text is kept.
struct Merging {
    private let sent: Values
    private let fields: [String]

    /// Nil for a form that compared nothing.
    init?(_ sent: Values) {
        fields = sent.all(Merging.name)
        self.sent = sent
        if fields.isEmpty { return nil }
    }

    /// The hidden field that names each field that differed.
    static let name = "differs"

    static func choice(of field: String) -> String { "keep.\(field)" }

    /// What is to be saved: typed where that was chosen, else what the record has. The version that
    /// is sent along proves that the record still has what was shown.
    ///
    /// - Throws: `Clash` naming each field of which nothing was chosen.
    func settled(by view: FormView) throws -> Values {
        var settled = sent
        var problems: [Problem] = []
        for field in fields {
            switch sent[Merging.choice(of: field)] {
            case "typed": continue
            case "stored":
                let names = view.fields.first { $0.name == field }?.inputNames ?? []
                for name in names { settled.set(name, view.values.all(name)) }
            default: problems.append(Problem(field, "problem.keep"))
            }
        }
        guard problems.isEmpty else { throw Clash(current: 0, problems: problems) }
        return settled
    }
}

/// A form that met a change which its person had not seen.
struct Clash: Error {
    /// The version that stands.
    let current: Int
    /// What the same person sent before under the same key; nil when somebody else changed it.
    var earlier: Submission?
    /// Fields of which no text was chosen yet.
    var problems: [Problem] = []

    func offer(_ words: Words) -> OfferView {
        guard let earlier else {
            return OfferView(
                title: words("form.conflict.title"), text: words("form.conflict.text"))
        }
        return OfferView(
            title: words("form.conflict.own.title"),
            text: words(
                "form.conflict.own.text", ["time": .text(words.time(earlier.sentAt, .amsterdam))]))
    }
}

/// The two texts of a field between which is chosen.
struct KeepView: PageModel {
    let field: String
    let choice: String
    /// What the record has now, in words.
    let stored: String
    let isTyped: Bool
    let isStored: Bool

    static let fields: Fields<KeepView> = [
        .text("field") { $0.field },
        .text("choice") { $0.choice },
        .text("stored") { $0.stored },
        .flag("isTyped") { $0.isTyped },
        .flag("isStored") { $0.isStored },
    ]
}
