import Coalition
import Templates

/// The form of a candidate. What is typed in it is never kept as a draft.
enum CandidateForm {
    static func view(_ context: Context) throws -> FormView {
        let words = context.words
        let (guest, candidate, contents, cohorts, cities) = try context.write { tx in
            let guest = try Guest.find(try context.parameter("ref"), in: tx)
            let candidate = try Candidate.of(guest, in: tx)
            return (
                guest, candidate, try candidate.open(in: tx), try Cohort.choices(candidate, tx),
                try HostingCity.all(in: tx).map(\.city)
            )
        }
        let name = words.name(guest.code)
        return FormView(
            title: words("candidate.edit.title", ["name": .text(name)]),
            lede: words("candidate.edit.lede"), action: "\(guest.candidatePath)/edit",
            fields: fields(cohorts, cities, context), submit: words("action.save"),
            cancel: guest.candidatePath,
            values: values(candidate, contents, cohorts, cities), version: candidate.version,
            crumbs: [
                LinkView(words("candidate.title"), CandidatePages.path),
                LinkView(name, guest.candidatePath),
            ], aside: words("candidate.edit.aside"))
    }

    static func read(_ form: Form, _ tx: Transaction) throws -> CandidateDraft {
        var draft = CandidateDraft()
        let cohort = form.optionalText("cohort", max: 20)
        draft.cohort = try cohort.flatMap { code in
            try Cohort.coded(code, in: tx).map(\.id)
        }
        draft.facts.earliest = form.day("earliest_on")
        draft.facts.latest = form.day("latest_on")
        draft.facts.nights = form.number("nights", CandidateDraft.nights)
        draft.facts.needsAccessible = form.answer("needs_accessible")
        draft.facts.needsWomenOnly = form.answer("needs_women_only")
        draft.facts.languages = form.languages("languages")
        draft.facts.themes = form.choices("themes")
        for condition in CandidateCondition.allCases {
            draft.conditions[condition] = form.answer(field(condition))
        }
        let cities = try HostingCity.all(in: tx).map(\.city)
        let blocked = Set(form.codes("vetoes", of: cities.map(\.ref)))
        draft.vetoes = Set(cities.filter { blocked.contains($0.ref) }.map(\.id))
        return draft
    }

    private static func field(_ condition: CandidateCondition) -> String {
        "condition_\(condition.rawValue)"
    }

    private static func fields(
        _ cohorts: [Cohort], _ cities: [City], _ context: Context
    ) -> [FieldSpec] {
        let words = context.words
        let answers = [
            Choice("yes", words("answer.yes")), Choice("no", words("answer.no")),
            Choice("", words("answer.unknown")),
        ]
        let conditions = CandidateCondition.allCases.map {
            FieldSpec.radioChips(field($0), answers)
                .labelled("candidate.condition.\($0.rawValue)").optional
        }
        return [
            .select(
                "cohort",
                [Choice("", words("candidate.no_cohort"))]
                    + cohorts.map { Choice($0.code, $0.name(words)) }
            ).labelled("candidate.cohort").optional
        ] + conditions + [
            .day("earliest_on").labelled("candidate.earliest").optional,
            .day("latest_on").labelled("candidate.latest").optional,
            .number("nights").labelled("candidate.nights").optional,
            .radioChips("needs_accessible", answers).labelled("candidate.accessible").optional,
            .radioChips("needs_women_only", answers).labelled("candidate.women").optional,
            .chips("languages", words.commonLanguagesFirst).labelled("field.languages")
                .folded(after: 14).optional,
            .chips("themes", words.choices(WorkTheme.self, "work_theme"))
                .labelled("candidate.themes").optional,
            .chips(
                "vetoes", cities.map { Choice($0.ref, $0.name(context.language.rawValue)) }
            ).labelled("candidate.vetoes").folded(after: 14).optional,
        ]
    }

    private static func values(
        _ candidate: Candidate, _ contents: CandidateContents, _ cohorts: [Cohort],
        _ cities: [City]
    ) -> Values {
        var values = Values()
        let facts = contents.facts
        func answer(_ value: Bool?) -> String { value.map { $0 ? "yes" : "no" } ?? "" }
        values.set("cohort", cohorts.first { $0.id == candidate.cohort }?.code)
        for condition in CandidateCondition.allCases {
            values.set(field(condition), answer(contents.conditions[condition]?.isMet))
        }
        values.set("earliest_on", facts.earliest)
        values.set("latest_on", facts.latest)
        values.set("nights", facts.nights)
        values.set("needs_accessible", answer(facts.needsAccessible))
        values.set("needs_women_only", answer(facts.needsWomenOnly))
        values.set("languages", facts.languages)
        values.set("themes", facts.themes.map(\.rawValue))
        values.set("vetoes", cities.filter { contents.vetoes.contains($0.id) }.map(\.ref))
        return values
    }
}

extension Cohort {
    /// Those that can be chosen for a candidate: what is coming, and the one that was chosen.
    fileprivate static func choices(
        _ candidate: Candidate, _ tx: Transaction
    ) throws -> [Cohort] {
        let coming = try coming(in: tx)
        guard let chosen = candidate.cohort, !coming.contains(where: { $0.id == chosen }) else {
            return coming
        }
        return try find([chosen], in: tx).values + coming
    }

    /// The cohort that an address or form names, such as `spring-2027`; nil for another text.
    static func coded(_ code: String, in tx: Transaction) throws -> Cohort? {
        let parts = code.split(separator: "-").map(String.init)
        guard parts.count == 2, let season = Season(rawValue: parts[0]), let year = Int(parts[1])
        else { return nil }
        do { return try find(season, year, in: tx) } catch Refusal.notFound { return nil }
    }
}
