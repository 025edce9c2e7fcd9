import Coalition
import Templates

extension TermView {
    /// A step that a record took, on its day; of a step back by the program also why.
    ///
    /// - Parameter tellsWhy: Whether the reader may know it.
    init<State: Code, Guard: Code>(
        _ step: StepTaken<State>, _ zone: Zone, _ lifecycle: Lifecycle<State, Guard>,
        of subject: String, tellsWhy: Bool, _ words: Words
    ) {
        let isFall =
            step.from.flatMap { lifecycle.transition($0, step.state) }
            .map { !$0.footing.isEmpty } ?? false
        let lost = step.reasons.filter { Guard(rawValue: $0) != nil }
            .map { words("lost.\(subject).\($0)") }
        let why =
            isFall && tellsWhy && !lost.isEmpty
            ? words("step.fell", ["why": .text(words.list(lost))]) : nil
        self.init(
            words.day(zone.day(of: step.at)), words("\(subject).state.\(step.state.rawValue)"),
            hint: step.isReturn
                ? words("step.returned") : step.isTakenBack ? words("step.was_returned") : why)
    }
}
