import Coalition
import Templates

/// The forms about a family as a whole: announcing, describing, and leaving the list.
enum FamilyForm {
    static func new(_ context: Context) throws -> FormView {
        let words = context.words
        let cities = try context.read {
            try City.within(
                $0.viewer.scope(of: FamilyPolicy.announcers, for: FamilyPolicy.programmes), in: $0)
        }
        var fields = announcement(words, routes(context, nil))
        if cities.count > 1 { fields.insert(CityChoice.field(cities, context), at: 0) }
        var values = Values()
        values.set("arrival_certainty", Family.Certainty.expected.rawValue)
        return FormView(
            title: words("family.new.title"), lede: words("family.new.lede"), action: "/families",
            fields: fields, submit: words("family.new.submit"), cancel: "/families",
            values: values, draft: "family:new",
            crumbs: [LinkView(words("nav.families"), "/families")],
            aside: words("family.new.aside"))
    }

    static func edit(_ context: Context) throws -> FormView {
        let words = context.words
        let (family, languages, mayDescribe) = try context.read { tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            let policy = FamilyPolicy(tx.viewer, family)
            try policy.requireArrivalEdit()
            return (family, try family.languages(in: tx), policy.mayEdit)
        }
        return FormView(
            title: words("family.edit.title", ["name": .text(words.name(family.code))]),
            action: family.path,
            fields: announcement(words, routes(context, family))
                + (mayDescribe ? further(words) : []),
            submit: words("action.save"), cancel: family.path,
            values: values(FamilyDraft(family, languages: languages)), version: family.version,
            draft: "family:\(family.ref)", crumbs: family.crumbs(words),
            secondary: ButtonView(text: words("family.redraw"), path: "\(family.path)/code"))
    }

    static func leave(_ context: Context) throws -> FormView {
        let words = context.words
        let state = try exit(context)
        let family = try context.read { tx in
            let family = try Family.find(try context.parameter("ref"), in: tx)
            try FamilyPolicy(tx.viewer, family).requireEdit()
            guard Family.lifecycle.transition(family.state, state) != nil else {
                throw Refusal.notFound
            }
            return family
        }
        let key = "family.leave.\(state.rawValue)"
        return FormView(
            title: words("\(key).title", ["name": .text(words.name(family.code))]),
            lede: words("\(key).lede"), action: "\(family.path)/leave/\(state.rawValue)",
            fields: [], submit: words("\(key).submit"), cancel: family.path,
            crumbs: family.crumbs(words))
    }

    /// The state in the path, if it is one by which a family leaves the list.
    static func exit(_ context: Context) throws -> Family.State {
        switch Family.State(rawValue: try context.parameter("state")) {
        case .withdrawn: .withdrawn
        case .moved: .moved
        default: throw Refusal.notFound
        }
    }

    /// What the municipality asks and nothing more.
    static func announced(_ form: Form) -> FamilyDraft {
        var draft = FamilyDraft()
        draft.route = form.choice("route", isRequired: true)
        if form.values.text("household_size") == nil {
            form.note("household_size", "problem.household_size")
        }
        draft.householdSize = form.number("household_size", 1...30)
        draft.arrivalOn = form.day("arrival_on")
        draft.arrivalCertainty = form.choice("arrival_certainty")
        draft.languages = form.languages("languages")
        return draft
    }

    /// The announcement with what the coordinator learns in the intake.
    static func described(_ form: Form) -> FamilyDraft {
        var draft = announced(form)
        draft.adults = form.number("adults", 0...30)
        draft.minors = form.number("minors", 0...30)
        draft.isInterpreterNeeded = form.answer("is_interpreter_needed")
        draft.neighbourhood = form.optionalText("neighbourhood", max: 100)
        draft.needsLevel = form.number("needs_level", 1...3)
        draft.infoGivenOn = form.day("info_given_on")
        draft.consentOn = form.day("consent_on")
        draft.wantsGroup = form.answer("wants_group")
        return draft
    }

    /// The routes of the viewer's own programmes, and the one that the family has.
    private static func routes(_ context: Context, _ family: Family?) -> [Family.Route] {
        Family.Route.common.filter { route in
            route == family?.route
                || context.viewer.holds(FamilyPolicy.announcers, for: [route.programme])
        }
    }

    private static func announcement(_ words: Words, _ routes: [Family.Route]) -> [FieldSpec] {
        [
            .radios("route", routes.map { words.choice($0, "route") }),
            .number("household_size").labelled("family.field.household_size"),
            .day("arrival_on").labelled("family.field.arrival_on").optional,
            .radioChips(
                "arrival_certainty", words.choices(Family.Certainty.self, "certainty")
            ).optional,
            .chips("languages", words.commonLanguagesFirst).folded(after: 14).optional,
        ]
    }

    private static func further(_ words: Words) -> [FieldSpec] {
        let answers = [Choice("yes", words("answer.yes")), Choice("no", words("answer.no"))]
        return [
            .radioChips("is_interpreter_needed", answers).optional,
            .number("adults").optional, .number("minors").optional,
            .text("neighbourhood").optional, .day("info_given_on").optional,
            .day("consent_on").optional, .radioChips("wants_group", answers).optional,
            .radioChips(
                "needs_level", (1...3).map { Choice(String($0), words("support_level.\($0)")) }
            ).optional,
        ]
    }

    private static func values(_ draft: FamilyDraft) -> Values {
        var values = Values()
        values.set("route", draft.route?.rawValue)
        values.set("household_size", draft.householdSize)
        values.set("arrival_on", draft.arrivalOn)
        values.set("arrival_certainty", draft.arrivalCertainty?.rawValue)
        values.set("languages", draft.languages)
        values.set("is_interpreter_needed", answer(draft.isInterpreterNeeded))
        values.set("adults", draft.adults)
        values.set("minors", draft.minors)
        values.set("neighbourhood", draft.neighbourhood)
        values.set("needs_level", draft.needsLevel)
        values.set("info_given_on", draft.infoGivenOn)
        values.set("consent_on", draft.consentOn)
        values.set("wants_group", answer(draft.wantsGroup))
        return values
    }

    private static func answer(_ isYes: Bool?) -> String? { isYes.map { $0 ? "yes" : "no" } }
}
