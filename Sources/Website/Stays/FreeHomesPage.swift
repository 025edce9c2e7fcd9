import Coalition
import HTTP
import Templates

/// Which accommodations are free, and when.
struct FreeHomesFacts: Sendable {
    let asked: AskedList<FreeHomeList>
    let page: Page<Accommodation>
    let count: ListCount?
    let places: [FreePlace]
    let cities: [City]
    let today: Day
    /// The nights that are asked for; nil for any, for a list that is not known, and for nights that
    /// have passed.
    let window: Period?
    /// Where those are listed too that are free on some of the nights; nil where they are already.
    let partial: String?

    init(_ values: Values, _ tx: Transaction) throws {
        cities = try City.within(
            tx.viewer.scope(of: StayPolicy.readers, for: StayPolicy.programmes), in: tx)
        let asked = AskedList<FreeHomeList>(values, ListAsker(tx, cities: cities))
        let page = try asked.page { try $0.page(values.cursor, in: tx) }
        let window = asked.isKnown ? asked.list.period(on: tx.today) : nil
        (self.asked, self.page, self.window, today) = (asked, page, window, tx.today)
        count = try asked.count(in: tx)
        let places = try FreePlace.all(of: page.rows, in: tx)
        self.places = places.filter { place in
            window.map { place.period.clipped(to: $0) != nil } ?? asked.list.isAnytime
        }
        partial = asked.list.asksAll ? asked.address.with(("part", "yes")) : nil
    }
}

/// "Is there a place in May?": the accommodations that are free, each with the way to plan it.
struct FreeHomesPage: SitePage {
    static let template = "stays/free"
    let count: String?
    let lede: [Sentence]
    let months: [FreeMonth]
    let problems: [LinkView]
    let days: [FieldView]
    let choices: [FieldView]
    let chosen: [LinkView]
    let table: TableView?
    let empty: EmptyView?

    /// - Parameters:
    ///   - typed: What was typed, when something is wrong with it.
    init(_ context: Context, _ facts: FreeHomesFacts, _ typed: Values?, _ problems: [Problem]) {
        let words = context.words
        let list = facts.asked.list
        // Of other lists a home can have several rows.
        count = list.asksAll ? facts.count.map(words.callAsFunction) : nil
        lede = FreeHomesPage.lede(facts, words)
        months = FreeMonth.year(from: facts.today, list, city: context.query.text("city"), words)
        var shown = typed ?? context.query
        if typed == nil {
            shown.set("from", list.from)
            shown.set("until", list.until)
        }
        let builder = FieldBuilder(values: shown, problems: problems, stored: nil, words: words)
        let specs = ["from", "until"].map { FieldSpec.day($0).labelled("free.\($0)") }
        days = specs.map(builder.view)
        choices = FreeHomesPage.choices(facts, context).map(builder.view)
        self.problems = specs.compactMap { spec in
            problems.first { $0.field == spec.name }.map {
                LinkView(builder.text($0, spec), "#" + builder.firstID(spec))
            }
        }
        chosen =
            FilterView(
                facts.asked.address, FreeHomesPage.choices(facts, context) + specs, context.query,
                words
            ).chosen
        table = FreeTable(
            places: facts.places, cities: facts.cities,
            window: facts.window, tellsPart: !list.isAnytime && !list.asksAll
        ).table(
            context, paging: PagingView(facts.page, facts.asked.address, of: facts.count, words))
        empty =
            facts.asked.unknownView(words)
            ?? (facts.places.isEmpty
                ? EmptyView(title: words("free.empty.title"), text: words("free.empty.text")) : nil)
    }

    private static func lede(_ facts: FreeHomesFacts, _ words: Words) -> [Sentence] {
        let list = facts.asked.list
        guard let window = facts.window, let count = facts.count, list.asksAll else {
            return [Sentence(words("free.lede"))]
        }
        let period = MessageValue.text(words.fullPeriod(window.from, window.until))
        let whole =
            count.value == 0
            ? words("free.lede.whole.none", ["period": period])
            : words("free.lede.whole", ["count": .number(count.value), "period": period])
        let partial = facts.partial.map { Sentence(words("free.lede.partial"), $0) }
        return [Sentence(whole)] + [partial].compactMap { $0 }
    }

    private static func choices(_ facts: FreeHomesFacts, _ context: Context) -> [FieldSpec] {
        let words = context.words
        let part = FieldSpec.select(
            "part", [Choice("", words("free.whole")), Choice("yes", words("free.also_partly"))]
        ).labelled("free.part")
        return (facts.cities.count > 1 ? [CityChoice.filter(facts.cities, context)] : []) + [part]
    }

    static let fields: Fields<FreeHomesPage> = [
        .text("count") { $0.count },
        .list("lede", Sentence.fields) { $0.lede },
        .list("months", FreeMonth.fields) { $0.months },
        .list("problems", LinkView.fields) { $0.problems },
        .flag("hasProblems") { !$0.problems.isEmpty },
        .list("days", FieldView.fields) { $0.days },
        .list("choices", FieldView.fields) { $0.choices },
        .list("chosen", LinkView.fields) { $0.chosen },
        .flag("isFiltered") { !$0.chosen.isEmpty },
        .flag("isOpen") { page in
            !page.problems.isEmpty
                || (!page.chosen.isEmpty && !page.months.contains(where: \.isCurrent))
        },
        .object("table", TableView.fields) { $0.table },
        .object("empty", EmptyView.fields) { $0.empty },
    ]
}

/// A month, with what is free in it.
struct FreeMonth: PageModel {
    let text: String
    let path: String
    let isCurrent: Bool

    /// Twelve months from a day on, the first without the days that have passed.
    ///
    /// - Parameters:
    ///   - list: What is asked for already.
    ///   - city: The reference of the city that is asked for; nil for all.
    static func year(
        from today: Day, _ list: FreeHomeList, city: String?, _ words: Words
    ) -> [FreeMonth] {
        (0..<12).map { offset in
            let first = today.startOfMonth.adding(months: offset)
            var month = FreeHomeList()
            (month.from, month.until) = (max(first, today), first.adding(months: 1))
            let name = words("month.short.\(first.month)")
            return FreeMonth(
                text: first.month == 1 || offset == 0 ? "\(name) \(first.year)" : name,
                path: city.map { month.cityAddress + Percent.encode($0) } ?? month.address,
                isCurrent: list.from == month.from && list.until == month.until)
        }
    }

    static let fields: Fields<FreeMonth> = [
        .text("text") { $0.text },
        .text("path") { $0.path },
        .flag("isCurrent") { $0.isCurrent },
    ]
}
