import Fixtures
import Testing

@testable import Coalition

@Suite("Steps of a goal")
struct GoalStepTests {
    let scene: PlanScene

    init() throws { scene = try PlanScene() }

    private func steps(_ id: ID<Need>) throws -> [NeedStep] {
        try scene.fixture.read(scene.hanneke) {
            try NeedStep.all(of: Need.find(id.value, of: scene.holder, in: $0), in: $0)
        }
    }

    private func tick(_ step: NeedStep, _ isDone: Bool = true) throws {
        try scene.fixture.write(scene.hanneke) { tx in
            try Need.find(step.need.value, of: scene.holder, in: tx).tick(
                step.id.value, isDone: isDone, of: scene.holder, in: tx)
        }
    }

    @Test("are lines of text, of which an empty one is none")
    func lines() throws {
        let id = try scene.add("Doel") { $0.steps = ["  Bellen ", "", "Gaan \u{200B}", " "] }
        #expect(try steps(id).map(\.title) == ["Bellen", "Gaan"])
    }

    @Test("stay done where they are moved or reworded, and go with their line")
    func edited() throws {
        let id = try scene.add("Doel") { $0.steps = ["Een", "Twee", "Drie"] }
        try tick(steps(id)[1])
        try scene.change(id) { $0.steps = ["Nieuw", "Een", "Twee", "Drie"] }
        #expect(try steps(id).map(\.title) == ["Nieuw", "Een", "Twee", "Drie"])
        #expect(try steps(id).map { $0.doneOn != nil } == [false, false, true, false])
        try scene.change(id) { $0.steps = ["Nieuw", "Een", "Twee, met tolk", "Drie"] }
        #expect(try steps(id).map { $0.doneOn != nil } == [false, false, true, false])
        try scene.change(id) { $0.steps = ["Drie"] }
        #expect(try steps(id).map(\.title) == ["Drie"])
        #expect(try steps(id)[0].doneOn == nil)
    }

    @Test("are at most eight, of a line each")
    func limits() throws {
        #expect(throws: Refusal.problem("steps", "problem.need_steps", ["limit": .number(8)])) {
            try scene.add("Doel") { $0.steps = (1...9).map { "Stap \($0)" } }
        }
        #expect(throws: Refusal.self) {
            try scene.add("Doel") { $0.steps = [String(repeating: "a", count: 201)] }
        }
        try scene.add("Doel") { $0.steps = (1...8).map { "Stap \($0)" } }
    }

    @Test("are ticked once, with a day, and begin the goal")
    func ticked() throws {
        let id = try scene.add("Doel") { $0.steps = ["Een"] }
        let step = try steps(id)[0]
        try tick(step)
        #expect(try steps(id)[0].doneOn == Day(iso: "2026-11-24"))
        #expect(try scene.need(id).status == .busy)
        #expect(throws: Refusal.already(nil)) { try tick(step) }
        try tick(step, false)
        #expect(try steps(id)[0].doneOn == nil)
    }

    @Test("of another goal or for another role are refused")
    func refused() throws {
        let (one, two) = (
            try scene.add("Doel") { $0.steps = ["Een"] }, try scene.add("Ander doel")
        )
        let step = try steps(one)[0]
        #expect(throws: Refusal.notFound) {
            try scene.fixture.write(scene.hanneke) { tx in
                try Need.find(two.value, of: scene.holder, in: tx).tick(
                    step.id.value, isDone: true, of: scene.holder, in: tx)
            }
        }
        #expect(throws: Refusal.forbidden("forbidden.family_edit")) {
            try scene.fixture.write(scene.officer) { tx in
                try Need.find(one.value, of: scene.holder, in: tx).tick(
                    step.id.value, isDone: true, of: scene.holder, in: tx)
            }
        }
    }
}
