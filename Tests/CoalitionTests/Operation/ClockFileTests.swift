import Coalition
import Foundation
import Synchronization
import Testing

@Suite("A clock file")
struct ClockFileTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "clock-\(UUID())")

    private func write(_ text: String) throws { try Data(text.utf8).write(to: path) }

    @Test("says what time it is each time that somebody asks")
    func followed() throws {
        defer { try? FileManager.default.removeItem(at: path) }
        try write("2027-03-01T09:00:00Z\n")
        let clock = try ClockFile(path.path) { Issue.record("\($0)") }.clock
        #expect(Zone.amsterdam.day(of: clock.now).iso == "2027-03-01")
        #expect(clock.now.milliseconds == 1_803_891_600_000)
        try write("2028-02-29T23:59:59Z")
        #expect(Zone.amsterdam.day(of: clock.now).iso == "2028-03-01")
    }

    @Test("that says nothing any more is told of once, and the last time stands")
    func lost() throws {
        defer { try? FileManager.default.removeItem(at: path) }
        try write("2027-03-01T09:00:00Z")
        let told = Mutex<[String]>([])
        let clock = try ClockFile(path.path) { text in told.withLock { $0.append(text) } }.clock
        let before = clock.now
        try write("morgen")
        for _ in 0..<3 { #expect(clock.now == before) }
        try FileManager.default.removeItem(at: path)
        #expect(clock.now == before)
        #expect(told.withLock { $0.count } == 1)
        try write("2027-03-02T09:00:00Z")
        #expect(clock.now.seconds(since: before) == 86_400)
        try write("")
        #expect(clock.now.seconds(since: before) == 86_400)
        #expect(told.withLock { $0.count } == 2)
    }

    @Test(
        "is refused at first when it says no time",
        arguments: [
            "", "morgen", "2027-03-01", "2027-03-01T09:00Z", "2027-02-30T09:00:00Z",
            "2027-03-01T24:00:00Z", "2027-03-01T09:00:60Z", "2027-03-01T09:00:00+01:00",
            "2027-03-01T09:00:00Z\n2027-03-02T09:00:00Z", "0001-01-01T00:00:00Z",
            "2027-03-01T٠٩:00:00Z", "2027-03-01T-9:00:00Z",
        ])
    func refused(text: String) throws {
        defer { try? FileManager.default.removeItem(at: path) }
        try write(text)
        let failure = #expect(throws: StartFailure.self) { try ClockFile(path.path) { _ in } }
        #expect(failure?.status == .configuration)
    }

    @Test("is refused when it is not there, or is a folder")
    func absent() {
        for path in [path.path, FileManager.default.temporaryDirectory.path] {
            let failure = #expect(throws: StartFailure.self) { try ClockFile(path) { _ in } }
            #expect(failure?.sentence.contains(path) == true)
        }
    }
}
