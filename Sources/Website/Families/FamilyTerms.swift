import Coalition
import Templates

/// What is known of a family, as far as the viewer may know it.
struct FamilyTerms {
    let facts: FamilyFacts
    let words: Words

    var terms: [TermView] {
        announced
            + ((facts.policy.mayEditArrival && family.state != .moved) || isDetailed ? spoken : [])
            + (isDetailed ? described : []) + [programmes, announcement] + duty + called
    }

    private var family: Family { facts.family }

    /// What only the coordinator and the safeguarding lead read.
    private var isDetailed: Bool { facts.policy.maySeeSensitiveNotes }

    private var announced: [TermView] {
        let arrival = family.arrivalOn.map { day in
            TermView(
                words("field.arrival_on"), words.day(day),
                hint: family.arrivalCertainty.map { words("certainty.\($0.rawValue)") })
        }
        // A day that moved stands with those of before, once.
        let isTold = arrival != nil && facts.arrivals.count > 1
        return [
            TermView(words("field.household_size"), household),
            isTold ? nil : arrival ?? TermView(words("field.arrival_on"), words("unknown")),
        ].compactMap { $0 }
    }

    private var household: String {
        guard let adults = family.adults, let minors = family.minors else {
            return words("family.people", ["count": .number(family.householdSize)])
        }
        return words.list([
            words("family.adult_count", ["count": .number(adults)]),
            words("family.minor_count", ["count": .number(minors)]),
        ])
    }

    private var spoken: [TermView] {
        let codes = facts.stored.draft.languages
        let languages = codes.isEmpty ? nil : words.languages(codes)
        return [
            known("field.languages", languages),
            known("family.term.interpreter", answer(family.isInterpreterNeeded)),
        ].compactMap { $0 }
    }

    private var described: [TermView] {
        [
            known("field.neighbourhood", family.neighbourhood),
            known("family.term.informed", family.infoGivenOn.map(words.day)),
            known("family.term.consent", family.consentOn.map(words.day)),
            known("family.term.wish", answer(family.wantsGroup)),
            known("family.term.level", family.needsLevel.map { words("support_level.\($0)") }),
        ].compactMap { $0 } + further
    }

    /// The fields that need no words of this page's own.
    private var further: [TermView] {
        FamilyDraft.record.about.terms(
            facts.stored.values, words, facts.rights,
            besides: FamilyForm.announcement.union([
                "is_interpreter_needed", "adults", "minors", "neighbourhood", "info_given_on",
                "consent_on", "wants_group", "needs_level", "good_to_know",
                "municipality_duty_on",
            ]))
    }

    private var programmes: TermView {
        let names = family.programmes.sorted().map { words("programme.\($0.rawValue)") }
        let asked = facts.asked.map { words("programme.\($0.programme.rawValue)") }
        let free = FamilyPolicy.programmes.subtracting(family.programmes)
            .subtracting(facts.asked.map(\.programme))
        return TermView(
            words("family.programmes"), words.list(names),
            link: facts.policy.mayEdit && !free.isEmpty ? "\(family.path)/programmes/new" : nil,
            hint: asked.isEmpty
                ? nil : words("family.programmes.asked", ["programmes": .text(words.list(asked))]))
    }

    private var announcement: TermView {
        TermView(
            words("family.announced_on"), words.day(family.announcedOn),
            hint: family.isAnnouncedByMunicipality ? words("family.by_municipality") : nil)
    }

    /// Why the municipality knows the names of a family that it did not announce.
    private var duty: [TermView] {
        guard facts.policy.maySeeMembers || isDetailed, let day = family.municipalityDutyOn else {
            return []
        }
        let name = facts.city.name(words.language.rawValue)
        return [
            TermView(
                words("family.municipality_duty_on"), words.day(day),
                hint: words("family.duty.names", ["city": .text(name)]))
        ]
    }

    /// What it was called before, and the way to another name for who may give one.
    private var called: [TermView] {
        let former = facts.formerCodes.map { former in
            let day = words.dayOfYear(facts.city.zone.day(of: former.droppedAt), facts.today)
            return words(
                "family.code.until",
                ["name": .text(words.name(former.code)), "day": .text(day)])
        }
        let hint =
            former.isEmpty
            ? nil : words("family.code.former", ["names": .text(words.list(former))])
        guard facts.policy.mayEditArrival, !Family.State.hidden.contains(family.state)
        else {
            return former.isEmpty
                ? [] : [TermView(words("family.code.earlier"), words.list(former))]
        }
        return [
            TermView(
                words("family.code"), words("family.redraw"), link: "\(family.path)/code",
                hint: hint)
        ]
    }

    private func known(_ key: String, _ text: String?) -> TermView? {
        text.map { TermView(words(key), $0) }
    }

    private func answer(_ isYes: Bool?) -> String? {
        isYes.map { words($0 ? "answer.yes" : "answer.no") }
    }
}

/// A list of terms that is shown only when it says something.
struct TermList: PageModel {
    let terms: [TermView]

    /// Nil with fewer than so many terms.
    init?(_ terms: [TermView], least: Int = 1) {
        guard terms.count >= least else { return nil }
        self.terms = terms
    }

    static let fields: Fields<TermList> = [.list("terms", TermView.fields) { $0.terms }]
}
