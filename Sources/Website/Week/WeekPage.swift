import Coalition
import Templates

/// A week on one page, and on one sheet of paper.
struct WeekPage: SitePage {
    static let template = "week/show"
    let title: String
    let period: String
    let previous: LinkView?
    let next: LinkView?
    /// The way back to the week of today; nil on its own page.
    let now: LinkView?
    let filter: FilterView?
    let late: WeekDayView?
    let days: [WeekDayView]
    let empty: EmptyView?

    init(_ facts: WeekFacts, _ context: Context) {
        let (words, asked) = (context.words, facts.asked)
        let language = context.language.rawValue
        let writer = WeekWriter(facts, context)
        if let week = asked.week {
            let place = asked.city.map { $0.name(language) }
            title = words.week(week, in: place)
            period = words.days(week.monday, week.sunday)
            previous = LinkView(words("week.previous"), asked.path(week.previous))
            next = LinkView(words("week.next"), asked.path(week.next))
            now =
                week.contains(facts.today) ? nil : LinkView(words("week.now"), asked.path(nil))
        } else {
            (title, period) = (words("week.title"), "")
            (previous, next, now) = (nil, nil, nil)
        }
        let address = ListAddress("/week", context.query, names: ["week", "from", "city"])
        filter =
            facts.cities.count > 1
            ? FilterView(
                address, [CityChoice.filter(facts.cities, context)], context.query, words,
                keeps: ["week", "from"]) : nil
        late = writer.late
        days = writer.days
        empty =
            asked.week == nil
            ? EmptyView(
                unknown: asked.unknown.map { $0 == "city" ? "field.city" : "week.title" },
                rest: asked.known, words) : nil
    }

    static let fields: Fields<WeekPage> = [
        .text("title") { $0.title },
        .text("period") { $0.period },
        .object("previous", LinkView.fields) { $0.previous },
        .object("next", LinkView.fields) { $0.next },
        .flag("isKnown") { $0.next != nil },
        .object("now", LinkView.fields) { $0.now },
        .object("filter", FilterView.fields) { $0.filter },
        .object("late", WeekDayView.fields) { $0.late },
        .list("days", WeekDayView.fields) { $0.days },
        .object("empty", EmptyView.fields) { $0.empty },
    ]
}

/// A day with what happens on it, or several days on which nothing does.
struct WeekDayView: PageModel {
    let title: String
    /// Marks the day of today; nil for every other.
    var today: String?
    let rows: [WeekRow]
    /// What is said in the place of rows, or below them when there are more.
    var note: String?
    var link: LinkView?

    static let fields: Fields<WeekDayView> = [
        .text("title") { $0.title },
        .text("today") { $0.today },
        .list("rows", WeekRow.fields) { $0.rows },
        .flag("hasRows") { !$0.rows.isEmpty },
        .text("note") { $0.note },
        .object("link", LinkView.fields) { $0.link },
    ]
}

/// One thing of a day: its hour or its kind, what it is, and what else is worth knowing.
struct WeekRow: PageModel {
    /// The hour, or the kind of thing in a word.
    let label: String
    let text: String
    let path: String
    var hint: String?
    var tags: [TagView] = []

    static let fields: Fields<WeekRow> = [
        .text("label") { $0.label },
        .text("text") { $0.text },
        .text("path") { $0.path },
        .text("hint") { $0.hint },
        .list("tags", TagView.fields) { $0.tags },
        .flag("hasTags") { !$0.tags.isEmpty },
    ]
}

extension Words {
    /// "Week 48 in Nijmegen".
    func week(_ week: Week, in place: String?) -> String {
        let number = MessageValue.number(week.number)
        return place.map { self("week.of", ["number": number, "city": .text($0)]) }
            ?? self("week.number", ["number": number])
    }

    /// "23 tot en met 29 november 2026", with as much of the first day as differs from the last.
    func days(_ first: Day, _ last: Day) -> String {
        let start: String
        if first.year != last.year {
            start = day(first)
        } else if first.month != last.month {
            start = "\(first.day) \(self("month.\(first.month)"))"
        } else {
            start = String(first.day)
        }
        return self("week.period", ["from": .text(start), "until": .text(day(last))])
    }
}
