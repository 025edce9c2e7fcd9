/// The programmes of the network, in the order in which they are shown everywhere.
public enum Programme: String, Code, Comparable {
    case samenHier = "samen_hier"
    case shelterCity = "shelter_city"
    case hostedStay = "hosted_stay"

    public static func < (left: Programme, right: Programme) -> Bool { left.rank < right.rank }

    private var rank: Int { Programme.allCases.firstIndex(of: self) ?? Programme.allCases.count }
}

extension Set<Programme> {
    /// Every programme: for what belongs to a city, and is seen with a right for any of them.
    public static var any: Set<Programme> { Set(Programme.allCases) }

    /// The codes as several stand in one column: sorted by their letters, a space between them.
    var stored: String { map(\.rawValue).sorted().joined(separator: " ") }

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
        Set<Programme>.any.choices.filter { !$0.isDisjoint(with: self) }.map(\.stored)
    }

    /// Every choice of one or more of these.
    var choices: [Set<Programme>] {
        let all = Programme.allCases.filter(contains)
        return (1..<(1 << all.count)).map { bits in
            Set(all.indices.filter { bits >> $0 & 1 == 1 }.map { all[$0] })
        }
    }
}
