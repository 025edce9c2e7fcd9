extension Compilation {
    /// Inlines a message of the language; only its values remain to be read.
    func message<Page: Sendable>(
        _ tag: Tag, _ call: MessageCall, in scope: Scope<Page>, at place: Place
    ) -> [Step<Page, Frame>] {
        let hasCount = call.values["count"] != nil
        guard let wording = words.wording(call.key, hasCount: hasCount) else {
            let isPlural = words.has(call.key)
            refuse(tag, place, isPlural ? "this message needs a count" : "there is no such message")
            return []
        }
        guard isComplete(wording, call, tag, place) else { return [] }
        let values = values(call, tag, in: scope, at: place)
        switch wording {
        case .plain(let message): return steps(message, values)
        case .plural(let forms):
            return plural(forms.one, forms.other, call, values, tag, scope, place)
        }
    }

    private func isComplete(
        _ wording: Wording, _ call: MessageCall, _ tag: Tag, _ place: Place
    ) -> Bool {
        let given = Set(call.values.keys)
        for name in wording.values.subtracting(given).sorted() {
            refuse(tag, place, "the message needs the value '\(name)'")
        }
        for name in given.subtracting(wording.values).sorted() {
            refuse(tag, place, "the message has no value '\(name)'")
        }
        return given == wording.values
    }

    /// The printing of each value. Markup is refused, since a message is a text.
    private func values<Page: Sendable>(
        _ call: MessageCall, _ tag: Tag, in scope: Scope<Page>, at place: Place
    ) -> [String: Op<Page, Frame>] {
        var values: [String: Op<Page, Frame>] = [:]
        for (name, path) in call.values.sorted(by: { $0.key < $1.key }) {
            guard let reading = reading(path, tag, in: scope, at: place) else { continue }
            if reading.kind == .html || reading.kind == .optionalHTML {
                refuse(tag, place, "'\(path)' is markup, which cannot stand in a message")
            }
            values[name] = printed(reading, path, tag, in: scope, at: place)
        }
        return values
    }

    private func steps<Page: Sendable>(
        _ message: Message, _ values: [String: Op<Page, Frame>]
    ) -> [Step<Page, Frame>] {
        message.parts.compactMap { part in
            switch part {
            case .text(let text): .literal(text.escapedBytes)
            case .value(let name): values[name].map(Step.run)
            }
        }
    }

    private func plural<Page: Sendable>(
        _ one: Message, _ other: Message, _ call: MessageCall,
        _ values: [String: Op<Page, Frame>], _ tag: Tag, _ scope: Scope<Page>, _ place: Place
    ) -> [Step<Page, Frame>] {
        guard let path = call.values["count"],
            let reading = reading(path, tag, in: scope, at: place)
        else { return [] }
        guard let number = reading.number else {
            refuse(tag, place, "'\(path)' is \(reading.kind.rawValue); count takes a number")
            return []
        }
        let (one, other) = (
            steps(one, values).assembled().run, steps(other, values).assembled().run
        )
        let op = Op { page, frame, output in
            (number(page, frame) == 1 ? one : other)(page, frame, &output)
        }
        return [.run(op)]
    }
}
