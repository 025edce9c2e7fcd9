import Coalition
import Templates

/// The parts of a record's page with invented people: whom to call, the year, the nights, the lines.
extension ComponentSamples {
    var now: NowView {
        var now = NowView(
            promises: [
                PromiseView(
                    text: words("task.title.strength", ["name": .text("Hatert")]),
                    due: words("task.before", ["day": .text(words.dayOfYear(day + 7, day))]),
                    path: nil)
            ], tasks: [], more: nil)
        now.people = [reach]
        now.nobody = LinkView(words("contact.choose"), "/components")
        now.said = [SaidView(day: words("day.yesterday"), text: words("log.contact.made"))]
        now.log = SpokenView(
            name: "Bottendaal", spokenPath: "/components", triedPath: "/components",
            newPath: "/components", isLoggedToday: false)
        now.next = steps.first?.withWhatLacks
        now.link = LinkView(words("match.look"), "/components")
        return now
    }

    var year: YearView {
        YearView(
            text: words("match.lede.active", ["month": .number(4), "months": .number(12)]),
            months: (1...12).map {
                MonthView(number: $0, look: $0 < 4 ? "past" : $0 == 4 ? "now" : "")
            },
            from: words.shortDay(day.adding(months: -3)),
            until: words.shortDay(day.adding(months: 9)), path: "/components")
    }

    var nights: NightsBar {
        NightsBar(
            label: words("stay.stayed.label"), taken: 50, all: 85,
            text: words("stay.stayed", ["stayed": .number(50), "count": .number(85)]),
            days: words(
                "stay.days",
                [
                    "from": .text(words.longDay(day - 50)),
                    "until": .text(words.longDay(day + 35)),
                ]))
    }

    /// Somebody with a number, and a family without.
    var people: [PersonLine] {
        var koen = PersonLine(
            name: "Koen Visser", path: "/components", hint: words("member.contact"),
            tag: TagView(words("member.in_order"), .ok))
        koen.reach = reach
        koen.tagPath = "/components"
        let family = PersonLine(
            name: words("family.called", ["name": .text("Meidoorn")]), path: nil,
            hint: words("family.people", ["count": .number(6)]), tag: tags[5])
        return [koen, family]
    }

    private var reach: ReachView {
        func label(_ key: String) -> String { words(key, ["name": .text("Koen Visser")]) }
        return ReachView(
            name: "Koen Visser", role: words("member.contact"),
            phone: WayToReach(
                text: "06 00 12 34 56", path: "tel:0600123456", label: label("reach.call")),
            note: nil,
            email: WayToReach(
                text: "koen@voorbeeld.example", path: "mailto:koen@voorbeeld.example",
                label: label("reach.mail")))
    }
}
