import Fixtures
import SQLite

@testable import Coalition

/// One thing that somebody does, drawn at random; it may be refused.
struct YearsStep {
    let fixture: Fixture
    let tx: Transaction
    var dice: Dice
    /// So many groups are begun at most.
    let most: Int

    /// - Returns: What was done; nil when there was nothing to do it with.
    mutating func take() throws -> String? {
        switch dice.int(1...122) {
        case ...14: try members()
        case ...28: try group()
        case ...36: try announce()
        case ...50: try family()
        case ...58: try propose()
        case ...78: try match()
        case ...85: try log()
        case ...91: try moves()
        case ...94: try task()
        case ...96: try takeBack()
        case ...100: try stay()
        case ...110: try people()
        default: try concerns()
        }
    }

    var today: Day { tx.today }

    /// Mostly one's own.
    mutating func city() -> City? {
        let all = [fixture.nijmegen, fixture.haarlem]
        let own = all.first { $0.id == tx.viewer.grants.first?.city }
        return dice.chance(90) ? own ?? dice.pick(all) : dice.pick(all)
    }

    /// A record of a table, drawn at random; preferably one that is not over.
    mutating func any<Kind: PlainRecord>(
        _: Kind.Type, _ condition: SQL = "1"
    ) throws -> Kind? {
        // Mostly of one's own city: what is out of reach is only refused.
        let own = dice.chance(85) ? tx.viewer.grants.first?.city : nil
        let place: SQL = own.map { "city_id = \($0)" } ?? "1"
        let ids: [ID<Kind>] = try tx.db.values(
            """
            SELECT id FROM \(Kind.table) WHERE \(place) AND (\(condition))
            ORDER BY id DESC LIMIT 30
            """)
        return try dice.pick(ids).map { try Kind.find($0, in: tx) }
    }

    static let groupLives: SQL = "state NOT IN ('completed', 'stopped') OR id % 4 = 0"
    static let familyLives: SQL = """
        state NOT IN ('completed', 'moved', 'withdrawn', 'merged', 'erased')
        """
    static let matchLives: SQL = "state NOT IN ('completed', 'declined', 'ended_early')"

    mutating func members() throws -> String? {
        guard let group = try any(Group.self, YearsStep.groupLives) else { return nil }
        let active = try Member.active(of: group.id, in: tx)
        guard active.count >= 5, let member = dice.pick(active) else {
            return try join(group, isContact: active.isEmpty)
        }
        switch dice.int(1...6) {
        case 1:
            try member.leave(on: today, .time, from: group, in: tx)
            return "member left"
        case 2:
            return try join(group, isContact: false)
        case 3:
            try member.becomeContact(of: group, in: tx)
            return "contact"
        default:
            for member in active { try clear(member, group) }
            return "cleared"
        }
    }

    mutating func join(_ group: Group, isContact: Bool) throws -> String? {
        var draft = MemberDraft()
        (draft.name, draft.birthYear) = ("Lid \(dice.int(1...9999))", 1980)
        (draft.isContact, draft.languages) = (isContact, ["nl", "ar"])
        draft.codeOfConductOn = today
        let id = try draft.join(group, in: tx)
        if dice.chance(85) {
            try clear(try Member.find(id.value, of: group.id, in: tx), group)
        }
        return "joined"
    }

    func clear(_ member: Member, _ group: Group) throws {
        for training: Int in [1, 2] where !member.isTrained(on: today) {
            do { try member.attend(training, on: today, of: group, in: tx) } catch is Refusal {}
        }
        try member.setVog(.seen, seenOn: today, of: group, in: tx)
    }

    mutating func group() throws -> String? {
        let count: Int = try tx.db.value("SELECT count(*) FROM groups") ?? 0
        if count < most, dice.chance(60) { return try begin() }
        guard let group = try any(Group.self, YearsStep.groupLives) else { return nil }
        let steps = Group.lifecycle.steps(from: group.state).map(\.to)
        // Mostly on its way, now and then whatever the table does not have.
        guard
            let next = dice.chance(90)
                ? (dice.chance(75) ? steps.first : dice.pick(steps))
                : dice.pick(Array(Group.State.allCases))
        else { return nil }
        // Few groups stop.
        if next == .stopped, dice.chance(75) { return nil }
        if next == .paused { try group.setPause(today + dice.int(5...60), in: tx) }
        let again = try Group.find(group.id, in: tx)
        try again.move(
            to: next, for: [.paused, .stopped].contains(next) ? .time : nil, in: tx)
        return "group \(next)"
    }

    mutating func begin() throws -> String? {
        guard let city = city() else { return nil }
        var draft = GroupDraft()
        draft.name = "Groep \(dice.int(1...99_999))"
        draft.kind = dice.chance(80) ? .welcome : .sponsor
        (draft.intakeOn, draft.availableFrom) = (today, today)
        (draft.maxHousehold, draft.supportLevel) = (dice.int(3...8), 2)
        _ = try draft.create(in: city, tx)
        return "group begun"
    }

    mutating func announce() throws -> String? {
        guard let city = city() else { return nil }
        var draft = FamilyDraft()
        draft.route = .statusHolder
        draft.householdSize = dice.int(1...7)
        (draft.arrivalOn, draft.arrivalCertainty) = (today + dice.int(0...60), .expected)
        draft.languages = ["ar"]
        let family = try draft.create(in: city, tx)
        guard dice.chance(70) else { return "announced" }
        // The people, and what waiting rests on, as the coordinator asks it.
        let coordinator = Viewer(
            userID: tx.viewer.userID, name: "", grants: [.init(.local, city: city.id)])
        let own = tx.replayed(at: tx.now, as: coordinator, trace: "walk")
        try describe(try Family.find(family.id, in: own), own)
        for index in 0..<dice.int(1...4) {
            var person = FamilyMemberDraft()
            person.name = "Naam\(dice.int(1...300)) Haddad"
            (person.kind, person.birthYear) = (index < 2 ? .parent : .child, 1990)
            try person.add(to: try Family.find(family.id, in: own), in: own)
        }
        return "announced"
    }

    func describe(_ family: Family, _ tx: Transaction) throws {
        var draft = try FamilyDraft.stored(family.id, in: tx).draft
        (draft.infoGivenOn, draft.consentOn) = (today, today)
        (draft.needsLevel, draft.wantsGroup) = (2, true)
        try draft.update(family, version: family.version, in: tx)
        var need = NeedDraft()
        (need.theme, need.title) = (.school, "Plek op school")
        need.owner = family.householdSize.isMultiple(of: 2) ? .municipality : .group
        try need.add(to: try Family.find(family.id, in: tx), in: tx)
    }

    mutating func family() throws -> String? {
        guard let family = try any(Family.self, YearsStep.familyLives) else { return nil }
        switch dice.int(1...12) {
        case 1:
            var draft = try FamilyDraft.stored(family.id, in: tx).draft
            draft.wantsGroup = dice.chance(70)
            draft.householdSize = dice.int(1...9)
            (draft.adults, draft.minors) = (nil, nil)
            try draft.update(family, version: family.version, in: tx)
            return "family changed"
        case 2:
            try describe(family, tx)
            return "family described"
        default:
            let steps = Family.lifecycle.steps(from: family.state).map(\.to)
            guard let next = dice.chance(85) ? steps.first : dice.pick(Array(Family.State.allCases))
            else { return nil }
            // Families leave now and then only.
            if Family.State.over.contains(next), dice.chance(60) { return nil }
            try family.move(to: next, in: tx)
            return "family \(next)"
        }
    }
}
