import Coalition
import Foundation

/// The one way to read a form: every field is hostile or mistaken until it is parsed, and every
/// problem names its field.
final class Form {
    let values: Values
    private(set) var problems: [Problem] = []

    init(_ values: Values) { self.values = values }

    /// - Throws: `Refusal.invalid` with all problems noted so far.
    func check() throws {
        if !problems.isEmpty { throw Refusal.invalid(problems) }
    }

    func note(_ field: String, _ message: String, _ values: [String: Problem.Value] = [:]) {
        problems.append(Problem(field, message, values))
    }

    /// One line of text that must be there; empty with a problem noted when it is not.
    func text(_ name: String, max: Int = 200, missing: String = "problem.required") -> String {
        guard let text = optionalText(name, max: max) else {
            if !problems.contains(where: { $0.field == name }) { note(name, missing) }
            return ""
        }
        return text
    }

    /// One line of text, or nil when nothing was typed that can be seen (`TypedText`).
    func optionalText(_ name: String, max: Int = 200) -> String? {
        cleaned(name, max: max, TypedText.line) { $0.properties.generalCategory == .control }
    }

    /// Text of several lines, or nil when nothing was typed.
    ///
    /// - Parameter missing: The problem with nothing typed; nil when that is fine.
    func area(_ name: String, max: Int, missing: String? = nil) -> String? {
        guard values.text(name) != nil else { return lacking(name, missing) }
        return cleaned(name, max: max, TypedText.lines) {
            $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\r" && $0 != "\t"
        }
    }

    /// A whole number within a range; nil when nothing was typed or a problem was noted.
    func number(_ name: String, _ range: ClosedRange<Int>, isRequired: Bool = false) -> Int? {
        number(name, range, missing: isRequired ? "problem.required" : nil)
    }

    /// The same with a message of its own for nothing typed; nil when that is fine.
    func number(_ name: String, _ range: ClosedRange<Int>, missing: String?) -> Int? {
        guard let text = values.text(name) else { return lacking(name, missing) }
        guard let number = Int(text), text.count <= 9, range.contains(number) else {
            note(
                name, "problem.number",
                ["least": .number(range.lowerBound), "most": .number(range.upperBound)])
            return nil
        }
        return number
    }

    /// The version of the record that the form was opened with.
    ///
    /// - Throws: `Refusal.invalid` on `version` for anything that is no such number.
    func version() throws -> Int {
        guard let number = values.text("version").flatMap({ Int($0) }), number >= 0 else {
            throw Refusal.problem("version", "problem.version")
        }
        return number
    }

    /// One code out of a list; nil when nothing was chosen or a problem was noted.
    func choice<C: Code>(_ name: String, isRequired: Bool = false) -> C? {
        guard let text = values.text(name) else {
            if isRequired { note(name, "problem.choose") }
            return nil
        }
        guard let code = C(rawValue: text) else {
            note(name, "problem.choice")
            return nil
        }
        return code
    }

    /// One code out of a list, with a message of its own for nothing chosen; nil when that is fine.
    func code(_ name: String, of codes: [String], missing: String?) -> String? {
        guard let text = values.text(name) else { return lacking(name, missing) }
        guard codes.contains(text) else {
            note(name, "problem.choice")
            return nil
        }
        return text
    }

    /// Several codes out of a list, in its order; unknown ones are a problem.
    func codes(_ name: String, of codes: [String]) -> [String] {
        let typed = Set(values.all(name).filter { !$0.isEmpty })
        if !typed.isSubset(of: codes) { note(name, "problem.choice") }
        return codes.filter(typed.contains)
    }

    /// Several codes out of a list; unknown ones are a problem.
    func choices<C: Code>(_ name: String) -> [C] {
        let codes = values.all(name).map { C(rawValue: $0) }
        if codes.contains(where: { $0 == nil }) { note(name, "problem.choice") }
        return codes.compactMap { $0 }
    }

    /// Several spoken languages, as ISO 639 codes.
    func languages(_ name: String) -> [String] {
        let codes = values.all(name).filter { !$0.isEmpty }
        if codes.contains(where: { SpokenLanguages.language(code: $0) == nil }) {
            note(name, "problem.choice")
        }
        return codes
    }

    func tick(_ name: String) -> Bool { values[name] != nil }

    /// Yes, no or not answered, typed as `yes`, `no` or nothing.
    func answer(_ name: String) -> Bool? {
        switch values.text(name) {
        case "yes": true
        case "no": false
        default: nil
        }
    }

    /// A day typed in three fields, the month as a number or by name in either language.
    func day(_ name: String, isRequired: Bool = false) -> Day? {
        day(name, missing: isRequired ? "problem.day_required" : nil)
    }

    /// The same with a message of its own for nothing typed; nil when that is fine.
    func day(_ name: String, missing: String?) -> Day? {
        let parts = ["_day", "_month", "_year"].map { values.text(name + $0) }
        if parts.allSatisfy({ $0 == nil }) { return lacking(name, missing) }
        guard let day = parts[0].flatMap({ Int($0) }),
            let month = parts[1].flatMap(MonthName.number),
            let year = parts[2].flatMap({ Int($0) }),
            let found = Day(year: year, month: month, day: day),
            (1900...2199).contains(year)
        else {
            note(name, "problem.day")
            return nil
        }
        return found
    }

    /// A time of day, as people write one.
    ///
    /// - Parameter missing: The problem with nothing typed; nil when that is fine.
    func time(_ name: String, missing: String? = nil) -> ClockTime? {
        guard let text = values.text(name) else { return lacking(name, missing) }
        guard let time = ClockTime(typed: text) else {
            note(name, "problem.time")
            return nil
        }
        return time
    }

    /// Notes that nothing was typed, where that is a problem.
    private func lacking<Value>(_ name: String, _ message: String?) -> Value? {
        if let message { note(name, message) }
        return nil
    }

    private func cleaned(
        _ name: String, max: Int, _ kept: (String) -> String,
        _ isForbidden: (Unicode.Scalar) -> Bool
    ) -> String? {
        guard let typed = values.text(name) else { return nil }
        if typed.unicodeScalars.contains(where: isForbidden) {
            note(name, "problem.characters")
            return nil
        }
        let text = kept(typed)
        if text.isEmpty { return nil }
        guard text.count <= max else {
            note(name, "problem.too_long", ["max": .number(max), "length": .number(text.count)])
            return nil
        }
        return text
    }
}

/// The names of months as people type them.
enum MonthName {
    private static let names: [String: Int] = {
        let dutch = [
            "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
            "september", "oktober", "november", "december",
        ]
        let english = [
            "january", "february", "march", "april", "may", "june", "july", "august",
            "september", "october", "november", "december",
        ]
        var table = ["mrt": 3]
        for list in [dutch, english] {
            for (index, name) in list.enumerated() {
                table[name] = index + 1
                table[String(name.prefix(3))] = index + 1
            }
        }
        return table
    }()

    static func number(_ text: String) -> Int? {
        Int(text) ?? names[text.lowercased().trimmingCharacters(in: ["."])]
    }
}
