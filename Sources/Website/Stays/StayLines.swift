import Coalition
import Templates

extension StayTable {
    /// What a line about a stay is called by, on a page that says the rest.
    enum Name { case guest, place }

    /// Who is there; nil when nobody is.
    var present: Stay? { stays.first { Stay.State.present.contains($0.state) } }

    /// The first that is still to come.
    var next: Stay? {
        stays.filter { Stay.State.coming.contains($0.state) }
            .min { $0.period.from < $1.period.from }
    }

    /// A line each: who is there, who comes, and then what has been, the latest first.
    func lines(_ context: Context, by name: Name) -> [PersonLine] {
        let live = stays.filter { isLive($0) }.sorted { $0.period.from < $1.period.from }
        let past = stays.filter { !isLive($0) }.sorted { $0.period.from > $1.period.from }
        return (live + past).map { line($0, context, by: name) }
    }

    /// "Nijmegen, Kamer Waalkade"; the city alone where no home is chosen.
    func place(_ stay: Stay, _ context: Context) -> String {
        let city = cities[stay.city]?.name(context.language.rawValue) ?? ""
        return stay.accommodationName.map { "\(city), \($0)" } ?? city
    }

    /// What must be solved for a stay that should last into the next one; nil when nothing must.
    func overlap(of stay: Stay?, _ words: Words) -> TermView? {
        guard let stay, let until = stay.extensionUntil, let clash = clash(of: stay) else {
            return nil
        }
        let mayTell = mayTell(stay)
        return TermView(
            words(
                "planner.clash.text",
                [
                    "name": .text(stay.title(words)), "next": .text(clash.title(words)),
                    "until": .text(words.day(until)), "from": .text(words.day(clash.period.from)),
                ]), words(mayTell ? "planner.clash.solve" : "planner.clash.see"),
            link: "/stays/\(stay.ref)" + (mayTell ? "#verlenging" : ""))
    }

    private func isLive(_ stay: Stay) -> Bool {
        Stay.State.present.contains(stay.state) || Stay.State.coming.contains(stay.state)
    }

    private func line(_ stay: Stay, _ context: Context, by name: Name) -> PersonLine {
        PersonLine(
            name: name == .guest ? stay.title(context.words) : place(stay, context),
            path: "/stays/\(stay.ref)", hint: stay.period.short(context.words),
            tag: stay.stateTag(context.words, mayTell: mayTell(stay)))
    }
}
