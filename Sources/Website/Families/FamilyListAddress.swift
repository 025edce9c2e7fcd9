import Coalition

extension FamilyList: AddressedList {
    static let path = "/families"
    static let filters: [ListFilter<FamilyList>] = [
        .city(\.city), .code("state", label: "column.state", \.state, except: [.erased, .merged]),
        .code("route", label: "field.route", \.route),
        .only("arrival", "soon", label: "field.arrival_on", \.isExpected),
        .part(label: "filter.code", \.text), .role, .sort(\.sort),
        .order(\.isDescending),
    ]
}
