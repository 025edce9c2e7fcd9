import ArgumentParser
import Coalition
import CoalitionDemo
import Foundation

/// Where everything is: a flag, else the environment, else the defaults.
struct FileOptions: ParsableArguments {
    @Option(help: "The database (COALITIE_DATABASE; .data/coalitie.sqlite).")
    var database: String?

    @Option(help: "The key file (COALITIE_KEY_FILE; .data/coalitie.key).")
    var keyFile: String?

    @Option(help: "The folder with Templates, Public and Migrations (COALITIE_HOME).")
    var home: String?

    @Option(
        help: """
            With the demo, a file whose one line is the time that it is, such as \
            2027-03-01T09:00:00Z (COALITIE_CLOCK_FILE; the system's clock).
            """)
    var clockFile: String?

    var clockPath: String? { Setting.text(clockFile, "CLOCK_FILE") }

    /// - Parameter failed: Told when the clock file no longer says a time.
    func clock(failed: @escaping @Sendable (String) -> Void = { _ in }) throws -> Clock {
        try clockPath.map { try ClockFile($0, failed: failed).clock } ?? .system
    }

    var files: RecordFiles {
        RecordFiles(
            database: Setting.text(database, "DATABASE") ?? ".data/coalitie.sqlite",
            keyFile: Setting.text(keyFile, "KEY_FILE") ?? ".data/coalitie.key")
    }

    func homeFolder() throws -> HomeFolder {
        let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return try HomeFolder(
            wanted: Setting.text(home, "HOME"),
            workingDirectory: FileManager.default.currentDirectoryPath,
            program: program ?? CommandLine.arguments[0])
    }

    func access(
        readers: Int = 2, isReplicated: Bool = false, clock: Clock? = nil
    ) throws -> RecordsAccess {
        let access = try RecordsAccess(
            files, migrations: homeFolder().migrations, readers: readers,
            isReplicated: isReplicated, clock: clock ?? self.clock())
        if clockPath != nil { try access.requireInvented() }
        return access
    }

    /// Does something with the records, beside a server that may be running.
    func beside<T>(_ work: (Records) throws -> T) throws -> T {
        let records = try access().beside()
        defer { records.database.close() }
        return try work(records)
    }
}

/// A setting of the program: what a flag says, else an environment variable with a value.
enum Setting {
    static func text(_ flag: String?, _ name: String) -> String? {
        if let flag { return flag }
        let value = ProcessInfo.processInfo.environment["COALITIE_\(name)"]
        return value == "" ? nil : value
    }

    /// Whether a flag stands, or its variable has another value than 0, false, no or off.
    static func isOn(_ flag: Bool, _ name: String) -> Bool {
        flag || !["0", "false", "no", "off", nil].contains(text(nil, name)?.lowercased())
    }

    /// What the flags say, else the parts of the variable between its commas.
    static func list(_ flags: [String], _ name: String) -> [String] {
        guard flags.isEmpty else { return flags }
        return (text(nil, name) ?? "").split(separator: ",")
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
