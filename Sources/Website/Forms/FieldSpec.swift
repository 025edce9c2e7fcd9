import Coalition
import Templates

/// One field of a form, described once for showing it and for naming its problems.
///
/// Its label is the message `field.NAME`; a hint is shown when `field.NAME.hint` exists.
struct FieldSpec: Sendable {
    enum Control: Sendable {
        case text(kind: String, width: String)
        case area(rows: Int)
        case day
        case radios([Choice])
        case tiles([Choice])
        case chips([Choice])
        /// Checkboxes below each other, for whole sentences.
        case checks([Choice])
        case radioChips([Choice])
        case select([Choice])
        case tick
    }

    let name: String
    var control: Control
    var isOptional = false
    /// Whether the choice without a value only asks for one.
    var isPrompted = false
    /// The message of the label when it is not `field.NAME`.
    var label: String?
    /// The label itself, when it is a name and no message.
    var title: String?
    var autocomplete: String?
    /// What is offered while somebody types; anything else may be typed as well.
    var suggestions: [String] = []
    /// How many choices stand in sight; the rest, unless chosen, is folded away. Nil shows all.
    var visibleChoices: Int?
    /// Values that the hint's message is filled with.
    var hintValues: [String: String] = [:]
    /// The hint itself, when it is more than a message.
    var hint: String?
    /// Sends the form another way from beside this field, such as to see what can be chosen next.
    var button: ButtonView?
    /// Whether one can type in it as soon as the page is there; a summary of errors goes before it.
    var isFocused = false
    /// Nil for a field that shows what stands in it.
    var sealing: Sealing?

    /// Whether something stands in a field that never shows it.
    enum Sealing: Sendable { case empty, kept }

    init(_ name: String, _ control: Control) {
        self.name = name
        self.control = control
    }

    static func text(_ name: String, width: String = "w20") -> FieldSpec {
        FieldSpec(name, .text(kind: "text", width: width))
    }

    static func email(_ name: String) -> FieldSpec {
        FieldSpec(name, .text(kind: "email", width: "w20"))
    }

    static func phone(_ name: String) -> FieldSpec {
        FieldSpec(name, .text(kind: "tel", width: "w20"))
    }

    static func password(_ name: String) -> FieldSpec {
        FieldSpec(name, .text(kind: "password", width: "w20"))
    }

    static func number(_ name: String) -> FieldSpec {
        FieldSpec(name, .text(kind: "numeric", width: "w4"))
    }

    static func area(_ name: String, rows: Int = 3) -> FieldSpec {
        FieldSpec(name, .area(rows: rows))
    }

    static func day(_ name: String) -> FieldSpec { FieldSpec(name, .day) }
    static func radios(_ name: String, _ choices: [Choice]) -> FieldSpec {
        FieldSpec(name, .radios(choices))
    }
    static func tiles(_ name: String, _ choices: [Choice]) -> FieldSpec {
        FieldSpec(name, .tiles(choices))
    }
    static func chips(_ name: String, _ choices: [Choice]) -> FieldSpec {
        FieldSpec(name, .chips(choices))
    }
    static func radioChips(_ name: String, _ choices: [Choice]) -> FieldSpec {
        FieldSpec(name, .radioChips(choices))
    }
    static func select(_ name: String, _ choices: [Choice]) -> FieldSpec {
        FieldSpec(name, .select(choices))
    }
    static func tick(_ name: String) -> FieldSpec { FieldSpec(name, .tick) }

    /// The same field, which may be left empty.
    var optional: FieldSpec {
        var spec = self
        spec.isOptional = true
        return spec
    }

    /// The same field with another label.
    func labelled(_ key: String) -> FieldSpec {
        var spec = self
        spec.label = key
        return spec
    }

    /// The same field with a name as its label.
    func named(_ title: String) -> FieldSpec {
        var spec = self
        spec.title = title
        return spec
    }

    /// The message of its label.
    var labelKey: String { label ?? "field.\(name)" }

    /// What its label says.
    func labelText(_ words: Words) -> String { title ?? words(labelKey) }

    /// The same field with what a browser may fill in (HTML standard, autofill).
    func filled(_ autocomplete: String) -> FieldSpec {
        var spec = self
        spec.autocomplete = autocomplete
        return spec
    }

    /// The same field, which offers these while somebody types.
    func suggesting(_ suggestions: [String]) -> FieldSpec {
        var spec = self
        spec.suggestions = suggestions
        return spec
    }

    /// The same field, asked in another way.
    func controlled(_ control: Control) -> FieldSpec {
        var spec = self
        spec.control = control
        return spec
    }

    /// A choice of one, of which the answers are short and stand side by side.
    var asChips: FieldSpec {
        guard case .radios(let choices) = control else { return self }
        return controlled(.radioChips(choices))
    }

    /// The same field with all but its first choices folded away.
    func folded(after count: Int) -> FieldSpec {
        var spec = self
        spec.visibleChoices = count
        return spec
    }

    /// The same field, which never shows what is kept in it.
    func sealed(_ sealing: Sealing) -> FieldSpec {
        var spec = self
        spec.sealing = sealing
        return spec
    }

    func hinted(_ values: [String: String]) -> FieldSpec {
        var spec = self
        spec.hintValues = values
        return spec
    }

    /// The same field, which may not be left empty here.
    var asked: FieldSpec {
        var spec = self
        spec.isOptional = false
        return spec
    }

    /// The same field, in which one can type at once.
    var focused: FieldSpec {
        var spec = self
        spec.isFocused = true
        return spec
    }

    /// The same field, of which the choice without a value is no answer.
    var prompted: FieldSpec {
        var spec = self
        spec.isPrompted = true
        return spec
    }

    /// The same field with a hint that is put together already.
    func hinted(_ text: String) -> FieldSpec {
        var spec = self
        spec.hint = text
        return spec
    }

    /// The same field with a button below it.
    func followed(by button: ButtonView) -> FieldSpec {
        var spec = self
        spec.button = button
        return spec
    }

    /// Whether the form is refused with nothing in it. A choice that has a word for "nothing" is
    /// answered by that, and a tick is an answer either way.
    var isRequired: Bool {
        switch control {
        case .tick: false
        case .radios(let choices), .tiles(let choices), .chips(let choices),
            .checks(let choices), .radioChips(let choices), .select(let choices):
            !isOptional && (isPrompted || !choices.contains { $0.value.isEmpty })
        case .text, .area, .day: !isOptional && sealing != .kept
        }
    }

    var isTick: Bool { if case .tick = control { true } else { false } }

    /// The names under which the control's values are sent.
    var inputNames: [String] {
        if case .day = control { ["_day", "_month", "_year"].map { name + $0 } } else { [name] }
    }
}

extension [FieldSpec] {
    /// The same fields, of which a page shows one in its own way.
    func changing(_ name: String, _ change: (FieldSpec) -> FieldSpec) -> [FieldSpec] {
        map { $0.name == name ? change($0) : $0 }
    }
}

/// One possible answer.
struct Choice: Sendable, Hashable {
    let value: String
    let label: String
    var hint: String?
    /// What it is called where it was chosen; its label when nil.
    var name: String?
    /// Under which heading it stands in a select, after others of the same; nil for none.
    var heading: String?

    init(
        _ value: String, _ label: String, hint: String? = nil, name: String? = nil,
        under heading: String? = nil
    ) {
        self.name = name
        self.value = value
        self.label = label
        self.hint = hint
        self.heading = heading
    }
}
