import Fixtures
import Testing

@testable import Coalition

@Suite("What is read of a plan")
struct GoalPrivacyTests {
    let scene: PlanScene

    init() throws { scene = try PlanScene() }

    /// A class of goals, and how much each role that reads plans reads of it.
    enum Kind: String, CaseIterable {
        case plain, ofOne, health, legal, safety, marked, markedOfOne, shared
    }

    private func add(_ kind: Kind) throws -> ID<Need> {
        let adult = try adult()
        let theme: Theme =
            switch kind {
            case .health, .shared: .health
            case .legal: .legal
            case .safety: .safety
            default: .work
            }
        return try scene.add("Doel \(kind.rawValue)", theme) { draft in
            draft.isPrivate = [.marked, .markedOfOne].contains(kind)
            draft.person = [.ofOne, .markedOfOne].contains(kind) ? adult : nil
            draft.sharedOn = kind == .shared ? Day(iso: "2026-11-20") : nil
            draft.extras["agreed"] = FieldValue("Afspraak over \(kind.rawValue)")
            draft.steps = ["Stap van \(kind.rawValue)"]
        }
    }

    private func adult() throws -> Int {
        try scene.fixture.write(scene.hanneke) { tx in
            var draft = FamilyMemberDraft()
            (draft.kind, draft.name) = (.parent, "Amina")
            return Int(try draft.add(to: Family.find(scene.family.id, in: tx), in: tx).value)
        }
    }

    @Test(
        "is titles for the municipality, all for who works on it, a number for the network",
        arguments: Kind.allCases)
    func matrix(_ kind: Kind) throws {
        let before = try scene.plan(scene.officer)
        _ = try add(kind)
        let title = "Doel \(kind.rawValue)"
        let isOpen = [.plain, .ofOne, .shared].contains(kind)
        for role in Role.allCases {
            let plan = try scene.plan(scene.viewer(role))
            let goal = plan.goals.first { $0.need.title == title }
            let isWhole = role == .local || role == .safeguarding
            let reads = isWhole || (role == .municipality && isOpen)
            #expect((goal != nil) == reads, "\(role)")
            #expect((goal?.need.agreed != nil) == isWhole, "\(role)")
            #expect((goal?.steps.isEmpty == false) == isWhole, "\(role)")
            #expect(plan.members.isEmpty || role == .local, "\(role)")
            #expect(plan.people.isEmpty || role == .local, "\(role)")
            // What is withheld is in no number either; only the theme of the household's is known.
            switch role {
            case .network, .municipality:
                #expect(plan.all == before.all + (isOpen ? 1 : 0), "\(role)")
            case .local, .safeguarding: #expect(plan.all == before.all + 1, "\(role)")
            default: #expect(plan.all == 0 && plan.withheld.isEmpty, "\(role)")
            }
            let tells = role == .municipality && !isOpen && kind != .markedOfOne
            #expect(plan.withheld.isEmpty == !tells, "\(role)")
        }
    }

    @Test("is nothing for another city and for another programme")
    func elsewhere() throws {
        try scene.add("Doel van Nijmegen")
        for role in [Role.local, .municipality] {
            let plan = try scene.plan(scene.viewer(role, in: scene.fixture.haarlem))
            #expect(plan.goals.isEmpty && plan.all == 0)
            let hosted = try scene.plan(scene.viewer(role, .hostedStay))
            #expect(hosted.goals.isEmpty && hosted.all == 0)
        }
    }

    @Test("is no more than the title for who is asked, and opens when the person agrees")
    func agreed() throws {
        let id = try scene.add("Controle", .health)
        #expect(try !scene.titles(scene.officer).contains("Controle"))
        #expect(try scene.plan(scene.officer).withheld == [.health])
        try scene.change(id) { $0.sharedOn = Day(iso: "2026-11-24") }
        #expect(try scene.titles(scene.officer).contains("Controle"))
        #expect(try scene.plan(scene.officer).withheld.isEmpty)
    }

    @Test("a day of agreement does not lie ahead")
    func future() throws {
        #expect(throws: Refusal.self) {
            try scene.add("Controle", .health) { $0.sharedOn = Day(iso: "2026-11-25") }
        }
    }

    @Test("a goal is of an adult of this family, and its doer is a member of its group")
    func chosen() throws {
        let child = try scene.fixture.write(scene.hanneke) { tx in
            var draft = FamilyMemberDraft()
            (draft.kind, draft.name, draft.birthYear) = (.child, "Sami", 2015)
            draft.birthPrecision = .year
            return Int(try draft.add(to: Family.find(scene.family.id, in: tx), in: tx).value)
        }
        for person in [child, 999] {
            #expect(throws: Refusal.problem("person", "problem.choice")) {
                try scene.add("Doel") { $0.person = person }
            }
        }
        let other = try scene.fixture.ready("Hatert")
        let stranger = try scene.fixture.read(scene.hanneke) {
            try Member.active(of: other.id, in: $0)[0].id.value
        }
        #expect(throws: Refusal.problem("member", "problem.choice")) {
            try scene.add("Doel") { $0.member = Int(stranger) }
        }
        let own = try scene.fixture.read(scene.hanneke) {
            try Member.active(of: scene.group.id, in: $0)[0]
        }
        let id = try scene.add("Doel") { $0.member = Int(own.id.value) }
        #expect(try scene.plan(scene.hanneke).members[own.id] != nil)
        // Who in the group does what the municipality carries is nobody.
        try scene.change(id) { $0.owner = .municipality }
        #expect(try scene.need(id).member == nil)
    }
}
