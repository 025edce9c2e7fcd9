import Coalition
import SQLite

/// Where a group of the country stands; drawn, as nobody lists ten thousand.
struct CountryGroupPlan {
    let kind: Group.Kind
    let stage: DemoGroupPlan.Stage
    let rhythm: DemoGroupPlan.Rhythm
    /// Since the match began or, without one, since the group registered.
    let months: Int
    var members: Int
    var entries = 0

    init(_ random: inout DemoRandom) {
        kind = random.pick(CountryGroupPlan.kinds) ?? .welcome
        stage = random.pick(CountryGroupPlan.stages) ?? .active
        switch stage {
        case .completed: months = random.int(in: 13...30)
        case .closing: months = random.int(in: 10...11)
        case .active: months = random.int(in: 3...9)
        case .matched: months = 0
        default: months = random.int(in: 1...8)
        }
        rhythm = stage == .active ? random.pick(CountryGroupPlan.rhythms) ?? .steady : .steady
        switch stage {
        case .interest: members = random.int(in: 1...2)
        case .forming, .stopped: members = random.int(in: 3...4)
        default: members = kind == .church ? random.int(in: 3...5) : 5
        }
    }

    /// Whether it may have more members than it needs.
    var mayBeMore: Bool { stage.wasReady && rhythm != .below }

    /// The group's share of all log entries, by its months with a family; more for a lively one.
    var logWeight: Int {
        switch stage {
        case .completed: 12 * 2
        case .active, .closing: months * (rhythm == .lively ? 3 : rhythm == .slow ? 1 : 2)
        default: 0
        }
    }

    private static let kinds: [Group.Kind] =
        spread([(.welcome, 70), (.sponsor, 12), (.church, 10), (.student, 8)])
    private static let stages: [DemoGroupPlan.Stage] = spread([
        (.interest, 3), (.forming, 5), (.preparing, 7), (.ready, 6), (.matched, 3), (.active, 42),
        (.closing, 5), (.completed, 26), (.stopped, 3),
    ])
    private static let rhythms: [DemoGroupPlan.Rhythm] = spread([
        (.lively, 22), (.steady, 52), (.slow, 12), (.silent, 6), (.attempts, 3), (.below, 3),
        (.concern, 2),
    ])

    private static func spread<T>(_ shares: [(T, Int)]) -> [T] {
        shares.flatMap { Array(repeating: $0.0, count: $0.1) }
    }
}

/// A group of the country and the days of its story.
struct CountryGroup {
    let id: ID<Group>
    let plan: CountryGroupPlan
    let city: City
    let author: ID<User>?
    let registeredOn: Day
    /// The day on which it is ready for a family, or would be.
    let readyOn: Day
    /// The first and the last day of the match; nil while it has not begun, and while it goes on.
    let startsOn: Day?
    let endedOn: Day?
    let writer: CountryWriter
    private let name: String

    init(
        _ plan: CountryGroupPlan, _ city: City, _ index: Int, _ writer: CountryWriter,
        _ author: ID<User>?, _ random: inout DemoRandom
    ) {
        (self.plan, self.city, self.writer, self.author) = (plan, city, writer, author)
        id = writer.id(in: .groups)
        let places = CountryGroup.neighbourhoods
        let round = index / places.count
        name = places[index % places.count] + (round == 0 ? "" : " \(round + 1)")
        let since = writer.today.adding(months: -plan.months)
        startsOn = plan.stage.hasFamily && plan.stage != .matched ? since : nil
        endedOn = plan.stage == .completed ? since.adding(months: 12) : nil
        readyOn = startsOn.map { $0 - 30 } ?? writer.today - random.int(in: 18...40)
        registeredOn =
            plan.stage.wasReady
            ? readyOn - random.int(in: 85...120) : since - random.int(in: 1...20)
    }

    /// The day on which a family was proposed.
    var proposedOn: Day { readyOn + 8 }

    /// Writes the group and its members; gives the memberships of today.
    func write(_ random: inout DemoRandom) throws -> [ID<Member>] {
        let hasTalked = plan.stage != .interest
        let canWait = plan.stage.wasReady
        writer.add(
            """
            (\(id), \(writer.ref(.group)), \(city.id), \(name), \(SortKey.title(name)),
                \(plan.kind), \(state), \(writer.rules.version), \(name),
                \(canWait ? random.int(in: 5...9) : nil), \(canWait ? 3 : nil),
                \(canWait ? readyOn : nil), \(canWait ? 10 : nil), \(registeredOn),
                \(hasTalked ? registeredOn + 9 : nil),
                \(try writer.rules.minimum(of: plan.kind)), \(writer.at(registeredOn)), \(author),
                \(writer.at(readyOn)))
            """, to: .groups)
        writer.addHistory(.group, id.value, history, by: author)
        var members = CountryMembers(self, seed: random.next())
        return try members.write()
    }

    private var state: Group.State {
        switch plan.stage {
        case .closing: .active
        default: Group.State(rawValue: plan.stage.rawValue) ?? .active
        }
    }

    private var history: [(state: String, on: Day)] {
        let all: [(Group.State, Day)] = [
            (.interest, registeredOn), (.forming, registeredOn + 9),
            (.preparing, registeredOn + 24), (.ready, readyOn), (.matched, proposedOn),
            (.active, startsOn ?? readyOn), (.completed, endedOn ?? readyOn),
        ]
        guard plan.stage != .stopped else {
            return all.prefix(2).map { ($0.0.rawValue, $0.1) }
                + [(Group.State.stopped.rawValue, registeredOn + 12)]
        }
        let last = all.firstIndex { $0.0 == state } ?? 0
        return all[...last].map { ($0.0.rawValue, $0.1) }
    }

    private static let neighbourhoods = WordList.entries(
        """
        Centrum, Stationsbuurt, Molenwijk, Kerkbuurt, Oranjebuurt, Noord, Oost, Zuid, West,
        Schilderswijk, Bloemenbuurt, Vogelbuurt, Parkwijk, De Hoven, Oude Dorp, Nieuwstad,
        Rivierenbuurt, Componistenbuurt, Hoogland, Buitenveld, De Brink, Havenkwartier, Zandhoek,
        De Weiden, Lindenhof, Tuindorp, Boswijk, De Eng, Westerkade, Stadsrand
        """)
}
