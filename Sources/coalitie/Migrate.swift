import ArgumentParser

struct Migrate: Operation {
    static let configuration = CommandConfiguration(
        abstract: "Make the database or bring it up to date, without serving.")

    @OptionGroup var options: FileOptions

    func perform() throws {
        let open = try options.access().alone()
        defer { open.close() }
        for name in open.applied { print("Applied \(name)") }
        if open.applied.isEmpty { print("The database is up to date.") }
    }
}
