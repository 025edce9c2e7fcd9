import Fixtures
import SQLite

@testable import Coalition

/// What is done with matches, logs, tasks and stays.
extension YearsStep {
    mutating func propose() throws -> String? {
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

    mutating func match() throws -> String? {
        let isOld = dice.chance(55)
        // From the tenth month on it is rounded off, after a year it can be completed.
        let age = dice.chance(60) ? 360 : 300
        guard
            let match = try any(
                Match.self,
                isOld
                    ? "state IN ('active', 'closing') AND starts_on < \(today - age)"
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
    mutating func close(_ match: Match) throws -> String? {
        if dice.chance(80) { try settleAll(about: match) }
        try finishYear(match)
        let next: Match.State = match.state == .active ? .closing : .completed
        try Match.find(match.id, in: tx).move(to: next, told(next), in: tx)
        return "match \(next)"
    }

    /// Who looks after safety rounds off what holds the match.
    private func settleAll(about match: Match) throws {
        let open: [ID<Concern>] = try tx.db.values(
            """
            SELECT id FROM concerns WHERE state <> 'closed' AND (group_id = \(match.group)
                OR subject = 'match' AND subject_id = \(match.id)
                OR subject = 'family' AND subject_id = \(match.family))
            """)
        let lead: ID<User>? = try tx.db.value(
            "SELECT user_id FROM grants WHERE role = 'safeguarding' LIMIT 1")
        guard let lead, !open.isEmpty else { return }
        let own = tx.replayed(at: tx.now, as: try viewer(lead), trace: "walk")
        for id in open where try Concern.levels(of: [id], in: own)[id] == .text {
            try Concern.find(id, in: own).close(.solved, "Besproken.", in: own)
        }
    }

    mutating func told(_ next: Match.State) -> Match.Told {
        let day: Day? =
            switch next {
            case .suspended: today + dice.int(1...40)
            case .closing: nil
            default: today
            }
        return Match.Told(
            on: day, [.suspended, .declined, .endedEarly].contains(next) ? .practical : nil,
            with: .coordinator, then: dice.pick([.another, .anew, .without, .elsewhere, .open]),
            closing: next == .completed ? MatchClosingDraft(talksOn: today, lesson: nil) : nil)
    }

    mutating func decide(_ match: Match) throws -> String? {
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
    func finishYear(_ match: Match) throws {
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

    mutating func log() throws -> String? {
        guard let group = try any(Group.self, "state IN ('matched', 'active', 'paused')") else {
            return nil
        }
        if group.concernCount > 0, dice.chance(60), try settle(group) { return "settled" }
        var draft = dice.chance(80) ? LogDraft.spoken(on: today) : .tried(on: today)
        draft.hasConcern = dice.chance(14)
        if dice.chance(20) { (draft.promise, draft.promisedOn) = ("Bellen", today + 7) }
        _ = try draft.create(for: group, in: tx)
        return draft.hasConcern ? "concern" : "log"
    }

    /// Who reported a concern takes it back, or who reads it closes it.
    private func settle(_ group: Group) throws -> Bool {
        let open: ID<Concern>? = try tx.db.value(
            "SELECT id FROM concerns WHERE group_id = \(group.id) AND state <> 'closed' LIMIT 1")
        guard let concern = try open.map({ try Concern.find($0, in: tx) }) else { return false }
        if concern.isUnfinished, concern.isReported(by: tx.viewer) {
            try concern.withdraw(in: tx)
        } else if try concern.level(in: tx) == .text {
            try concern.close(.solved, "Besproken.", in: tx)
        } else {
            return false
        }
        return true
    }

    mutating func task() throws -> String? {
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

    mutating func takeBack() throws -> String? {
        switch dice.int(1...3) {
        case 1: try any(Group.self)?.takeBack(in: tx)
        case 2: try any(Family.self)?.takeBack(in: tx)
        default: try any(Match.self)?.takeBack(in: tx)
        }
        return "taken back"
    }

    /// Shelter City is played by two: the network and the city, each doing its part.
    mutating func stay() throws -> String? {
        guard dice.chance(70) else { return try stay(tx) }
        let both = Viewer(
            userID: tx.viewer.userID, name: "Samen",
            grants: [.init(.network), .init(.shelter, city: fixture.nijmegen.id)])
        return try stay(tx.replayed(at: tx.now, as: both, trace: "walk"))
    }

    mutating func stay(_ tx: Transaction) throws -> String? {
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

    mutating func planStay(_ tx: Transaction) throws -> String? {
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
}
