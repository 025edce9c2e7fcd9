import Coalition
import HTTP
import Templates

/// What is known of a stay that is being planned: from the address that led to its form, or from what
/// was typed in it.
struct NewStayFacts: Sendable {
    let choices: StayChoices
    /// The homes that are offered: those that are free, and the one that was chosen already.
    let homes: [Accommodation]
    /// What stands in the form at first.
    let values: Values
    /// The free period to which the address led; nil for none.
    let place: FreePlace?
    /// Under which name a draft is kept; each free period has its own.
    let draft: String
    /// The nights that are known; nil while they are not.
    private let period: Period?
    private let freeCount: Int

    private static let draftName = "stay:new"

    init(_ context: Context, _ tx: Transaction) throws {
        let sent = context.request.method == .post ? Values(context.request) : nil
        let query = context.query
        let wanted = sent == nil ? query.text("accommodation") : sent?.text("accommodation")
        let home = try wanted.flatMap { try NewStayFacts.home($0, tx) }
        place = try home.flatMap { home in
            try NewStayFacts.place(home, sent == nil ? query.day("from") : nil, tx)
        }
        let maximum = try Stay.maximumNights(on: tx.today, in: tx)
        let suggested = sent == nil ? NewStayFacts.suggestion(query, maximum, tx.today) : nil
        period = sent.map(NewStayFacts.typed) ?? suggested
        choices = try StayChoices(during: period, tx)
        freeCount = choices.homes.count
        let isOffered = choices.homes.contains { $0.id == home?.id }
        homes = choices.homes + (isOffered ? [] : [home].compactMap { $0 })
        var values = Values()
        values.set("accommodation", home?.ref)
        values.set("from_on", suggested?.from)
        values.set("until_on", suggested?.until)
        self.values = values
        let kept = sent?.text("draft_form").flatMap {
            $0.hasPrefix(NewStayFacts.draftName) ? $0 : nil
        }
        let own = [NewStayFacts.draftName, home?.ref, suggested?.from.iso].compactMap { $0 }
        draft = kept ?? (sent == nil ? own.joined(separator: ":") : NewStayFacts.draftName)
    }

    /// What is said at the homes.
    func hint(_ words: Words) -> String {
        guard let period else { return words("stay.home.days_first") }
        let when = MessageValue.text(words.fullPeriod(period.from, period.until))
        return freeCount == 0
            ? words("stay.home.free.none", ["period": when])
            : words("stay.home.free", ["count": .number(freeCount), "period": when])
    }

    /// Nil for one in which the viewer does not plan.
    private static func home(_ ref: String, _ tx: Transaction) throws -> Accommodation? {
        let scope = tx.viewer.scope(of: StayPolicy.writers, for: StayPolicy.programmes)
        do {
            let home = try Accommodation.find(ref, in: tx)
            return scope.contains(home.city) ? home : nil
        } catch Refusal.notFound { return nil }
    }

    private static func place(
        _ home: Accommodation, _ from: Day?, _ tx: Transaction
    ) throws -> FreePlace? {
        let all = try FreePeriod.all(of: [home], in: tx)[home.id] ?? []
        let day = max(from ?? tx.today, tx.today)
        let period = all.first { $0.until.map { $0 > day } ?? true }
        return period.map { FreePlace(home: home, period: $0, today: tx.today, mayPlan: true) }
    }

    /// The nights of an address, from today on and no more than the rules say.
    private static func suggestion(_ query: Values, _ maximum: Int, _ today: Day) -> Period? {
        guard let from = query.day("from").map({ max($0, today) }) else { return nil }
        return Period(from, until: min(query.day("until") ?? from + maximum, from + maximum))
    }

    /// The nights that were typed; nil unless both days are some.
    private static func typed(_ sent: Values) -> Period? {
        let form = Form(sent)
        guard let from = form.day("from_on"), let until = form.day("until_on") else { return nil }
        return Period(from, until: until)
    }
}

extension Values {
    /// A day of an address; nil for anything else.
    fileprivate func day(_ name: String) -> Day? {
        text(name).flatMap(Day.init(iso:)).flatMap { (2012...2199).contains($0.year) ? $0 : nil }
    }
}
