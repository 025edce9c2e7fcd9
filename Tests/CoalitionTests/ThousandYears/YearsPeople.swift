import Fixtures
import SQLite

@testable import Coalition

/// What becomes of those who do the work, and of what they have in hand.
extension YearsStep {
    mutating func people() throws -> String? {
        switch dice.int(1...12) {
        case 1: try goAway()
        case 2, 3: try comeBack()
        case 4, 5: try standIn()
        case 6, 7: try handRecord()
        case 8: try handTask()
        case 9: try handAll()
        case 10: try leave()
        case 11: try block()
        default: try look()
        }
    }

    /// Somebody who works in a city, drawn at random; blocked ones only when these are asked for.
    mutating func colleague(isBlocked: Bool = false) throws -> User? {
        let ids: [ID<User>] = try tx.db.values(
            """
            SELECT DISTINCT users.id FROM users JOIN grants ON grants.user_id = users.id
            WHERE users.is_blocked = \(isBlocked) AND grants.role IN ('local', 'shelter')
            AND (grants.until_on IS NULL OR grants.until_on > \(today)) ORDER BY users.id
            """)
        return try dice.pick(ids).flatMap { try User.find($0, in: tx) }
    }

    /// Mostly the viewer, as whom the network and others are refused or not.
    private mutating func person() throws -> User? {
        let own = try tx.viewer.userID.flatMap { try User.find($0, in: tx) }
        return try dice.chance(70) ? own ?? colleague() : colleague()
    }

    private mutating func goAway() throws -> String? {
        guard let user = try person() else { return nil }
        var draft = AbsenceDraft()
        let from = today + dice.int(0...10)
        (draft.from, draft.until) = (from, from + dice.int(0...30))
        if dice.chance(70) {
            draft.deputy = dice.pick(try Deputies.candidates(for: user, in: tx))?.ref
        } else if dice.chance(20) {
            draft.deputy = try colleague()?.ref
        }
        try draft.create(for: user.id, in: tx)
        return "absence"
    }

    /// Mostly by that person, who is away longer, with somebody else, or not at all.
    private mutating func comeBack() throws -> String? {
        let rows: [ID<Absence>] = try tx.db.values(
            "SELECT id FROM absences WHERE until_on > \(today) ORDER BY id")
        guard let id = dice.pick(rows),
            let user: ID<User> = try tx.db.value("SELECT user_id FROM absences WHERE id = \(id)")
        else { return nil }
        let own =
            dice.chance(80) ? tx.replayed(at: tx.now, as: try viewer(user), trace: "walk") : tx
        let absence = try Absence.find(id.value, of: user, in: own)
        guard dice.chance(50), let person = try User.find(user, in: own) else {
            try absence.end(version: absence.version, in: own)
            return "absence ended"
        }
        var draft = AbsenceDraft(absence, deputy: nil)
        draft.until = max(today, absence.from) + dice.int(1...30)
        draft.deputy = dice.pick(try Deputies.candidates(for: person, in: own))?.ref
        try draft.update(absence, version: absence.version, in: own)
        return "absence changed"
    }

    /// As whoever stands in for somebody today.
    private mutating func standIn() throws -> String? {
        let ids: [ID<User>] = try tx.db.values(
            """
            SELECT users.id FROM absences JOIN users ON users.id = absences.deputy_id
            WHERE users.is_blocked = 0 AND \(Absence.runs(on: today)) AND EXISTS (
                SELECT 1 FROM tasks JOIN users AS principals ON principals.ref = tasks.assignee
                WHERE principals.id = absences.user_id AND tasks.done_at IS NULL)
            ORDER BY absences.id
            """)
        guard let id = dice.pick(ids) else { return nil }
        let own = tx.replayed(at: tx.now, as: try viewer(id), trace: "walk")
        guard let principal = dice.pick(try Deputies.principals(in: own)) else { return nil }
        return try principal.takeOver(in: own) > 0 ? "stood in" : nil
    }

    func viewer(_ id: ID<User>) throws -> Viewer {
        Viewer(userID: id, name: "Iemand", grants: try Viewer.grants(of: id, on: today, in: tx))
    }

