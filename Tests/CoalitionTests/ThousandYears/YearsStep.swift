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
        switch dice.int(1...100) {
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
        default: try stay()
        }
    }

    private var today: Day { tx.today }

    /// Mostly one's own.
    private mutating func city() -> City? {
        let all = [fixture.nijmegen, fixture.haarlem]
        let own = all.first { $0.id == tx.viewer.grants.first?.city }
        return dice.chance(90) ? own ?? dice.pick(all) : dice.pick(all)
    }

    /// A record of a table, drawn at random; preferably one that is not over.
    private mutating func any<Kind: PlainRecord>(
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

    private static let groupLives: SQL = "state NOT IN ('completed', 'stopped') OR id % 4 = 0"
    private static let familyLives: SQL = """
        state NOT IN ('completed', 'moved', 'withdrawn', 'merged', 'erased')
        """
    private static let matchLives: SQL = "state NOT IN ('completed', 'declined', 'ended_early')"

    // MARK: Groups

    private mutating func members() throws -> String? {
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

    private mutating func join(_ group: Group, isContact: Bool) throws -> String? {
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

    private func clear(_ member: Member, _ group: Group) throws {
        for training: Int in [1, 2] where !member.isTrained(on: today) {
            do { try member.attend(training, on: today, of: group, in: tx) } catch is Refusal {}
        }
        try member.setVog(.seen, seenOn: today, of: group, in: tx)
    }

    private mutating func group() throws -> String? {
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
        if next == .paused { try group.setPause(today + dice.int(5...60), in: tx) }
        let again = try Group.find(group.id, in: tx)
        try again.move(
            to: next, for: [.paused, .stopped].contains(next) ? .time : nil, in: tx)
        return "group \(next)"
    }

    private mutating func begin() throws -> String? {
        guard let city = city() else { return nil }
        var draft = GroupDraft()
        draft.name = "Groep \(dice.int(1...99_999))"
        draft.kind = dice.chance(80) ? .welcome : .sponsor
        (draft.intakeOn, draft.availableFrom) = (today, today)
        (draft.maxHousehold, draft.supportLevel) = (dice.int(3...8), 2)
        _ = try draft.create(in: city, tx)
        return "group begun"
    }

    // MARK: Families

    private mutating func announce() throws -> String? {
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

    private func describe(_ family: Family, _ tx: Transaction) throws {
        var draft = try FamilyDraft.stored(family.id, in: tx).draft
        (draft.infoGivenOn, draft.consentOn) = (today, today)
        (draft.needsLevel, draft.wantsGroup) = (2, true)
        try draft.update(family, version: family.version, in: tx)
        var need = NeedDraft()
        (need.theme, need.title) = (.school, "Plek op school")
        need.owner = family.householdSize.isMultiple(of: 2) ? .municipality : .group
        try need.add(to: try Family.find(family.id, in: tx), in: tx)
    }

    private mutating func family() throws -> String? {
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
            if Family.State.over.contains(next), dice.chance(85) { return nil }
            try family.move(to: next, in: tx)
            return "family \(next)"
        }
    }

    // MARK: Matches

    private mutating func propose() throws -> String? {
        guard let family = try any(Family.self, "state = 'waiting' OR id % 9 = 0"),
            let group = try any(
                Group.self, "city_id = \(family.city) AND (state = 'ready' OR id % 9 = 0)")
        else { return nil }
        var proposal = MatchProposal(family, group)
        for rule in Pairing.Rule.allCases where !rule.overriders.isEmpty {
            proposal.reasons[rule] = "Besproken met iedereen."
        }
        if dice.chance(10) {
            _ = try proposal.keep(in: tx)
            return "match draft"
        }
        _ = try proposal.propose(in: tx)
        return "match proposed"
    }

    private mutating func match() throws -> String? {
        let isOld = dice.chance(40)
        guard
            let match = try any(
                Match.self,
                isOld ? "state IN ('active', 'closing') AND starts_on < \(today - 300)"
                    : YearsStep.matchLives)
        else { return nil }
        if isOld, dice.chance(85) { return try close(match) }
        if Match.undecided.contains(match.state), match.state != .draft {
            return try decide(match)
        }
        let steps = Match.lifecycle.steps(from: match.state).map(\.to)
        guard let next = dice.chance(92) ? dice.pick(steps) : dice.pick(Array(Match.State.allCases))
        else { return nil }
        // Most matches last: an end before its time is drawn seldom.
        if next == .endedEarly, dice.chance(80) { return nil }
        if next == .completed || next == .closing { try finishYear(match) }
        try match.move(to: next, told(next), in: tx)
        return "match \(next)"
    }

    /// Towards the end of the year.
    private mutating func close(_ match: Match) throws -> String? {
        try finishYear(match)
        let next: Match.State = match.state == .active ? .closing : .completed
        try Match.find(match.id, in: tx).move(to: next, told(next), in: tx)
        return "match \(next)"
    }

    private mutating func told(_ next: Match.State) -> Match.Told {
        let day: Day? =
            switch next {
            case .suspended: today + dice.int(1...40)
            case .closing: nil
            default: today
            }
        return Match.Told(
            on: day, [.suspended, .declined, .endedEarly].contains(next) ? .practical : nil,
            with: .coordinator, then: dice.pick([.another, .anew, .without, .elsewhere, .open]))
    }

    private mutating func decide(_ match: Match) throws -> String? {
        func now() throws -> Match { try Match.find(match.id, in: tx) }
        if match.state == .proposed, dice.chance(50) {
            try match.move(to: .introduced, told(.introduced), in: tx)
            return "match introduced"
        }
        if dice.chance(12) {
            try match.decide(
                dice.chance(50) ? .family : .group, .no, on: today, version: match.version, in: tx)
            return "match no"
        }
        for side in Match.Side.allCases {
            try now().decide(side, .yes, on: today, version: now().version, in: tx)
        }
        try now().sign(on: today, version: now().version, in: tx)
        return "match agreed"
    }

    /// What an end rests on, as far as it can be done by then.
    private func finishYear(_ match: Match) throws {
        do {
            let subject = try YearSubject(match, in: tx)
            let plan = try YearPlan(subject, today: today, in: tx)
            let lines = plan.periods.first { $0.kind == .exitPlan }?.lines ?? []
            for line in lines where line.tick == nil { try subject.tick(line.line, tx) }
            var draft = ReviewDraft(.m12)
            (draft.heldOn, draft.audience, draft.outcome) = (today, .both, .good)
            _ = try draft.add(to: try YearSubject(Match.find(match.id, in: tx), in: tx), in: tx)
        } catch is Refusal {}
    }

    // MARK: The rest

    private mutating func log() throws -> String? {
        guard let group = try any(Group.self, "state IN ('matched', 'active', 'paused')") else {
            return nil
        }
        if group.concernCount > 0 {
            try group.settleConcerns(on: today, in: tx)
            return "settled"
        }
        var draft = dice.chance(80) ? LogDraft.spoken(on: today) : .tried(on: today)
        draft.hasConcern = dice.chance(8)
        if dice.chance(20) { (draft.promise, draft.promisedOn) = ("Bellen", today + 7) }
        _ = try draft.create(for: group, in: tx)
        return draft.hasConcern ? "concern" : "log"
    }

    private mutating func task() throws -> String? {
        let ids: [ID<Task>] = try tx.db.values(
            "SELECT id FROM tasks ORDER BY done_at IS NOT NULL, id DESC LIMIT 20")
        guard let task = try dice.pick(ids).map({ try Task.find($0, in: tx) }) else { return nil }
        if task.doneAt == nil {
            try task.complete(reason: "Dat is besproken.", in: tx)
            return "task done"
        }
        try task.reopen(in: tx)
        return "task open"
    }

    private mutating func takeBack() throws -> String? {
        switch dice.int(1...3) {
        case 1: try any(Group.self)?.takeBack(in: tx)
        case 2: try any(Family.self)?.takeBack(in: tx)
        default: try any(Match.self)?.takeBack(in: tx)
        }
        return "taken back"
    }

    /// Shelter City is played by two: the network and the city, each doing its part.
    private mutating func stay() throws -> String? {
        guard dice.chance(70) else { return try stay(tx) }
        let both = Viewer(
            userID: tx.viewer.userID, name: "Samen",
            grants: [.init(.network), .init(.shelter, city: fixture.nijmegen.id)])
        return try stay(tx.replayed(at: tx.now, as: both, trace: "walk"))
    }

    private mutating func stay(_ tx: Transaction) throws -> String? {
        if try tx.db.value("SELECT count(*) FROM accommodations") == 0 {
            var draft = AccommodationDraft()
            (draft.name, draft.address) = ("WAAL", "Waalkade 1")
            _ = try draft.create(in: fixture.nijmegen, tx)
            return "home"
        }
        let ids: [ID<Stay>] = try tx.db.values(
            """
            SELECT id FROM stays WHERE state NOT IN ('closed', 'other_outcome', 'cancelled')
            ORDER BY id DESC LIMIT 20
            """)
        if ids.isEmpty || dice.chance(25) { return try planStay(tx) }
        guard let stay = try dice.pick(ids).map({ try Stay.find($0, in: tx) }) else { return nil }
        let steps = Stay.lifecycle.steps(from: stay.state).map(\.to)
        guard let next = dice.chance(85) ? steps.first : dice.pick(steps) else { return nil }
        try stay.move(to: next, in: tx)
        return "stay \(next)"
    }

    private mutating func planStay(_ tx: Transaction) throws -> String? {
        var guest = GuestDraft()
        let taken = Set(try tx.db.values("SELECT code_nl FROM guests") as [String])
        guard let bird = BirdNames.all.first(where: { !taken.contains($0.nl) }) else { return nil }
        guest.code = bird.nl
        let made = try guest.create(in: tx)
        let home: String? = try tx.db.value("SELECT ref FROM accommodations LIMIT 1")
        var draft = StayDraft()
        (draft.accommodation, draft.guest) = (home, made.ref)
        (draft.from, draft.until) = (today + dice.int(0...8), today + dice.int(20...80))
        _ = try draft.create(in: nil, tx)
        return "stay planned"
    }

    // MARK: Moves

    private mutating func moves() throws -> String? {
        switch dice.int(1...9) {
        case 1, 2: try offer()
        case 3, 4: try answer()
        case 5: try split()
        case 6: try merge()
        case 7: try grow()
        case 8: try undo()
        default: try end()
        }
    }

    private mutating func offer() throws -> String? {
        guard let family = try any(Family.self, YearsStep.familyLives) else { return nil }
        if dice.chance(15), let open = try FamilyTransfer.open(of: family.id, in: tx) {
            try open.withdraw(of: family, in: tx)
            return "offer withdrawn"
        }
        var draft = TransferDraft()
        draft.city = dice.pick([fixture.nijmegen.id, fixture.haarlem.id])
        (draft.consentOn, draft.how) = (today, .spoken)
        try draft.offer(family, in: tx)
        return "offer"
    }

    private mutating func answer() throws -> String? {
        let ids: [Int64] = try tx.db.values(
            "SELECT id FROM family_transfers WHERE outcome IS NULL ORDER BY id")
        guard let id = dice.pick(ids) else { return nil }
        let offer = try TransferOffer.find(id, in: tx)
        if dice.chance(70) {
            _ = try offer.accept(in: tx)
            return "accept"
        }
        try offer.refuse(.full, in: tx)
        return "refuse"
    }

    private mutating func split() throws -> String? {
        guard
            let family = try any(
                Family.self,
                """
                \(YearsStep.familyLives) AND (SELECT count(*) FROM family_members
                    WHERE family_id = families.id AND left_on IS NULL) > 1
                """)
        else { return nil }
        let people = try FamilyMember.all(of: family, in: tx).filter { $0.leftOn == nil }
        var draft = SplitDraft()
        (draft.kind, draft.on) = (dice.chance(50) ? .safety : .ordinary, today)
        draft.members = Set(people.prefix(dice.int(1...people.count)).map(\.id.value))
        draft.match = dice.chance(50) ? .stays : .leaves
        try draft.split(family, version: family.version, in: tx)
        return "split"
    }

    private mutating func merge() throws -> String? {
        guard let kept = try any(Family.self, YearsStep.familyLives),
            let other = try any(
                Family.self, "\(YearsStep.familyLives) AND city_id = \(kept.city)")
        else { return nil }
        try FamilyMerge.merge(other, into: kept, in: tx)
        return "merge"
    }

    private mutating func undo() throws -> String? {
        let ids: [ID<Family>] = try tx.db.values(
            "SELECT kept_id FROM family_merges WHERE undone_at IS NULL ORDER BY id DESC LIMIT 5")
        guard let kept = try dice.pick(ids).map({ try Family.find($0, in: tx) }) else { return nil }
        if let merge = try FamilyMerge.undoable(into: kept, in: tx) {
            try merge.undo(in: tx)
            return "merge undone"
        }
        guard let family = try any(Family.self, YearsStep.familyLives) else { return nil }
        try FamilyMerge.reunite(family, in: tx)
        return "reunited"
    }

    private mutating func grow() throws -> String? {
        guard let family = try any(Family.self, YearsStep.familyLives) else { return nil }
        var person = FamilyMemberDraft()
        (person.kind, person.joinedOn) = (.relative, today)
        person.name = "Naam\(dice.int(1...300)) Haddad"
        _ = try HouseholdGrowth(dice.chance(50) ? .birth : .reunion, person).add(
            to: family, in: tx)
        return "growth"
    }

    private mutating func end() throws -> String? {
        guard let family = try any(Family.self, YearsStep.familyLives) else { return nil }
        let people = try FamilyMember.all(of: family, in: tx).filter { $0.leftOn == nil }
        guard let person = dice.pick(people) else { return nil }
        try person.end(
            dice.chance(50) ? .died : .left, on: today, of: family, version: person.version, in: tx)
        return "ended"
    }
}
