import ArgumentParser
import Coalition
import Foundation

/// The program's commands; what they do is the work of the modules below.
@main
struct Coalitie: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coalitie",
        abstract: "Cities, Samen Hier groups, newcomer families and Shelter City stays.",
        subcommands: [
            Serve.self, Migrate.self, DemoCommand.self, UserCommand.self, KeysCommand.self,
            Backup.self, Restore.self,
            Check.self, VerifyAudit.self, Routes.self,
        ])
}

/// A command that tells of a failure in one sentence and ends with its status.
protocol Operation: ParsableCommand {
    var options: FileOptions { get }
    func perform() throws
}

extension Operation {
    func run() throws {
        do {
            try perform()
        } catch let exit as ExitCode {
            throw exit
        } catch {
            let failure = StartFailure(error, options.files)
            tell(failure.sentence)
            throw ExitCode(failure.status.rawValue)
        }
    }

    /// Writes one sentence where it is seen, but is not taken for what the command was asked for.
    func tell(_ sentence: String) {
        FileHandle.standardError.write(Data("\(sentence)\n".utf8))
    }

    /// Prints what is wrong, or that nothing is; ends with status 65 when anything is.
    func report(_ findings: [String], whole: String) throws {
        guard !findings.isEmpty else { return print(whole) }
        for finding in findings { print(finding) }
        throw ExitCode(StartFailure.Status.data.rawValue)
    }
}
