import Foundation
import Glibc
import Synchronization

/// A file whose one line is the time in the demo, so that months can be tried in minutes.
///
/// Whoever tries something writes another line; it is read each time that somebody asks for now.
public final class ClockFile: Sendable {
    private struct Reading {
        var now: Instant
        var isTold = false
    }

    private let path: String
    private let last: Mutex<Reading>
    private let failed: @Sendable (String) -> Void

    /// - Parameter failed: Told once, in a sentence, when the file no longer says a time; what it
    ///   said last stands until it does again.
    /// - Throws: `StartFailure` with the status `configuration` for a file that says none.
    public init(_ path: String, failed: @escaping @Sendable (String) -> Void) throws {
        self.path = path
        self.failed = failed
        last = Mutex(Reading(now: try ClockFile.read(path)))
    }

    public var clock: Clock { Clock { self.now } }

    private var now: Instant {
        last.withLock { reading in
            do throws(StartFailure) {
                reading = Reading(now: try ClockFile.read(path))
            } catch {
                if !reading.isTold { failed("\(error.sentence) The last time it said stands.") }
                reading.isTold = true
            }
            return reading.now
        }
    }

    private static func read(_ path: String) throws(StartFailure) -> Instant {
        guard let text = text(of: path) else {
            throw StartFailure(.configuration, "The clock file \(path) cannot be read.")
        }
        guard let now = Instant(iso: text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw StartFailure(
                .configuration, "The clock file \(path) is not a line such as 2027-03-01T09:00:00Z."
            )
        }
        return now
    }

    /// The beginning of a file; nil when it cannot be read. Nothing that is no file holds this up.
    private static func text(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
    }
}
