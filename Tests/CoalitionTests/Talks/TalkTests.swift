import Fixtures
import Foundation
import SQLite
import Testing

@testable import Coalition

@Suite("A talk")
struct TalkTests {
    let scene: TalkScene

    init() throws { scene = try TalkScene() }

    @Test("is planned with its day, and perhaps its hour, place and people")
    func planned() throws {
        var draft = scene.draft(place: "Wijkcentrum Daalsehof")
        draft.extras["people"] = .text("Samira en de tolk")
        draft.extras["remark"] = .text("Neem de map mee")
        let line = try scene.plan(draft, about: try scene.group)
        #expect(line.talk.on == scene.today + 2 && line.talk.begins?.text == "14:30")
        #expect(line.talk.programme == .samenHier && line.talk.isOpen)
        let stored = try scene.fixture.read(scene.fixture.hanneke) {
            try TalkDraft.stored(line.talk.id, in: $0).draft
        }
        #expect(stored.extras["place"] == .text("Wijkcentrum Daalsehof"))
        #expect(stored.extras["remark"] == .text("Neem de map mee"))
        let open = try scene.plan(scene.draft(at: nil), about: try scene.family)
        #expect(open.talk.begins == nil && open.talk.programme == .samenHier)
    }

    @Test("keeps where it is, with whom and what to think of unreadable in the file")
    func sealed() throws {
        var draft = scene.draft(place: "Hazenkampseweg")
        draft.extras["people"] = .text("Zarifa")
        draft.extras["remark"] = .text("Hondenluik")
        try scene.plan(draft, about: try scene.family)
        try scene.fixture.records.database.checkpoint()
        let path = scene.fixture.folder.appending(path: "test.sqlite")
        let bytes = try Data(contentsOf: path)
        for word in ["Hazenkampseweg", "Zarifa", "Hondenluik"] {
            #expect(bytes.range(of: Data(word.utf8)) == nil)
        }
    }

    @Test("writes who planned, changed and answered it in the audit log, without a value")
    func audited() throws {
        let line = try scene.plan(
            scene.draft(in: 0, at: "9:00", place: "Thuis"), about: try scene.group)
        try scene.answer(line, .held)
        let rows = try scene.fixture.read(.system) { tx in
            try tx.db.all(
                """
                SELECT action, ref, programme, fields FROM audit_log WHERE subject = 'talk' ORDER BY id
                """
            ) { row in
                (0..<4).map { _ in try? row.next() as String }.compactMap { $0 }
                    .joined(separator: " ")
            }
        }
        let ref = "\(scene.matches.group.ref)/talks/\(line.talk.id.value)"
        #expect(
            rows == [
                "create \(ref) samen_hier kind happens_on begins place",
                "change \(ref) samen_hier held",
            ])
    }

    @Test("is refused for a day that has passed, one absurdly far, and a kind that does not fit")
    func refusedFields() throws {
        let cases: [(TalkDraft, String, String)] = [
            (scene.draft(in: -1), "happens_on", "problem.due_past"),
            (scene.draft(in: 2000), "happens_on", "problem.day_late.farthest"),
            (scene.draft(.introduction), "kind", "problem.choice"),
        ]
        for (draft, field, message) in cases {
            let found = refused { try scene.plan(draft, about: try scene.group) }
            #expect(found.map(\.field) == [field] && found.map(\.message) == [message])
        }
        let empty = refused { try scene.plan(TalkDraft(), about: try scene.group) }
        #expect(empty.map(\.message) == ["problem.talk_kind", "problem.day_required"])
        var late = scene.draft()
        late.begins = 1440
        #expect(refused { try scene.plan(late, about: try scene.group) }.map(\.field) == ["begins"])
        var long = scene.draft(place: String(repeating: "a", count: 201))
        #expect(refused { try scene.plan(long, about: try scene.group) }.map(\.field) == ["place"])
        long.extras["place"] = .text("\u{200B}")
        try scene.plan(long, about: try scene.group)
    }

    @Test("is changed by one person at a time, and not once something was said of it")
    func changed() throws {
        let line = try scene.plan(scene.draft(), about: try scene.group)
        func change(_ days: Int, version: Int) throws {
            try scene.fixture.write(scene.fixture.hanneke) { tx in
                let talk = try Talk.find(line.talk.id.value, about: line.subject, in: tx)
                try scene.draft(in: days).update(
                    talk, about: line.subject, version: version, in: tx)
            }
        }
        try change(3, version: 1)
        #expect(try scene.again(line).on == scene.today + 3)
        #expect(throws: Refusal.conflict(current: 2)) { try change(4, version: 1) }
        try scene.answer(line, .cancelled)
        #expect(throws: Refusal.already(nil)) { try change(4, version: 3) }
    }

    @Test("that was due yesterday can get a remark, and another day, but none that has passed")
    func changedLate() throws {
        let line = try scene.plan(scene.draft(in: 0), about: try scene.group)
        scene.matches.pass(days: 2)
        func change(_ days: Int) throws {
            try scene.fixture.write(scene.fixture.hanneke) { tx in
                let talk = try Talk.find(line.talk.id.value, about: line.subject, in: tx)
                var draft = scene.draft(in: days)
                draft.extras["remark"] = .text("Verzet")
                try draft.update(talk, about: line.subject, version: talk.version, in: tx)
            }
        }
        try change(-2)
        #expect(refused { try change(-1) }.map(\.message) == ["problem.due_past"])
        try change(1)
    }
}

