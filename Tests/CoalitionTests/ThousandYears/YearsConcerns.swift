import Fixtures
import SQLite

@testable import Coalition

/// What people worry about, and what becomes of it.
extension YearsStep {
    mutating func concerns() throws -> String? {
        switch dice.int(1...13) {
        case ...2: try report()
        case 3...5: try finishReport()
        case 6...8: try triage()
        case 9, 10: try work()
        case 11, 12: try settleConcern()
        default: try openConcern()
        }
    }

    private mutating func report() throws -> String? {
        guard let place = try place() else { return nil }
        var draft = ConcernDraft()
        draft.text = "Er is iets."
        (draft.kind, draft.severity) = (
            dice.pick(Concern.Kind.allCases) ?? .health, dice.pick(Concern.Severity.allCases)
        )
        draft.source = dice.pick(Concern.Source.allCases) ?? .family
        draft.isPrivate = dice.chance(20)
        draft.about = try about(place)
        try draft.report(place, in: tx)
        return draft.about.isOfColleagues ? "report about a colleague" : "report"
    }

    /// About a record, or about none in one's own city.
    private mutating func place() throws -> ConcernPlace? {
        let subject: TalkSubject? =
            switch dice.int(1...5) {
            case 1: try any(Group.self).map { .group($0) }
            case 2: try any(Family.self).map { .family($0) }
            case 3:
                try any(Match.self)
                    .flatMap { try MatchList.lines([$0], in: tx).first }.map { .match($0) }
            case 4: try any(Stay.self).map { .stay($0) }
            default: nil
            }
        if let subject { return try ConcernPlace(about: subject, in: tx) }
        return city().map { ConcernPlace(in: $0, tx.viewer) }
    }

    private mutating func about(_ place: ConcernPlace) throws -> Concern.About {
        let subjects = try ConcernSubjects(at: place, in: tx)
        switch dice.int(1...10) {
        case ...4: return .unsaid
        case ...7: return dice.pick(subjects.accounts).map { .account($0.ref) } ?? .unsaid
        case 8: return dice.pick(subjects.members).map { .member($0.id) } ?? .unsaid
        default: return dice.pick(ConcernSubjects.roles).map { .role($0) } ?? .unsaid
        }
    }

    /// Who tapped writes it, asks to be called or takes it back.
    private mutating func finishReport() throws -> String? {
        let ids: [ID<Concern>] = try tx.db.values(
            """
            SELECT id FROM concerns WHERE is_unfinished = 1 AND state <> 'closed'
            AND created_by IS NOT NULL ORDER BY id
            """)
        guard let concern = try dice.pick(ids).map({ try Concern.find($0, in: tx) }),
            let reporter = concern.reporter
        else { return nil }
        let own = tx.replayed(at: tx.now, as: try viewer(reporter), trace: "walk")
        switch dice.int(1...3) {
        case 1:
            try concern.withdraw(in: own)
            return "report withdrawn"
        case 2:
            try concern.askForCall(in: own)
            return "call asked"
        default:
            var draft = ConcernDraft()
            (draft.text, draft.kind, draft.severity) = ("Er is iets.", .safety, .high)
            draft.about = try about(try ConcernPlace(of: concern, in: own))
            try draft.complete(concern, version: concern.version, in: own)
            return "report completed"
        }
    }

    /// A concern that somebody sees who mostly reads it: whoever looks after safety, or the viewer.
    private mutating func seen(_ condition: SQL) throws -> (concern: Concern, own: Transaction)? {
        let leads: [ID<User>] = try tx.db.values(
            "SELECT user_id FROM grants WHERE role = 'safeguarding' ORDER BY user_id")
        let lead = dice.chance(75) ? dice.pick(leads) : nil
        let own = try lead.map { tx.replayed(at: tx.now, as: try viewer($0), trace: "walk") } ?? tx
        let refs: [String] = try tx.db.values(
            "SELECT ref FROM concerns WHERE \(condition) ORDER BY id DESC LIMIT 20")
        return try dice.pick(refs).map { (try Concern.find($0, in: own), own) }
    }

    private mutating func triage() throws -> String? {
        guard let (concern, own) = try seen("state <> 'closed'") else { return nil }
        var draft = TriageDraft()
        (draft.kind, draft.severity) = (
            concern.kind == .unknown ? .safety : concern.kind,
            dice.pick(Concern.Severity.allCases)
        )
        draft.isPrivate = concern.isPrivate ? dice.chance(70) : dice.chance(20)
        draft.about =
            dice.chance(80) ? concern.about : try about(ConcernPlace(of: concern, in: own))
        let able = try concern.handlers(about: draft.about, in: own).map(\.colleague.ref)
        let subject: String? = if case .account(let ref) = draft.about { ref } else { nil }
        draft.handler = dice.chance(15) ? try subject ?? colleague()?.ref : dice.pick(able)
        try draft.triage(concern, phone: nil, version: concern.version, in: own)
        return "triage"
    }

    private mutating func work() throws -> String? {
        guard let (concern, own) = try seen("state <> 'closed'") else { return nil }
        switch dice.int(1...5) {
        case 1, 2:
            try concern.take(step: dice.int(1...6), on: today, in: own)
            return "step"
        case 3:
            let party = dice.pick(Array(ConcernReferral.Party.allCases)) ?? .police
            try concern.refer(to: party, on: today, in: own)
            return "referred"
        case 4:
            try concern.agree("Er wordt gebeld.", in: own)
            return "agreed"
        default:
            var task = TaskDraft()
            (task.title, task.dueOn) = ("Bel terug", today + dice.int(0...9))
            task.role = dice.pick([.network, .safeguarding, .local, .municipality]) ?? .network
            _ = try concern.ask(task, in: own)
            return "asked"
        }
    }

