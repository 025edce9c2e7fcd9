import Coalition

extension StayList: AddressedList {
    static let path = "/stays"
    static let filters: [ListFilter<StayList>] = [
        .city(\.city), states, times, guests, .role, .order(\.isDescending),
    ]

    /// How an address names stays by where they stand today.
    static let codes: [(code: String, when: When)] = [
        ("now", .now), ("leaving", .leaving), ("coming", .coming), ("soon", .soon),
    ]

    /// Stays of any time.
    static let always = "all"

    /// How a stay ended is asked for by those only who may know; the others ask for all that are over
    /// by one code.
    private static let states = ListFilter<StayList>(
        "state", label: "column.state", write: { $0.state?.rawValue },
        read: { list, text, asker in
            list.state = Stay.State(rawValue: text).flatMap { state in
                isOffered(state, to: asker.viewer) ? state : nil
            }
            return list.state != nil
        })

    static func isOffered(_ state: Stay.State, to viewer: Viewer) -> Bool {
        !Stay.State.over.contains(state) || state == .returned
            || viewer.holds([.shelter, .network, .safeguarding], for: StayPolicy.programmes)
    }

    private static let times = ListFilter<StayList>(
        "period", label: "stay.filter.period",
        write: { list in list.when == nil ? always : list.when?.code },
        read: { list, text, asker in
            list.when =
                codes.first { $0.code == text }?.when
                ?? asker.seasons.first { $0.code == text }.map(When.season)
            return list.when != nil || text == always
        })

    private static let guests = ListFilter<StayList>(
        "guest", label: "stay.guest", write: { list in list.hasGuest.map { $0 ? "yes" : "no" } },
        read: { list, text, _ in
            list.hasGuest = text == "yes"
            return ["yes", "no"].contains(text)
        })
}

extension StayList.When {
    /// How an address names it; nil for what is shown unless something else is asked for.
    var code: String? {
        switch self {
        case .open: nil
        case .now: "now"
        case .leaving: "leaving"
        case .coming: "coming"
        case .soon: "soon"
        case .season(let cohort): cohort.code
        }
    }
}
