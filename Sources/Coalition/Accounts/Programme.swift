/// The programmes of the network.
public enum Programme: String, Code, Comparable {
    case samenHier = "samen_hier"
    case shelterCity = "shelter_city"
    case hostedStay = "hosted_stay"

    /// In the order of their codes, as several stand in one column.
    public static func < (left: Programme, right: Programme) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension Set<Programme> {
    /// Every programme: for what belongs to a city, and is seen with a right for any of them.
    public static var any: Set<Programme> { Set(Programme.allCases) }

    /// The codes as several stand in one column: sorted, a space between them.
    var stored: String { sorted().map(\.rawValue).joined(separator: " ") }

    /// - Throws: `Damaged.code` for a text that is not such a list.
    init(stored text: String) throws {
        self = Set(
            try text.split(separator: " ").map { code in
                guard let programme = Programme(rawValue: String(code)) else {
                    throw Damaged.code("programme")
                }
                return programme
            })
    }

    /// Every text of a column of several in which one of these is.
    var storedWithAny: [String] {
        let all = Programme.allCases.sorted()
        return (1..<(1 << all.count)).compactMap { bits in
            let chosen = Set(all.indices.filter { bits >> $0 & 1 == 1 }.map { all[$0] })
            return chosen.isDisjoint(with: self) ? nil : chosen.stored
        }
    }
}
