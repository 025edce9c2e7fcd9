import Fixtures

@testable import Coalition

/// What is asked of families that change.
extension AccessScene {
    /// An offer of Haarlem, and families of Nijmegen that were split.
    struct Moved {
        let offer: FamilyTransfer
        let ordinary: Family
        let safe: Family
    }

    var moves: [AccessTables.Question] {
        func knows(_ family: Family) -> (Transaction) throws -> Bool {
            { try !FamilyParting.known(of: family, in: $0).isEmpty }
        }
        return [
            (
                "offer it to another city, split it, merge it",
                { FamilyPolicy($0.viewer, family).mayEdit }
            ),
            (
                "know of a family that another city offers",
                { tx in
                    (try? TransferOffer.find(moved.offer.id.value, in: tx)) != nil
                }
            ),
            (
                "say yes or no to the offer",
                {
                    $0.viewer.holds(
                        FamilyTransfer.answerers, for: [moved.offer.programme], in: moved.offer.to)
                }
            ),
            ("know of whom a family was split", knows(moved.ordinary)),
            ("know it after a split for safety", knows(moved.safe)),
            (
                "make one family of it again",
                { try FamilyParting.mayReunite(moved.safe, in: $0) }
            ),
        ]
    }

    static func moved(_ fixture: Fixture) throws -> Moved {
        let offer = try fixture.write(fixture.coordinatorOfHaarlem) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.statusHolder, 2)
            let family = try draft.create(in: fixture.haarlem, tx)
            var transfer = TransferDraft()
            transfer.city = fixture.nijmegen.id
            (transfer.consentOn, transfer.how) = (tx.today, .spoken)
            return try transfer.offer(family, in: tx)
        }
        return Moved(
            offer: offer, ordinary: try parted(.ordinary, fixture),
            safe: try parted(.safety, fixture))
    }

    private static func parted(
        _ kind: FamilyParting.Kind, _ fixture: Fixture
    ) throws -> Family {
        try fixture.write(fixture.hanneke) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.statusHolder, 2)
            let family = try draft.create(in: fixture.nijmegen, tx)
            let people = try (0..<2).map { _ in
                var person = FamilyMemberDraft()
                person.kind = .parent
                return try person.add(to: family, in: tx)
            }
            var split = SplitDraft()
            (split.kind, split.on) = (kind, tx.today)
            split.members = [people[0].value]
            try split.split(family, version: family.version, in: tx)
            return try Family.find(family.id, in: tx)
        }
    }
}
