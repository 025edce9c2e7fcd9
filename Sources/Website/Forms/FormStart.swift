import Coalition

/// What a form sends when nobody typed in it, under a short name that the form carries: whether
/// something was typed is seen from what is sent, also without a script.
enum FormStart {
    /// What a form sends besides its fields.
    private static let others: Set<String> = [
        "csrf", "once", "version", "draft_form", "draft_back", "draft_start", "cancel_to",
        "language", Merging.name,
    ]
    /// Text of the record that the form was opened with, choices between two texts, and which row of
    /// a table is about whom.
    private static let otherPrefixes = [Values.seenPrefix, Merging.choice(of: ""), "group."]

    /// The name of what these fields send as they stand.
    static func name(_ fields: [FieldView]) -> String { name(fields.flatMap(\.sent)) }

    /// Whether a form was sent as it was opened; false for one that does not say how that was.
    static func isUntouched(_ sent: Values) -> Bool {
        guard let start = sent["draft_start"] else { return false }
        let fields = sent.names.filter { name in
            !others.contains(name) && !otherPrefixes.contains(where: name.hasPrefix)
        }
        return start == name(fields.flatMap { name in sent.all(name).map { (name, $0) } })
    }

    private static func name(_ sent: [(name: String, value: String)]) -> String {
        var values = Values()
        for (name, value) in sent.sorted(by: <) {
            // A browser sends each line break as two characters.
            let text = value.replacing("\r\n", with: "\n")
            if !text.isEmpty { values.set(name, values.all(name) + [text]) }
        }
        return Base64URL.encode(Array(SessionToken("start " + values.encoded).hash.prefix(9)))
    }
}

extension FieldView {
    /// What the field sends as it stands.
    fileprivate var sent: [(name: String, value: String)] {
        if let text { return [(name, text.value)] }
        if let area { return [(name, area.value)] }
        if let date {
            return [
                ("\(name)_day", date.day), ("\(name)_month", date.month),
                ("\(name)_year", date.year),
            ]
        }
        if let group { return group.choices.filter(\.isChosen).map { (name, $0.value) } }
        if let select {
            let chosen = select.choices.first(where: \.isChosen) ?? select.choices.first
            return chosen.map { [(name, $0.value)] } ?? []
        }
        return isTicked ? [(name, "1")] : []
    }
}
