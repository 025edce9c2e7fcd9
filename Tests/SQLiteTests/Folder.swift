import Foundation
import Synchronization
import Testing

@testable import SQLite

/// A folder of its own for one test, removed afterwards.
final class Folder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appending(path: "sqlite-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    func path(_ name: String = "city.sqlite") -> String { url.appending(path: name).path }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
    }

    func database(
        _ name: String = "city.sqlite",
        _ change: (inout Database.Configuration) -> Void = { _ in }
    ) throws -> Database {
        var configuration = Database.Configuration()
        configuration.readers = 2
        change(&configuration)
        return try Database(at: path(name), configuration)
    }
}

extension Database {
    /// A table of notes with the given texts.
    func fillNotes(_ texts: [String] = []) throws {
        try write { connection in
            try connection.run(
                "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")
            for text in texts { try connection.run("INSERT INTO notes (text) VALUES (\(text))") }
        }
    }

    var notes: [String] {
        get throws { try read { try $0.values("SELECT text FROM notes ORDER BY id") } }
    }
}

/// Does `work` on a thread of its own and waits for it.
func onAnotherThread<T: Sendable>(_ work: @escaping @Sendable () throws -> T) throws -> T {
    let done = DispatchSemaphore(value: 0)
    let result = Mutex<Result<T, any Error>?>(nil)
    Thread.detachNewThread {
        let outcome = Result(catching: work)
        result.withLock { $0 = outcome }
        done.signal()
    }
    #expect(done.wait(timeout: .now() + 120) == .success)
    return try #require(result.withLock { $0 }).get()
}
