import ArgumentParser
import Coalition
import SQLite

struct Backup: Operation {
    static let configuration = CommandConfiguration(
        abstract: "Copy the database to a file while the server runs.",
        discussion: "The key file is not in it: keep that apart, or the backup cannot be read.")

    @OptionGroup var options: FileOptions

    @Argument(help: "The file to write; one that is there is replaced once the copy is whole.")
    var file: String

    func perform() throws {
        try options.beside { records in
            let begun = records.clock.now
            do {
                try records.database.backup(to: file)
            } catch {
                throw StartFailure(
                    error, RecordFiles(database: file, keyFile: options.files.keyFile))
            }
            try LastBackup.record(begun, of: options.files)
        }
        print("The backup is in \(file).")
    }
}

struct Restore: Operation {
    static let configuration = CommandConfiguration(
        abstract: "Put a backup in the place of the database; the old file is kept.")

    @OptionGroup var options: FileOptions

    @Flag(help: "Only prove that the backup can be restored; the data is not touched.")
    var rehearse = false

    @Argument(help: "The backup.")
    var file: String

    func perform() throws {
        let rehearsal = try Rehearsal(
            of: file, for: options.files, migrations: options.homeFolder().migrations,
            clock: options.clock())
        let findings = try rehearsal.findings()
        if rehearse || !findings.isEmpty {
            return try report(findings, whole: "The backup is whole and can be restored.")
        }
        let kept = try Database.restore(
            from: file, to: options.files.database, applicationID: Schema.applicationID)
        print("The backup is restored" + (kept.map { "; the old file is \($0)." } ?? "."))
    }
}
