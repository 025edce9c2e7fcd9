import Coalition
import Fixtures
import SQLite
import Testing

@Suite("The log of a group")
struct LogTests {
    @Test("edge case: Attempt counted as contact - only what was made is the last contact")
    func lastContact() throws {
        let scene = try LogScene()
        try scene.log("2026-11-10")
        try scene.log("2026-11-03")
        try scene.log("2026-11-20", made: false)
        #expect(try scene.group().lastContactOn == Day(iso: "2026-11-10"))
        #expect(try scene.lastContactOfMatch() == Day(iso: "2026-11-10"))
        let group = try scene.group()
        let attempts = try scene.fixture.read(scene.hanneke) {
            try LogEntry.attempts(of: [group.id], in: $0)
        }
        #expect(attempts == [group.id: 1])
    }

    @Test("takes the last contact back when it turns out to be an attempt, or is deleted")
    func takenBack() throws {
        let scene = try LogScene()
        try scene.log("2026-11-03")
        let latest = try scene.log("2026-11-10")
        var draft = LogDraft(latest)
        draft.isContact = false
        let group = try scene.group()
        try scene.fixture.write(scene.hanneke) {
            try draft.update(latest, of: group, version: latest.version, in: $0)
        }
        #expect(try scene.group().lastContactOn == Day(iso: "2026-11-03"))
        let rest = try scene.timeline()
        try scene.fixture.write(scene.hanneke) { tx in
            for entry in rest { try entry.delete(from: group, in: tx) }
        }
        #expect(try scene.group().lastContactOn == nil)
        #expect(try scene.lastContactOfMatch() == nil)
    }

    @Test("counts contacts per month, also after changes")
    func months() throws {
        let scene = try LogScene()
        let group = try scene.group()
        func counts() throws -> [Int] {
            try scene.fixture.read(scene.hanneke) { tx in
                try Group.contactMonths(of: [group.id], until: tx.today, in: tx)[group.id] ?? []
            }
        }
        let october = try scene.log("2026-10-31")
        try scene.log("2026-11-01")
        try scene.log("2026-11-02", made: false)
        #expect(try counts() == Array(repeating: 0, count: 10) + [1, 1])
        var draft = LogDraft(october)
        draft.happenedOn = Day(iso: "2026-11-05")
        try scene.fixture.write(scene.hanneke) {
            try draft.update(october, of: group, version: 1, in: $0)
        }
        #expect(try counts() == Array(repeating: 0, count: 11) + [2])
        let moved = try scene.timeline()[0]
        try scene.fixture.write(scene.hanneke) { try moved.delete(from: group, in: $0) }
        #expect(try counts() == Array(repeating: 0, count: 11) + [1])
    }

    @Test("saves all that was typed and gives it back")
    func whole() throws {
        let scene = try LogScene()
        let group = try scene.group()
        let members = try scene.fixture.read(scene.hanneke) {
            try Member.active(of: group.id, in: $0).map(\.id)
        }
        let entry = try scene.log("2026-11-08") {
            ($0.medium, $0.minutes, $0.mood) = (.outing, 120, 5)
            $0.themes = [.leisure, .language, .language]
            ($0.members, $0.note) = ([members[0], members[2]], "Naar de hockeyclub")
        }
        #expect(entry.themes == [.language, .leisure])
        #expect(Set(entry.members) == [members[0], members[2]])
        #expect(entry.authorName == "Hanneke Vos" && entry.author == scene.hanneke.userID)
        #expect(entry.match != nil && entry.version == 1)
        #expect(try scene.timeline().first?.note == "Naar de hockeyclub")
    }

