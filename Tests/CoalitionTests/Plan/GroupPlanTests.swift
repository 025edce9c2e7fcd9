import Fixtures
import Testing

@testable import Coalition

@Suite("The plan of a group before its family is known")
struct GroupPlanTests {
    let fixture: Fixture
    let group: Group

    init() throws {
        fixture = try Fixture()
        group = try fixture.ready("Galgenveld")
    }

    @discardableResult
    private func add(
        _ title: String, _ theme: Theme = .housing, _ owner: Need.Owner = .group
    ) throws -> ID<Need> {
        try fixture.write(fixture.hanneke) { tx in
            var draft = NeedDraft()
            (draft.title, draft.theme, draft.owner) = (title, theme, owner)
            return try draft.add(to: .group(group), in: tx)
        }
    }

    private func couple() throws -> Family {
        let family = try fixture.waiting()
        let match = try fixture.proposed(family, group)
        try fixture.write(fixture.hanneke) { tx in
            try match.sign(on: fixture.nijmegen.today(tx), version: match.version, in: tx)
            for side in Match.Side.allCases {
                let now = try Match.find(match.id, in: tx)
                try now.decide(
                    side, .yes, on: fixture.nijmegen.today(tx), version: now.version, in: tx)
            }
        }
        return family
    }

    @Test("is written by the coordinator, and says that there is one")
    func planned() throws {
        func isPlanned() throws -> Bool {
            try fixture.read(fixture.hanneke) { try Need.isPlanned(group.id, in: $0) }
        }
        #expect(try !isPlanned())
        let id = try add("Huis klaar")
        #expect(try isPlanned())
        try fixture.write(fixture.hanneke) { tx in
            try Need.find(id.value, of: .group(group), in: tx).setStatus(
                .dropped, of: .group(group), in: tx)
        }
        #expect(try !isPlanned())
        #expect(throws: Refusal.forbidden("forbidden.group_edit")) {
            try fixture.write(fixture.officerOfNijmegen) { tx in
                var draft = NeedDraft()
                (draft.title, draft.theme) = ("Doel", .work)
                try draft.add(to: .group(group), in: tx)
            }
        }
    }

    @Test("goes along into the match when both said yes, with its tasks and with what is private")
    func taken() throws {
        let plain = try add("Huis klaar")
        let health = try add("Huisarts met plek", .health)
        let asked = try add("Leefgeld klaarzetten", .money, .municipality)
        let before = try fixture.read(fixture.officerOfNijmegen) {
            try PlanGoals(group, in: $0)
        }
        // Of nobody yet, so that nothing of it is private.
        #expect(before.goals.count == 3 && before.withheld.isEmpty)
        let family = try couple()
        let (own, taken, official) = try fixture.read(fixture.hanneke) { tx in
            let family = try Family.find(family.id, in: tx)
            return (
                try PlanGoals(group, in: tx), try PlanGoals(family, in: tx),
                try tx.db.value(
                    "SELECT subject FROM tasks WHERE need_id = \(asked)") as Subject?
            )
        }
        #expect(own.goals.isEmpty)
        #expect(Set(taken.goals.map(\.need.id)).isSuperset(of: [plain, health, asked]))
        #expect(official == .family)
        let seen = try fixture.read(fixture.officerOfNijmegen) { tx in
            try PlanGoals(Family.find(family.id, in: tx), in: tx)
        }
        #expect(!seen.goals.contains { $0.need.id == health })
        #expect(seen.withheld == [.health])
    }

    @Test("stands on the group's page until both agreed, and then the family's does")
    func shown() throws {
        try add("Huis klaar")
        let family = try fixture.waiting()
        let match = try fixture.proposed(family, group)
        let before = try fixture.read(fixture.hanneke) {
            try PlanGoals(group, around: Match.find(match.id, in: $0), in: $0)
        }
        #expect(before.goals.map(\.need.title) == ["Huis klaar"])
        let both = try fixture.read(fixture.hanneke) {
            try PlanGoals(Match.find(match.id, in: $0), in: $0)
        }
        #expect(both.goals.count == 2)
    }

    @Test("is changed by nobody once the group has stopped")
    func stopped() throws {
        let id = try add("Huis klaar")
        try fixture.write(fixture.hanneke) {
            try Group.find(group.ref, in: $0).move(to: .stopped, for: .time, in: $0)
        }
        let stopped = try fixture.read(fixture.hanneke) { try Group.find(group.ref, in: $0) }
        #expect(throws: Refusal.self) {
            try fixture.write(fixture.hanneke) { tx in
                try Need.find(id.value, of: .group(stopped), in: tx).setStatus(
                    .met, of: .group(stopped), in: tx)
            }
        }
        let plan = try fixture.read(fixture.hanneke) { try PlanGoals(stopped, in: $0) }
        #expect(plan.goals.count == 1 && plan.writesTo == nil)
    }
}
