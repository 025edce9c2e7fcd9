/// What the fields of a family must hold together.
extension FamilyDraft {
    /// What a message about the household is filled with.
    var householdValues: [String: Problem.Value] { ["size": .number(householdSize ?? 0)] }

    /// Whether a part of the household fits in the whole.
    func holds(_ part: Int?) -> Bool { part.map { $0 <= householdSize ?? $0 } ?? true }

    /// Whether adults and minors, where both are known, are the household.
    var addsUp: Bool {
        guard let adults, let minors, let householdSize else { return true }
        return !holds(adults) || !holds(minors) || adults + minors == householdSize
    }

    /// A day that has passed is no problem: nobody is late for an arrival.
    func arrivalProblem(_ today: Day) -> Problem? {
        guard arrivalCertainty == .realised, let arrivalOn, arrivalOn > today else { return nil }
        return Problem("arrival_on", "problem.arrival_realised", ["today": .day(today)])
    }
}
