import Foundation
import Mustache

/// The list of groups whole: from the rows that were read to everything that its template shows.
struct GroupList: MustacheParent {
    private static let (pageRows, mostCounted, soonDays) = (50, 1000, 30)
    /// Random bytes of a token for forms, which is sent as 86 letters.
    private static let tokenBytes = 64
    private static let looks = [
        "active": "ok", "matched": "ok half", "ready": "info", "interest": "info open",
        "forming": "info open", "preparing": "info half", "paused": "mutec still",
        "stopped": "mutec still", "completed": "mutec",
    ]

    private let facts: Facts
    private let address: Address
    private let frame: Facts.Frame
    private let found: Found
    private let today: Day
    private let (csrf, path, person, printed, count): (String, String, String, String, String)
    private var filter: Filter?
    private var table: Table?

    init(_ page: Facts.Page, _ frame: Facts.Frame, _ found: Found, _ facts: Facts) {
        (self.facts, self.frame, self.found) = (facts, frame, found)
        (address, path, today) = (Address(page.path), page.path, Day(facts.today))
        csrf = GroupList.token()
        person = found.named("session").first?.text("name") ?? ""
        let month = facts.word("month.\(today.month)")
        printed = "\(frame.place.name), \(today.day) \(month) \(today.year)"
        let number = found["count"].first?[0].number ?? 0
        count = number > GroupList.mostCounted ? "1.000+" : String(number)
        let cities = found.named("scope")
        filter = filter(cities)
        table = Table(
            caption: facts.word("group.table.caption"), headers: headers(), rows: rows(cities),
            paging: paging())
    }

    func child(named field: String) -> Any? {
        switch field {
        case "csrf": csrf
        case "path": path
        case "person": person
        case "printed": printed
        case "place": frame.place
        case "navigation": frame.navigation
        case "title": facts.word("nav.groups")
        case "count": count
        case "filter": filter
        case "table": table
        default: nil
        }
    }