    private mutating func settleConcern() throws -> String? {
        guard let (concern, own) = try seen(dice.chance(60) ? "state <> 'closed'" : "1") else {
            return nil
        }
        guard concern.isOpen else {
            try concern.reopen(in: own)
            return "concern reopened"
        }
        let outcome = dice.chance(85) ? dice.pick(Array(Concern.Outcome.allCases)) : nil
        try concern.close(outcome, "Besproken.", in: own)
        return "concern closed"
    }

    private mutating func openConcern() throws -> String? {
        guard let (concern, own) = try seen("1") else { return nil }
        _ = try OpenConcern.open(concern, reason: "De school belde.", in: own)
        return "concern opened"
    }
}

/// What must hold of concerns: who may know of them, and who is asked to do what.
struct YearsSight {
    let tx: Transaction

    func findings() throws -> [String] { try standing() + asked() }

    private static let rules: [(name: String, broken: SQL)] = [
        ("is handled by whom it is about", "handler = about_user"),
        ("ended without an outcome", "(state = 'closed') <> (outcome IS NOT NULL)"),
        (
            "has its triage and no handler or weight",
            "state = 'triaged' AND (handler IS NULL OR severity IS NULL OR kind = 'unknown')"
        ),
        (
            "is referred to nobody",
            """
            state = 'referred' AND NOT EXISTS (
                SELECT 1 FROM concern_referrals WHERE concern_id = concerns.id)
            """
        ),
        (
            "about a colleague marks a group or a log",
            """
            (about_user IS NOT NULL OR about_role IS NOT NULL OR is_private = 1) AND EXISTS (
                SELECT 1 FROM log_entries WHERE id = concerns.entry_id AND has_concern = 1)
            """
        ),
        // What is asked may be closed by hand, which is the doer's to answer for.
        (
            "is open and nobody was asked",
            """
            state <> 'closed' AND NOT EXISTS (SELECT 1 FROM tasks
                WHERE subject_id = concerns.id AND subject = 'concern'
                AND kind IN ('concern', 'handling') AND cause_gone_on IS NULL)
            """
        ),
    ]

    private func standing() throws -> [String] {
        try YearsSight.rules.flatMap { rule in
            try tx.db.all("SELECT id FROM concerns WHERE \(rule.broken) LIMIT 3") { row in
                "concern \(try row.next() as Int64) \(rule.name)"
            }
        }
    }

    /// What is asked about a concern is asked of nobody who is kept from it.
    private func asked() throws -> [String] {
        try tx.db.all(
            """
            SELECT tasks.id FROM tasks JOIN concerns ON concerns.id = tasks.subject_id
            JOIN users ON users.ref = tasks.assignee
            WHERE tasks.subject = 'concern' AND tasks.done_at IS NULL
            AND (concerns.about_user = tasks.assignee OR EXISTS (
                SELECT 1 FROM absences JOIN users AS subjects ON subjects.id = absences.user_id
                WHERE subjects.ref = concerns.about_user AND absences.deputy_id = users.id
                AND absences.until_on > \(tx.today)))
            LIMIT 3
            """
        ) { row in "task \(try row.next() as Int64) is asked of whom it is kept from" }
    }

    /// For those whom they are about, and for who stands in for them, there are none: in no list, number
    /// or task.
    func hidden() throws -> [String] {
        let users: [ID<User>] = try tx.db.values(
            """
            SELECT id FROM users WHERE ref IN (SELECT about_user FROM concerns)
            UNION SELECT absences.deputy_id FROM absences JOIN users ON users.id = user_id
            WHERE absences.deputy_id IS NOT NULL AND absences.until_on > \(tx.today)
            AND users.ref IN (SELECT about_user FROM concerns)
            """)
        return try users.flatMap { user -> [String] in
            let viewer = Viewer(
                userID: user, name: "", grants: try Viewer.grants(of: user, on: tx.today, in: tx))
            let own = tx.replayed(at: tx.now, as: viewer, trace: "walk")
            let kept = Set(try kept(from: user))
            guard !kept.isEmpty else { return [] }
            var list = ConcernList()
            let seen = try [false, true].flatMap { isClosed in
                list.isClosed = isClosed
                return try list.page(nil, in: own).rows.map(\.id)
            }
            let tasks: [ID<Concern>] = try tx.db.values(
                """
                SELECT subject_id FROM tasks
                WHERE subject = 'concern' AND \(ConcernSight(viewer).tasks)
                """)
            let leaked = kept.intersection(seen + tasks)
            return leaked.map { "account \(user.value) knows of concern \($0.value)" }
        }
    }

    private func kept(from user: ID<User>) throws -> [ID<Concern>] {
        try tx.db.values(
            """
            SELECT concerns.id FROM concerns JOIN users ON users.ref = concerns.about_user
            WHERE concerns.created_by IS NOT \(user) AND (users.id = \(user) OR EXISTS (
                SELECT 1 FROM absences WHERE absences.user_id = users.id
                AND absences.deputy_id = \(user) AND absences.until_on > \(tx.today)))
            """)
    }
}
