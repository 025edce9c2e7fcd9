import Coalition
import Templates

/// The form of a stay: its fields once, for planning and for changing one.
enum StayForm {
    static func new(_ context: Context) throws -> FormView {
        let words = context.words
        let facts = try context.read { tx in try Facts(tx, nil) }
        var values = Values()
        let home = context.query.text("accommodation") ?? facts.homes.first?.ref
        values.set("accommodation", home)
        return FormView(
            title: words("stay.new.title"), lede: words("stay.new.lede"), action: "/stays",
            fields: facts.fields(context, hasGuest: true), submit: words("stay.new.title"),
            cancel: "/stays", values: values, draft: "stay:new",
            crumbs: [LinkView(words("nav.stays"), "/stays")], aside: words("stay.aside"))
    }

    static func edit(_ context: Context) throws -> FormView {
        let words = context.words
        let (stay, facts, stored, mayChooseGuest) = try context.read { tx in
            let stay = try Stay.find(try context.parameter("ref"), in: tx)
            let policy = StayPolicy(tx.viewer, stay)
            try policy.requireEdit()
            let stored = try StayDraft.stored(stay.id, in: tx).values
            return (stay, try Facts(tx, stay), stored, policy.mayChooseGuest)
        }
        var values = StayDraft.record.about.values(stored)
        values.set("accommodation", stay.accommodationRef)
        values.set("guest", stay.guestRef)
        return FormView(
            title: words("stay.edit.title", ["name": .text(stay.title(words))]),
            action: "/stays/\(stay.ref)",
            fields: facts.fields(context, hasGuest: mayChooseGuest), submit: words("action.save"),
            cancel: "/stays/\(stay.ref)", values: values, version: stay.version,
            draft: "stay:\(stay.ref)", crumbs: crumbs(stay, words), aside: words("stay.aside"))
    }

    static func extend(_ context: Context) throws -> FormView {
        let words = context.words
        let stay = try context.read { tx in
            let stay = try Stay.find(try context.parameter("ref"), in: tx)
            guard StayPolicy(tx.viewer, stay).mayAskExtension else {
                throw Refusal.forbidden("forbidden.stay_extend")
            }
            return stay
        }
        var values = Values()
        values.set("until_on", stay.extensionUntil)
        values.set("reason", stay.extensionReason?.rawValue)
        return FormView(
            title: words("stay.extend.title", ["name": .text(stay.title(words))]),
            lede: words("stay.extend.lede", ["day": .text(words.day(stay.period.until))]),
            action: "/stays/\(stay.ref)/extension",
            fields: [
                .day("until_on").labelled("stay.extend.until"),
                .radios("reason", words.choices(Stay.ExtensionReason.self, "stay.extend.reason"))
                    .labelled("stay.extend.why"),
                .tick("is_permit_covered"),
            ],
            submit: words("stay.extend.submit"), cancel: "/stays/\(stay.ref)", values: values,
            version: stay.version, crumbs: crumbs(stay, words), aside: words("stay.extend.aside"))
    }

    /// What was typed; a guest who cannot be chosen here stays who it is.
    static func read(
        _ form: Form, of stay: Stay?, by viewer: Viewer, mayChooseGuest: Bool
    ) -> StayDraft {
        var draft = StayDraft.record.read(form, viewer, in: stay?.city)
        draft.accommodation = form.optionalText("accommodation", max: 10)
        draft.guest = mayChooseGuest ? form.optionalText("guest", max: 10) : stay?.guestRef
        return draft
    }

    static func readExtension(_ form: Form) -> ExtensionDraft {
        var draft = ExtensionDraft()
        draft.until = form.day("until_on", isRequired: true)
        draft.reason = form.choice("reason", isRequired: true)
        draft.isPermitCovered = form.tick("is_permit_covered")
        return draft
    }

    private static func crumbs(_ stay: Stay, _ words: Words) -> [LinkView] {
        [
            LinkView(words("nav.stays"), "/stays"),
            LinkView(stay.title(words), "/stays/\(stay.ref)"),
        ]
    }

    /// What can be chosen in the form.
    private struct Facts: Sendable {
        let homes: [Accommodation]
        let guests: [Guest]
        let cities: [City]
        /// Where the stay is; nil for a new one.
        let city: ID<City>?
        let isNew: Bool
        let maximum: Int

        init(_ tx: Transaction, _ stay: Stay?) throws {
            let all = try Accommodation.plannable(in: tx)
            homes = all.filter { stay == nil || $0.city == stay?.city }
            guests = try Guest.plannable(in: tx)
            cities = try City.within(
                tx.viewer.scope(of: StayPolicy.writers, for: StayPolicy.programmes), in: tx)
            city = stay?.city
            isNew = stay == nil
            maximum =
                try stay?.maximumNights(in: tx) ?? Stay.maximumNights(on: tx.today, in: tx)
        }

        func fields(_ context: Context, hasGuest: Bool) -> [FieldSpec] {
            let (words, about) = (context.words, StayDraft.record.about)
            let asksCity = isNew && cities.count > 1
            return [.select("accommodation", homeChoices(context)).labelled("stay.home")]
                + (asksCity ? [cityField(context)] : [])
                + (hasGuest ? [.select("guest", guestChoices(words)).labelled("stay.guest")] : [])
                + about.specs(words, about.rights(of: context.viewer, in: city))
                .changing("is_exception") { $0.hinted(["maximum": String(maximum)]) }
        }

        private func homeChoices(_ context: Context) -> [Choice] {
            let names = Dictionary(
                uniqueKeysWithValues: cities.map { ($0.id, $0.name(context.language.rawValue)) })
            let choices = homes.map { home in
                let text = home.described(context.words)
                return Choice(
                    home.ref, cities.count > 1 ? "\(names[home.city] ?? ""): \(text)" : text)
            }
            return [Choice("", context.words("stay.no_home"))]
                + (cities.count > 1 ? choices.sorted { $0.label < $1.label } : choices)
        }

        private func guestChoices(_ words: Words) -> [Choice] {
            [Choice("", words("stay.no_guest"))]
                + guests.map { Choice($0.ref, words.name($0.code)) }.sorted { $0.label < $1.label }
        }

        private func cityField(_ context: Context) -> FieldSpec {
            .select(
                "city",
                [Choice("", context.words("stay.city_of_home"))]
                    + cities.map { Choice($0.ref, $0.name(context.language.rawValue)) }
            ).labelled("stay.city")
        }
    }
}
