import ArgumentParser
import Website

struct Routes: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Name every page and action of the website with who may use it.")

    @Flag(help: "Also those that only the demo has.")
    var demo = false

    func run() {
        for line in RouteList.lines(isDemo: demo) { print(line) }
    }
}
