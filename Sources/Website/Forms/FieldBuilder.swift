import Coalition
import Templates

/// Turns the description of a field, what stands in it and what is wrong with it into a view.
struct FieldBuilder {
    let values: Values
    let problems: [Problem]
    /// What the record has now, on a page that shows a conflict.
    let stored: Values?
    let words: Words

    func view(_ spec: FieldSpec) -> FieldView {
        let label = spec.labelText(words)
        let hint = hint(spec)
        let error = problems.first { $0.field == spec.name }.map { text($0, spec) }
        let described = [
            hint == nil ? nil : "\(spec.name)-hint", error == nil ? nil : "\(spec.name)-error",
        ].compactMap { $0 }.joined(separator: " ")
        let frame = Frame(
            describedBy: described.isEmpty ? nil : described, hasError: error != nil,
            isRequired: spec.isRequired)
        return FieldView(
            name: spec.name, id: firstID(spec), label: label, hint: hint, error: error,
            keep: keep(spec), describedBy: frame.describedBy,
            text: textView(spec, frame), area: areaView(spec, frame), date: dateView(spec, frame),
            group: groupView(spec, frame), select: selectView(spec, frame), isTick: spec.isTick,
            isTicked: values[spec.name] != nil, button: spec.button)
    }

    /// A problem in words. What is said of any field that lacks an answer is said in the field's own
    /// sentence, `LABEL.missing`, or else with its label.
    func text(_ problem: Problem, _ spec: FieldSpec) -> String {
        let isChoice = problem.message == "problem.choice"
        let key = isChoice ? "problem.choose.field" : "\(problem.message).field"
        guard words.has(key) else { return words.problem(problem) }
        let own = "\(spec.labelKey).missing"
        return words.has(own) ? words(own) : words(key, ["label": .text(spec.labelText(words))])
    }

    /// The id to which an error summary links.
    func firstID(_ spec: FieldSpec) -> String {
        switch spec.control {
        case .day: "\(spec.name)_day"
        case .radios(let choices), .tiles(let choices), .chips(let choices),
            .checks(let choices), .radioChips(let choices):
            "\(spec.name)-\(choices.first?.value ?? "")"
        default: spec.name
        }
    }

    private struct Frame {
        let describedBy: String?
        let hasError: Bool
        let isRequired: Bool
    }

    private func hint(_ spec: FieldSpec) -> String? {
        if let hint = spec.hint { return hint }
        let key = spec.labelKey + ".hint"
        guard words.has(key) else { return nil }
        return words(key, spec.hintValues.mapValues { .text($0) })
    }

    private func textView(_ spec: FieldSpec, _ frame: Frame) -> TextView? {
        guard case .text(let kind, let width) = spec.control else { return nil }
        return TextView(
            id: spec.name, name: spec.name,
            value: kind == "password" ? "" : values[spec.name] ?? "",
            type: kind == "password" ? "password" : "text",
            inputMode: ["email", "tel", "numeric"].contains(kind) ? kind : nil, width: width,
            autocomplete: spec.autocomplete, describedBy: frame.describedBy,
            hasError: frame.hasError, isRequired: frame.isRequired, suggestions: spec.suggestions)
    }

    private func areaView(_ spec: FieldSpec, _ frame: Frame) -> AreaView? {
        guard case .area(let rows) = spec.control else { return nil }
        return AreaView(
            id: spec.name, name: spec.name, value: values[spec.name] ?? "", rows: rows,
            describedBy: frame.describedBy, hasError: frame.hasError,
            isRequired: frame.isRequired, isFocused: spec.isFocused && problems.isEmpty)
    }

    private func dateView(_ spec: FieldSpec, _ frame: Frame) -> DateView? {
        guard case .day = spec.control else { return nil }
        let month = values["\(spec.name)_month"] ?? ""
        let name = Int(month).flatMap { (1...12).contains($0) ? words("month.\($0)") : nil }
        return DateView(
            id: spec.name, name: spec.name, day: values["\(spec.name)_day"] ?? "",
            month: name ?? month, year: values["\(spec.name)_year"] ?? "",
            hasError: frame.hasError, isRequired: frame.isRequired)
    }

