import Foundation
import Synchronization
import Testing

@testable import SQLite

@Suite("A power cut")
struct PowerCutTests {
    /// `make durability` asks for more.
    private static let rounds =
        ProcessInfo.processInfo.environment["COALITIE_ROUNDS"].flatMap { Int($0) } ?? 5

    @Test("loses nothing that was acknowledged and keeps no half of a change")
    func keepsAcknowledged() throws {
        for round in 1...Self.rounds {
            let scene = try PowerCutScene()
            let left = try scene.afterCut(writes: 40) { LossyDisk.Fate.allCases.randomElement() }
            try left.database.integrityCheck()
            let found = try left.numbers
            #expect(left.acknowledged.isSubset(of: found.first), "round \(round)")
            #expect(found.first == found.second, "round \(round)")
        }
    }

    @Test("loses nothing when not one byte is kept that was not synced")
    func keepsWithoutLuck() throws {
        let left = try PowerCutScene().afterCut(writes: 60) { .lost }
        #expect(left.acknowledged.count >= 60)
        #expect(try left.acknowledged.isSubset(of: left.numbers.first))
    }

    @Test("would lose what was acknowledged without a sync at each commit")
    func losesWithoutSync() throws {
        // Moving the log into the file syncs it too, so it is left out here.
        let scene = try PowerCutScene(checkpointPages: 0)
        try scene.database.withWriter { connection, _ in
            try connection.script("PRAGMA synchronous = NORMAL")
        }
        let left = try scene.afterCut(writes: 60) { .lost }
        #expect(try !left.acknowledged.isSubset(of: left.numbers.first))
    }
}

/// A database on a disk that forgets, and four people who write to it.
private final class PowerCutScene: Sendable {
    let folder: Folder
    let database: Database
    private let disk: LossyDisk
    private let acknowledged = Mutex<Set<Int>>([])
    private let isOver = Atomic(false)

    /// - Parameter checkpointPages: How long the log becomes before it is moved into the file; so
    ///   short that the power is cut in the midst of that too.
    init(checkpointPages: Int = 20) throws {
        folder = try Folder()
        disk = try LossyFiles.disk(in: folder.url)
        database = try folder.database { $0.fileLayer = LossyFiles.name }
        try database.write { connection in
            try connection.run("CREATE TABLE firsts (number INTEGER, text TEXT) STRICT")
            try connection.run("CREATE TABLE seconds (number INTEGER, text TEXT) STRICT")
        }
        try database.withWriter { connection, _ in
            try connection.script("PRAGMA wal_autocheckpoint = \(checkpointPages)")
        }
    }

    deinit {
        LossyFiles.forget(folder.url)
    }

    /// What is there after a cut that comes once so many writes are acknowledged.
    func afterCut(
        writes: Int, fate: () -> LossyDisk.Fate?
    ) throws -> PowerCutRemains {
        let writers = (0..<4).map { person in
            let done = DispatchSemaphore(value: 0)
            Thread.detachNewThread { [self] in
                write(as: person)
                done.signal()
            }
            return done
        }
        while acknowledged.withLock({ $0.count }) < writes { usleep(100) }
        // What was acknowledged before the cut, and not what is acknowledged during it.
        let told = acknowledged.withLock { $0 }
        let after = try Folder()
        try disk.cut(into: after.url) { fate() ?? .lost }
        isOver.store(true, ordering: .relaxed)
        for writer in writers { #expect(writer.wait(timeout: .now() + 120) == .success) }
        database.close()
        return PowerCutRemains(folder: after, database: try after.database(), acknowledged: told)
    }

    private func write(as person: Int) {
        let text = String(repeating: "x", count: 6000)
        var number = person
        while !isOver.load(ordering: .relaxed) {
            let next = number
            let isWritten: Void? = try? database.write { connection in
                try connection.run("INSERT INTO firsts VALUES (\(next), \(text))")
                try connection.run("INSERT INTO seconds VALUES (\(next), \(text))")
            }
            if isWritten != nil { _ = acknowledged.withLock { $0.insert(next) } }
            number += 4
        }
    }
}

/// What was found when the power came back.
private struct PowerCutRemains {
    let folder: Folder
    let database: Database
    let acknowledged: Set<Int>

    /// The numbers in the two tables, of which each change writes both.
    var numbers: (first: Set<Int>, second: Set<Int>) {
        get throws {
            try database.read { connection in
                (
                    Set(try connection.values("SELECT number FROM firsts")),
                    Set(try connection.values("SELECT number FROM seconds"))
                )
            }
        }
    }
}
