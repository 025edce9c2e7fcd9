import Coalition
import Templates

/// The form of a check-in: who spoke, when and how, and what was said.
enum CheckInForm {
    private static let record = CheckInDraft.record
    /// How it is chosen that the household spoke.
    private static let household = "household"
    /// So many days before a period begins its talk can be entered.
    private static let daysAhead = 14

    static func new(_ context: Context) throws -> FormView {
        let (family, voice, today, codes, builders) = try context.read { tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            let today = try City.named(family.city, in: tx).today(tx)
            let voice = try FamilyVoice(of: family, on: today, in: tx)
            try voice.policy.requireEnter()
            return (
                family, voice, today, try family.languages(in: tx),
                try VoiceBuilder.all(for: family, in: tx)
            )
        }
        let words = context.words
        let kinds =
            voice.windows.filter { $0.from - daysAhead <= today }.map(\.kind) + [.own]
        var values = record.start
        let open = voice.windows.first { $0.contains(today) }
        values.set("kind", (open?.kind ?? .own).rawValue)
        values.set("person", context.query.text("person") ?? voice.missing?.first.map(value))
        values.set("held_on", today)
        values.set("outcome", CheckIn.Outcome.held.rawValue)
        if codes.count == 1 { values.set("language", codes[0]) }
        let fields = fields(family, codes, builders, context).changing("kind") { spec in
            spec.controlled(.radios(kinds.map { words.choice($0, "voice.kind") }))
        }
        let readsOn = voice.policy.listensToAll
        return FormView(
            title: words("check_in.new"), lede: family.title(words), action: family.voicePath,
            fields: [fields[0], person(voice.people, words)] + fields.dropFirst(),
            submit: words("action.save"), cancel: family.voicePath, values: values,
            draft: "voice:\(family.ref)", crumbs: family.voiceCrumbs(words),
            aside: words(readsOn ? "check_in.aside" : "check_in.aside_closed"))
    }

    static func edit(_ context: Context) throws -> FormView {
        let (family, checkIn, codes, builders, stored) = try context.write { tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            let found = try CheckIn.find(try context.number("id"), of: family, in: tx)
            guard try found.mayEdit(of: family, in: tx) else {
                throw Refusal.forbidden("forbidden.check_in")
            }
            let opened = try OpenCheckIn.open(found.id.value, of: family, in: tx)
            let builders = try VoiceBuilder.all(for: family, in: tx)
            let former = try VoiceBuilder.of(opened.details, in: tx)
            let isThere = former.map { former in builders.contains { $0.id == former.id } } ?? true
            return (
                family, opened.checkIn, try family.languages(in: tx),
                builders + (isThere ? [] : [former].compactMap { $0 }), opened.values
            )
        }
        let words = context.words
        let path = "\(family.voicePath)/\(checkIn.id.value)"
        return FormView(
            title: words("check_in.edit"), lede: family.title(words), action: path,
            fields: fields(family, codes, builders, context).filter { $0.name != "kind" },
            submit: words("action.save"), cancel: path, values: record.about.values(stored),
            version: checkIn.details?.version, draft: "voice:\(family.ref):\(checkIn.id.value)",
            crumbs: family.voiceCrumbs(words))
    }

    /// - Parameter isNew: Whether it is asked who spoke and when it was due, which is said once.
    static func read(
        _ form: Form, _ family: Family, _ viewer: Viewer, isNew: Bool
    ) -> CheckInDraft {
        let rights = family.fieldRights(of: viewer)
        let names = Set(record.about.fields.map(\.name)).subtracting(isNew ? [] : ["kind"])
        var draft = record.read(form, rights, only: names)
        guard isNew else { return draft }
        let person = form.text("person", max: 20, missing: "problem.choose")
        if !person.isEmpty, person != household {
            draft.person = Int64(person)
            if draft.person == nil { form.note("person", "problem.choice") }
        }
        return draft
    }

    private static func fields(
        _ family: Family, _ codes: [String], _ builders: [VoiceBuilder], _ context: Context
    ) -> [FieldSpec] {
        let words = context.words
        let all = words.commonLanguagesFirst
        let first = codes.compactMap { code in all.first { $0.value == code } }
        let languages =
            [Choice("", words("answer.unknown"))] + first
            + all.filter { !codes.contains($0.value) }
        return record.about.specs(words, family.fieldRights(of: context.viewer))
            .changing("outcome") { $0.asChips }
            .changing("language") { $0.controlled(.select(languages)).optional }
            .changing("through") { $0.asChips.optional }
            .changing("builder") { spec in
                let nobody = Choice("", words("check_in.builder.nobody"))
                return spec.controlled(.select([nobody] + builders.map { $0.choice(words) }))
                    .optional
            }
            .filter { $0.name != "builder" || !builders.isEmpty }
            .changing("may_call_again") { $0.optional }
    }

    private static func person(_ people: [HeardPerson], _ words: Words) -> FieldSpec {
        let choices =
            [Choice(household, words("voice.household"))]
            + people.map { Choice(value($0), $0.title(words), hint: $0.hint(words)) }
        return FieldSpec.radios("person", choices).labelled("check_in.person")
    }

    private static func value(_ person: HeardPerson) -> String { String(person.id.value) }
}

extension VoiceBuilder {
    fileprivate func choice(_ words: Words) -> Choice {
        let spoken = languages.isEmpty ? nil : words.languages(languages)
        return Choice(
            String(id.value), [name, spoken].compactMap { $0 }.joined(separator: ", "))
    }
}

extension HeardPerson {
    /// A name for who may know it; else what somebody is and the year of birth.
    func title(_ words: Words) -> String {
        name ?? known(words)
    }

    /// What there is to know besides the title; nil for nothing.
    func hint(_ words: Words) -> String? {
        let age =
            switch age {
            case .adult: nil as String?
            case .child: words("voice.age.child")
            case .unknown: words("voice.age.unknown")
            }
        let parts = [name == nil ? nil : known(words), age].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ". ")
    }

    private func known(_ words: Words) -> String {
        let kind = words("family_member.kind.\(kind.rawValue)")
        return birthYear.map { "\(kind), \($0)" } ?? kind
    }
}
