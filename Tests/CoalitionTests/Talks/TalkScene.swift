import Coalition
import Fixtures
import Testing

/// A waiting family and a ready group of Nijmegen, and talks that Hanneke plans about them.
struct TalkScene {
    let matches: MatchScene

    var fixture: Fixture { matches.fixture }
    var today: Day { matches.today }
    var group: TalkSubject { get throws { .group(try matches.now(matches.group.ref)) } }
    var family: TalkSubject { get throws { .family(try matches.family(matches.family.ref)) } }

    init() throws { matches = try MatchScene() }

    func draft(
        _ kind: Talk.Kind = .talk, in days: Int = 2, at time: String? = "14:30",
        place: String? = nil
    ) -> TalkDraft {
        var draft = TalkDraft()
        (draft.kind, draft.on) = (kind, today + days)
        draft.begins = time.flatMap { ClockTime(typed: $0)?.minutes }
        draft.extras["place"] = FieldValue(place)
        return draft
    }

    @discardableResult
    func plan(
        _ draft: TalkDraft, about subject: TalkSubject, by viewer: Viewer? = nil
    ) throws -> TalkLine {
        try fixture.write(viewer ?? fixture.hanneke) { tx in
            TalkLine(talk: try draft.create(about: subject, in: tx), subject: subject)
        }
    }

    func again(_ line: TalkLine, as viewer: Viewer? = nil) throws -> Talk {
        try fixture.read(viewer ?? fixture.hanneke) { tx in
            try Talk.find(line.talk.id.value, about: line.subject, in: tx)
        }
    }

    func answer(_ line: TalkLine, _ answer: Talk.Outcome, by viewer: Viewer? = nil) throws {
        try fixture.write(viewer ?? fixture.hanneke) { tx in
            try Talk.find(line.talk.id.value, about: line.subject, in: tx)
                .answer(answer, about: line.subject, in: tx)
        }
    }
}

extension MatchScene {
    fileprivate func now(_ ref: String) throws -> Group {
        try fixture.read(fixture.hanneke) { try Group.find(ref, in: $0) }
    }

    fileprivate func family(_ ref: String) throws -> Family {
        try fixture.read(fixture.hanneke) { try Family.find(ref, in: $0) }
    }
}
