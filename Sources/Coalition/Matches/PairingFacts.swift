import SQLite

/// What the hard constraints look at, each kind read once for all pairs.
struct PairingFacts {
    private let today: [ID<City>: Day]
    private let familyLanguages: [ID<Family>: Set<String>]
    private let groupLanguages: [ID<Group>: Set<String>]
    /// What the community builders speak whom a city may ask today, those of the network among them.
    private let builderLanguages: [ID<City>: Set<String>]
    /// The name of the group by which a family is occupied.
    private let occupied: [ID<Family>: String]
    private let liveMatches: [ID<Group>: Int]
    private let failed: [ID<Family>: Set<ID<Group>>]
    /// Of groups that are ready, since when.
    private let readySince: [ID<Group>: Day]

    init(families: [Family], groups: [Group], in tx: Transaction) throws {
        let (familyIDs, groupIDs) = (families.map(\.id), groups.map(\.id))
        let cities = try City.find(Array(Set((families.map(\.city) + groups.map(\.city)))), in: tx)
        today = cities.mapValues { $0.today(tx) }
        familyLanguages = try Self.languages(ofFamilies: familyIDs, in: tx)
        groupLanguages = try Self.languages(ofGroups: groupIDs, in: tx)
        builderLanguages = try Self.languages(ofBuildersIn: today, in: tx)
        occupied = try Self.occupied(familyIDs, in: tx)
        liveMatches = try Self.liveMatches(groupIDs, in: tx)
        failed = try Self.failed(familyIDs, in: tx)
        readySince = try Self.readySince(
            groups.filter { $0.state == .ready }.map(\.id), cities.mapValues(\.zone), in: tx)
    }

    func pairing(_ family: Family, _ group: Group) -> Pairing {
        Pairing(
            family: family, group: group,
            findings: Pairing.Rule.allCases.map { finding($0, family, group) },
            sharedLanguages: shared(family, group), readySince: readySince[group.id])
    }

    private func shared(_ family: Family, _ group: Group) -> [String] {
        (familyLanguages[family.id] ?? []).intersection(groupLanguages[group.id] ?? []).sorted()
    }

    private func finding(
        _ rule: Pairing.Rule, _ family: Family, _ group: Group
    ) -> Pairing.Finding {
        switch rule {
        case .city: .init(rule, family.city == group.city)
        case .programme:
            .init(rule, !family.programmes.isDisjoint(with: GroupPolicy.programmes))
        case .free: free(family)
        case .waiting: .init(rule, family.state == .waiting, ["state": state(family)])
        case .consent: PairingFacts.consent(family)
        case .ready: .init(rule, isReady(group), ["state": state(group)])
        case .complete: complete(group)
        case .capacity: capacity(group)
        case .history: .init(rule, failed[family.id]?.contains(group.id) != true)
        case .concern: .init(rule, group.concernCount == 0)
        case .household: PairingFacts.household(family, group)
        case .support: support(family, group)
        case .language: language(family, group)
        case .time: time(family, group)
        }
    }

    private func free(_ family: Family) -> Pairing.Finding {
        let other = occupied[family.id]
        return .init(.free, other == nil, ["group": .text(other ?? "")])
    }

    /// A group that is coupled already counts as ready for another family if it can carry one.
    private func isReady(_ group: Group) -> Bool {
        group.state == .ready
            || ([.matched, .active].contains(group.state) && group.capacity > 1)
    }

    private func complete(_ group: Group) -> Pairing.Finding {
        let missing = max(0, group.minimum - group.memberCount)
        let waiting = max(0, group.memberCount - group.clearedCount)
        switch (missing > 0, waiting > 0) {
        case (false, false): return .init(.complete, true)
        case (true, false):
            return .init(.complete, false, ["count": .number(missing)], way: "members")
        case (false, true):
            return .init(.complete, false, ["count": .number(waiting)], way: "clearance")
        case (true, true):
            return .init(
                .complete, false,
                [
                    "count": .number(waiting), "members": .number(group.memberCount),
                    "minimum": .number(group.minimum),
                ])
        }
    }

    private func capacity(_ group: Group) -> Pairing.Finding {
        let live = liveMatches[group.id] ?? 0
        return .init(
            .capacity, live < group.capacity,
            ["count": .number(live), "capacity": .number(group.capacity)])
    }

    static func consent(_ family: Family) -> Pairing.Finding {
        .init(.consent, family.consentOn != nil)
    }

    /// Unknown is never taken for enough.
    static func household(_ family: Family, _ group: Group) -> Pairing.Finding {
        let most = group.maxHousehold ?? 0
        return .init(
            .household, family.householdSize <= most,
            ["size": .number(family.householdSize), "maximum": .number(most)],
            way: group.maxHousehold == nil ? "unknown" : nil)
    }

    private func support(_ family: Family, _ group: Group) -> Pairing.Finding {
        let (asked, offered) = (family.needsLevel, group.supportLevel)
        let isMet = asked.map { $0 <= (offered ?? 0) } ?? false
        return .init(
            .support, isMet,
            ["asked": .number(asked ?? 0), "offered": .number(offered ?? 0)],
            way: asked == nil || offered == nil ? "unknown" : nil)
    }

    private func language(_ family: Family, _ group: Group) -> Pairing.Finding {
        let shared = shared(family, group)
        guard shared.isEmpty else {
            return .init(.language, true, ["language": .text(shared[0])])
        }
        if let language = arranged(for: family) {
            return .init(.language, true, ["language": .text(language)], way: "builder")
        }
        let isInterpreted = family.isInterpreterNeeded == true
        let isUnknown = family.isInterpreterNeeded == nil
        return .init(
            .language, isInterpreted,
            way: isInterpreted ? "interpreter" : isUnknown ? "unknown" : nil)
    }

