import Coalition
import Templates

/// Three texts of each field of a form that changes a record: what was seen when it was opened, what
/// was typed, and what the record has by now.
struct Merging {
    let typed: Values
    let stored: Values
    /// Nil when the form did not say what was seen.
    let seen: Values?

    /// - Parameter typed: All that was sent; it carries what was seen beside what was typed.
    init(_ typed: Values, stored: Values) {
        self.typed = typed
        self.stored = stored
        seen = typed.seen
    }

    /// How a field stands.
    enum Standing {
        /// Nobody else changed it, or to the same text.
        case alike
        /// Somebody else changed it, this person did not.
        case theirs
        /// Both changed it, or nobody knows.
        case both
    }

    func standing(_ spec: FieldSpec) -> Standing {
        let mine = spec.content(in: typed)
        if spec.sealing == .kept { return mine.isEmpty ? .alike : .both }
        let theirs = spec.content(in: stored)
        guard mine != theirs, let seen = seen.map(spec.content) else {
            return mine == theirs ? .alike : .both
        }
        return theirs == seen ? .alike : mine == seen ? .theirs : .both
    }

    /// The names of the fields that somebody else changed.
    func differing(_ fields: [FieldSpec]) -> Set<String> {
        Set(fields.filter { standing($0) != .alike }.map(\.name))
    }

    /// What was typed under the version that the record has now; nil when somebody else changed a
    /// field of the form, so that a person must look.
    func redone(for view: FormView) -> Values? {
        guard let version = view.version, seen != nil,
            view.fields.allSatisfy({ standing($0) == .alike })
        else { return nil }
        var redone = typed
        redone.set("version", version)
        return redone
    }

    /// What is to be saved after both texts were shown: typed where that was chosen, else what the
    /// record has. The version that is sent along proves that it still has what was shown.
    ///
    /// - Throws: `Clash` naming each field of which nothing was chosen.
    func settled(for view: FormView) throws -> Values {
        var settled = typed
        var problems: [Problem] = []
        for field in typed.all(Merging.name) {
            switch typed[Merging.choice(of: field)] {
            case "typed": continue
            case "stored":
                let names = view.fields.first { $0.name == field }?.inputNames ?? []
                for name in names { settled.set(name, stored.all(name)) }
            default: problems.append(Problem(field, "problem.keep"))
            }
        }
        guard problems.isEmpty else { throw Clash(problems: problems) }
        return settled
    }

    /// The hidden field that names each field of which both texts were shown.
    static let name = "differs"

    static func choice(of field: String) -> String { "keep.\(field)" }

    /// What a form sends along of what its person sees in it.
    static func seen(_ fields: [FieldSpec], in values: Values) -> [HiddenView] {
        fields.flatMap(\.inputNames).flatMap { name in
            let all = values.all(name)
            return (all.isEmpty ? [""] : all).map {
                HiddenView(name: Values.seenPrefix + name, value: $0)
            }
        }
    }
}

extension FieldSpec {
    /// What stands in the field, however it was typed: a month by name is the month by number.
    fileprivate func content(in values: Values) -> [String] {
        if case .day = control, let day = Form(values).day(name) { return [day.iso] }
        return inputNames.flatMap(values.all).filter { !$0.isEmpty }.sorted()
    }
}

/// A form that met a change which its person had not seen.
struct Clash: Error {
    /// The version that stands; nil when the form itself was not finished.
    var current: Int?
    /// What the same person sent before under the same key; nil when somebody else changed it.
    var earlier: Submission?
    /// Fields of which no text was chosen yet.
    var problems: [Problem] = []

    /// - Parameter fields: Those that differ.
    func offer(_ context: Context, on fields: Set<String>) -> OfferView {
        let words = context.words
        guard let earlier else {
            let by = context.lastChange(in: fields).map { change in
                words(
                    "form.conflict.by",
                    ["name": .text(change.name), "time": .text(context.moment(change.at))])
            }
            return OfferView(
                title: by ?? words("form.conflict.title"), text: words("form.conflict.text"))
        }
        return OfferView(
            title: words("form.conflict.own.title"),
            text: words(
                "form.conflict.own.text", ["time": .text(context.moment(earlier.sentAt))]))
    }
}

extension Context {
    /// Who changed the record of this address last in one of these fields; nil when that is not known.
    fileprivate func lastChange(in fields: Set<String>) -> LastChange? {
        guard let ref = parameters["ref"] else { return nil }
        return try? read { try LastChange.of(ref.uppercased(), in: fields, $0) }
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
