import ArgumentParser
import Coalition
import CoalitionDemo

struct DemoCommand: Operation {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Throw the demo away and make it anew; refused while a server has it.")

    @OptionGroup var options: FileOptions

    @Option(
        help: """
            The ordinary demo, or beside it all that a province or the whole country would have \
            (COALITIE_SIZE; demo).
            """)
    var size: String?

    @Option(help: "Multiply the log entries of province or country (COALITIE_TIMES; 1).")
    var times: String?

    @Option(help: "The day that is today in it, such as 2026-11-24 (COALITIE_TODAY; today).")
    var today: String?

    func perform() throws {
        var wanted = DemoOptions()
        wanted.size = Setting.text(size, "SIZE")
        wanted.times = Setting.text(times, "TIMES")
        wanted.today = Setting.text(today, "TODAY")
        let plan = try wanted.plan()
        let clock = plan.today == nil ? try options.clock() : plan.clock
        try options.access(clock: clock).remakeDemo(plan.size)
        print("The demo is in \(options.files.database).")
    }
}
