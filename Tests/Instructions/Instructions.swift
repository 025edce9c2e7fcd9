import HTTP
import Templates

/// Parses and renders so many times, for a tool that counts instructions:
/// `Instructions PARSER-ROUNDS RENDERER-ROUNDS`.
@main
enum Instructions {
    static func main() throws {
        let rounds = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        let page = try TablePage()
        var parsed = 0
        var rendered = 0
        for _ in 0..<rounds[0] { parsed += Requests.parse() }
        for _ in 0..<rounds[1] { rendered += try page.render() }
        // What is used cannot be optimised away, and shows that the work was done.
        print(parsed, rendered)
    }
}
