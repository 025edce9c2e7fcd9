import Fixtures

@testable import Coalition

/// What is asked of the action plan of a family.
extension AccessScene {
    var plan: [AccessTables.Question] {
        func reads(
            _ name: String, _ what: @escaping (PlanGoals.Goal) -> Bool = { _ in true }
        ) -> (Transaction) throws -> Bool {
            { tx in
                try PlanGoals(family, in: tx).goals.contains {
                    $0.need.id == goals[name] && what($0)
                }
            }
        }
        func knows(_ theme: Theme, _ name: String) -> (Transaction) throws -> Bool {
            { tx in
                try PlanGoals(family, in: tx).withheld.contains(theme) || reads(name)(tx)
            }
        }
        return [
            ("know how many goals there are", { try PlanGoals(family, in: $0).all > 0 }),
            ("read title and status of a goal", reads("plain")),
            ("read its steps and what was agreed", reads("plain") { !$0.steps.isEmpty }),
            ("read the title of a private goal", reads("private")),
            ("know the theme of a private goal of the household", knows(.health, "private")),
            ("know the theme of a private goal of one adult", knows(.safety, "one")),
            ("read the title of one that was agreed to be shared", reads("shared")),
            ("change it, and tick a step", { PlanHolder.family(family).mayEdit($0.viewer) }),
        ]
    }

    /// A goal of each kind, by what is said of it.
    static func goals(
        of family: Family, _ fixture: Fixture
    ) throws -> [String: ID<Need>] {
        try fixture.write(fixture.hanneke) { tx in
            var person = FamilyMemberDraft()
            person.kind = .parent
            let adult = Int(try person.add(to: family, in: tx).value)
            func add(_ theme: Theme, _ change: (inout NeedDraft) -> Void) throws -> ID<Need> {
                var draft = NeedDraft()
                (draft.title, draft.theme, draft.steps) = ("Doel", theme, ["Stap"])
                change(&draft)
                return try draft.add(to: family, in: tx)
            }
            return [
                "plain": try add(.work) { _ in }, "private": try add(.health) { _ in },
                "one": try add(.safety) { $0.person = adult },
                "shared": try add(.legal) { $0.sharedOn = fixture.nijmegen.today(tx) },
            ]
        }
    }
}
