import ArgumentParser

struct DemoCommand: Operation {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Throw the demo away and make it anew; refused while a server has it.")

    @OptionGroup var options: FileOptions

    func perform() throws {
        try options.access().remakeDemo()
        print("The demo is in \(options.files.database).")
    }
}
