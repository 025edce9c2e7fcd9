import Coalition
import Website

extension Serve {
    /// Everything for which a start would be refused, in the order in which it would be found.
    func problems() -> [StartFailure] {
        var problems = wanted.problems
        func note(_ check: () throws -> Void) {
            do { try check() } catch { problems.append(StartFailure(error, options.files)) }
        }
        if let plan = try? wanted.plan() {
            problems += plan.listening.problems.map { StartFailure(.unavailable, $0.description) }
        }
        note { _ = try options.clock() }
        note { try Site.check(serve.site(options.homeFolder())) }
        note { problems += try options.access().problems() }
        return problems.enumerated().filter { index, problem in
            !problems[..<index].contains(problem)
        }.map(\.element)
    }
}
