import Coalition
import Fixtures
import Testing

@Suite("Rounding off a year")
struct MatchClosingTests {
    let scene: MatchScene

    init() throws {
        scene = try MatchScene()
        try scene.agree()
        try scene.move(.active, scene.today)
        scene.pass(days: 300)
        try scene.planExit()
        try scene.move(.closing)
        scene.pass(days: 65)
        try scene.holdLastReview()
    }

    private func complete(_ closing: MatchClosingDraft) throws {
        try scene.move(.completed, scene.today, closing: closing)
    }

    private func viewer(_ role: Role) -> Viewer {
        Viewer(userID: nil, name: "Iemand", grants: [.init(role)])
    }

    private func closing(as viewer: Viewer) throws -> MatchClosing? {
        let match = try scene.now().match
        return try scene.fixture.read(viewer) { try MatchClosing.find(match, in: $0) }
    }

    @Test("asks for both talks and a lesson, or that there is none")
    func asks() throws {
        #expect(
            refused { try complete(MatchClosingDraft()) }.map(\.field)
                == ["family_talk_on", "group_talk_on", "lesson"])
        var both = MatchClosingDraft(talksOn: scene.today, lesson: "Begin vroeg.")
        both.hasNoLesson = true
        #expect(refused { try complete(both) }.map(\.message) == ["problem.lesson_both"])
        #expect(try scene.now().match.state == .closing)
        #expect(try closing(as: scene.fixture.hanneke) == nil)
    }

    @Test("takes no talk before the year or after today")
    func days() throws {
        let late = MatchClosingDraft(talksOn: scene.today + 1, lesson: nil)
        #expect(
            refused { try complete(late) }.map(\.field) == ["family_talk_on", "group_talk_on"])
        let early = MatchClosingDraft(talksOn: scene.today - 366, lesson: nil)
        #expect(
            refused { try complete(early) }.map(\.message)
                == ["problem.day_early.started", "problem.day_early.started"])
    }

    @Test("keeps the lesson sealed, for the coordinator and the safeguarding lead")
    func reads() throws {
        try complete(MatchClosingDraft(talksOn: scene.today - 3, lesson: "Begin vroeg met taal."))
        #expect(try closing(as: scene.fixture.hanneke)?.lesson == "Begin vroeg met taal.")
        #expect(try closing(as: scene.fixture.hanneke)?.familyTalkOn == scene.today - 3)
        let officer = viewer(.municipality)
        #expect(try closing(as: officer)?.lesson == nil)
        #expect(try closing(as: officer)?.groupTalkOn == scene.today - 3)
        #expect(try closing(as: viewer(.network))?.lesson == nil)
    }

    @Test("keeps what was said when the end is taken back, and takes it over anew")
    func returns() throws {
        let city = scene.fixture.nijmegen.id
        let hanneke = Viewer(
            userID: try LogScene.account("hanneke@voorbeeld.nl", "Hanneke Vos", in: scene.fixture),
            name: "Hanneke Vos", grants: [.init(.local, city: city)])
        let (ref, today) = (try scene.now().match.ref, scene.today)
        func complete(_ lesson: String?) throws {
            try scene.fixture.write(hanneke) {
                let told = Match.Told(
                    on: today, closing: MatchClosingDraft(talksOn: today, lesson: lesson))
                try Match.find(ref, in: $0).move(to: .completed, told, in: $0)
            }
        }
        try complete(nil)
        try scene.fixture.write(hanneke) { try Match.find(ref, in: $0).takeBack(in: $0) }
        #expect(try scene.now().match.state == .closing)
        #expect(try closing(as: hanneke)?.groupTalkOn == today)
        try complete("Vraag het de buren.")
        #expect(try closing(as: hanneke)?.lesson == "Vraag het de buren.")
    }
}
