import Coalition
import Fixtures
import SQLite
import Testing

@Suite("A pair of family and group")
struct PairingTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func unmet(_ family: Family, _ group: Group) throws -> [Pairing.Rule] {
        try fixture.read(fixture.hanneke) { tx in
            try Pairing.of(family, group, in: tx).unmet.map(\.rule)
        }
    }

    @Test("that fits has nothing in the way")
    func fits() throws {
        #expect(try unmet(fixture.waiting(), fixture.ready()).isEmpty)
    }

    @Test("does not fit when the household, the support or the date is too much")
    func sizes() throws {
        let family = try fixture.waiting { $0.needsLevel = 3 }
        let group = try fixture.ready { draft in
            draft.maxHousehold = 4
            draft.availableFrom = family.announcedOn + 90
        }
        #expect(try unmet(family, group) == [.household, .support, .time])
    }

    @Test("without a common language needs an interpreter")
    func language() throws {
        let group = try fixture.ready()
        let family = try fixture.waiting { $0.languages = ["ti"] }
        #expect(try unmet(family, group) == [.language])
        let interpreted = try fixture.waiting { draft in
            draft.languages = ["ti"]
            draft.isInterpreterNeeded = true
        }
        #expect(try unmet(interpreted, group).isEmpty)
    }

    @Test("without a common language fits through a community builder of city or network")
    func builder() throws {
        let group = try fixture.ready()
        let family = try fixture.waiting { $0.languages = ["ti"] }
        try fixture.builder("Rania Sabbagh", ["ar", "nl"])
        try fixture.builder(
            "Feven Tekle", ["ti"], in: fixture.haarlem, by: fixture.coordinatorOfHaarlem)
        #expect(try unmet(family, group) == [.language])
        let builder = try fixture.builder("Gloria Bahati", ["ti", "sw"], by: fixture.network)
        let pair = try fixture.read(fixture.hanneke) { try Pairing.of(family, group, in: $0) }
        #expect(pair.isOpen && pair.needsBuilder && !pair.needsInterpreter)
        #expect(pair.sharedLanguages.isEmpty)
        let finding = pair.findings.first { $0.rule == .language }
        #expect(finding?.message == "pairing.language.builder")
        #expect(finding?.values == ["language": .text("ti")])
        try fixture.write(fixture.network) { tx in
            var draft = try CommunityBuilderDraft.stored(builder.id, in: tx).draft
            draft.endedOn = nijmegenToday(tx)
            try draft.update(builder, version: 1, in: tx)
        }
        #expect(try unmet(family, group) == [.language])
    }

    @Test("that shares Dutch only with a builder has no language arranged")
    func dutch() throws {
        let group = try fixture.ready("Bottendaal") { _ in }
        try fixture.builder("Rania Sabbagh", ["ar", "nl"])
        let family = try fixture.waiting { $0.languages = ["so"] }
        #expect(try unmet(family, group) == [.language])
    }

    @Test("page P03 comes before others when a language is shared, then when it waits for longer")
    func order() throws {
        let silent = try fixture.ready("Aldenhof", members: ["Joke", "Wim", "Ruben", "Els", "Bo"])
        fixture.clock.now = fixture.clock.now.adding(seconds: 86_400)
        let early = try fixture.ready("Zwanenveld")
        fixture.clock.now = fixture.clock.now.adding(seconds: 86_400)
        let late = try fixture.ready("Hatert")
        let family = try fixture.waiting { draft in
            draft.languages = ["ar"]
            draft.isInterpreterNeeded = true
        }
        let pairs = try fixture.read(fixture.hanneke) { try Pairing.groups(for: family, in: $0) }
        #expect(pairs.map(\.group.name) == [early, late, silent].map(\.name))
        #expect(pairs.map(\.sharedLanguages) == [["ar"], ["ar"], []])
        #expect(pairs.map(\.needsInterpreter) == [false, false, true])
        let today = try fixture.read(fixture.hanneke) { nijmegenToday($0) }
        #expect(pairs.map(\.readySince) == [today - 1, today, today - 2])
    }

    @Test("word W27 says what a group lacks: members, clearance, or both")
    func lacks() throws {
        let family = try fixture.waiting()
        let group = try fixture.ready()
        func message() throws -> String? {
            try fixture.read(fixture.hanneke) { tx in
                try Pairing.of(family, Group.find(group.ref, in: tx), in: tx).unmet
                    .first { $0.rule == .complete }?.message
            }
        }
        #expect(try message() == nil)
        try fixture.write(fixture.hanneke) { tx in
            let group = try Group.find(group.ref, in: tx)
            try Member.active(of: group.id, in: tx)[0]
                .leave(on: nijmegenToday(tx), .moved, from: group, in: tx)
        }
        #expect(try message() == "pairing.complete.members")
        try fixture.write(fixture.hanneke) { tx in
            let group = try Group.find(group.ref, in: tx)
            let member = try Member.active(of: group.id, in: tx)[0]
            try member.setVog(.none, seenOn: nil, of: group, in: tx)
        }
        #expect(try message() == "pairing.complete.unmet")
    }

    @Test("does not fit before the family waits or while the group is not ready or complete")
    func states() throws {
        let group = try fixture.ready()
        #expect(try unmet(fixture.announced(), group) == [.waiting, .consent, .support])
        let family = try fixture.waiting()
        let after = try fixture.write(fixture.hanneke) { tx in
            let member = try Member.active(of: group.id, in: tx)[0]
            try member.leave(on: nijmegenToday(tx), .moved, from: group, in: tx)
            return try Group.find(group.ref, in: tx)
        }
        #expect(try unmet(family, after) == [.ready, .complete])
    }

    @Test("is proposed over a constraint only with a reason, and never over what nobody may")
    func overrides() throws {
        let family = try fixture.waiting()
        let small = try fixture.ready { $0.maxHousehold = 4 }
        var proposal = MatchProposal(family, small)
        let bare = proposal
        #expect(
            refused { try fixture.write(fixture.hanneke) { try bare.propose(in: $0) } }
                == [Problem("reason_household", "problem.override_reason")])
        proposal.reasons[.household] = "Twee kinderen zijn al volwassen."
        let argued = proposal
        let reasons = try fixture.write(fixture.hanneke) { tx in
            try MatchOverride.all(of: try argued.propose(in: tx), in: tx)
        }
        #expect(reasons.map(\.rule) == [.household])
        #expect(reasons.map(\.reason) == ["Twee kinderen zijn al volwassen."])
    }

    @Test("that asks more support than offered is the network's to decide")
    func support() throws {
        let family = try fixture.waiting { $0.needsLevel = 3 }
        var proposal = MatchProposal(family, try fixture.ready())
        proposal.reasons[.support] = "De partnerorganisatie doet mee."
        let argued = proposal
        let problems = refused { try fixture.write(fixture.hanneke) { try argued.propose(in: $0) } }
        #expect(problems.map(\.message) == ["pairing.support.unmet"])
        let match = try fixture.write(fixture.network) { try argued.propose(in: $0) }
        #expect(match.state == .proposed)
    }

    @Test("that was tried before is not proposed again")
    func history() throws {
        let (family, group) = (try fixture.waiting(), try fixture.ready())
        let match = try fixture.proposed(family, group)
        try fixture.write(fixture.hanneke) {
            try match.decide(
                .group, .no, on: nijmegenToday($0), version: match.version, in: $0)
        }
        let again = try fixture.read(fixture.hanneke) { try Family.find(family.ref, in: $0) }
        let free = try fixture.read(fixture.hanneke) { try Group.find(group.ref, in: $0) }
        #expect(try unmet(again, free) == [.history])
    }

    @Test("is listed with who fits best on top")
    func candidates() throws {
        let family = try fixture.waiting()
        let small = try fixture.ready("Aldenhof") { $0.maxHousehold = 2 }
        let fitting = try fixture.ready("Zwanenveld")
        let found = try fixture.read(fixture.hanneke) { try Pairing.groups(for: family, in: $0) }
        #expect(found.map(\.group.ref) == [fitting.ref, small.ref])
        #expect(found.map(\.isOpen) == [true, false])
        let announced = try fixture.announced()
        let families = try fixture.read(fixture.hanneke) {
            try Pairing.families(for: fitting, in: $0)
        }
        #expect(families.map(\.family.ref) == [family.ref, announced.ref])
    }

    private func nijmegenToday(_ tx: Transaction) -> Day { fixture.nijmegen.today(tx) }
}