    private mutating func handRecord() throws -> String? {
        switch dice.int(1...4) {
        case 1: try hand(try any(Group.self, YearsStep.groupLives))
        case 2: try hand(try any(Family.self, YearsStep.familyLives))
        case 3: try hand(try any(Match.self, YearsStep.matchLives))
        default: try hand(try any(Stay.self))
        }
    }

    private mutating func hand(_ record: (some Coordinated)?) throws -> String? {
        guard let record else { return nil }
        let able = try record.coordinators(in: tx).map(\.ref)
        let wanted = dice.chance(15) ? try colleague()?.ref : dice.pick(able)
        try record.hand(to: dice.chance(10) ? nil : wanted, remark: "Dank.", in: tx)
        return "record handed"
    }

    private mutating func handTask() throws -> String? {
        let ids: [ID<Task>] = try tx.db.values(
            "SELECT id FROM tasks WHERE done_at IS NULL ORDER BY id DESC LIMIT 30")
        guard let task = try dice.pick(ids).map({ try Task.find($0, in: tx) }) else { return nil }
        let able = try Colleague.all(task.role, of: task.programme, in: task.city, tx).map(\.ref)
        let wanted = dice.chance(15) ? try colleague()?.ref : dice.pick(able)
        try task.hand(to: dice.chance(10) ? nil : wanted, remark: "Kun jij dit?", in: tx)
        return "task handed"
    }

    /// All that somebody has in hand, to a colleague.
    private mutating func handAll() throws -> String? {
        guard let user = try person() else { return nil }
        let pack = try Handover.find(user.ref, in: tx)
        guard let area = dice.pick(pack.areas) else { return nil }
        let to = dice.chance(15) ? try colleague() : nil
        guard let ref = to?.ref ?? dice.pick(area.colleagues)?.ref else { return nil }
        let chosen = Set(area.records.filter { _ in dice.chance(80) } + [Handover.Area.tasks])
        return try area.hand(chosen, to: ref, remark: nil, field: "to", in: tx) > 0
            ? "pack handed" : nil
    }

    /// By the command, as somebody of the network asked; whoever is lacking then is appointed.
    private mutating func leave() throws -> String? {
        guard let user = try colleague() else { return nil }
        let system = tx.bySystem
        if let day = try user.leavingOn(in: tx), dice.chance(30) {
            let grants = try Viewer.grants(of: user.id, on: today, in: tx)
            try user.stay(in: system)
            // Rights that were ended are given anew.
            if try Viewer.grants(of: user.id, on: day, in: tx).isEmpty {
                for grant in grants { try User.grant(grant, to: user.id, from: day, in: system) }
            }
            return "stayed"
        }
        try appoint(likewise: user, system)
        return try user.leave(on: today + dice.int(0...20), in: system).total == 0
            ? "left" : "leaving"
    }

    private mutating func block() throws -> String? {
        let system = tx.bySystem
        if dice.chance(40), let user = try colleague(isBlocked: true) {
            _ = try User.setBlocked(false, user, in: system)
            return "unblocked"
        }
        guard let user = try colleague() else { return nil }
        try appoint(likewise: user, system)
        _ = try User.setBlocked(true, user, in: system)
        try user.release(isForSafety: dice.chance(40), in: system)
        return "blocked"
    }

    /// Somebody new with the same rights, where few are left who have them.
    private mutating func appoint(likewise user: User, _ system: Transaction) throws {
        for grant in try Viewer.grants(of: user.id, on: today, in: tx) {
            let others = try Colleague.all(
                grant.role, of: grant.role.programmes.min() ?? .samenHier,
                in: grant.city ?? fixture.nijmegen.id, tx)
            guard others.count < 4 else { continue }
            let id = try User.create(
                email: "iemand.\(dice.next())@coalitie.example", name: "Iemand", in: system)
            try User.grant(
                .init(grant.role, city: grant.city), to: id, from: today, in: system)
        }
    }

