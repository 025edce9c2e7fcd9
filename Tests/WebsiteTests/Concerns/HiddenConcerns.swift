import Coalition
import SQLite
import Testing

/// What is reported about a coordinator, in every state in which a concern can be.
struct HiddenConcerns {
    /// Of the concerns, and of the tasks about them.
    let refs: [String]

    /// Lets one account be the deputy of another.
    static func standIn(_ person: String, by deputy: String, _ records: Records) throws {
        try records.write(as: .system) { tx in
            let (subject, other) = (try user(person, tx), try user(deputy, tx))
            try tx.db.run("UPDATE users SET deputy_id = \(other.id) WHERE id = \(subject.id)")
        }
    }

    /// Reported by the shelter's coordinator: about the city and about one of its groups, of which some
    /// wait, one is worked on with a task for the network, one is closed.
    static func report(about person: String, _ records: Records) throws -> HiddenConcerns {
        let (shelter, lead) = (
            try viewer("shelter.nijmegen", records), try viewer("aandacht", records)
        )
        let about = try records.read(as: .system) { try user(person, $0).ref }
        let concerns = try records.write(as: shelter) { tx in
            try places(tx).flatMap { place in
                try [Concern.Severity.acute, .high].map { severity in
                    var draft = ConcernDraft()
                    draft.text = "\(ConcernAbsenceTests.planted) zegt dat hij geld vroeg."
                    (draft.kind, draft.severity) = (.complaint, severity)
                    (draft.source, draft.about) = (.family, .account(about))
                    return try draft.report(place, in: tx)
                }
            }
        }
        try records.write(as: lead) { tx in
            for concern in concerns where concern.severity == .acute {
                try work(concern, about, tx)
            }
            try Concern.find(try #require(concerns.last).ref, in: tx).close(.unfounded, nil, in: tx)
        }
        return HiddenConcerns(
            refs: try records.read(as: .system) { tx in
                try concerns.map(\.ref)
                    + tx.db.values(
                        """
                        SELECT ref FROM tasks
                        WHERE subject = 'concern' AND subject_id IN \(list: concerns.map(\.id))
                        """)
            })
    }

    private static func places(_ tx: Transaction) throws -> [ConcernPlace] {
        let city = try #require(try City.all(in: tx).first { $0.nameNL == "Nijmegen" })
        let groups = try tx.db.all(
            """
            SELECT \(Group.columns) FROM groups
            WHERE city_id = \(city.id) AND state = 'active' ORDER BY id LIMIT 1
            """, Group.init)
        return try [ConcernPlace(in: city, tx.viewer)]
            + groups.map { try ConcernPlace(about: .group($0), in: tx) }
    }

    /// Triaged, with an agreement, a step and a task for the network.
    private static func work(_ concern: Concern, _ about: String, _ tx: Transaction) throws {
        let found = try Concern.find(concern.ref, in: tx)
        _ = try OpenConcern.open(found, in: tx)
        var draft = TriageDraft()
        (draft.kind, draft.severity, draft.about) = (.money, .acute, .account(about))
        draft.handler = try User.find(try #require(tx.viewer.userID), in: tx)?.ref
        // Of the one about the group its city may know, and still not whom it is about.
        draft.isPrivate = found.subject == nil
        try draft.triage(
            found, phone: nil, version: try Concern.find(concern.ref, in: tx).version, in: tx)
        let triaged = try Concern.find(concern.ref, in: tx)
        try triaged.agree("\(ConcernAbsenceTests.planted) wacht af.", in: tx)
        try triaged.take(step: 1, on: tx.today, in: tx)
        var task = TaskDraft()
        (task.title, task.role, task.dueOn) = ("Bel terug", .network, tx.today + 1)
        _ = try triaged.ask(task, in: tx)
    }

    private static func user(_ name: String, _ tx: Transaction) throws -> User {
        try #require(try User.find(email: "\(name)@coalitie.example", in: tx))
    }

    private static func viewer(_ name: String, _ records: Records) throws -> Viewer {
        try records.read(as: .system) { tx in
            let user = try user(name, tx)
            return Viewer(
                userID: user.id, name: user.name, grants: try Viewer.grants(of: user.id, in: tx))
        }
    }
}
