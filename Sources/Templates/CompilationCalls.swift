extension Compilation {
    func partial<Page: Sendable>(
        _ tag: Tag, _ call: PartialCall, in scope: Scope<Page>, at place: Place
    ) -> [Step<Page, Frame>] {
        guard let path = call.object else {
            return template(call.name, tag, in: scope, at: place)
        }
        guard let reading = reading(path, tag, in: scope, at: place) else { return [] }
        guard reading.kind == .object, let enter = reading.section else {
            refuse(tag, place, "'\(path)' is \(reading.kind.rawValue), not an object always there")
            return []
        }
        let inside = Node.partial(tag, PartialCall(name: call.name, object: nil))
        return [.run(enter([inside], place, self))]
    }

    /// Compiles another template here. A tag that stands alone indents all its lines; one inside
    /// a line indents none (Mustache specification, partials).
    private func template<Page: Sendable>(
        _ name: String, _ tag: Tag, in scope: Scope<Page>, at place: Place
    ) -> [Step<Page, Frame>] {
        guard let nodes = library.templates[name] else {
            refuse(tag, place, "there is no template '\(name)'")
            return []
        }
        guard !place.callers.contains(name) else {
            let chain = (place.callers + [name]).joined(separator: " > ")
            refuse(tag, place, "a template cannot contain itself: \(chain)")
            return []
        }
        var inner = place
        inner.template = name
        inner.callers.append(name)
        inner.indent = tag.margin.map(place.margin) ?? ""
        inner.lostIndent = ""
        return steps(nodes, in: scope, at: inner)
    }

    /// Compiles a layout with these blocks filled. What a page puts into a block wins over what
    /// a layout between it and the outermost one puts there.
    func layout<Page: Sendable>(
        _ tag: Tag, _ blocks: [Block], in scope: Scope<Page>, at place: Place
    ) -> [Step<Page, Frame>] {
        var inner = place
        for block in blocks where inner.fillings[block.name] == nil {
            inner.fillings[block.name] = Place.Filling(block: block, place: place)
        }
        let metBefore = blocksMet
        blocksMet = []
        let steps = template(tag.content, tag, in: scope, at: inner)
        for block in blocks where !blocksMet.contains(block.name) {
            if library.templates[tag.content] == nil { break }
            refuse(block.tag, place, "'\(tag.content)' has no block '\(block.name)'")
        }
        blocksMet.formUnion(metBefore)
        return steps
    }

    func block<Page: Sendable>(
        _ block: Block, in scope: Scope<Page>, at place: Place
    ) -> [Step<Page, Frame>] {
        blocksMet.insert(block.name)
        guard let filling = place.fillings[block.name] else {
            let isLed = block.tag.isStandalone || block.body.beginsLine
            let lead = isLed ? "" : block.tag.margin.map(place.margin) ?? ""
            return [.literal(lead)] + steps(block.body, in: scope, at: place)
        }
        let inner = self.place(of: filling, in: block, at: place)
        let lead = filling.block.body.beginsLine ? "" : inner.indent
        return [.literal(lead)] + steps(filling.block.body, in: scope, at: inner)
    }

    /// A filling sees the blocks of where it was written, but is indented like the block it
    /// fills: by the block's content, if the block stands on lines of its own and has any.
    private func place(of filling: Place.Filling, in block: Block, at site: Place) -> Place {
        var place = filling.place
        let content = block.tag.isStandalone ? block.body.firstMargin : nil
        place.indent = (content ?? block.tag.margin).map(site.margin) ?? ""
        place.lostIndent = filling.block.body.firstMargin ?? ""
        return place
    }
}
