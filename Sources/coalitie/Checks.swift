import ArgumentParser
import Coalition

struct Check: Operation {
    static let configuration = CommandConfiguration(
        abstract: "Check the file, its foreign keys, its stored counters and the audit chains.")

    @OptionGroup var options: FileOptions

    func perform() throws {
        let findings = try options.beside { try Consistency.findings($0) }
        try report(findings, whole: "Nothing is wrong.")
    }
}

struct VerifyAudit: Operation {
    static let configuration = CommandConfiguration(
        commandName: "verify-audit",
        abstract: "Find a changed, removed, moved or added row in the two logs.")

    @OptionGroup var options: FileOptions

    func perform() throws {
        let findings = try options.beside { try Consistency.chains($0) }
        try report(findings, whole: "Both logs are whole.")
    }
}
