import Coalition

extension AccommodationList: AddressedList {
    static let path = "/accommodations"
    static let filters: [ListFilter<AccommodationList>] = [
        .city(\.city), .order(\.isDescending),
    ]
}
