import Coalition
import HTTP
import Templates

/// The week: what happens and what has to be done from Monday to Sunday.
enum WeekPages: Feature {
    static var routes: [Route] { [.get("/week", .roles(readers, for: .any), show)] }
    static var pages: [any SitePage.Type] { [WeekPage.self] }

    /// Who plans their work by it; to the others it is an overview of what their lists tell already.
    static let readers = TaskPolicy.doers

    static func show(_ context: Context) throws -> Response {
        let facts = try context.read { try WeekFacts(context.query, $0) }
        return try context.show(WeekPage(facts, context))
    }
}

/// What an address asks of the week, and what is in it.
struct WeekFacts: Sendable {
    let asked: WeekAsked
    let cities: [City]
    let today: Day
    /// Nil for an address that means nothing.
    let plan: WeekPlan?

    init(_ values: Values, _ tx: Transaction) throws {
        let cities = try City.within(
            tx.viewer.scope(of: WeekPages.readers, for: .any), in: tx)
        let asked = WeekAsked(values, cities, tx)
        (self.cities, self.asked, today) = (cities, asked, asked.today)
        plan = try asked.week.map {
            try WeekPlan($0, in: asked.city?.id, today: asked.today, tx)
        }
    }
}

/// A week and a city, as an address names them: `?week=2026-W48` or `?from=2026-11-25`, and `city`.
struct WeekAsked: Sendable {
    /// Nil when the address names a week or a city that is not known.
    let week: Week?
    /// Nil for all cities within reach.
    let city: City?
    /// In the city; the network's own for several.
    let today: Day
    /// Names in the address that mean nothing, or nothing to this viewer.
    let unknown: [String]
    private let query: [(name: String, value: String)]

    private static let names = ["week", "from", "city"]

    init(_ values: Values, _ cities: [City], _ tx: Transaction) {
        let ref = values.text("city")
        let chosen = ref.flatMap { ref in cities.first { $0.ref == ref } }
        let city = chosen ?? (cities.count == 1 ? cities.first : nil)
        let today = city?.today(tx) ?? tx.today
        let (code, from) = (values.text("week"), values.text("from"))
        let week =
            code.map { Week(iso: $0) } ?? from.map { Week(from: $0) } ?? Week(of: today)
        unknown =
            (week == nil ? [code == nil ? "from" : "week"] : [])
            + (ref != nil && chosen == nil ? ["city"] : [])
        self.week = unknown.isEmpty ? week : nil
        (self.city, self.today) = (city, today)
        query = WeekAsked.names.compactMap { name in values.text(name).map { (name, $0) } }
    }

    /// The address without what means nothing.
    var known: String { address(query.filter { !unknown.contains($0.name) }) }

    /// The same for another week; for the week of today when nil.
    func path(_ week: Week?) -> String {
        let city = query.filter { $0.name == "city" }
        return address((week.map { [("week", $0.iso)] } ?? []) + city)
    }

    private func address(_ query: [(name: String, value: String)]) -> String {
        let text = query.map { "\($0.name)=\(Percent.encode($0.value))" }.joined(separator: "&")
        return text.isEmpty ? "/week" : "/week?\(text)"
    }
}
