/// One instruction of a compiled template, bound to the types of the scope and the frame.
///
/// A struct around the function, because a bare function in an array, enum or optional is
/// wrapped once more each time it is put in and taken out.
struct Op<Page: Sendable, Frame: Sendable>: Sendable {
    let run: @Sendable (Page, Frame, inout Output) -> Void

    init(_ run: @escaping @Sendable (Page, Frame, inout Output) -> Void) {
        self.run = run
    }
}

/// What a node compiles to, before literals are merged.
enum Step<Page: Sendable, Frame: Sendable>: Sendable {
    case literal([UInt8])
    case run(Op<Page, Frame>)

    static func literal(_ text: String) -> Step { .literal(Array(text.utf8)) }
}

extension Array {
    /// Merges neighbouring literals, joins each literal with the instruction after it, and
    /// chains what is left.
    func assembled<Page, Frame>() -> Op<Page, Frame> where Element == Step<Page, Frame> {
        var ops: [Op<Page, Frame>] = []
        var literal: [UInt8] = []
        for step in self {
            switch step {
            case .literal(let bytes): literal += bytes
            case .run(let op):
                ops.append(prefixed(op, by: literal))
                literal = []
            }
        }
        if !literal.isEmpty { ops.append(written(literal)) }
        return chained(ops[...])
    }
}

private func prefixed<Page, Frame>(
    _ op: Op<Page, Frame>, by literal: [UInt8]
) -> Op<Page, Frame> {
    if literal.isEmpty { return op }
    let run = op.run
    return Op { page, frame, output in
        output.append(literal)
        run(page, frame, &output)
    }
}

private func written<Page, Frame>(_ literal: [UInt8]) -> Op<Page, Frame> {
    Op { _, _, output in output.append(literal) }
}

/// One function that runs all the others, as a shallow tree of functions: an array of functions
/// over unknown types would be read through type metadata at every step.
private func chained<Page, Frame>(_ ops: ArraySlice<Op<Page, Frame>>) -> Op<Page, Frame> {
    guard let first = ops.first?.run else { return Op { _, _, _ in } }
    if ops.count == 1 { return Op(first) }
    if ops.count > 4 { return chained(quartered(ops)[...]) }
    let second = ops[ops.startIndex + 1].run
    if ops.count == 2 {
        return Op { page, frame, output in
            first(page, frame, &output)
            second(page, frame, &output)
        }
    }
    let third = ops[ops.startIndex + 2].run
    let last = (ops.count == 4 ? ops[ops.startIndex + 3] : Op { _, _, _ in }).run
    return Op { page, frame, output in
        first(page, frame, &output)
        second(page, frame, &output)
        third(page, frame, &output)
        last(page, frame, &output)
    }
}

private func quartered<Page, Frame>(_ ops: ArraySlice<Op<Page, Frame>>) -> [Op<Page, Frame>] {
    let size = (ops.count + 3) / 4
    return stride(from: ops.startIndex, to: ops.endIndex, by: size).map { start in
        chained(ops[start..<Swift.min(start + size, ops.endIndex)])
    }
}
