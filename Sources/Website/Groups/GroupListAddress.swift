import Coalition

extension GroupList: AddressedList {
    static let path = "/groups"
    static let filters: [ListFilter<GroupList>] = [
        .city(\.city), states, .code("flag", label: "column.flags", \.flag),
        .part(label: "filter.name", \.text), .role, .sort(\.sort, usual: .name),
        .order(\.isDescending),
    ]

    /// States that are asked for together, by their code in an address.
    static let stateSets: [(code: String, states: Set<Group.State>)] = [
        ("building_up", Group.State.buildingUp)
    ]

    /// One state, or several that belong together.
    private static let states = ListFilter<GroupList>(
        "state", label: "column.state",
        write: { list in
            list.state?.rawValue ?? stateSets.first { $0.states == list.states }?.code
        },
        read: { list, text, _ in
            list.states =
                Group.State(rawValue: text).map { [$0] }
                ?? stateSets.first { $0.code == text }?.states ?? []
            return !list.states.isEmpty
        })
}
