import Coalition
import Templates

/// The form of a group: its fields once, for making and for changing one.
enum GroupForm {
    static func new(_ context: Context) throws -> FormView {
        let words = context.words
        let cities = try context.read {
            try City.within(
                $0.viewer.scope(of: GroupPolicy.writers, for: GroupPolicy.programmes), in: $0)
        }
        var fields = fields(words)
        if cities.count > 1 { fields.insert(CityChoice.field(cities, context), at: 0) }
        return FormView(
            title: words("group.new.title"), lede: words("group.new.lede"), action: "/groups",
            fields: fields, submit: words("group.new.submit"), cancel: "/groups",
            values: values(GroupDraft()), draft: "group:new",
            crumbs: [LinkView(words("nav.groups"), "/groups")])
    }

    static func edit(_ context: Context) throws -> FormView {
        let words = context.words
        let group = try context.read { tx in
            let group = try Group.find(try context.parameter("ref"), in: tx)
            try GroupPolicy(tx.viewer, group).requireEdit()
            return group
        }
        return FormView(
            title: words("group.edit.title", ["name": .text(group.name)]),
            action: "/groups/\(group.ref)", fields: fields(words), submit: words("action.save"),
            cancel: "/groups/\(group.ref)", values: values(GroupDraft(group)),
            version: group.version, draft: "group:\(group.ref)",
            crumbs: [
                LinkView(words("nav.groups"), "/groups"),
                LinkView(group.name, "/groups/\(group.ref)"),
            ])
    }

    static func read(_ form: Form) -> GroupDraft {
        var draft = GroupDraft()
        draft.name = form.text("name", missing: "problem.name")
        draft.kind = form.choice("kind", isRequired: true) ?? .welcome
        draft.neighbourhood = form.optionalText("neighbourhood")
        draft.maxHousehold = form.number("max_household", 1...30)
        draft.supportLevel = form.number("support_level", 1...3)
        draft.availableFrom = form.day("available_from")
        draft.intakeOn = form.day("intake_on")
        return draft
    }

    private static func fields(_ words: Words) -> [FieldSpec] {
        [
            .text("name").labelled("group.field.name"),
            .radios("kind", words.choices(Group.Kind.self, "group.kind")).labelled(
                "group.field.kind"),
            .text("neighbourhood").optional,
            .day("intake_on").optional,
            .number("max_household").optional,
            .radioChips(
                "support_level", (1...3).map { Choice(String($0), words("support_level.\($0)")) }
            ).optional,
            .day("available_from").optional,
        ]
    }

    private static func values(_ draft: GroupDraft) -> Values {
        var values = Values()
        values.set("name", draft.name.isEmpty ? nil : draft.name)
        values.set("kind", draft.kind.rawValue)
        values.set("neighbourhood", draft.neighbourhood)
        values.set("max_household", draft.maxHousehold)
        values.set("support_level", draft.supportLevel)
        values.set("available_from", draft.availableFrom)
        values.set("intake_on", draft.intakeOn)
        return values
    }
}

/// The choice of a city, for people who work in more than one.
enum CityChoice {
    static func field(_ cities: [City], _ context: Context) -> FieldSpec {
        .select("city", cities.map { Choice($0.ref, $0.name(context.language.rawValue)) })
    }

    /// The same as a filter of a list, with "all cities" first.
    static func filter(_ cities: [City], _ context: Context) -> FieldSpec {
        .select(
            "city",
            [Choice("", context.words("filter.all_cities"))]
                + cities.map { Choice($0.ref, $0.name(context.language.rawValue)) })
    }
}
