import Coalition
import Templates

/// What the fields of a record are called, by convention. A field `beds` of an accommodation is
/// `accommodation.beds`; where its form asks in other words there is `accommodation.field.beds` too,
/// and `field.beds` is for fields that several kinds of record have.
extension RecordDescription {
    /// What is filled in and the viewer may see, in words; what stays sealed is not told.
    ///
    /// - Parameter told: The fields that the page tells elsewhere.
    func terms(
        _ stored: [FieldValue], _ words: Words, _ rights: FieldRights,
        besides told: Set<String> = []
    ) -> [TermView] {
        zip(fields, stored).compactMap { field, value in
            guard !told.contains(field.name), rights.maySee(field) else { return nil }
            return text(field, value, words).map { TermView(words(term(field, words)), $0) }
        }
    }

    /// The message of its label in a form.
    func question(_ field: FieldDescription, _ words: Words) -> String {
        let own = ["\(name).field.\(field.name)", "\(name).\(field.name)"]
        return own.first(where: words.has) ?? "field.\(field.name)"
    }

    /// What the messages of a field's codes begin with.
    func stem(_ field: FieldDescription, _ words: Words) -> String {
        if let shared = field.codeWords { return shared }
        let own = "\(name).\(field.name)"
        return field.kind.codes.first.map { words.has("\(own).\($0)") } == true ? own : field.name
    }

    /// The messages that the description needs; what has several names has one of them at least.
    func messages(_ words: Words) -> [String] {
        var keys: [String] = []
        for field in fields {
            let (question, stem) = (question(field, words), stem(field, words))
            keys.append(question)
            if field.isSealed { keys.append(question + ".new") }
            keys += field.kind.codes.map { "\(stem).\($0)" }
            keys.append(field.missing)
            keys += field.refusals
        }
        return keys
    }

    /// The message of what it is called on a page.
    private func term(_ field: FieldDescription, _ words: Words) -> String {
        let own = "\(name).\(field.name)"
        return words.has(own) ? own : question(field, words)
    }

    private func text(
        _ field: FieldDescription, _ value: FieldValue, _ words: Words
    ) -> String? {
        switch (field.kind, value) {
        case (.answer, .none): words("answer.unknown")
        case (_, .none), (_, .sealed): nil
        case (.languages, .codes(let codes)): words.languages(codes)
        case (_, .codes(let codes)): words.list(codes.map { code($0, field, words) })
        case (.choice, .text(let text)): code(text, field, words)
        case (.level, .number(let level)): code(String(level), field, words)
        case (.time, .number(let minutes)): ClockTime(minutes: minutes)?.text
        case (_, .number(let number)): count(number, field, words)
        case (_, .text(let text)): text
        case (_, .truth(let truth)): words(truth ? "answer.yes" : "answer.no")
        case (_, .day(let day)): words.day(day)
        }
    }

    private func code(_ code: String, _ field: FieldDescription, _ words: Words) -> String {
        words("\(stem(field, words)).\(code)")
    }

    /// A number with what it counts, when there is a message for that: "6 mensen".
    private func count(_ number: Int, _ field: FieldDescription, _ words: Words) -> String {
        let key = "\(name).\(field.name).count"
        return words.has(key) ? words(key, ["count": .number(number)]) : String(number)
    }
}

extension FieldDescription.Kind {
    /// The codes that have a message of their own.
    fileprivate var codes: [String] {
        switch self {
        case .choice(let codes, _), .choices(let codes): codes
        case .level(let range): range.map(String.init)
        default: []
        }
    }
}

extension MessageKeys {
    /// Keys that forms and pages of described records make.
    static func described(_ words: Words) -> [String] {
        RecordDescription.all.flatMap { $0.messages(words) }
    }
}
