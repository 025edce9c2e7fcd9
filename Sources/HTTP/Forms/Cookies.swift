/// Cookies of a request, RFC 6265 section 5.4.
public enum Cookies {
    /// The cookies of a Cookie field in the order they were sent; what is none is passed over.
    ///
    /// Values are returned as sent, without quotes around them.
    public static func parse(_ field: String) -> [(name: String, value: String)] {
        field.split(separator: ";").compactMap { entry in
            guard let equals = entry.firstIndex(of: "=") else { return nil }
            let name = entry[..<equals].trimmingBlanks
            guard !name.isEmpty else { return nil }
            return (name, unquoted(entry[entry.index(after: equals)...].trimmingBlanks))
        }
    }

    /// The value of a cookie; nil if there is none, or more than one of this name.
    ///
    /// Two cookies of one name mean that somebody else may have set one of them.
    public static func value(of name: String, in field: String?) -> String? {
        // Every request asks for several names, of which most are not there.
        guard let field, contains(name.utf8, in: field) else { return nil }
        let values = parse(field).filter { $0.name == name }
        return values.count == 1 ? values.first?.value : nil
    }

    private static func contains(_ name: String.UTF8View, in field: String) -> Bool {
        var rest = field.utf8[...]
        while let start = rest.firstIndex(where: { $0 == name.first }) {
            rest = rest[start...]
            if rest.starts(with: name) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    private static func unquoted(_ value: String) -> String {
        guard value.utf8.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") else {
            return value
        }
        return String(value.dropFirst().dropLast())
    }
}
