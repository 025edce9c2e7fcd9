import Coalition
import Fixtures
import SQLite
import Testing

@Suite("What a group is marked with")
struct SignalTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func pass(days: Int) {
        fixture.clock.now = fixture.clock.now.adding(seconds: days * 86_400)
    }

    private func round() throws {
        try DailyRound(fixture.records) { Issue.record($0) }.go()
    }

    private func signals(_ ref: String) throws -> [Signal] {
        try fixture.read(fixture.hanneke) { tx in
            let group = try Group.find(ref, in: tx)
            let today = try City.find(group.city, in: tx).today(tx)
            return group.signals(
                on: today, try ClearanceNotice(in: tx),
                isAwaited: try !Task.awaited(by: [group], in: tx).isEmpty)
        }
    }

    private func tasks(_ group: Group, as viewer: Viewer? = nil) throws -> [Task] {
        try fixture.read(viewer ?? fixture.hanneke) {
            try Task.open(about: .init(group.id), in: $0)
        }
    }

    private func leave(_ group: Group) throws {
        try fixture.write(fixture.hanneke) { tx in
            let member = try Member.active(of: group.id, in: tx)[0]
            try member.leave(on: fixture.nijmegen.today(tx), .moved, from: group, in: tx)
        }
    }

    @Test("is the end of a certificate, asked for a month before, once, until it holds again")
    func clearance() throws {
        let group = try fixture.ready()
        #expect(try signals(group.ref).isEmpty)
        let until = try #require(
            try fixture.read(fixture.hanneke) { try Group.find(group.ref, in: $0).clearanceUntil })
        let today = fixture.nijmegen.zone.day(of: fixture.clock.now)
        pass(days: until - today - 31)
        try round()
        #expect(try signals(group.ref).isEmpty)
        #expect(try tasks(group).isEmpty)
        pass(days: 1)
        try round()
        try round()
        #expect(try signals(group.ref) == [.expiring])
        let asked = try tasks(group)
        #expect(asked.map(\.kind) == [.clearance])
        #expect(asked.first?.dueOn == until)
        try fixture.write(fixture.hanneke) { tx in
            let day = fixture.nijmegen.today(tx)
            for member in try Member.active(of: group.id, in: tx) {
                for training in [1, 2] {
                    try member.attend(training, on: day, of: group, in: tx)
                }
                try member.setVog(.seen, seenOn: day, of: group, in: tx)
            }
        }
        #expect(try signals(group.ref).isEmpty)
        #expect(try tasks(group).isEmpty)
    }

    @Test("edge case: Group below five - after six weeks the network is told, once")
    func strength() throws {
        let match = try fixture.proposed(try fixture.waiting(), try fixture.ready())
        let group = try fixture.read(fixture.hanneke) {
            try Group.find(try #require(match.group), in: $0)
        }
        try leave(group)
        #expect(try signals(group.ref) == [.strength])
        let network = Viewer(userID: nil, name: "Netwerk", grants: [.init(.network)])
        pass(days: 42)
        try round()
        #expect(try tasks(group, as: network).map(\.role) == [.local])
        pass(days: 1)
        try round()
        try round()
        let both = try tasks(group, as: network).filter { $0.kind == .strength }
        #expect(Set(both.map(\.role)) == [.local, .network] && both.count == 2)
    }

    @Test("below strength is first the concern, then the silence, and one more in grey")
    func order() {
        #expect(Signal.concern.isUrgent && Signal.municipality.isUrgent)
        let quiet: [Signal] = [.plan, .load, .lines(2), .review(.m3)]
        #expect(quiet.filter(\.isUrgent).isEmpty)
    }

    @Test("is a task of the municipality that is late, about the group")
    func municipality() throws {
        let group = try fixture.ready()
        let today = fixture.nijmegen.zone.day(of: fixture.clock.now)
        try fixture.write(fixture.hanneke) { tx in
            var draft = TaskDraft()
            (draft.title, draft.dueOn, draft.role) = ("Schoolplek regelen", today, .municipality)
            draft.group = group
            try draft.create(in: fixture.nijmegen, tx)
        }
        #expect(try signals(group.ref).isEmpty)
        pass(days: 1)
        #expect(try signals(group.ref) == [.municipality])
        let lead = Viewer(userID: nil, name: "Aandacht", grants: [.init(.safeguarding)])
        let awaited = try fixture.read(lead) { try Task.awaited(by: [group], in: $0) }
        #expect(awaited.isEmpty)
    }
}
