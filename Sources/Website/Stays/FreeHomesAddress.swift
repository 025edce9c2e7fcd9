import Coalition

extension FreeHomeList: AddressedList {
    static let path = "/stays/free"
    static let filters: [ListFilter<FreeHomeList>] = [
        .city(\.city), day("from", "free.from", \.from), day("until", "free.until", \.until),
        .only("part", "yes", label: "free.part", \.isPartial),
    ]

    private static func day(
        _ name: String, _ label: String, _ path: WritableKeyPath<FreeHomeList, Day?> & Sendable
    ) -> ListFilter<FreeHomeList> {
        ListFilter(
            name, label: label, write: { $0[keyPath: path]?.iso },
            read: { list, text, _ in
                list[keyPath: path] = Day(iso: text).flatMap {
                    (2012...2199).contains($0.year) ? $0 : nil
                }
                return list[keyPath: path] != nil
            })
    }

    /// What was typed in the three fields of each day; nil when nothing was.
    ///
    /// - Returns: The list, or what is wrong with the days.
    static func typed(_ values: Values) -> (list: FreeHomeList, problems: [Problem])? {
        let fields = ["from", "until"].flatMap { name in
            ["_day", "_month", "_year"].map { name + $0 }
        }
        guard !values.names.isDisjoint(with: fields) else { return nil }
        let form = Form(values)
        var list = FreeHomeList()
        let isAny = fields.contains { values.text($0) != nil }
        (list.from, list.until) = (
            form.day("from", missing: isAny ? "problem.day_required" : nil),
            form.day("until", missing: isAny ? "problem.day_required" : nil)
        )
        if let from = list.from, let until = list.until, until <= from {
            form.note("until", "problem.until_before_from")
        }
        list.isPartial = values.text("part") == "yes"
        return (list, form.problems)
    }
}
