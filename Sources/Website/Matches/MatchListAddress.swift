import Coalition

extension MatchList: AddressedList {
    static let path = "/matches"
    static let filters: [ListFilter<MatchList>] = [
        .city(\.city), .code("state", label: "column.state", \.state, except: [.trial]),
        .sort(\.sort, usual: .latest), .order(\.isTurned),
    ]
}
