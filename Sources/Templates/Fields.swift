/// A page's view model: the values of one page and the names its template knows them by.
public protocol PageModel: Sendable {
    /// Every name that the page's templates may use.
    static var fields: Fields<Self> { get }
}

/// The table of names of one scope, against which templates are checked when they are loaded.
public struct Fields<Page: Sendable>: Sendable, ExpressibleByArrayLiteral {
    let all: [Field<Page>]

    /// A table of these fields; a name that stands in it twice is refused when a template uses
    /// the table.
    public init(arrayLiteral fields: Field<Page>...) {
        all = fields
    }

    /// The field of a dotted path; all but the last part must be objects that are always there.
    func field(_ path: some StringProtocol) -> Field<Page>? {
        if let field = all.first(where: { $0.name == path }) { return field }
        guard let dot = path.firstIndex(of: ".") else { return nil }
        let owner = all.first { $0.name == path[..<dot] }
        return owner?.nested?.field(String(path[path.index(after: dot)...]))
    }

    /// Names that a template could not tell apart or could not write.
    var unusableNames: [String] {
        var seen: Set<String> = []
        return all.map(\.name).filter { name in
            !seen.insert(name).inserted || !(name == "." || name.isFieldName)
        }
    }

    var names: String {
        all.map(\.name).joined(separator: ", ")
    }
}

extension StringProtocol {
    /// Letters, digits, `_` and `-`, starting with a letter.
    var isFieldName: Bool {
        guard let first = utf8.first, first.isLetter else { return false }
        return utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x5F || $0 == 0x2D }
    }

    /// Field names joined by dots, with `@` in front for the frame, or a lone dot.
    var isPath: Bool {
        if self == "." { return true }
        let names = hasPrefix("@") ? dropFirst() : self[...]
        return names.split(separator: ".", omittingEmptySubsequences: false)
            .allSatisfy(\.isFieldName)
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