extension TalkTests {
    @Test("is held, missed or called off, once, and that can be taken back")
    func answered() throws {
        let line = try scene.plan(scene.draft(in: 1), about: try scene.group)
        #expect(refused { try scene.answer(line, .held) }.map(\.message) == ["problem.talk_ahead"])
        scene.matches.pass(days: 1)
        // Noon; it begins at half past two.
        #expect(refused { try scene.answer(line, .missed) }.count == 1)
        scene.fixture.clock.now = scene.fixture.clock.now.adding(seconds: 3 * 3600)
        try scene.answer(line, .held)
        #expect(throws: Refusal.self) { try scene.answer(line, .held) }
        #expect(
            refused { try scene.answer(line, .missed) }.map(\.message) == ["problem.talk_answered"])
        try scene.fixture.write(scene.fixture.hanneke) { tx in
            try Talk.find(line.talk.id.value, about: line.subject, in: tx)
                .reopen(about: line.subject, in: tx)
        }
        #expect(try scene.again(line).isOpen)
        try scene.answer(line, .missed)
    }

    @Test("without an hour can be answered on its day, and is over the day after")
    func withoutHour() throws {
        let line = try scene.plan(scene.draft(in: 0, at: nil), about: try scene.group)
        let now = scene.fixture.clock.now
        #expect(line.talk.hasBegun(at: now, in: .amsterdam))
        #expect(!line.talk.isOver(at: now, in: .amsterdam))
        #expect(line.talk.isOver(at: now.adding(seconds: 86_400), in: .amsterdam))
        try scene.answer(line, .held)
    }

    @Test("stands among those that wait for an answer from its day on, for who gives one")
    func due() throws {
        let today = try scene.plan(scene.draft(in: 0, at: "16:00"), about: try scene.group)
        let early = try scene.plan(scene.draft(in: 0, at: "9:00"), about: try scene.family)
        try scene.plan(scene.draft(in: 1), about: try scene.group)
        func ids(_ viewer: Viewer) throws -> [ID<Talk>] {
            try scene.fixture.read(viewer) { try TalkLine.due(in: $0).map(\.talk.id) }
        }
        #expect(try ids(scene.fixture.hanneke) == [early.talk.id, today.talk.id])
        scene.matches.pass(days: 1)
        #expect(try ids(scene.fixture.hanneke).count == 3)
        try scene.answer(early, .held)
        #expect(try ids(scene.fixture.hanneke).count == 2)
        let others = [
            scene.fixture.coordinatorOfHaarlem, scene.fixture.officerOfNijmegen,
            scene.fixture.network, scene.fixture.shelterOfNijmegen, scene.fixture.admin,
        ]
        for viewer in others { #expect(try ids(viewer).isEmpty) }
    }

    @Test("is seen by who reads its record, and planned and answered by who changes it")
    func rights() throws {
        let line = try scene.plan(scene.draft(in: 0, at: nil), about: try scene.group)
        let fixture = scene.fixture
        for viewer in [fixture.officerOfNijmegen, fixture.network] {
            let talk = try scene.again(line, as: viewer)
            #expect(!TalkPolicy(viewer, talk).maySeeDetails)
            #expect(throws: Refusal.forbidden("forbidden.talk")) {
                try scene.answer(line, .held, by: viewer)
            }
            #expect(throws: Refusal.forbidden("forbidden.talk")) {
                try scene.plan(scene.draft(), about: line.subject, by: viewer)
            }
        }
        for viewer in [fixture.coordinatorOfHaarlem, fixture.shelterOfNijmegen, fixture.admin] {
            #expect(throws: Refusal.notFound) { _ = try scene.again(line, as: viewer) }
        }
    }

    @Test("of a hosted stay is not for who has a right for Samen Hier alone")
    func programmes() throws {
        let nijmegen = scene.fixture.nijmegen
        func local(_ programme: Programme) -> Viewer {
            Viewer(
                userID: nil, name: "Noor",
                grants: [.init(.local, city: nijmegen.id, programme: programme)])
        }
        let family = try scene.fixture.write(local(.hostedStay)) { tx in
            var draft = FamilyDraft()
            (draft.route, draft.householdSize) = (.hostedStay, 2)
            return try draft.create(in: nijmegen, tx)
        }
        let line = try scene.plan(
            scene.draft(), about: .family(family), by: local(.hostedStay))
        #expect(line.talk.programme == .hostedStay)
        #expect(throws: Refusal.notFound) { _ = try scene.again(line, as: local(.samenHier)) }
        _ = try scene.again(line, as: local(.hostedStay))
    }
}