    private static func token() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<tokenBytes / 8).flatMap { _ in
            withUnsafeBytes(of: generator.next()) { Array($0) }
        }
        return Data(bytes).base64EncodedString().replacing("+", with: "-")
            .replacing("/", with: "_").replacing("=", with: "")
    }

    private func filter(_ cities: [Named]) -> Filter {
        let states = [
            "interest", "forming", "preparing", "ready", "matched", "active", "paused",
            "completed", "stopped",
        ]
        let selects = [
            select(
                "city", "field.city", "filter.all_cities",
                cities.map { Choice(value: $0.text("ref"), label: $0.text("name_nl")) }),
            select(
                "state", "column.state", "filter.all_states",
                [Choice(value: "building_up", label: facts.word("filter.building_up"))]
                    + states.map { Choice(value: $0, label: facts.word("group.state.\($0)")) }),
            select(
                "flag", "column.flags", "filter.no_flag",
                ["silent", "strength", "concern", "clearance"].map {
                    Choice(value: $0, label: facts.word("group.flag.\($0)"))
                }),
        ]
        let (typed, label) = (address.asked["q"] ?? "", facts.word("filter.name"))
        let search = Field(id: "q", label: label, text: Control(name: "q", value: typed))
        var chosen = selects.compactMap { field in
            field.select?.choices.first(where: \.isChosen).map { ($0.label, field.id) }
        }
        if !typed.isEmpty { chosen.append(("\(label): \(typed)", "q")) }
        return Filter(
            path: address.path,
            hidden: address.query.filter { ["sort", "order"].contains($0.name) }.map {
                Pair(("name", $0.name), ("value", $0.value))
            },
            fields: selects + [search],
            chosen: chosen.map { Pair(("path", address.changed(($1, nil))), ("text", $0)) })
    }

    private func select(_ name: String, _ key: String, _ all: String, _ choices: [Choice]) -> Field
    {
        var choices = [Choice(value: "", label: facts.word(all))] + choices
        if let value = address.asked[name],
            let index = choices.firstIndex(where: { $0.value == value })
        {
            choices[index].isChosen = true
        }
        return Field(
            id: name, label: facts.word(key), select: Control(name: name, choices: choices))
    }

    private func headers() -> [Header] {
        let (sort, isDown) = (address.asked["sort"] ?? "name", address.asked["order"] == "desc")
        func sortable(_ key: String, _ name: String) -> Header {
            let isCurrent = sort == name
            return Header(
                text: facts.word(key),
                sorted: isCurrent ? isDown ? "descending" : "ascending" : nil,
                sortPath: address.changed(
                    ("sort", name), ("order", isCurrent && !isDown ? "desc" : nil)))
        }
        return [
            sortable("group.column.group", "name"), Header(text: facts.word("field.city")),
            Header(text: facts.word("group.column.family")),
            Header(text: facts.word("column.state")),
            sortable("group.column.contact", "contact"),
            Header(text: facts.word("group.column.months"), isHidden: true),
            Header(text: facts.word("column.flags")),
        ]
    }

    private func rows(_ cities: [Named]) -> [GroupRow] {
        let names = Dictionary(
            uniqueKeysWithValues: cities.map { ($0.number("id"), $0.text("name_nl")) })
        let families = Dictionary(
            found.named("families").map { ($0.number("group_id"), $0.text("code_nl")) },
            uniquingKeysWith: { first, _ in first })
        let logged = Set(found["months"].map { $0[0].number })
        return found.named("groups").prefix(GroupList.pageRows).map { group in
            let id = group.number("id")
            return row(group, names[group.number("city_id")], families[id], logged.contains(id))
        }
    }

    private func row(
        _ group: Named, _ city: String?, _ family: String?, _ isLogged: Bool
    ) -> GroupRow {
        let (ref, state) = (group.text("ref"), group.text("state"))
        let (pictures, flags) = (facts.pictures[ref], flags(group))
        let contact = group.textOrNil("last_contact_on").map { facts.passed(Day($0), today) }
        let ofState = tag(GroupList.looks[state] ?? "", facts.word("group.state.\(state)"))
        return GroupRow(
            path: "/groups/\(ref)", name: group.text("name"), picture: pictures?.ring ?? "",
            cells: [
                Cell(look: "f", text: city),
                Cell(label: facts.word("group.column.family"), text: family),
                Cell(look: flags.isEmpty ? "t" : nil, tags: [ofState]),
                Cell(label: facts.word("list.contact"), look: "d nowrap", words: contact),
                isLogged ? Cell(look: "hide", picture: pictures?.bars) : Cell(),
                Cell(look: flags.isEmpty ? nil : "t", tags: flags),
            ])
    }

    private func tag(_ look: String, _ text: String) -> Pair {
        Pair(("look", look), ("text", text))
    }

    /// What calls most, how many more do, and how long a pause lasts.
    private func flags(_ group: Named) -> [Pair] {
        var tags: [Pair] = []
        func add(_ look: String, _ key: String, _ values: [String: String] = [:]) {
            tags.append(tag(look, facts.word(key, values)))
        }
        let (state, members) = (group.text("state"), group.number("member_count"))
        let minimum = group.number("minimum_count")
        if group.number("concern_count") > 0 { add("bad diamond", "group.flag.concern") }
        if let since = group.textOrNil("silent_on"), since <= today.text {
            add("bad diamond", "group.flag.silent")
        }
        if members < minimum, state == "active" || state == "matched" {
            add(
                "warn diamond", state == "active" ? "group.strength" : "group.of",
                ["count": String(members), "minimum": String(minimum)])
        }
        if let ends = group.textOrNil("clearance_until_on"), state != "completed",
            state != "stopped"
        {
            if ends <= today.text {
                add("bad diamond", "group.flag.clearance_over")
            } else if Day(ends).number - today.number <= GroupList.soonDays {
                add("warn half", "group.flag.clearance")
            }
        }
        let more = tags.count - 1
        tags = Array(tags.prefix(1))
        if more > 0 { add("plain", "group.flag.more", ["count": String(more)]) }
        if state == "paused", let until = group.textOrNil("paused_until_on") {
            if until <= today.text {
                add("mutec open", "group.flag.pause_over")
            } else {
                add("mutec open", "group.flag.paused_until", ["day": facts.shortDay(until)])
            }
        }
        return tags
    }

    /// The way to the other pages, forwards as far as the benchmark asks for; nil where there are none.
    private func paging() -> Paging? {
        let groups = found.named("groups")
        let shown = groups.prefix(GroupList.pageRows)
        let (isLater, isMore) = (address.asked["after"] != nil, groups.count > GroupList.pageRows)
        guard isLater || isMore, let first = shown.first, let last = shown.last else { return nil }
        let before = isLater ? Int(found["before"].first?[0].number ?? 0) : 0
        let range = [
            "first": String(before + 1), "last": String(before + shown.count), "all": count,
        ]
        return Paging(
            previous: isLater ? address.changed(("before", first.text("ref"))) : nil,
            range: before > GroupList.mostCounted ? nil : facts.word("list.range", range),
            next: isMore ? address.changed(("after", last.text("ref"))) : nil)
    }
}
