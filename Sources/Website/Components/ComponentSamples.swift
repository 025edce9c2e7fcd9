import Coalition
import Templates

/// What the components show: invented, and in the words that pages use.
struct ComponentSamples: Sendable {
    let words: Words
    let day = Day(number: 20_781)
    private let months = [0, 0, 1, 3, 4, 2, 5, 4, 3, 6, 4, 2]

    private var builder: FieldBuilder { build([]) }

    private func build(_ problems: [Problem]) -> FieldBuilder {
        var values = Values()
        values.set("languages", ["nl"])
        values.set("is_contact", true)
        return FieldBuilder(values: values, problems: problems, stored: nil, words: words)
    }

    var tags: [TagView] {
        [
            TagView(words("group.state.active"), .ok),
            TagView(words("group.state.matched"), .okHalf),
            TagView(words("group.state.ready"), .info),
            TagView(words("group.state.preparing"), .infoHalf),
            TagView(words("group.state.forming"), .infoOpen),
            TagView(words("family.state.waiting"), .warnHalf),
            TagView(words("group.flag.strength"), .warnDiamond),
            TagView(words("group.flag.concern"), .badDiamond),
            TagView(words("group.state.completed"), .mute),
            TagView(words("step.not_yet"), .muteOpen),
            TagView(words("group.state.paused"), .muteStill),
            TagView(words("theme.language"), .plain),
        ]
    }

    var controls: [FieldView] {
        [
            FieldSpec.text("name"), FieldSpec.phone("phone").optional,
            FieldSpec.area("note"), FieldSpec.day("joined_on"), FieldSpec.tick("is_contact"),
            .radios("kind", words.choices(Group.Kind.self, "group.kind"))
                .labelled("group.field.kind"),
            .chips("skills", words.choices(Theme.self, "theme")).folded(after: 5).optional,
            .radioChips("wants_group", answers), .select("route", routes),
        ].map(builder.view)
    }

    var wrong: [FieldView] {
        let builder = build([
            Problem("email", "problem.email"), Problem("family_decision", "problem.choose"),
            Problem("starts_on", "problem.day"),
        ])
        return [
            FieldSpec.email("email"), FieldSpec.radioChips("family_decision", answers),
            FieldSpec.day("starts_on"),
        ].map(builder.view) + [differing]
    }

    /// What stands above a form that met somebody else's change.
    var offer: OfferView {
        OfferView(title: words("form.conflict.title"), text: words("form.conflict.text"))
    }

    /// A field of which both texts are shown.
    private var differing: FieldView {
        var stored = Values()
        stored.set("neighbourhood", ["Hees"])
        return FieldBuilder(values: Values(), problems: [], stored: stored, words: words)
            .view(.text("neighbourhood"))
    }

    private var answers: [Choice] {
        [Choice("yes", words("answer.yes")), Choice("no", words("answer.no"))]
    }

    private var routes: [Choice] { words.choices(Family.Route.self, "route") }

    var mood: MoodField {
        let choices = (1...5).map { Choice(String($0), words("mood.\($0)")) }
        return MoodField(builder.view(.tiles("mood", choices)))
    }

    var filter: FilterView {
        var chosen = Values()
        chosen.set("theme", Theme.language.rawValue)
        let themes = words.choices(Theme.self, "theme")
        let address = ListAddress("/components", chosen, names: ["theme"])
        return FilterView(address, [.select("theme", themes)], chosen, words)
    }

    var table: TableView {
        TableView(
            label: words("group.table"), caption: words("group.table.caption"),
            headers: [
                HeaderView(
                    words("group.column.name"), sortPath: "/components", sorted: "ascending"),
                HeaderView(words("column.flags")),
                HeaderView(words("field.household_size"), isNumber: true),
                HeaderView(words("match.since")), HeaderView(words("group.column.months")),
                HeaderView(words("task.actions")),
            ],
            rows: [("Bottendaal", 5, 4), ("Hatert", 0, 5)].map { name, count, members in
                RowView(
                    name: name, path: "/components",
                    hint: words("family.people", ["count": .number(count)]),
                    picture: ring(members: members, cleared: members, concerns: 0).small(),
                    cells: [
                        .tags(words("column.flags"), Array(tags[count == 0 ? 0...0 : 6...7])),
                        .number(words("field.household_size"), count, path: "/components"),
                        .tight(words("match.since"), words.shortDay(day)),
                        .picture(
                            words("group.column.months"),
                            Sparkline(today: day, words).picture(months)),
                        .buttons(
                            words("task.actions"),
                            [ButtonView(text: words("task.complete"), path: "/components")]
                        ),
                    ])
            })
    }
    var empty: EmptyView {
        EmptyView(
            title: words("group.empty.title"), text: words("group.empty.text"),
            action: LinkView(words("group.new.title"), "/components"))
    }

    var terms: [TermView] {
        [
            TermView(
                words("field.arrival_on"), words.day(day), hint: words("certainty.confirmed")),
            TermView(words("match.match"), words("match.look"), link: "/components"),
        ]
    }

    var phases: [PhaseView] {
        Group.phaseRow.views(.ready, passed: [], words, "group.state")
    }

    var steps: [StepView] {
        let met = GuardView(text: words("guard.group.adults"), isMet: true)
        let open = GuardView(
            text: words("guard.group.contact.unmet"), isMet: false,
            link: LinkView(words("action.fill_in"), "/components"))
        return [
            step("group.step.preparing", [met, open]), step("group.step.ready", [met]),
            step("group.step.paused", []),
        ]
    }

    private func step(_ key: String, _ guards: [GuardView]) -> StepView {
        StepView(
            path: "/components", name: words(key), state: "", explanation: nil, guards: guards,
            isPossible: guards.allSatisfy(\.isMet), isQuiet: guards.isEmpty)
    }

    var rings: [RingSample] {
        [
            ring(members: 5, cleared: 5, concerns: 0), ring(members: 5, cleared: 2, concerns: 0),
            ring(members: 4, cleared: 4, concerns: 1),
            ring(members: 2, cleared: 0, concerns: 0, hasFamily: false),
        ].map { RingSample(picture: $0.small(44), label: $0.label) }
    }

    private func ring(
        members: Int, cleared: Int, concerns: Int, hasFamily: Bool = true
    ) -> Ring {
        var parts = [words("ring.members", ["count": .number(members)])]
        if cleared < members {
            parts.append(words("ring.waiting", ["count": .number(members - cleared)]))
        }
        if members < 5 { parts.append(words("ring.open", ["count": .number(5 - members)])) }
        if concerns > 0 { parts.append(words("ring.concern")) }
        return Ring(
            members: members, cleared: cleared, minimum: 5, concerns: concerns,
            hasFamily: hasFamily, label: parts.joined(separator: ", "))
    }

    var bars: Bars { Bars(months, today: day, title: words("log.months.title"), words) }
}
