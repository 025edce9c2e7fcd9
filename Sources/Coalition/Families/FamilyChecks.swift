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

    /// Takes the municipality as the list spells it, where it has it.
    mutating func spellMunicipality() {
        guard let typed = assignedMunicipality, let name = DutchTowns.named(typed) else { return }
        assignedMunicipality = name
    }

    /// It is one of the country, and another than the family's own city; the nearest are offered.
    func municipalityProblem(in city: City) -> Problem? {
        guard let typed = assignedMunicipality else { return nil }
        if SortKey.folded(typed) == SortKey.folded(city.nameNL) {
            return Problem(
                "assigned_municipality", "problem.municipality_own", ["city": .text(city.nameNL)])
        }
        guard DutchTowns.named(typed) == nil else { return nil }
        let near = DutchTowns.nearest(to: typed)
        return near.isEmpty
            ? Problem("assigned_municipality", "problem.municipality")
            : Problem(
                "assigned_municipality", "problem.municipality_near",
                ["names": .text(near.joined(separator: ", "))])
    }
}