    /// A language of the family that a community builder speaks besides Dutch; nil without one.
    private func arranged(for family: Family) -> String? {
        (familyLanguages[family.id] ?? []).intersection(builderLanguages[family.city] ?? [])
            .subtracting(["nl"]).min()
    }

    private func time(_ family: Family, _ group: Group) -> Pairing.Finding {
        let day = today[family.city] ?? family.announcedOn
        let wanted = max(family.arrivalOn ?? day, day)
        let from = group.availableFrom ?? day
        return .init(.time, from <= wanted, ["from": .day(from), "arrival": .day(wanted)])
    }

    private func state(_ family: Family) -> Problem.Value {
        .word("family.state.\(family.state.rawValue)")
    }

    private func state(_ group: Group) -> Problem.Value {
        .word("group.state.\(group.state.rawValue)")
    }
}

extension PairingFacts {
    private static func languages(
        ofFamilies ids: [ID<Family>], in tx: Transaction
    ) throws -> [ID<Family>: Set<String>] {
        var found: [ID<Family>: Set<String>] = [:]
        try tx.db.each(
            "SELECT family_id, language FROM family_languages WHERE family_id IN \(list: ids)"
        ) { row in found[try row.next(), default: []].insert(try row.next()) }
        return found
    }

    private static func languages(
        ofGroups ids: [ID<Group>], in tx: Transaction
    ) throws -> [ID<Group>: Set<String>] {
        var found: [ID<Group>: Set<String>] = [:]
        try tx.db.each(
            """
            SELECT memberships.group_id, volunteer_languages.language FROM memberships
            JOIN volunteer_languages
                ON volunteer_languages.volunteer_id = memberships.volunteer_id
            WHERE memberships.group_id IN \(list: ids) AND memberships.left_on IS NULL
            """
        ) { row in found[try row.next(), default: []].insert(try row.next()) }
        return found
    }

    /// Without knowing who they are.
    private static func languages(
        ofBuildersIn days: [ID<City>: Day], in tx: Transaction
    ) throws -> [ID<City>: Set<String>] {
        var (own, shared): ([ID<City>: Set<String>], Set<String>) = ([:], [])
        let keeper = PeopleKeeping.condition("community_builders.city_id", Array(days.keys))
        try tx.db.each(
            """
            SELECT community_builders.city_id, community_builders.ended_on,
                community_builder_languages.language
            FROM community_builders JOIN community_builder_languages
                ON community_builder_languages.builder_id = community_builders.id
            WHERE \(keeper)
            """
        ) { row in
            let (city, endedOn): (ID<City>?, Day?) = (try row.next(), try row.next())
            let today = city.flatMap { days[$0] } ?? tx.today
            guard endedOn.map({ today < $0 }) ?? true else { return }
            let language: String = try row.next()
            if let city {
                own[city, default: []].insert(language)
            } else {
                shared.insert(language)
            }
        }
        return days.keys.reduce(into: [:]) { $0[$1] = shared.union(own[$1] ?? []) }
    }

    private static func occupied(
        _ ids: [ID<Family>], in tx: Transaction
    ) throws -> [ID<Family>: String] {
        var found: [ID<Family>: String] = [:]
        try tx.db.each(
            """
            SELECT matches.family_id, groups.name FROM matches
            JOIN groups ON groups.id = matches.group_id
            WHERE matches.family_id IN \(list: ids) AND matches.state IN \(list: Match.State.live)
            """
        ) { row in found[try row.next()] = try row.next() }
        return found
    }

    private static func liveMatches(
        _ ids: [ID<Group>], in tx: Transaction
    ) throws -> [ID<Group>: Int] {
        var found: [ID<Group>: Int] = [:]
        try tx.db.each(
            """
            SELECT group_id, count(*) FROM matches
            WHERE group_id IN \(list: ids) AND state IN \(list: Match.State.live)
            GROUP BY group_id
            """
        ) { row in found[try row.next()] = try row.next() }
        return found
    }

    /// The last day on which each became ready, in its city.
    private static func readySince(
        _ ids: [ID<Group>], _ zones: [ID<City>: Zone], in tx: Transaction
    ) throws -> [ID<Group>: Day] {
        guard !ids.isEmpty else { return [:] }
        var found: [ID<Group>: Day] = [:]
        try tx.db.each(
            """
            SELECT groups.id, groups.city_id, max(state_changes.at) FROM groups
            JOIN state_changes ON state_changes.subject = \(Subject.group)
                AND state_changes.subject_id = groups.id
            WHERE groups.id IN \(list: ids) AND state_changes.to_state = \(Group.State.ready)
            GROUP BY groups.id
            """
        ) { row in
            let (group, city): (ID<Group>, ID<City>) = (try row.next(), try row.next())
            found[group] = zones[city]?.day(of: try row.next())
        }
        return found
    }

    /// Pairs that were tried before and ended.
    private static func failed(
        _ ids: [ID<Family>], in tx: Transaction
    ) throws -> [ID<Family>: Set<ID<Group>>] {
        var found: [ID<Family>: Set<ID<Group>>] = [:]
        try tx.db.each(
            """
            SELECT family_id, group_id FROM matches
            WHERE family_id IN \(list: ids) AND proposed_on IS NOT NULL
            AND state IN ('declined', 'ended_early')
            """
        ) { row in found[try row.next(), default: []].insert(try row.next()) }
        return found
    }
}
