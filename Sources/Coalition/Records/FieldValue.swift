import SQLite

/// What stands in one field of a record, whatever the type of the field.
public enum FieldValue: Hashable, Sendable {
    /// Nothing was filled in, or nobody looked.
    case none
    case text(String)
    case number(Int)
    case truth(Bool)
    case day(Day)
    /// Several codes, in the order of the list they are from.
    case codes([String])
    /// Something stands there under seal, and was not opened.
    case sealed([UInt8])

    /// The codes; nothing for none.
    public init(codes: [String]) { self = codes.isEmpty ? .none : .codes(codes) }

    /// The text; nothing for nil and for an empty one.
    public init(_ text: String?) { self = text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .none }

    /// Whether somebody filled something in; a tick that was left open is nothing.
    public var isFilled: Bool { self != .none && self != .truth(false) }
}

extension FieldValue: SQLBindable {
    /// The value as its column holds it; several codes stand in one text, with blanks between them.
    public var sqlValue: SQLValue {
        switch self {
        case .none: .null
        case .text(let text): .text(text)
        case .number(let number): number.sqlValue
        case .truth(let truth): truth.sqlValue
        case .day(let day): day.sqlValue
        case .codes(let codes): .text(codes.joined(separator: " "))
        case .sealed(let bytes): .blob(bytes)
        }
    }
}

/// A type that a field of a draft can have: text, number, truth, day, a code, several codes, or one
/// of these or nil.
public protocol FieldType: Sendable {
    /// The type without its optional.
    associatedtype Bare: FieldType = Self
    static var isOptional: Bool { get }
    var fieldValue: FieldValue { get }
    /// Nil for a value of another type, and for nothing where something has to be.
    init?(_ value: FieldValue)
}

extension FieldType {
    public static var isOptional: Bool { false }
}

extension String: FieldType {
    public var fieldValue: FieldValue { FieldValue(self) }
    public init?(_ value: FieldValue) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
}

extension Int: FieldType {
    public var fieldValue: FieldValue { .number(self) }
    public init?(_ value: FieldValue) {
        guard case .number(let number) = value else { return nil }
        self = number
    }
}

extension Bool: FieldType {
    public var fieldValue: FieldValue { .truth(self) }
    public init?(_ value: FieldValue) {
        guard case .truth(let truth) = value else { return nil }
        self = truth
    }
}

extension Day: FieldType {
    public var fieldValue: FieldValue { .day(self) }
    public init?(_ value: FieldValue) {
        guard case .day(let day) = value else { return nil }
        self = day
    }
}

extension Code {
    public var fieldValue: FieldValue { .text(rawValue) }
    public init?(_ value: FieldValue) {
        guard case .text(let text) = value else { return nil }
        self.init(rawValue: text)
    }
}

extension Array: FieldType where Element: Code {
    public var fieldValue: FieldValue {
        FieldValue(codes: Element.allCases.filter(contains).map(\.rawValue))
    }
    public init?(_ value: FieldValue) {
        switch value {
        case .none: self = []
        case .codes(let codes):
            let known = codes.compactMap(Element.init(rawValue:))
            guard known.count == codes.count else { return nil }
            self = known
        default: return nil
        }
    }
}

extension Optional: FieldType where Wrapped: FieldType {
    public typealias Bare = Wrapped.Bare
    public static var isOptional: Bool { true }
    public var fieldValue: FieldValue { self?.fieldValue ?? .none }
    public init?(_ value: FieldValue) {
        if case .none = value {
            self = nil
        } else {
            guard let wrapped = Wrapped(value) else { return nil }
            self = wrapped
        }
    }
}
