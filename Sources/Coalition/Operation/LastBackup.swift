import Foundation

/// When the last backup was begun: a note beside the database, because the command that makes a
/// backup ends and the server that tells its age goes on.
public enum LastBackup {
    /// Writes the note.
    ///
    /// - Throws: `StartFailure` with the status `io`.
    public static func record(_ begun: Instant, of files: RecordFiles) throws {
        let file = URL(fileURLWithPath: note(files))
        do {
            try Data("\(begun.milliseconds)\n".utf8).write(to: file, options: .atomic)
        } catch {
            throw StartFailure(.io, "The backup is made, but \(file.path) cannot be written.")
        }
    }

    /// The moment at which the last backup was begun; nil when none is known.
    public static func begun(of files: RecordFiles) -> Instant? {
        let text = try? String(contentsOfFile: note(files), encoding: .utf8)
        return text.flatMap { Int64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
            .map(Instant.init(milliseconds:))
    }

    private static func note(_ files: RecordFiles) -> String { files.database + ".backed-up" }
}
