import Fixtures

@testable import Coalition

/// What is asked of the year of a match, and of what its family says apart.
extension AccessScene {
    var year: [AccessTables.Question] {
        func may(_ what: @escaping (YearPolicy) -> Bool) -> (Transaction) -> Bool {
            { what(YearPolicy($0.viewer, in: match.city)) }
        }
        func mayTick(_ owner: Checklist.Owner) -> (Transaction) throws -> Bool {
            { tx in
                let lines = try YearSubject(match, in: tx).lists(in: tx).flatMap(\.lines)
                let policy = YearPolicy(tx.viewer, in: match.city)
                return lines.contains { $0.owner == owner && policy.mayTick($0) }
            }
        }
        return [
            (
                "know how many lines are done, and whether a review was held",
                { MatchPolicy($0.viewer, match).holds(MatchPolicy.readers) }
            ),
            ("read the lines, who ticked them, and the milestones", may(\.maySeeLines)),
            ("tick a line of the group", mayTick(.group)),
            ("tick a line of the municipality", mayTick(.municipality)),
            ("read what was said in a review", may(\.maySeeReviews)),
            ("read it with a reason", may(\.mayOpenReviews)),
            ("hold a review", may(\.mayReview)),
        ]
    }

    var voice: [AccessTables.Question] {
        func may(
            _ what: @escaping (VoicePolicy) -> Bool, of family: Family
        ) -> (Transaction) throws -> Bool {
            { what(try VoicePolicy(family, in: $0)) }
        }
        return [
            ("know that somebody was heard, and when", may(\.maySee, of: family)),
            ("read what may be shared", may({ $0.reads(true, of: .samenHier) }, of: family)),
            ("read all that was said", may(\.listensToAll, of: family)),
            ("read it with a reason", may({ $0.opens(.samenHier) }, of: family)),
            ("enter what was said", may(\.mayEnter, of: family)),
            ("enter it of a family that is heard apart", may(\.mayEnter, of: apart)),
            ("say that a family is heard apart", may(\.maySetApart, of: family)),
        ]
    }

    /// A family that is heard apart by a safeguarding lead.
    static func apart(_ fixture: Fixture) throws -> Family {
        try fixture.write(.system) { tx in
            let lead = try User.create(email: "miriam@coalitie.example", name: "Miriam", in: tx)
            try User.grant(.init(.safeguarding), to: lead, from: tx.today, in: tx)
        }
        return try fixture.write(fixture.hanneke) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.statusHolder, 2)
            let family = try draft.create(in: fixture.nijmegen, tx)
            try family.setHeardApart(true, in: tx)
            return family
        }
    }
}
