import Fixtures

@testable import Coalition

/// One record of each kind in Nijmegen, and what is asked of it.
struct AccessScene {
    let fixture: Fixture
    let group: Group
    private let ready: Group
    /// Announced by the municipality.
    let family: Family
    /// Announced by the coordinator.
    private let own: Family
    /// The same, with a duty of the municipality.
    private let duty: Family
    /// The same, whose talks apart are the safeguarding lead's.
    let apart: Family
    let moved: Moved
    let match: Match
    private let coming: Stay
    private let present: Stay
    private let returned: Stay
    private let home: Accommodation
    /// Nominated, and not answered yet.
    let asked: (stay: Stay, nomination: Nomination)
    /// Accepted by the city.
    let welcomed: (stay: Stay, nomination: Nomination)
    private let unplaced: Guest
    private let guest: Guest
    private let talk: TalkLine
    private let guestTalk: TalkLine
    /// About the group, reported by its coordinator.
    let concern: Concern
    /// The same, closed to the city.
    let closed: Concern
    /// A goal of each kind, by what is said of it.
    let goals: [String: ID<Need>]

    init() throws {
        let world = try StayWorld()
        fixture = world.fixture
        (ready, family) = (try fixture.ready(), try fixture.waiting())
        match = try fixture.proposed(family, ready)
        group = try fixture.ready("Hatert")
        own = try fixture.write(fixture.hanneke) { [nijmegen = fixture.nijmegen] tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.resettlement, 3)
            return try draft.create(in: nijmegen, tx)
        }
        duty = try fixture.write(fixture.hanneke) { [nijmegen = fixture.nijmegen] tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.resettlement, 3)
            draft.municipalityDutyOn = nijmegen.today(tx)
            return try draft.create(in: nijmegen, tx)
        }
        apart = try AccessScene.apart(fixture)
        moved = try AccessScene.moved(fixture)
        home = world.waal
        (unplaced, guest) = (try world.guest("Wulp"), try world.guest("Fuut"))
        coming = try world.plan(nil, unplaced, "2027-03-01", "2027-05-01", in: fixture.nijmegen)
        let road: [Stay.State] = [.nominated, .accepted, .preparing, .confirmed, .inStay]
        let here = try world.plan(home, guest, "2026-11-01", "2027-01-15", in: fixture.nijmegen)
        present = try world.bring(here, to: road)
        asked = try AccessScene.nominated(
            try world.bring(
                try world.plan(
                    nil, try world.guest("Grutto"), "2027-06-01", "2027-08-01",
                    in: fixture.nijmegen), to: [.nominated]), fixture)
        welcomed = try AccessScene.nominated(present, fixture)
        let gone = try world.plan(
            world.stad, try world.guest("Kluut"), "2026-09-01", "2026-11-20", in: fixture.nijmegen)
        returned = try world.bring(gone, to: road + [.departing, .returned])
        goals = try AccessScene.goals(of: family, fixture)
        talk = try AccessScene.talk(.group(group), fixture, by: fixture.hanneke)
        guestTalk = try AccessScene.talk(.stay(present), fixture, by: world.sanne)
        (concern, closed) = try AccessScene.concerns(about: group, fixture)
    }

    private static func talk(
        _ subject: TalkSubject, _ fixture: Fixture, by viewer: Viewer
    ) throws -> TalkLine {
        try fixture.write(viewer) { tx in
            var draft = TalkDraft()
            (draft.kind, draft.on) = (.talk, tx.today + 2)
            return TalkLine(talk: try draft.create(about: subject, in: tx), subject: subject)
        }
    }

    var questions: [(String, [AccessTables.Question])] {
        [
            ("groups", groups), ("log", log), ("families", families), ("matches", matches),
            ("stays", stays), ("guests", guests), ("nominations", nominations),
            ("accommodations", accommodations),
            ("talks", talks), ("rules", rules), ("plan", plan), ("year", year), ("voice", voice),
            ("moves", moves), ("around", around), ("concerns", concerns),
        ]
    }

    private var groups: [AccessTables.Question] {
        [
            ("see the group", { tx in sees { try Group.find(group.ref, in: tx) } }),
            ("see who is in it", { GroupPolicy($0.viewer, group).maySeeMembers }),
            ("see how many have a certificate", { GroupPolicy($0.viewer, group).maySeeClearance }),
            ("change it and take its steps", { GroupPolicy($0.viewer, group).mayEdit }),
            ("hand it on to another coordinator", { group.mayHand($0.viewer) }),
            (
                "open who is in it for an hour, with a reason",
                { group.openable(by: $0.viewer).contains(.names) }
            ),
        ]
    }

    private var log: [AccessTables.Question] {
        func depth(_ wanted: LogPolicy.Depth) -> (Transaction) -> Bool {
            { LogPolicy($0.viewer, group).depth == wanted }
        }
        return [
            ("read all of it", depth(.everything)),
            ("read day, theme and duration of contacts", depth(.outline)),
            ("read counts per month", depth(.counts)),
            ("know that there is a concern", { LogPolicy($0.viewer, group).maySeeConcern }),
            ("write in it", { LogPolicy($0.viewer, group).mayWrite }),
            (
                "open the texts for an hour, with a reason",
                { group.openable(by: $0.viewer).contains(.texts) }
            ),
        ]
    }

    private var families: [AccessTables.Question] {
        [
            (
                "see code, size, route, state and arrival",
                { tx in
                    sees { try Family.find(family.ref, in: tx) }
                }
            ),
            (
                "see names, of a family that the municipality announced",
                {
                    FamilyPolicy($0.viewer, family).maySeeMembers
                }
            ),
            (
                "see names, of a family that the coordinator announced",
                {
                    FamilyPolicy($0.viewer, own).maySeeMembers
                }
            ),
            (
                "see names, of one for which the municipality has a duty",
                {
                    FamilyPolicy($0.viewer, duty).maySeeMembers
                }
            ),
            (
                "read notes on health, law and wishes",
                {
                    FamilyPolicy($0.viewer, family).maySeeSensitiveNotes
                }
            ),
            (
                "open the names for an hour, with a reason",
                { own.openable(by: $0.viewer).contains(.names) }
            ),
            ("read goals", { FamilyPolicy($0.viewer, family).maySeeNeeds }),
            (
                "change what was announced, by the municipality",
                {
                    FamilyPolicy($0.viewer, family).mayEditArrival
                }
            ),
            ("change all else and take its steps", { FamilyPolicy($0.viewer, family).mayEdit }),
        ]
    }

    private var matches: [AccessTables.Question] {
        [
            (
                "see who is coupled and how far",
                { tx in
                    sees { try Match.find(match.ref, in: tx) }
                }
            ),
            (
                "see who said what, and why it ended",
                {
                    MatchPolicy($0.viewer, match).maySeeDecisions
                }
            ),
            ("change it", { MatchPolicy($0.viewer, match).mayEdit }),
        ]
    }

    private var stays: [AccessTables.Question] {
        [
            (
                "see code name, days and occupancy",
                { tx in
                    sees { try Stay.find(present.ref, in: tx) }
                }
            ),
            (
                "see how it ended and why it is longer",
                {
                    StayPolicy($0.viewer, present).maySeeOutcome
                }
            ),
            ("change it", { StayPolicy($0.viewer, present).mayEdit }),
            ("correct it once it is over", { StayPolicy($0.viewer, returned).mayEdit }),
            ("choose the guest of a plan", { StayPolicy($0.viewer, coming).mayChooseGuest }),
            ("ask for an extension", { StayPolicy($0.viewer, present).mayAskExtension }),
            ("decide on one", { StayPolicy($0.viewer, present).mayDecideExtension }),
        ]
    }

    private var guests: [AccessTables.Question] {
        [
            ("know the code name", { tx in sees { try Guest.find(guest.ref, in: tx) } }),
            (
                "open the identity before the city accepted",
                { tx in
                    try GuestPolicy(tx.viewer, unplaced, in: tx).mayOpenIdentity
                }
            ),
            (
                "open it, with a reason, from then on",
                { tx in
                    try GuestPolicy(tx.viewer, guest, in: tx).mayOpenIdentity
                }
            ),
            ("change it", { tx in try GuestPolicy(tx.viewer, guest, in: tx).mayEditIdentity }),
        ]
    }

    private var accommodations: [AccessTables.Question] {
        [
            (
                "see name, kind and availability",
                { tx in
                    sees { try Accommodation.find(home.ref, in: tx) }
                }
            ),
            (
                "see the address at once",
                {
                    let policy = AccommodationPolicy($0.viewer, home)
                    return policy.maySeeAddress && !policy.owesReason
                }
            ),
            (
                "see it with a reason",
                {
                    let policy = AccommodationPolicy($0.viewer, home)
                    return policy.maySeeAddress && policy.owesReason
                }
            ),
            ("change it", { AccommodationPolicy($0.viewer, home).mayEdit }),
        ]
    }

    private var talks: [AccessTables.Question] {
        [("a group", talk), ("a guest", guestTalk)].flatMap { name, line in
            [
                (
                    "know of one with \(name), and when",
                    { tx in
                        sees { try Talk.find(line.talk.id.value, about: line.subject, in: tx) }
                    }
                ),
                (
                    "know where it is with \(name), and who comes",
                    {
                        TalkPolicy($0.viewer, line.talk).maySeeDetails
                    }
                ),
                (
                    "plan one with \(name), and say what became of it",
                    {
                        line.subject.mayPlan($0.viewer)
                    }
                ),
            ]
        }
    }

    /// Whether it is found in the viewer's scope.
    private func sees<T>(_ find: () throws -> T) -> Bool { (try? find()) != nil }
}
