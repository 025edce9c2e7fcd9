import Coalition
import Foundation

/// A day typed or pasted in one line, as in a table where three fields for each would be too many.
enum TypedDay {
    /// `3-11-2026`, `3/11/26`, `3 nov 2026`, `2026-11-03`; without a year the last such day up to today.
    /// Nil for anything else: the day stands before the month, always.
    static func read(_ text: String, _ today: Day) -> Day? {
        guard text.first?.isNumber == true else { return nil }
        if let day = Day(iso: text) { return day }
        let parts = text.split { "-/. ".contains($0) || $0.isWhitespace }.map(String.init)
        guard (2...3).contains(parts.count), parts[0].count <= 2, let day = Int(parts[0]),
            let month = MonthName.number(parts[1])
        else { return nil }
        guard parts.count == 3 else { return last(day, month, today) }
        guard let year = year(parts[2]) else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static func year(_ text: String) -> Int? {
        guard text.allSatisfy(\.isNumber), let number = Int(text) else { return nil }
        switch text.count {
        case 2: return 2000 + number
        case 4: return (1900...2199).contains(number) ? number : nil
        default: return nil
        }
    }

    private static func last(_ day: Int, _ month: Int, _ today: Day) -> Day? {
        guard let found = Day(year: today.year, month: month, day: day) else { return nil }
        return found <= today ? found : Day(year: today.year - 1, month: month, day: day)
    }
}

extension Form {
    /// A day typed in one line, see ``TypedDay``; nil when nothing was typed or a problem was noted.
    func typedDay(_ name: String, _ today: Day) -> Day? {
        guard let text = values.text(name) else { return nil }
        guard text.count <= 40, let day = TypedDay.read(text, today) else {
            note(name, "problem.typed_day")
            return nil
        }
        return day
    }
}