    private func groupView(_ spec: FieldSpec, _ frame: Frame) -> ChoiceGroupView? {
        switch spec.control {
        case .radios(let choices): group(spec, choices, "radio", "", frame)
        case .tiles(let choices):
            group(spec, choices, "radio", choices.count == 5 ? "tiles tiles--5" : "tiles", frame)
        case .chips(let choices): group(spec, choices, "checkbox", "chips", frame)
        case .checks(let choices): group(spec, choices, "checkbox", "", frame)
        case .radioChips(let choices): group(spec, choices, "radio", "chips", frame)
        default: nil
        }
    }

    private func selectView(_ spec: FieldSpec, _ frame: Frame) -> SelectView? {
        guard case .select(let choices) = spec.control else { return nil }
        let views = views(choices, of: spec, "option")
        var runs: [OptionRun] = []
        for (choice, view) in zip(choices, views) {
            if runs.isEmpty || runs[runs.count - 1].heading != choice.heading {
                runs.append(OptionRun(heading: choice.heading, choices: []))
            }
            runs[runs.count - 1].choices.append(view)
        }
        return SelectView(
            id: spec.name, name: spec.name, describedBy: frame.describedBy,
            hasError: frame.hasError, runs: runs)
    }

    private func group(
        _ spec: FieldSpec, _ choices: [Choice], _ type: String, _ look: String, _ frame: Frame
    ) -> ChoiceGroupView {
        let views = views(choices, of: spec, type)
        let limit = spec.visibleChoices ?? views.count
        return ChoiceGroupView(
            id: spec.name, name: spec.name, type: type, look: look,
            describedBy: frame.describedBy, hasError: frame.hasError,
            choices: views.enumerated().filter { $0.offset < limit || $0.element.isChosen }
                .map(\.element),
            folded: views.dropFirst(limit).filter { !$0.isChosen })
    }

    private func views(_ choices: [Choice], of spec: FieldSpec, _ type: String) -> [ChoiceView] {
        let chosen = Set(values.all(spec.name))
        return choices.map { choice in
            ChoiceView(
                id: "\(spec.name)-\(choice.value)", name: spec.name, type: type,
                value: choice.value, label: choice.label, hint: choice.hint,
                isChosen: chosen.contains(choice.value))
        }
    }

    /// Both texts, when somebody else changed the field.
    private func keep(_ spec: FieldSpec) -> KeepView? {
        guard let stored else { return nil }
        let standing = Merging(values, stored: stored).standing(spec)
        // What was asked already stays asked, with its answer, while another field still lacks one.
        let isAsked = values.all(Merging.name).contains(spec.name)
        if standing == .alike, !isAsked { return nil }
        let choice = Merging.choice(of: spec.name)
        return KeepView(
            field: spec.name, choice: choice, stored: text(spec, stored),
            isTyped: values[choice] == "typed",
            isStored: values[choice] == "stored" || values[choice] == nil && standing == .theirs)
    }

    /// What the record has in a field, in words.
    private func text(_ spec: FieldSpec, _ stored: Values) -> String {
        if case .day = spec.control, let day = Form(stored).day(spec.name) { return words.day(day) }
        let kept = stored.all(spec.name).filter { !$0.isEmpty }
        if !kept.isEmpty { return words.list(labels(kept, spec)) }
        if spec.isTick { return words("form.not_ticked") }
        return words(spec.sealing == .kept ? "form.stored_sealed" : "form.stored_empty")
    }

    private func labels(_ values: [String], _ spec: FieldSpec) -> [String] {
        switch spec.control {
        case .radios(let choices), .tiles(let choices), .chips(let choices),
            .checks(let choices), .radioChips(let choices), .select(let choices):
            values.map { value in choices.first { $0.value == value }?.label ?? value }
        case .tick: [words("form.ticked")]
        default: values
        }
    }
}
