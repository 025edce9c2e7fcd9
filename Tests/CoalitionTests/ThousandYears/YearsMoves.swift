import Fixtures
import SQLite

@testable import Coalition

/// What becomes of families that change.
extension YearsStep {
    mutating func moves() throws -> String? {
        switch dice.int(1...10) {
        case 1, 2: try offer()
        case 3, 4: try answer()
        case 5: try split()
        case 6: try merge()
        case 7: try grow()
        case 8: try undo()
        case 9: try reunite()
        default: try end()
        }
    }

    mutating func offer() throws -> String? {
        let offered: SQL = """
            EXISTS (SELECT 1 FROM family_transfers
                WHERE family_id = families.id AND outcome IS NULL)
            """
        if dice.chance(30), let family = try any(Family.self, offered),
            let open = try FamilyTransfer.open(of: family.id, in: tx)
        {
            try open.withdraw(of: family, in: try coordinating(family))
            return "offer withdrawn"
        }
        guard let family = try any(Family.self, YearsStep.familyLives) else { return nil }
        var draft = TransferDraft()
        draft.city = dice.pick([fixture.nijmegen.id, fixture.haarlem.id])
        (draft.consentOn, draft.how) = (today, .spoken)
        try draft.offer(family, in: tx)
        return "offer"
    }

    mutating func answer() throws -> String? {
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

    mutating func split() throws -> String? {
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
        return draft.kind == .safety ? "safety split" : "split"
    }

    mutating func merge() throws -> String? {
        guard let kept = try any(Family.self, YearsStep.familyLives),
            let other = try any(
                Family.self, "\(YearsStep.familyLives) AND city_id = \(kept.city)")
        else { return nil }
        try FamilyMerge.merge(other, into: kept, in: tx)
        return "merge"
    }

    mutating func undo() throws -> String? {
        let ids: [ID<Family>] = try tx.db.values(
            """
            SELECT kept_id FROM family_merges WHERE undone_at IS NULL AND is_reunion = 0
            AND merged_at > \(tx.now.adding(seconds: -25 * 86_400)) ORDER BY id DESC LIMIT 5
            """)
        guard let kept = try dice.pick(ids).map({ try Family.find($0, in: tx) }) else { return nil }
        guard let merge = try FamilyMerge.undoable(into: kept, in: tx) else { return nil }
        try merge.undo(in: try coordinating(kept))
        return "merge undone"
    }

    /// Mostly as who coordinates where the family is.
    private mutating func coordinating(_ family: Family) throws -> Transaction {
        let ids: [ID<User>] = try tx.db.values(
            """
            SELECT users.id FROM grants JOIN users ON users.id = grants.user_id
            WHERE grants.role = 'local' AND grants.city_id = \(family.city) AND users.is_blocked = 0
            AND (grants.until_on IS NULL OR grants.until_on > \(today)) ORDER BY users.id
            """)
        guard dice.chance(80), let id = dice.pick(ids) else { return tx }
        return tx.replayed(at: tx.now, as: try viewer(id), trace: "walk")
    }

    /// Parts are one family again, as who looks after safety says.
    mutating func reunite() throws -> String? {
        guard
            let family = try any(
                Family.self,
                """
                \(YearsStep.familyLives) AND EXISTS (
                    SELECT 1 FROM family_partings WHERE family_id = families.id)
                """)
        else { return nil }
        let lead: ID<User>? = try tx.db.value(
            "SELECT user_id FROM grants WHERE role = 'safeguarding' LIMIT 1")
        let own =
            try dice.chance(70)
            ? lead.map { tx.replayed(at: tx.now, as: try viewer($0), trace: "walk") } : nil
        try FamilyMerge.reunite(family, in: own ?? tx)
        return "reunited"
    }

    mutating func grow() throws -> String? {
        guard let family = try any(Family.self, YearsStep.familyLives) else { return nil }
        var person = FamilyMemberDraft()
        (person.kind, person.joinedOn) = (.relative, today)
        person.name = "Naam\(dice.int(1...300)) Haddad"
        _ = try HouseholdGrowth(dice.chance(50) ? .birth : .reunion, person).add(
            to: family, in: tx)
        return "growth"
    }

    mutating func end() throws -> String? {
        guard let family = try any(Family.self, YearsStep.familyLives) else { return nil }
        let people = try FamilyMember.all(of: family, in: tx).filter { $0.leftOn == nil }
        guard let person = dice.pick(people) else { return nil }
        try person.end(
            dice.chance(50) ? .died : .left, on: today, of: family, version: person.version, in: tx)
        return "ended"
    }
}
