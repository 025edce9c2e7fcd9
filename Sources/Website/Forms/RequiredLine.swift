import Templates

/// The one line above a form that says what must be filled in; no field is marked.
extension Words {
    /// Nil for a form that asks one thing.
    func required(_ fields: [FieldSpec]) -> String? {
        let asked = fields.filter { !$0.isTick }
        let required = asked.filter(\.isRequired)
        let free = asked.filter { !$0.isRequired }
        if asked.count < 2 { return nil }
        if required.isEmpty { return self("form.required.none") }
        if free.isEmpty { return self("form.required.all") }
        return free.count < min(required.count, 4)
            ? naming("form.required.besides", free) : naming("form.required.only", required)
    }

    private func naming(_ key: String, _ fields: [FieldSpec]) -> String {
        let labels = fields.map { "“\($0.labelText(self))”" }
        return self(key, ["count": .number(fields.count), "fields": .text(list(labels))])
    }
}