    /// The network opens what is closed to it.
    private mutating func look() throws -> String? {
        let roles: [Role] = [.network, .safeguarding]
        let ids: [ID<User>] = try tx.db.values(
            "SELECT user_id FROM grants WHERE role IN \(list: roles) ORDER BY user_id")
        guard let id = dice.pick(ids) else { return nil }
        let own = tx.replayed(at: tx.now, as: try viewer(id), trace: "walk")
        let parts = Set(OpenedPart.allCases.filter { _ in dice.chance(50) })
        if dice.chance(50) {
            try any(Group.self)?.open(parts, reason: "De school belde.", in: own)
        } else {
            try any(Family.self)?.open(parts, reason: "De school belde.", in: own)
        }
        return "looked"
    }
}

/// What must hold of those who do the work, and of what is theirs.
struct YearsOwners {
    let tx: Transaction

    /// That the account of a row of `users` works here no more.
    private var isGone: SQL {
        """
        (users.is_blocked = 1 OR users.leaving_on IS NULL AND NOT EXISTS (
            SELECT 1 FROM grants WHERE grants.user_id = users.id
            AND (grants.until_on IS NULL OR grants.until_on > \(tx.today))))
        """
    }

    func findings() throws -> [String] { try owned() + standingIn() }

    private func owned() throws -> [String] {
        func rows(_ name: String, _ from: SQL) throws -> [String] {
            try tx.db.all("SELECT users.id FROM \(from) AND \(isGone) LIMIT 3") { row in
                "\(name) is of account \(try row.next() as Int64), who is gone"
            }
        }
        return try rows(
            "a task", "tasks JOIN users ON users.ref = tasks.assignee WHERE tasks.done_at IS NULL")
            + rows(
                "a group",
                "groups JOIN users ON users.id = groups.coordinator_id WHERE \(Group.isOpen)")
            + rows(
                "a family",
                "families JOIN users ON users.id = families.coordinator_id WHERE \(Family.isOpen)")
            + rows(
                "a match",
                "matches JOIN users ON users.id = matches.coordinator_id WHERE \(Match.isOpen)")
            + rows(
                "a stay",
                "stays JOIN users ON users.id = stays.coordinator_id WHERE \(Stay.isOpen)")
    }

    private func standingIn() throws -> [String] {
        try tx.db.all(
            """
            SELECT tasks.id FROM tasks JOIN absences ON absences.id = tasks.absence_id
            LEFT JOIN users ON users.id = absences.deputy_id
            WHERE tasks.done_at IS NULL AND (users.ref IS NOT tasks.assignee
                OR tasks.subject = 'concern')
            """
        ) { row in "task \(try row.next() as Int64) is of nobody who stands in" }
    }

    /// What deputies had goes back with the first round after an absence.
    func returned() throws -> [String] {
        try tx.db.all(
            """
            SELECT tasks.id FROM tasks JOIN absences ON absences.id = tasks.absence_id
            WHERE tasks.done_at IS NULL AND absences.until_on <= \(tx.today)
            """
        ) { row in "task \(try row.next() as Int64) was not given back" }
    }

    /// How much somebody has in hand is what stands in the pack and on the network's page.
    func loads(_ cities: [City]) throws -> [String] {
        let lines = try CoordinatorLine.all(in: cities, tx).values.flatMap { $0 }
        return try lines.flatMap { line -> [String] in
            let user = try User.find(ref: line.ref, in: tx)
            let counts = try HandoverCounts.of(user, in: tx)
            let pack = try Handover(of: user, in: tx.bySystem)
            let records = pack.areas.reduce(into: 0) { $0 += $1.records.count }
            let whole = counts.groups + counts.families + counts.matches + counts.stays
            let here = pack.areas.filter { $0.city.id == line.city && $0.role == line.role }
            let running = here.reduce(into: 0) {
                $0 += line.role == .shelter ? $1.stays.count : $1.matches.count
            }
            let tasks = here.reduce(into: 0) { $0 += $1.tasks.count }
            return [
                records == whole && pack.tasks.count == counts.tasks
                    ? nil : "\(line.ref): \(records) records and \(pack.tasks.count) tasks",
                running == line.matches && tasks == line.tasks
                    ? nil : "\(line.ref): \(line.matches), \(line.tasks) on the network's page",
            ].compactMap { $0 }
        }
    }
}