    @Test("refuses to save over somebody else's change, and changes nothing then")
    func conflict() throws {
        let scene = try LogScene()
        let group = try scene.group()
        let entry = try scene.log("2026-11-08") { $0.note = "Eerst" }
        var mine = LogDraft(entry)
        mine.note = "Van mij"
        try scene.fixture.write(scene.hanneke) {
            try mine.update(entry, of: group, version: 1, in: $0)
        }
        mine.note = "Te laat"
        #expect {
            try scene.fixture.write(scene.hanneke) { tx in
                let now = try LogEntry.find(entry.id.value, of: group, in: tx)
                try mine.update(now, of: group, version: 1, in: tx)
            }
        } throws: { error in
            guard case Refusal.conflict(current: 2) = error else { return false }
            return true
        }
        #expect(try scene.timeline().map(\.note) == ["Van mij"])
    }

    @Test("brings a deleted entry back whole, and only for who deleted it")
    func undo() throws {
        let scene = try LogScene()
        let group = try scene.group()
        let entry = try scene.log("2026-11-08") {
            ($0.medium, $0.minutes, $0.mood, $0.note) = (.phone, 15, 2, "Lang gebeld")
            ($0.themes, $0.hasConcern) = ([.health], true)
        }
        try scene.fixture.write(scene.hanneke) { try entry.delete(from: group, in: $0) }
        #expect(try scene.timeline().isEmpty)
        let other = try LogScene.account("piet@nijmegen.example", "Piet", in: scene.fixture)
        let piet = Viewer(userID: other, name: "Piet", grants: scene.hanneke.grants)
        #expect(throws: Refusal.self) {
            try scene.fixture.write(piet) {
                try LogEntry.restore(entry.id.value, to: group, in: $0)
            }
        }
        _ = try scene.fixture.write(scene.hanneke) {
            try LogEntry.restore(entry.id.value, to: group, in: $0)
        }
        let back = try #require(try scene.timeline().first)
        #expect(back.id == entry.id && back.note == "Lang gebeld" && back.themes == [.health])
        #expect(back.medium == .phone && back.minutes == 15 && back.mood == 2 && back.hasConcern)
        #expect(try scene.group().lastContactOn == Day(iso: "2026-11-08"))
        #expect(throws: Refusal.self) {
            try scene.fixture.write(scene.hanneke) {
                try LogEntry.restore(entry.id.value, to: group, in: $0)
            }
        }
    }

    @Test("writes who did what in the audit log, and no text of it")
    func audited() throws {
        let scene = try LogScene()
        let entry = try scene.log("2026-11-08") { $0.note = "Geheim" }
        let rows = try scene.fixture.records.database.read { db in
            try db.all(
                """
                SELECT action, ref, fields FROM audit_log WHERE subject = 'log'
                UNION ALL SELECT purpose, ref, fields FROM processing_log WHERE subject = 'log'
                """
            ) { row in
                [try row.next() as String, try row.next() as String, try row.next() as String]
            }
        }
        let ref = "\(scene.ref)/log/\(entry.id.value)"
        #expect(
            rows == [
                ["create", ref, "happened_on contact note"],
                ["support", ref, "happened_on contact note"],
            ])
    }

    @Test("asks the network to triage each concern that is reported, as nobody else is there")
    func concern() throws {
        let scene = try LogScene()
        let group = try scene.group()
        let entry = try scene.log("2026-11-20") { $0.hasConcern = true }
        try scene.log("2026-11-21") { $0.hasConcern = true }
        let tasks = try scene.openTasks(scene.fixture.network).filter { $0.kind == .concern }
        #expect(tasks.map(\.dueOn) == Array(repeating: Day(iso: "2026-11-25"), count: 2))
        #expect(tasks.allSatisfy { $0.concern != nil })
        #expect(try scene.openTasks().isEmpty)
        #expect(try scene.group().concernCount == 2)
        var calm = LogDraft(entry)
        calm.hasConcern = false
        try scene.fixture.write(scene.hanneke) {
            try calm.update(entry, of: group, version: 1, in: $0)
        }
        #expect(try scene.openTasks(scene.fixture.network).count == 1)
        let other = try scene.timeline()[0]
        try scene.fixture.write(scene.hanneke) { try other.delete(from: group, in: $0) }
        #expect(try scene.openTasks(scene.fixture.network).isEmpty)
    }

    @Test(
        "asks for a concern on the next working day",
        arguments: [
            (Moment.utc(2026, 11, 26, 12, 0), "2026-11-27"),
            (Moment.utc(2026, 11, 27, 12, 0), "2026-11-30"),
            (Moment.utc(2026, 11, 28, 12, 0), "2026-11-30"),
            (Moment.utc(2026, 11, 29, 12, 0), "2026-11-30"),
        ])
    func workingDay(moment: Instant, due: String) throws {
        let scene = try LogScene(at: moment)
        try scene.log("2026-11-20") { $0.hasConcern = true }
        #expect(
            try scene.openTasks(scene.fixture.network).map(\.dueOn) == [Day(iso: due)])
    }
}

@Suite("The gap since the last contact")
struct ContactGapTests {
    private func gap(_ scene: LogScene, _ day: String) throws -> ContactGap? {
        let today = try #require(Day(iso: day))
        let group = try scene.group()
        return try scene.fixture.read(scene.hanneke) {
            try ContactGap.of([group], today: today, in: $0)[group.id]
        }
    }

    @Test("counts from the last contact, with the limit that holds then")
    func counted() throws {
        let scene = try LogScene()
        try scene.log("2026-10-10")
        let early = try #require(try gap(scene, "2026-10-24"))
        #expect(early.days == 14 && early.limit == 14 && early.hasContact && !early.isSilent)
        #expect(try gap(scene, "2026-10-25")?.isSilent == true)
        try scene.log("2026-11-20")
        let late = try #require(try gap(scene, "2026-12-19"))
        #expect(late.days == 29 && late.limit == 28 && late.isSilent)
    }

    @Test("counts from the beginning of the match while nothing was heard")
    func unheard() throws {
        let scene = try LogScene()
        try scene.log("2026-09-05", made: false)
        let gap = try #require(try gap(scene, "2026-09-20"))
        #expect(gap.days == 19 && gap.limit == 14 && !gap.hasContact && gap.isSilent)
    }

    @Test("is not there for a group without a match")
    func alone() throws {
        let scene = try LogScene()
        let ref = try LogScene.group(
            "Hees", of: scene.fixture, by: scene.hanneke, members: 0)
        let found = try scene.fixture.read(scene.hanneke) { tx in
            try ContactGap.of([try Group.find(ref, in: tx)], today: tx.today, in: tx)
        }
        #expect(found.isEmpty)
    }
}
