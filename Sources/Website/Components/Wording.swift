import Coalition
import Templates

/// Counts, problems, names and lists in words; for time see TimeWords.
extension Words {
    /// How many rows a list has: "12", "1.000+".
    func callAsFunction(_ count: ListCount) -> String {
        guard count.isMore else { return String(count.value) }
        let comma = language == .nl ? "." : ","
        return "\(count.value / 1000)\(comma)000+"
    }

    /// What is wrong with what was typed.
    func problem(_ problem: Problem) -> String {
        self(problem.message, problem.values.mapValues(value))
    }

    /// A problem as it is told away from its field: an answer that lacks in the words of its question.
    func summary(_ problem: Problem) -> String {
        let own = "field.\(problem.field).missing"
        return has("\(problem.message).field") && has(own) ? self(own) : self.problem(problem)
    }

    /// How a guard stands, in words.
    func finding<Guard: Code>(_ finding: GuardFinding<Guard>, of subject: String) -> String {
        self(finding.message(of: subject), finding.values.mapValues(value))
    }

    /// The code name of a family or guest in this language.
    func name(_ code: CodeName) -> String { language == .nl ? code.nl : code.en }

    /// The name of a country by its code, or the code where the catalogue has no name.
    func country(_ code: String) -> String {
        has("country.\(code)") ? self("country.\(code)") : code
    }

    /// Names in a sentence: "Nederlands, Engels en Arabisch".
    func list(_ parts: [String]) -> String {
        guard parts.count > 1, let last = parts.last else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " " + self("list.and") + " " + last
    }

    /// Spoken languages by their codes, in a sentence.
    func languages(_ codes: [String]) -> String {
        list(
            codes.compactMap { SpokenLanguages.language(code: $0) }.map {
                language == .nl ? $0.nl : $0.en
            })
    }

    /// All spoken languages as choices, those of the viewer's language first in their order.
    var languageChoices: [Choice] {
        SpokenLanguages.all.map { Choice($0.code, language == .nl ? $0.nl : $0.en) }
            .sorted { SortKey.folded($0.label) < SortKey.folded($1.label) }
    }

    /// The same with the languages on top that most newcomers and volunteers speak.
    var commonLanguagesFirst: [Choice] {
        let common = [
            "nl", "en", "ar", "ti", "prs", "fa", "tr", "uk", "fr", "es", "so", "kmr", "ru", "de",
        ]
        let choices = languageChoices
        return common.compactMap { code in choices.first { $0.value == code } }
            + choices.filter { !common.contains($0.value) }
    }

    /// Every code of a list as a choice, named by `PREFIX.CODE`.
    func choices<C: Code>(_ type: C.Type, _ prefix: String) -> [Choice] {
        C.allCases.map { choice($0, prefix) }
    }

    /// One code as a choice, with the hint `PREFIX.CODE.hint` when there is one.
    func choice<C: Code>(_ code: C, _ prefix: String) -> Choice { choice(code.rawValue, prefix) }

    /// The same for a code by its text.
    func choice(_ code: String, _ prefix: String) -> Choice {
        let key = "\(prefix).\(code)"
        return Choice(code, self(key), hint: has(key + ".hint") ? self(key + ".hint") : nil)
    }

    private func value(_ value: Problem.Value) -> MessageValue {
        switch value {
        case .text(let text): .text(text)
        case .number(let number): .number(number)
        case .day(let day): .text(self.day(day))
        case .wait(let seconds): .text(ahead(Span(waiting: seconds)))
        case .word(let key): .text(self(key))
        case .name(let code): .text(name(code))
        }
    }
}
