import Coalition
import Fixtures
import SQLite
import Testing

/// Words that stand nowhere but in one text each, and who may read them.
enum PlantedWord: String, CaseIterable {
    case concern = "Purperkwartel"
    case agreed = "Zilverplevier"
    case outcome = "Bronsgrutto"
    case complaint = "Loodwulp"
    case review = "Koperkievit"
    case checkIn = "Tinzwaluw"
    case note = "Nikkelmees"
    case entry = "Chroomvink"
    case promise = "Kobaltlijster"
    /// What stood in the log before it was changed under an open concern.
    case former = "Zinkspreeuw"

    /// Roles of Nijmegen and of the network that read it without saying why.
    var readers: Set<Role> {
        switch self {
        case .concern, .agreed, .outcome, .checkIn: [.safeguarding]
        // The coordinator has the triage of a complaint of the neighbourhood about the same group.
        case .complaint, .review, .note, .entry, .promise, .former: [.local, .safeguarding]
        }
    }
}

/// A family of Nijmegen and its group, with a word in every text that is kept of them.
struct PlantedRecords {
    let family: Family
    let group: Group
    let match: Match
    let concern: Concern

    /// - Parameter lead: The account that handles the concern.
    init(_ fixture: Fixture, handledBy lead: Viewer) throws {
        let (waiting, ready) = (try fixture.waiting(), try fixture.ready())
        let proposed = try fixture.proposed(waiting, ready)
        let ids = try fixture.write(fixture.hanneke) { tx in
            try fixture.agree(proposed, in: tx)
            let today = fixture.nijmegen.today(tx)
            try Match.find(proposed.ref, in: tx).move(to: .active, .init(on: today), in: tx)
            // Two weeks ago, when the first review is due.
            try tx.db.run(
                "UPDATE matches SET starts_on = \(today - 14) WHERE id = \(proposed.id)")
            let (family, group) = (
                try Family.find(waiting.ref, in: tx), try Group.find(ready.ref, in: tx)
            )
            let match = try Match.find(proposed.ref, in: tx)
            return (family, group, match, try Self.write(family, group, match, tx))
        }
        (family, group, match, _) = ids
        concern = try Self.report(ids.1, fixture, lead)
        try Self.change(ids.3, of: ids.1, fixture)
        try fixture.write(lead) { tx in
            var draft = CheckInDraft()
            (draft.kind, draft.outcome, draft.on) = (.own, .held, fixture.nijmegen.today(tx))
            draft.extras["unknown"] = .text("\(PlantedWord.checkIn.rawValue) leende geld.")
            try draft.enter(for: ids.0, in: tx)
            let now = try Concern.find(concern.ref, in: tx)
            try now.close(.solved, "\(PlantedWord.outcome.rawValue) is weg.", in: tx)
        }
    }

    /// What the coordinator writes: a review, a note, the log and a complaint of the neighbourhood.
    ///
    /// - Returns: The contact that is changed later.
    private static func write(
        _ family: Family, _ group: Group, _ match: Match, _ tx: Transaction
    ) throws -> ID<LogEntry> {
        var review = ReviewDraft(.w2)
        (review.heldOn, review.audience, review.outcome) = (tx.today, .family, .good)
        review.answers = ["going": "\(PlantedWord.review.rawValue) is bang."]
        try review.add(to: try YearSubject(match, in: tx), in: tx)
        try SensitiveNote.add(
            .health, "\(PlantedWord.note.rawValue) slaapt slecht.", to: family, in: tx)
        var former = LogDraft.tried(on: tx.today)
        former.note = "\(PlantedWord.former.rawValue) kwam niet."
        let id = try former.create(for: group, in: tx).id
        var entry = LogDraft.spoken(on: tx.today)
        entry.note = "\(PlantedWord.entry.rawValue) huilde."
        (entry.promise, entry.promisedOn) = (
            "\(PlantedWord.promise.rawValue) bellen", tx.today + 3
        )
        try entry.create(for: group, in: tx)
        var complaint = ConcernDraft()
        (complaint.kind, complaint.source) = (.complaint, .neighbourhood)
        complaint.text = "\(PlantedWord.complaint.rawValue) hoort lawaai."
        try complaint.report(ConcernPlace(about: .group(group), in: tx), in: tx)
        return id
    }

    private static func report(
        _ group: Group, _ fixture: Fixture, _ lead: Viewer
    ) throws -> Concern {
        let concern = try fixture.write(fixture.hanneke) { tx in
            var draft = ConcernDraft()
            (draft.kind, draft.severity) = (.violence, .high)
            draft.text = "\(PlantedWord.concern.rawValue) slaat zijn vrouw."
            return try draft.report(ConcernPlace(about: .group(group), in: tx), in: tx)
        }
        return try fixture.write(lead) { tx in
            var draft = TriageDraft()
            (draft.kind, draft.severity) = (.violence, .high)
            draft.handler = try lead.userID.flatMap { try User.find($0, in: tx) }?.ref
            try draft.triage(concern, phone: nil, version: concern.version, in: tx)
            func now() throws -> Concern { try Concern.find(concern.ref, in: tx) }
            try now().agree("\(PlantedWord.agreed.rawValue) wordt gebeld.", in: tx)
            return try now()
        }
    }

    /// While the concern is open, what stood in the log is kept for its handler alone.
    private static func change(
        _ entry: ID<LogEntry>, of group: Group, _ fixture: Fixture
    ) throws {
        try fixture.write(fixture.hanneke) { tx in
            let former = try LogEntry.find(entry.value, of: group, in: tx)
            var draft = LogDraft(former)
            draft.note = "Er kwam niemand."
            try draft.update(former, of: group, version: former.version, in: tx)
        }
    }
}
