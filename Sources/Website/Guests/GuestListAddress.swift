import Coalition

extension GuestList: AddressedList {
    static let path = "/guests"
    static let filters: [ListFilter<GuestList>] = [
        .only("unplaced", "1", label: "guest.filter", \.isUnplaced),
        .part(label: "guest.filter.name", \.text), .order(\.isDescending),
    ]
}
