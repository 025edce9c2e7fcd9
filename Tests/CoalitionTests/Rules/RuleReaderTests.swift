import Fixtures
import Foundation
import SQLite
import Testing

@testable import Coalition

@Suite("Rules and who reads them")
struct RuleReaderTests {
    /// Every text between quotes in the program's own sources that looks like the key of a rule.
    private static func read() throws -> Set<String> {
        let sources = Fixture.home.appending(path: "Sources")
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        var keys: Set<String> = []
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /value\("([a-z0-9_]+(?:\.[a-z0-9_]+)+)"[,)]/) {
                keys.insert(String(match.1))
            }
            for match in text.matches(of: /key = \\\("([a-z_.]+)"\)/) {
                keys.insert(String(match.1))
            }
        }
        return keys.union(Group.Kind.allCases.map { "group.minimum.\($0.rawValue)" })
    }

    @Test("fault R21: every rule has a reader, and every reader its rule, in each version")
    func readers() throws {
        let read = try RuleReaderTests.read()
        let fixture = try Fixture()
        let rules: [Int: Set<String>] = try fixture.read(.system) { tx in
            let rows = try tx.db.all("SELECT version, key FROM rules") { row in
                (try row.next() as Int, try row.next() as String)
            }
            return Dictionary(grouping: rows, by: \.0).mapValues { Set($0.map(\.1)) }
        }
        #expect(!rules.isEmpty)
        for (version, keys) in rules {
            #expect(keys.subtracting(read) == [], "rules of version \(version) without a reader")
            #expect(read.subtracting(keys) == [], "readers without a rule in version \(version)")
        }
    }

    @Test("fault R21: fewer than three who speak Dutch is told of a group and holds nothing up")
    func dutch() throws {
        let fixture = try Fixture()
        let group = try fixture.ready()
        try fixture.read(fixture.hanneke) { tx throws in
            let members = try Member.active(of: group.id, in: tx)
            #expect(try !DutchSpeakers(group, members, in: tx).isFew)
            let few = try DutchSpeakers(group, Array(members.prefix(2)), in: tx)
            #expect(few.isFew && few.count == 2 && few.wished == 3)
        }
    }

    @Test("fault R21: that a VOG runs out is told so many days before as the group's rules say")
    func notice() throws {
        let fixture = try Fixture()
        let group = try fixture.ready()
        try fixture.write(.system) { tx throws in
            _ = try tx.db.run("UPDATE rules SET value = 45 WHERE key = 'vog.warning_days'")
            let notice = try ClearanceNotice(in: tx)
            #expect(notice.stand(of: tx.today + 45, group, on: tx.today) == .later)
            #expect(notice.stand(of: tx.today + 46, group, on: tx.today) == nil)
        }
    }
}
