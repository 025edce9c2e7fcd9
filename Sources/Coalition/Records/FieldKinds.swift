/// Fields that stand in a property of the draft, because a rule or another part of the program reads
/// them there. An optional property makes the field optional.
extension RecordField {
    public static func line<Value: FieldType>(
        _ name: StaticString, _ path: WritableKeyPath<Draft, Value> & Sendable,
        _ lengths: ClosedRange<Int> = 1...200
    ) -> RecordField where Value.Bare == String { RecordField(name, path, .line(lengths)) }

    public static func email<Value: FieldType>(
        _ name: StaticString, _ path: WritableKeyPath<Draft, Value> & Sendable, most: Int = 254
    ) -> RecordField where Value.Bare == String { RecordField(name, path, .email(most)) }

    public static func phone<Value: FieldType>(
        _ name: StaticString, _ path: WritableKeyPath<Draft, Value> & Sendable, most: Int = 40
    ) -> RecordField where Value.Bare == String { RecordField(name, path, .phone(most)) }

    public static func lines<Value: FieldType>(
        _ name: StaticString, _ path: WritableKeyPath<Draft, Value> & Sendable,
        _ lengths: ClosedRange<Int>
    ) -> RecordField where Value.Bare == String { RecordField(name, path, .lines(lengths)) }

    public static func number<Value: FieldType>(
        _ name: StaticString, _ path: WritableKeyPath<Draft, Value> & Sendable,
        _ range: ClosedRange<Int>
    ) -> RecordField where Value.Bare == Int { RecordField(name, path, .number(range)) }

    public static func level<Value: FieldType>(
        _ name: StaticString, _ path: WritableKeyPath<Draft, Value> & Sendable,
        _ range: ClosedRange<Int>
    ) -> RecordField where Value.Bare == Int { RecordField(name, path, .level(range)) }

    /// - Parameter offered: The codes that the form offers; all of them when nil.
    public static func choice<Value: FieldType>(
        _ name: StaticString, _ path: WritableKeyPath<Draft, Value> & Sendable,
        of offered: [Value.Bare]? = nil
    ) -> RecordField where Value.Bare: Code {
        let codes = Value.Bare.allCases.map(\.rawValue)
        return RecordField(
            name, path, .choice(codes, offered: offered?.map(\.rawValue) ?? codes))
    }

    public static func choices<Element: Code>(
        _ name: StaticString, _ path: WritableKeyPath<Draft, [Element]> & Sendable
    ) -> RecordField {
        RecordField(name, path, .choices(Element.allCases.map(\.rawValue))).mayBeEmpty
    }

    public static func languages(
        _ name: StaticString, _ path: WritableKeyPath<Draft, [String]> & Sendable
    ) -> RecordField {
        RecordField(
            FieldDescription(name, .languages, isRequired: false),
            get: { FieldValue(codes: Set($0[keyPath: path]).sorted()) },
            set: { draft, value in
                switch value {
                case .none: draft[keyPath: path] = []
                case .codes(let codes): draft[keyPath: path] = codes
                default: return false
                }
                return true
            })
    }

    public static func answer(
        _ name: StaticString, _ path: WritableKeyPath<Draft, Bool?> & Sendable
    ) -> RecordField { RecordField(name, path, .answer) }

    public static func tick(
        _ name: StaticString, _ path: WritableKeyPath<Draft, Bool> & Sendable
    ) -> RecordField { RecordField(name, path, .tick).mayBeEmpty }

    public static func day<Value: FieldType>(
        _ name: StaticString, _ path: WritableKeyPath<Draft, Value> & Sendable
    ) -> RecordField where Value.Bare == Day { RecordField(name, path, .day) }

    public static func person<Value: FieldType>(
        _ name: StaticString, _ path: WritableKeyPath<Draft, Value> & Sendable
    ) -> RecordField where Value.Bare == String { RecordField(name, path, .person) }

    public static func time<Value: FieldType>(
        _ name: StaticString, _ path: WritableKeyPath<Draft, Value> & Sendable
    ) -> RecordField where Value.Bare == Int { RecordField(name, path, .time) }

    private var mayBeEmpty: RecordField {
        var field = self
        field.about.isRequired = false
        return field
    }
}

/// The fields of a draft that no rule of the domain asks for, by name.
public struct Extras: Sendable {
    private var values: [String: FieldValue] = [:]

    public init() {}

    /// What stands in a field; a value of another type than the field's is passed over.
    public subscript(name: String) -> FieldValue {
        get { values[name] ?? .none }
        set { values[name] = newValue }
    }
}

/// A draft with such fields: one more of them costs a line in its description and nothing else here.
public protocol HasExtras: Sendable {
    var extras: Extras { get set }
}

/// Fields that need no property of the draft.
extension RecordField where Draft: HasExtras {
    public static func line(
        _ name: StaticString, _ lengths: ClosedRange<Int> = 1...200
    ) -> RecordField { extra(name, .line(lengths)) }

    public static func lines(_ name: StaticString, _ lengths: ClosedRange<Int>) -> RecordField {
        extra(name, .lines(lengths))
    }

    public static func number(_ name: StaticString, _ range: ClosedRange<Int>) -> RecordField {
        extra(name, .number(range))
    }

    public static func level(_ name: StaticString, _ range: ClosedRange<Int>) -> RecordField {
        extra(name, .level(range))
    }

    public static func choice<C: Code>(_ name: StaticString, of type: C.Type) -> RecordField {
        let codes = C.allCases.map(\.rawValue)
        return extra(name, .choice(codes, offered: codes))
    }

    public static func choices<C: Code>(_ name: StaticString, of type: C.Type) -> RecordField {
        extra(name, .choices(C.allCases.map(\.rawValue)))
    }

    public static func languages(_ name: StaticString) -> RecordField { extra(name, .languages) }
    public static func answer(_ name: StaticString) -> RecordField { extra(name, .answer) }
    public static func tick(_ name: StaticString) -> RecordField { extra(name, .tick) }
    public static func day(_ name: StaticString) -> RecordField { extra(name, .day) }

    private static func extra(_ name: StaticString, _ kind: FieldDescription.Kind) -> RecordField {
        let about = FieldDescription(name, kind, isRequired: false)
        let key = about.name
        return RecordField(
            about, get: { $0.extras[key] },
            set: { draft, value in
                guard kind.takes(value) else { return false }
                draft.extras[key] = value
                return true
            })
    }
}

extension FieldDescription.Kind {
    /// Whether a value is of this kind, or nothing.
    func takes(_ value: FieldValue) -> Bool {
        switch (self, value) {
        case (_, .none), (.line, .text), (.email, .text), (.phone, .text), (.lines, .text),
            (.number, .number), (.level, .number), (.languages, .codes), (.answer, .truth),
            (.tick, .truth), (.day, .day), (.person, .text), (.time, .number):
            true
        case (.choice(let all, _), .text(let code)): all.contains(code)
        case (.choices(let all), .codes(let codes)): codes.allSatisfy(all.contains)
        default: false
        }
    }

    /// A value as it is kept: text without what nobody sees, a tick that nobody touched open, codes in
    /// their order.
    func settled(_ value: FieldValue) -> FieldValue {
        switch (self, value) {
        case (.line, .text(let text)), (.email, .text(let text)), (.phone, .text(let text)):
            FieldValue(TypedText.line(text))
        case (.lines, .text(let text)): FieldValue(TypedText.lines(text))
        case (.tick, .none): .truth(false)
        case (.choices(let all), .codes(let codes)): .codes(all.filter(codes.contains))
        case (.languages, .codes(let codes)): .codes(Set(codes).sorted())
        default: value
        }
    }
}
