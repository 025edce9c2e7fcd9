extension Compilation {
    func variable<Page: Sendable>(
        _ tag: Tag, in scope: Scope<Page>, at place: Place
    ) -> [Step<Page, Frame>] {
        guard let reading = reading(tag.content, tag, in: scope, at: place),
            let write = printed(reading, tag.content, tag, in: scope, at: place)
        else { return [] }
        return [.run(write)]
    }

    /// The printing of a value; an optional one only where its section is open.
    func printed<Page: Sendable>(
        _ reading: Reading<Page, Frame>, _ path: String, _ tag: Tag, in scope: Scope<Page>,
        at place: Place
    ) -> Op<Page, Frame>? {
        guard let write = reading.write else {
            refuse(tag, place, "'\(path)' is \(reading.kind.rawValue), which cannot be printed")
            return nil
        }
        guard !reading.kind.isOptionalValue || path == "." || scope.shown.contains(path) else {
            let section = "{{#\(path)}}...{{/\(path)}}"
            refuse(tag, place, "'\(path)' may be absent; print it inside \(section)")
            return nil
        }
        return write
    }

    func section<Page: Sendable>(
        _ tag: Tag, _ body: [Node], in scope: Scope<Page>, at place: Place
    ) -> [Step<Page, Frame>] {
        guard let reading = reading(tag.content, tag, in: scope, at: place) else { return [] }
        if tag.kind == .inverted {
            return condition(reading, !, tag, body, in: scope, at: place)
        }
        if let enter = reading.section { return [.run(enter(body, place, self))] }
        var inner = scope
        if reading.kind.isOptionalValue { inner.shown.append(tag.content) }
        return condition(reading, { $0 }, tag, body, in: inner, at: place)
    }

    private func condition<Page: Sendable>(
        _ reading: Reading<Page, Frame>, _ holds: @escaping @Sendable (Bool) -> Bool, _ tag: Tag,
        _ body: [Node], in scope: Scope<Page>, at place: Place
    ) -> [Step<Page, Frame>] {
        guard let isShown = reading.isShown else {
            let name = "'\(tag.content)' is \(reading.kind.rawValue)"
            refuse(tag, place, "\(name) that is always there, not a condition")
            return []
        }
        let run = steps(body, in: scope, at: place).assembled().run
        let op = Op { page, frame, output in
            if holds(isShown(page, frame)) { run(page, frame, &output) }
        }
        return [.run(op)]
    }

    /// The field of a path in the scope or, with `@`, in the frame. A dot means the optional
    /// value whose section is innermost, else the row itself.
    func reading<Page: Sendable>(
        _ path: String, _ tag: Tag, in scope: Scope<Page>, at place: Place
    ) -> Reading<Page, Frame>? {
        let name = path == "." ? scope.shown.last ?? path : path
        if name.hasPrefix("@") {
            if let field = Frame.fields.field(name.dropFirst()) { return Reading(frame: field) }
            refuseName(name, Frame.fields, tag, place)
        } else {
            if let field = scope.fields.field(name) { return Reading(own: field) }
            refuseName(name, scope.fields, tag, place)
        }
        return nil
    }

    private func refuseName<Page: Sendable>(
        _ name: String, _ fields: Fields<Page>, _ tag: Tag, _ place: Place
    ) {
        refuse(tag, place, "\(Page.self) has no field '\(name)'; it has: \(fields.names)")
    }
}
