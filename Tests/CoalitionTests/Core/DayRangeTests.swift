import Fixtures
import Testing

@testable import Coalition

@Suite("The days that a field may hold")
struct DayRangeTests {
    @Test(
        "are named by the bound that is crossed and where it comes from",
        arguments: [
            ("1999-12-31", "problem.day_early.oldest", "2000-01-01"), ("2000-01-01", nil, nil),
            ("2026-11-24", nil, nil), ("2026-11-25", "problem.day_future", "2026-11-24"),
        ] as [(String, String?, String?)])
    func past(_ day: String, _ message: String?, _ bound: String?) throws {
        let today = try #require(Day(iso: "2026-11-24"))
        let problem = DayRange.past(today).problem(Day(iso: day), "day")
        #expect(problem?.message == message)
        let named = problem?.values.values.first
        #expect(try named == bound.map { .day(try #require(Day(iso: $0))) })
    }

    @Test(
        "ahead of a day go three years on",
        arguments: [
            ("2026-11-23", "problem.day_early.today"), ("2026-11-24", nil), ("2029-11-24", nil),
            ("2029-11-25", "problem.day_late.farthest"),
            ("9999-12-31", "problem.day_late.farthest"),
        ] as [(String, String?)])
    func ahead(_ day: String, _ message: String?) throws {
        let range = DayRange.ahead(of: try #require(Day(iso: "2026-11-24")))
        #expect(range.problem(Day(iso: day), "day")?.message == message)
    }

    @Test("hold no day at all as well")
    func none() throws {
        let today = try #require(Day(iso: "2026-11-24"))
        #expect(DayRange.past(today).problem(nil, "day") == nil)
    }
}

@Suite("The dates of each form")
struct FormDateTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

    @Test(
        "fault R40: of an arrival lie from 2000 to three years ahead",
        arguments: [
            ("1900-01-01", "problem.day_early.oldest"), ("2000-01-01", nil), ("2029-11-24", nil),
            ("2029-11-25", "problem.day_late.farthest"),
            ("2199-01-01", "problem.day_late.farthest"),
        ] as [(String, String?)])
    func arrival(_ text: String, _ message: String?) throws {
        let day = try day(text)
        let found = refused { try fixture.announced { $0.arrivalOn = day } }
        #expect(found.map(\.short) == (message.map { ["arrival_on \($0)"] } ?? []))
    }

    @Test("fault R40: of a group, its members and a pause lie where they can be")
    func group() throws {
        let group = try fixture.ready()
        let early = try day("1999-12-31")
        let far = try day("2030-01-01")
        func problems(_ work: (Transaction) throws -> Void) -> [String] {
            refused { try fixture.write(fixture.hanneke) { try work($0) } }.map(\.short)
        }
        var draft = GroupDraft(group)
        (draft.intakeOn, draft.availableFrom) = (early, far)
        let changed = draft
        #expect(
            problems { try changed.update(group, version: group.version, in: $0) } == [
                "intake_on problem.day_early.oldest", "available_from problem.day_late.farthest",
            ])
        var person = MemberDraft()
        (person.name, person.birthYear) = ("Fatma", 1980)
        (person.joinedOn, person.codeOfConductOn) = (early, far)
        let member = person
        #expect(
            problems { try member.join(group, in: $0) } == [
                "joined_on problem.day_early.oldest", "code_of_conduct_on problem.day_future",
            ])
        #expect(
            problems { try group.setPause(early, in: $0) } == [
                "paused_until problem.day_early.today"
            ])
        #expect(
            problems { try group.setPause(far, in: $0) } == [
                "paused_until problem.day_late.farthest"
            ])
        func first(_ tx: Transaction) throws -> Member {
            try Member.active(of: group.id, in: tx)[0]
        }
        #expect(
            problems { try first($0).setVog(.seen, seenOn: early, of: group, in: $0) } == [
                "seen_on problem.day_early.oldest"
            ])
        #expect(
            problems { try first($0).attend(1, on: early, of: group, in: $0) } == [
                "attended_on problem.day_early.oldest"
            ])
        #expect(
            problems { try first($0).leave(on: early, .moved, from: group, in: $0) } == [
                "left_on problem.day_early.joined"
            ])
    }

    @Test("fault R40: of goals, tasks and a household lie where they can be")
    func others() throws {
        let family = try fixture.waiting()
        let far = try day("2040-01-01")
        var goal = NeedDraft()
        (goal.theme, goal.title, goal.dueOn) = (.school, "Plek op school", far)
        var person = FamilyMemberDraft()
        (person.kind, person.birthYear, person.joinedOn) = (.child, 2015, try day("2014-12-31"))
        var task = TaskDraft()
        (task.title, task.dueOn) = ("Bel de school", far)
        let (goals, people, tasks) = (goal, person, task)
        func problems(_ work: (Transaction) throws -> Void) -> [String] {
            refused { try fixture.write(fixture.hanneke) { try work($0) } }.map(\.short)
        }
        #expect(
            problems { try goals.add(to: family, in: $0) } == ["due_on problem.day_late.farthest"])
        #expect(
            problems { try people.add(to: family, in: $0) } == ["joined_on problem.day_early.born"])
        #expect(
            problems { try tasks.create(in: fixture.nijmegen, $0) } == [
                "due_on problem.day_late.farthest"
            ])
    }

    @Test("fault R40: of the steps of a match lie from its proposal on, and not absurdly far")
    func match() throws {
        let scene = try MatchScene()
        try scene.propose()
        func found(_ work: () throws -> Void) -> [String] { refused(work).map(\.short) }
        #expect(
            found { try scene.move(.introduced, scene.today - 1) } == [
                "introduced_on problem.day_early.proposed"
            ])
        #expect(
            found { try scene.plan(scene.today + 2000) } == ["starts_on problem.day_late.farthest"])
        try scene.decide(.family, .yes)
        try scene.decide(.group, .yes)
        try scene.move(.active, scene.today)
        #expect(
            found { try scene.move(.suspended, scene.today) } == [
                "review_on problem.day_early.today"
            ])
        #expect(
            found { try scene.move(.endedEarly, scene.today - 1, .moved) } == [
                "ended_on problem.day_early.started"
            ])
    }
}
